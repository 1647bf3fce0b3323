//! The properties of a session: their names, and their values in a model.

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
