//! JSON objects of no declared type, as bodies of answers have them. The case of their names differs between services.

use serde_json::{Map, Value};

/// The body, if it is a single JSON object.
pub(super) fn read(body: &[u8]) -> Option<Map<String, Value>> {
    match crate::from_slice(body) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// The name and the value of a member. The case of the name is ignored.
pub(super) fn member<'o>(object: &'o Map<String, Value>, name: &str) -> Option<(&'o String, &'o Value)> {
    object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))
}
