//! Decodes payloads as their declared types, encodes them again, and compares.
//!
//! Reads jobs from a file, one per line: the position in `types::TYPES`, the way to read the payload, and the path of
//! the payload as a JSON string. With the argument `strict`, a value that is not of its declared type is an error.
//! Writes a line for each job: the result, a tab, and its details as JSON. With the argument `values` a third column
//! follows: the value as Rust prints it, and the JSON that is written back.

mod types;

use std::io::Write as _;

use graph_models_core::{Document, FromJson, Reading, ToJson, strict};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The arguments.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    is_strict: bool,
    has_values: bool,
}

/// The encoded value, and the deviations of the decoded one.
pub(crate) struct Converted {
    text: Vec<u8>,
    deviations: Vec<Value>,
    /// True if it is certain what each value that deviates means.
    is_understood: bool,
    /// The value, if it is wanted.
    shown: Option<Value>,
}

/// Decodes bytes as some type and encodes the value again.
pub(crate) type Convert = fn(&[u8], Wanted) -> Result<Converted, String>;

pub(crate) fn convert<T>(bytes: &[u8], wanted: Wanted) -> Result<Converted, String>
where
    T: FromJson + ToJson + DeserializeOwned + serde::Serialize + Document + std::fmt::Debug,
{
    let read = if wanted.is_strict { strict::from_slice(bytes) } else { graph_models_core::from_slice(bytes) };
    let value: T = read.map_err(|error| error.to_string())?;
    // Only serde refuses a lone surrogate, a number out of range and a byte order mark. If serde reads the text, its
    // value must be the same.
    if let Ok(by_serde) = serde_json::from_slice::<T>(bytes)
        && serde_json::to_value(&by_serde).ok() != serde_json::to_value(&value).ok()
    {
        return Err("serde reads another value of it".to_owned());
    }
    let deviations = graph_models_core::deviations(&value);
    let is_understood = deviations.iter().all(|deviation| deviation.reading() == Reading::Understood);
    let deviations = deviations.iter().map(|deviation| {
        json!({
            "path": deviation.path(),
            "property": deviation.property(),
            "declared": deviation.declared(),
            "found": deviation.found(),
            "message": deviation.to_string(),
        })
    });
    let deviations = deviations.collect();
    let text = graph_models_core::to_vec(&value).map_err(|error| error.to_string())?;
    // Only serde refuses such texts.
    if serde_json::from_slice::<Value>(bytes).is_ok()
        && serde_json::to_vec(&value).ok().as_ref() != Some(&text)
    {
        return Err("serde writes other bytes of it".to_owned());
    }
    let shown = wanted.has_values.then(|| {
        let json = serde_json::to_string_pretty(&value);
        let json = json.unwrap_or_else(|_| String::from_utf8_lossy(&text).into_owned());
        json!({"rust": format!("{value:#?}"), "json": json})
    });
    Ok(Converted { text, deviations, is_understood, shown })
}

/// The result for a payload.
enum Outcome {
    Kept(Vec<Value>),
    Lossy(String),
}

/// A result, and the value if it is wanted.
type Checked = (Outcome, Option<Value>);

fn main() {
    let jobs = std::env::args().nth(1).expect("the file of jobs");
    let has = |name: &str| std::env::args().skip(2).any(|argument| argument == name);
    let wanted = Wanted { is_strict: has("strict"), has_values: has("values") };
    let jobs = std::fs::read_to_string(jobs).expect("the jobs can be read");
    let mut out = std::io::stdout().lock();
    for job in jobs.lines() {
        let mut parts = job.splitn(3, '\t');
        let mut next = || parts.next().expect("three columns");
        let (ty, how, path) = (next(), next(), next());
        let ty = ty.parse().ok().and_then(|index: usize| types::TYPES.get(index)).expect("a type");
        let path: String = serde_json::from_str(path).expect("a path");
        let (outcome, shown) = match run(*ty, how, &path, wanted) {
            Ok((outcome, shown)) => (Ok(outcome), shown),
            Err(error) => (Err(error), None),
        };
        let (result, detail) = match outcome {
            Ok(Outcome::Kept(deviations)) if deviations.is_empty() => ("lossless", Value::Null),
            Ok(Outcome::Kept(deviations)) => ("tolerated", deviations.into()),
            Ok(Outcome::Lossy(difference)) => ("lossy", difference.into()),
            Err(error) => ("error", error.into()),
        };
        let shown = if wanted.has_values { format!("\t{}", Value::from(shown)) } else { String::new() };
        writeln!(out, "{result}\t{detail}{shown}").expect("the result can be written");
        out.flush().expect("the result can be written");
    }
}

