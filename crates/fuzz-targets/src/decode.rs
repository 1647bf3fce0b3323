//! Reads JSON into values of every kind, and writes the values.

use graph_models_core::{Page, from_slice, to_vec};

use crate::agree::{Both, agree_on_all, agree_on_bytes};
use crate::random::Random;
use crate::sample::{AlertSeverity, Incident, SimpleIncident};
use crate::types::{Animal, Kinds};
use crate::{agree_items, agree_views};

/// Checks that all ways to read JSON agree, and that a written value is read back as the same value.
pub fn decode(data: &[u8]) -> bool {
    match std::str::from_utf8(data) {
        Ok(text) => {
            agree_on_all(text);
        }
        Err(_) => {
            agree_on_bytes::<Incident>(data);
            agree_on_bytes::<Kinds>(data);
            agree_on_bytes::<Page<SimpleIncident>>(data);
        }
    }
    // The lengths of the pieces follow from the input, so that a finding can be repeated.
    let random = &mut Random::new(data.iter().fold(0, |sum, &byte| sum * 31 % 0xffff_ffff + u64::from(byte)));
    let mut is_read = agree_items::agree::<Incident>(data, random);
    is_read |= agree_items::agree::<Kinds>(data, random);
    is_read |= agree_items::agree::<AlertSeverity>(data, random);
    is_read |= agree_views::agree_on_all(data) > 0;
    again::<SimpleIncident>(data);
    again::<Incident>(data);
    again::<Kinds>(data);
    again::<Animal>(data);
    again::<Page<Incident>>(data);
    is_read
}

/// Writes a value and reads it again. Values with an undeclared property of a declared name are skipped, since they
/// cannot be written.
fn again<T: Both>(data: &[u8]) {
    let Ok(value) = from_slice::<T>(data) else { return };
    let Ok(written) = to_vec(&value) else { return };
    let shown = || String::from_utf8_lossy(&written);
    let read = from_slice::<T>(&written).unwrap_or_else(|error| panic!("{error}\n{}", shown()));
    // NaN is not equal to itself.
    assert!(read == value || shown().contains("NaN"), "{}", shown());
}
