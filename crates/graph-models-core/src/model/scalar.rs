//! Puts scalars (JSON strings, numbers and Booleans) into fields.

use serde_json::Value;

use super::{Ref, Slot, for_each_primitive};
use crate::edm::{self, Form, Primitive};
use crate::open_enum::{is_set, read_one, read_set};
use crate::syntax::Scalar;

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        /// Puts a scalar into a field, or at the end of a collection. Returns `None` if the scalar is no value of the
        /// type.
        pub(crate) fn put(slot: &mut Slot<'_>, scalar: Scalar<'_>) -> Option<Form> {
            match slot {
                $(
                    Slot::$one(target) => {
                        let (value, form) = <$rust as Primitive>::read(scalar)?;
                        **target = Some(value);
                        Some(form)
                    }
                    Slot::$many(target) => {
                        let (value, form) = <$rust as Primitive>::read(scalar)?;
                        target.get_or_insert_default().push(value);
                        Some(form)
                    }
                )*
                Slot::Enum(target) => {
                    let (member, form) = read_one(target.info(), scalar)?;
                    target.set(Some(member));
                    Some(form)
                }
                Slot::EnumList(target) => {
                    let (member, form) = read_one(target.info(), scalar)?;
                    target.get_or_insert().push(member);
                    Some(form)
                }
                // The set is created only if the scalar may be one.
                Slot::Flags(target) => {
                    is_set(scalar).then(|| read_set(target.info(), scalar, target.get_or_insert()))?
                }
                Slot::FlagsList(target) => {
                    is_set(scalar).then(|| read_set(target.info(), scalar, target.push()))?
                }
                Slot::Object(_) | Slot::ObjectList(_) | Slot::Hierarchy(_) | Slot::HierarchyList(_) | Slot::Rest(_) => {
                    None
                }
            }
        }
    };
}

for_each_primitive!(define);

macro_rules! forms {
    ($($one:ident $many:ident $rust:ty),*) => {
        /// Returns `true` if the field was read from JSON in a form that its type does not have, and still has this
        /// value.
        pub(crate) fn is_lenient(value: Ref<'_>, item: Option<usize>, received: &Value) -> bool {
            let Some(scalar) = Scalar::from_value(received) else { return false };
            match value {
                $(
                    Ref::$one(current) => match <$rust as Primitive>::read(scalar) {
                        Some((read, Form::Lenient)) => current.as_ref() == Some(&read),
                        _ => false,
                    },
                    Ref::$many(current) => match <$rust as Primitive>::read(scalar) {
                        Some((read, Form::Lenient)) => {
                            item.and_then(|item| current.as_ref()?.get(item)) == Some(&read)
                        }
                        _ => false,
                    },
                )*
                _ => false,
            }
        }
    };
}

for_each_primitive!(forms);
