//! `Deserialize` for the Edm primitives and for flag sets.

use serde::de::{Deserialize, Deserializer};

use super::{nothing, read_slot};
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Stream, TimeOfDay};
use crate::model::Slot;
use crate::open_enum::{FlagSet, OpenEnum};

/// Implements the trait for primitives that have the same name as their variant of `Slot`.
macro_rules! by_slot {
    ($($rust:ident)*) => {
        $(impl<'de> Deserialize<'de> for $rust {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value = None;
                read_slot(Slot::$rust(&mut value), deserializer)?;
                value.ok_or_else(nothing)
            }
        })*
    };
}

by_slot!(Binary Date DateTimeOffset Decimal Duration Guid Stream TimeOfDay);

impl<'de, E: OpenEnum> Deserialize<'de> for FlagSet<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = None;
        read_slot(Slot::Flags(&mut value), deserializer)?;
        value.ok_or_else(nothing)
    }
}
