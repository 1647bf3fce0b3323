//! Writes fields and items of collections: in the received form if it still means the value, otherwise in the canonical
//! form.

use super::Writer;
use super::primitive::Primitive;
use crate::model::{FieldValue, ReceivedItem, Ref, for_each_primitive};
use crate::open_enum::Joined;

impl Writer {
    /// Writes a field that holds a value.
    pub(super) fn field(&mut self, field: &FieldValue<'_>) {
        if field.is_reshaped() {
            self.reshaped(field);
        } else {
            self.single(field);
        }
    }

    #[cold]
    fn reshaped(&mut self, field: &FieldValue<'_>) {
        match field.value.count() {
            Some(_) => self.item(field, 0),
            None => self.list([field], Self::single),
        }
    }

    /// Writes a collection, with the received items that the collection does not hold (such as nulls) at their places.
    fn items(&mut self, field: &FieldValue<'_>) {
        self.list(field.items(), |writer, item| match item {
            ReceivedItem::Held(item) => writer.item(field, item),
            ReceivedItem::Skipped(kept) => kept.with(|value| writer.json(value)),
        });
    }
}

macro_rules! define {
    ($($one:ident $many:ident $rust:ty),*) => {
        impl Writer {
            /// Writes a single value, or a whole collection.
            fn single(&mut self, field: &FieldValue<'_>) {
                if let Some(received) = field.received(None) {
                    return self.json(received);
                }
                match field.value {
                    $(
                        Ref::$one(Some(value)) => value.write(self),
                        Ref::$many(Some(_)) => self.items(field),
                    )*
                    Ref::EnumList(_) | Ref::FlagsList(_) | Ref::ObjectList(_) | Ref::HierarchyList(_) => {
                        self.items(field)
                    }
                    Ref::Enum(field) => match field.get() {
                        Some(member) => self.string(member.text(field.info())),
                        None => self.null(),
                    },
                    Ref::Flags(field) => match field.get() {
                        Some(members) => self.members(&Joined(members, field.info())),
                        None => self.null(),
                    },
                    Ref::Object(field) => match field.get() {
                        Some(model) => self.model(model),
                        None => self.null(),
                    },
                    Ref::Hierarchy(field) => match field.get() {
                        Some(variant) => self.variant(variant),
                        None => self.null(),
                    },
                    $(Ref::$one(None) | Ref::$many(None))|* | Ref::Rest(..) => self.null(),
                }
            }

            /// Writes an item of a collection.
            fn item(&mut self, field: &FieldValue<'_>, item: usize) {
                if let Some(received) = field.received(Some(item)) {
                    return self.json(received);
                }
                match field.value {
                    $(
                        Ref::$many(Some(list)) => match list.get(item) {
                            Some(value) => value.write(self),
                            None => self.null(),
                        },
                    )*
                    Ref::EnumList(list) => match list.get().and_then(|members| members.get(item)) {
                        Some(member) => self.string(member.text(list.info())),
                        None => self.null(),
                    },
                    Ref::FlagsList(list) => match list.get(item) {
                        Some(members) => self.members(&Joined(members, list.info())),
                        None => self.null(),
                    },
                    Ref::ObjectList(list) => match list.get(item) {
                        Some(model) => self.model(model),
                        None => self.null(),
                    },
                    Ref::HierarchyList(list) => match list.get(item) {
                        Some(variant) => self.variant(variant),
                        None => self.null(),
                    },
                    $(Ref::$one(_) | Ref::$many(None))|*
                    | Ref::Enum(_)
                    | Ref::Flags(_)
                    | Ref::Object(_)
                    | Ref::Hierarchy(_)
                    | Ref::Rest(..) => self.null(),
                }
            }
        }
    };
}

for_each_primitive!(define);
