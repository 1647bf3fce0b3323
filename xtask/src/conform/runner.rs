//! Decodes payloads as their declared types, encodes them again, and compares.
//!
//! Reads jobs from a file, one a line: the position in `types::TYPES`, the way to read the payload, and its path as a
//! JSON string. Writes a line for each job: the result, a tab, and the error as a JSON string.

mod types;

use std::io::Write as _;

use serde_json::Value;

/// Decodes bytes as some type and encodes the value again.
pub(crate) type Convert = fn(&[u8]) -> Result<Vec<u8>, String>;

pub(crate) fn convert<T>(bytes: &[u8]) -> Result<Vec<u8>, String>
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let value: T = graph_models_core::from_slice(bytes).map_err(|error| error.to_string())?;
    graph_models_core::to_vec(&value).map_err(|error| error.to_string())
}

fn main() {
    let jobs = std::env::args().nth(1).expect("the file of jobs");
    let jobs = std::fs::read_to_string(jobs).expect("the jobs can be read");
    let mut out = std::io::stdout().lock();
    for job in jobs.lines() {
        let mut parts = job.splitn(3, '\t');
        let mut next = || parts.next().expect("three columns");
        let (ty, how, path) = (next(), next(), next());
        let ty = ty.parse().ok().and_then(|index: usize| types::TYPES.get(index)).expect("a type");
        let path: String = serde_json::from_str(path).expect("a path");
        let (result, detail) = match run(*ty, how, &path) {
            Ok(None) => ("lossless", String::new()),
            Ok(Some(difference)) => ("lossy", difference),
            Err(error) => ("error", error),
        };
        writeln!(out, "{result}\t{}", Value::String(detail)).expect("the result can be written");
        out.flush().expect("the result can be written");
    }
}

/// The path to the first difference, if there is any.
fn run((one, page): (Convert, Convert), how: &str, path: &str) -> Result<Option<String>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read the file: {error}"))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut payload: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("the file is not JSON: {error}"))?;
    let has_array = payload.get("value").is_some_and(Value::is_array);
    if how == "value" && !has_array {
        // A result that is no object stands in an object.
        let value = payload.get_mut("value").map(Value::take).unwrap_or(payload);
        if value.is_null() {
            // No value, which has only one form.
            return Ok(None);
        }
        let text = serde_json::to_vec(&value).map_err(|error| error.to_string())?;
        return compare(&value, &one(&text)?);
    }
    let text = match has_array.then(|| page(bytes)) {
        Some(Err(_)) if how == "page or entity with value" => one(bytes)?,
        Some(page) => page?,
        None => one(bytes)?,
    };
    compare(&payload, &text)
}

fn compare(payload: &Value, text: &[u8]) -> Result<Option<String>, String> {
    let encoded = serde_json::from_slice(text).map_err(|error| format!("the encoded value is not JSON: {error}"))?;
    Ok(difference(payload, &encoded, String::new()))
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