fn run((one, page): (Convert, Convert), how: &str, path: &str, wanted: Wanted) -> Result<Checked, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read the file: {error}"))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut payload: Value =
        graph_models_core::from_slice(bytes).map_err(|error| format!("the file is not JSON: {error}"))?;
    let has_array = payload.get("value").is_some_and(Value::is_array);
    if how == "value" && !has_array {
        // The service wraps a result that is no object into an object.
        let value = payload.get_mut("value").map(Value::take).unwrap_or(payload);
        if value.is_null() {
            // No value, which has only one form.
            return Ok((Outcome::Kept(Vec::new()), None));
        }
        let text = graph_models_core::to_vec(&value).map_err(|error| error.to_string())?;
        return match one(&text, wanted) {
            Ok(converted) => compare(&value, converted),
            Err(reason) => understood(&value, page, wanted).ok_or(reason),
        };
    }
    let converted = match has_array.then(|| page(bytes, wanted)) {
        Some(Ok(page)) if page.deviations.is_empty() => page,
        // A payload that is odd as a page may be as declared as an entity.
        Some(page) if how == "page or entity with value" => match (page, one(bytes, wanted)) {
            (Ok(page), Ok(one)) if one.deviations.len() >= page.deviations.len() => page,
            (Ok(page), Err(_)) => page,
            (_, one) => one?,
        },
        Some(page) => page?,
        None => one(bytes, wanted)?,
    };
    compare(&payload, converted)
}

/// Reads a value that is not of its declared type as the runtime reads an answer: like an item of a list, but only if
/// it is certain what the value means, since no field keeps it as received.
fn understood(value: &Value, page: Convert, wanted: Wanted) -> Option<Checked> {
    let list = json!({"value": [value]});
    let mut converted = page(&graph_models_core::to_vec(&list).ok()?, wanted).ok()?;
    for deviation in &mut converted.deviations {
        for key in ["path", "message"] {
            let text = deviation[key].as_str().unwrap_or_default();
            if let Some(rest) = text.strip_prefix("value[0]") {
                deviation[key] = format!("value{rest}").into();
            }
        }
    }
    if converted.is_understood { compare(&list, converted).ok() } else { None }
}

fn compare(payload: &Value, converted: Converted) -> Result<Checked, String> {
    let encoded = graph_models_core::from_slice(&converted.text);
    let encoded = encoded.map_err(|error| format!("the encoded value is not JSON: {error}"))?;
    let outcome = match difference(payload, &encoded, String::new()) {
        Some(path) => Outcome::Lossy(path),
        None => Outcome::Kept(converted.deviations),
    };
    Ok((outcome, converted.shown))
}

fn difference(one: &Value, other: &Value, path: String) -> Option<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            let changed = one.iter().find_map(|(name, value)| match other.get(name) {
                Some(other) => difference(value, other, below(name)),
                None => Some(below(name)),
            });
            changed.or_else(|| other.keys().find(|name| !one.contains_key(*name)).map(|name| below(name)))
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(index, (one, other))| difference(one, other, format!("{path}[{index}]"))),
        (one, other) if one == other => None,
        _ if path.is_empty() => Some("the whole".to_owned()),
        _ => Some(path),
    }
}
