//! Schemas of flag sets and of pages.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{derived_name, enums, nullable};
use crate::model::Item;
use crate::open_enum::{FlagSet, OpenEnum};
use crate::page::Page;

/// The schema has the plain name of the enumeration, because properties hold sets.
impl<E: OpenEnum + JsonSchema> JsonSchema for FlagSet<E> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed(E::type_info().name())
    }

    fn schema_id() -> Cow<'static, str> {
        Cow::Owned(format!("{} (set)", std::any::type_name::<E>()))
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        enums::set(E::type_info(), E::json_schema(generator))
    }
}

impl<T: Item + JsonSchema> JsonSchema for Page<T> {
    fn schema_name() -> Cow<'static, str> {
        derived_name(&T::schema_name(), PAGE)
    }

    fn schema_id() -> Cow<'static, str> {
        Cow::Owned(format!("{} (page)", T::schema_id()))
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        page(generator.subschema_for::<T>())
    }
}

/// The suffix of a page schema's name, after the name of the item's schema.
pub(super) const PAGE: &str = "page";

pub(super) fn page(item: Schema) -> Schema {
    json_schema!({
        "description": "A page of a collection.",
        "type": "object",
        "properties": {
            "@odata.context": {"type": "string", "description": "What the page is of."},
            "@odata.count": {
                "type": ["integer", "string"],
                "description": "How many items there are on all pages, if that was asked for.",
            },
            "@odata.nextLink": {"type": "string", "description": "The next page, if there is one."},
            "@odata.deltaLink": {"type": "string", "description": "Later changes, on the last page."},
            "value": {"type": "array", "items": nullable(item)},
        },
        "required": ["value"],
    })
}
