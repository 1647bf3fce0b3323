//! Compares both readers: each reads the same text, and the results must be equal.

use graph_models_core::request::decode;
use graph_models_core::{
    Document, FromJson, Page, ToJson, deviations, from_slice, from_str, strict, to_string, to_value,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::duplicates::Duplicates;
use crate::marked::{beginning, marked};
use crate::sample::{Incident, Owner, SimpleIncident};
use crate::types::{Animal, Kinds};

/// The traits that both ways need, and those that compare their results.
pub(crate) trait Both:
    FromJson + ToJson + DeserializeOwned + Serialize + PartialEq + Document
{
}

impl<T: FromJson + ToJson + DeserializeOwned + Serialize + PartialEq + Document> Both for T {}

/// Facts about a value that was read, or the message of the error.
fn outcome<T: Both>(read: serde_json::Result<T>) -> Result<(T, String), String> {
    let value = read.map_err(|error| error.to_string())?;
    // The order of keys in JSON without a type is that of the payload, or sorted where it was buffered.
    let written = to_value(&value).map_err(|error| error.to_string());
    // Both ways write the same bytes, except for marked parts, which serde does not know.
    let by_serde = serde_json::to_string(&value).map_err(|error| error.to_string());
    if by_serde.as_ref().map_or(true, |text| !text.contains(beginning())) {
        assert_eq!(to_string(&value).map_err(|error| error.to_string()), by_serde);
    }
    let told = format!("{written:?}\n{}", deviations(&value));
    Ok((value, told))
}

/// Returns `true` if two messages are the same. If an object is no page and other text follows it, a reader may report
/// either fault.
pub(crate) fn is_same_error(own: &str, serde: &str) -> bool {
    own == serde || serde.starts_with("expected a page") && own.starts_with("trailing characters")
}

/// Reads a text with both readers, and asserts that the results are equal. Returns `true` for a value.
#[track_caller]
pub(crate) fn agree<T: Both>(text: &str) -> bool {
    // serde knows no byte order mark.
    let whole = text;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let serde = match serde_json::from_str::<T>(text) {
        // serde reads neither lone surrogates nor numbers out of range. `marked`, which is not code of the crate, puts
        // marks in their place. serde must then read the same value.
        Err(error) if error.is_syntax() => match marked(text) {
            Some(text) => serde_json::from_str(&text),
            None => Err(error),
        },
        read => read,
    };
    let serde = outcome(serde);
    for own in [outcome(from_str::<T>(whole)), outcome(from_slice(whole.as_bytes()))] {
        match (&own, &serde) {
            (Ok((own, own_told)), Ok((serde, told))) => {
                assert_eq!(own_told, told, "{text}");
                // NaN is not equal to itself: values that are written alike count as equal.
                assert!(own == serde || own_told.contains("NaN"), "{text}");
            }
            (Err(own), Err(serde)) => assert!(is_same_error(own, serde), "{own}\n{serde}\n{text}"),
            (Ok((_, own)), Err(serde)) => panic!("serde refuses: {serde}\nin {text}\nread as {own}"),
            (Err(own), Ok((_, serde))) => panic!("refused: {own}\nin {text}\nwhich is {serde}"),
        }
    }
    if let Ok((value, told)) = &serde {
        let marked = marked(text);
        let text = marked.as_deref().unwrap_or(text);
        let json: Value = text.parse().unwrap();
        let duplicates = Duplicates::of(text);
        assert_eq!(told.contains("the key stands twice"), duplicates.has_some, "{text}\n{told}");
        // Only the first tag is written.
        if duplicates.has_some && !duplicates.has_tags {
            assert_eq!(to_value(value).unwrap(), json, "{text}");
        }
        let is_strict = !duplicates.has_some && strict::from_value::<T>(json).is_ok();
        assert_eq!(strict::from_str::<T>(whole).is_ok(), is_strict, "{text}");
    } else {
        assert!(strict::from_str::<T>(whole).is_err(), "{text}");
    }
    serde.is_ok()
}

/// Reads bytes with both readers. The bytes need not be UTF-8.
#[track_caller]
pub(crate) fn agree_on_bytes<T: Both>(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        agree::<T>(text);
        return;
    }
    let own = outcome(from_slice::<T>(bytes)).map(|(_, told)| told);
    let serde = outcome(serde_json::from_slice::<T>(bytes)).map(|(_, told)| told);
    match (own, serde) {
        (Err(own), Err(serde)) => assert!(is_same_error(&own, &serde), "{own}\n{serde}\n{bytes:?}"),
        (own, serde) => assert_eq!(own, serde, "{bytes:?}"),
    }
}

/// Reads a text as all kinds of types.
#[track_caller]
pub(crate) fn agree_on_all(text: &str) -> usize {
    let mut read = usize::from(agree::<SimpleIncident>(text));
    read += usize::from(agree::<Incident>(text));
    read += usize::from(agree::<Page<Incident>>(text));
    read += usize::from(agree::<Kinds>(text));
    read += usize::from(agree::<Animal>(text));
    read += usize::from(agree::<Option<Owner>>(text));
    read += usize::from(agree::<Vec<Incident>>(text));
    for list in [format!("[{text}, {text}]"), format!("[{text}]")] {
        read += usize::from(agree::<Vec<SimpleIncident>>(&list));
        let page = format!(r#"{{"@odata.count":1,"value":{list}}}"#);
        read += usize::from(agree::<Page<Incident>>(&page));
        read += usize::from(agree::<Page<Kinds>>(&page));
        // The body of an answer is read like the same text. An error in place of the content is an error of the answer.
        let answer = http::Response::new(page.clone());
        if let Ok(answer) = decode::<Page<SimpleIncident>, _>(answer) {
            assert!(answer == from_str(&page).unwrap() || text.contains("NaN"), "{page}");
        }
    }
    read
}
