//! Writes one field of an object: in the received form if it still means the value, otherwise in the canonical form.

use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::Object;
use crate::edm::{self, widen};
use crate::model::{FieldValue, ReceivedItem, Ref, for_each_primitive};
use crate::open_enum::Joined;

impl FieldValue<'_> {
    #[cold]
    fn write_reshaped<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.value.count().is_some() {
            return Item { field: self, item: 0 }.serialize(serializer);
        }
        let mut seq = serializer.serialize_seq(Some(1))?;
        seq.serialize_element(&Single(self))?;
        seq.end()
    }

    /// Writes a collection, with the received items that the collection does not hold (such as nulls) at their places.
    fn list<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.items();
        let mut seq = serializer.serialize_seq(Some(items.len()))?;
        for item in items {
            match item {
                ReceivedItem::Held(item) => seq.serialize_element(&Item { field: *self, item })?,
                ReceivedItem::Skipped(kept) => kept.with(|value| seq.serialize_element(value))?,
            }
        }
        seq.end()
    }
}

/// A value that is written as a single value, without the shape in which it was received.
struct Single<'a>(FieldValue<'a>);

/// An item of a collection.
struct Item<'a> {
    field: FieldValue<'a>,
    item: usize,
}

/// A primitive type that can be written as JSON.
trait Json {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

macro_rules! plain {
    ($($rust:ty)*) => {
        $(impl Json for $rust {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        })*
    };
}

plain!(bool u8 i8 i16 i32 i64 String edm::Decimal edm::Guid edm::Date edm::TimeOfDay edm::DateTimeOffset);
plain!(edm::Duration edm::Binary edm::Stream edm::Json);

/// JSON has no numbers for infinity and NaN, so they are written as strings (OData JSON 4.01, 7.1).
impl Json for f64 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::INFINITY => serializer.serialize_str("INF"),
            Self::NEG_INFINITY => serializer.serialize_str("-INF"),
            number if number.is_nan() => serializer.serialize_str("NaN"),
            number => serializer.serialize_f64(number),
        }
    }
}

impl Json for f32 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        widen(*self).write(serializer)
    }
}

impl Serialize for FieldValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_reshaped() { self.write_reshaped(serializer) } else { Single(*self).serialize(serializer) }
    }
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        impl Serialize for Single<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Self(field) = self;
                if let Some(received) = field.received(None) {
                    return received.serialize(serializer);
                }
                match field.value {
                    $(
                        Ref::$one(Some(value)) => value.write(serializer),
                        Ref::$many(Some(_)) => field.list(serializer),
                    )*
                    Ref::EnumList(_) | Ref::FlagsList(_) | Ref::ObjectList(_) | Ref::HierarchyList(_) => {
                        field.list(serializer)
                    }
                    Ref::Enum(field) => match field.get() {
                        Some(member) => serializer.serialize_str(member.text(field.info())),
                        None => serializer.serialize_unit(),
                    },
                    Ref::Flags(field) => match field.get() {
                        Some(members) => serializer.collect_str(&Joined(members, field.info())),
                        None => serializer.serialize_unit(),
                    },
                    Ref::Object(field) => match field.get() {
                        Some(model) => Object { model, variant: None }.serialize(serializer),
                        None => serializer.serialize_unit(),
                    },
                    Ref::Hierarchy(field) => match field.get() {
                        Some(variant) => Object::variant(variant).serialize(serializer),
                        None => serializer.serialize_unit(),
                    },
                    $(Ref::$one(None) | Ref::$many(None))|* | Ref::Rest(..) => serializer.serialize_unit(),
                }
            }
        }

        impl Serialize for Item<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Self { field, item } = self;
                if let Some(received) = field.received(Some(*item)) {
                    return received.serialize(serializer);
                }
                match field.value {
                    $(
                        Ref::$many(Some(list)) => match list.get(*item) {
                            Some(value) => value.write(serializer),
                            None => serializer.serialize_unit(),
                        },
                    )*
                    Ref::EnumList(list) => match list.get().and_then(|members| members.get(*item)) {
                        Some(member) => serializer.serialize_str(member.text(list.info())),
                        None => serializer.serialize_unit(),
                    },
                    Ref::FlagsList(list) => match list.get(*item) {
                        Some(members) => serializer.collect_str(&Joined(members, list.info())),
                        None => serializer.serialize_unit(),
                    },
                    Ref::ObjectList(list) => match list.get(*item) {
                        Some(model) => Object { model, variant: None }.serialize(serializer),
                        None => serializer.serialize_unit(),
                    },
                    Ref::HierarchyList(list) => match list.get(*item) {
                        Some(variant) => Object::variant(variant).serialize(serializer),
                        None => serializer.serialize_unit(),
                    },
                    $(Ref::$one(_) | Ref::$many(None))|*
                    | Ref::Enum(_)
                    | Ref::Flags(_)
                    | Ref::Object(_)
                    | Ref::Hierarchy(_)
                    | Ref::Rest(..) => serializer.serialize_unit(),
                }
            }
        }
    };
}

for_each_primitive!(define);
