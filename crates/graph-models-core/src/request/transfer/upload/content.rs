//! The properties of a session, in a model and in the bodies of answers.

use serde_json::{Map, Value};

use crate::edm::DateTimeOffset;
use crate::model::{Model, Ref};
use crate::request::wire;

/// The property with the ranges that the service expects.
pub(super) const RANGES: &str = "nextExpectedRanges";
/// The property with the time at which the session ends.
pub(super) const EXPIRES: &str = "expirationDateTime";

/// The time at which a session ends, from any model of a session.
pub(super) fn expires(model: &dyn Model) -> Option<DateTimeOffset> {
    match model.info().position(EXPIRES).map(|place| model.get(place)) {
        Some(Ref::DateTimeOffset(time)) => time.clone(),
        _ => wire::text(model, EXPIRES)?.parse().ok(),
    }
}

/// The body, if it is a single JSON object.
pub(super) fn object(body: &[u8]) -> Option<Map<String, Value>> {
    match crate::from_slice(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// A member, in any case: mail writes `NextExpectedRanges`.
pub(super) fn member<'o>(object: &'o Map<String, Value>, name: &str) -> Option<&'o Value> {
    object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}
