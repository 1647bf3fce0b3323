//! JSON Schema of generated types, made from their tables: `schemars::JsonSchema`, with the feature `schemars`.
//!
//! The schemas describe the JSON that decoding accepts, as far as JSON Schema (draft 2020-12) can. Any property may be
//! absent or null, and undeclared properties are allowed. A wrong value of a declared property is not allowed. Unusual
//! forms that decoding tolerates, such as a number for an enumeration member, are not described.
//!
//! `format` names the format of a string. The draft allows validators to ignore `format`, so `pattern` checks the
//! format too.
//!
//! | type | schema |
//! |---|---|
//! | struct | an object, named as in CSDL |
//! | tagged enum | `oneOf` its concrete types, named `…-tagged`, where `@odata.type` is constant, and `…-unknown` for all other tags and none; with `discriminator` |
//! | struct of an abstract base's own fields | the same as a struct, named `…-base` |
//! | struct of a concrete base | the same as a struct: any `@odata.type`, and the properties of derived types as undeclared ones |
//! | tagged enum of a concrete base | none: on the wire, a value has the schema of the struct |
//! | open enum | the known members, or any other text |
//! | [`FlagSet`](crate::FlagSet) | a pattern of known members, or any other text |
//! | [`Page`](crate::Page) | an object with the collection `value`, named `…-page` |
//!
//! Names in CSDL have no `-`, so none of these names can collide. `x-odata` holds facts that JSON Schema has no keyword
//! for: CSDL names and types, keys, navigation, containment.
//!
//! Descriptions from metadata are in generated modules that are compiled with this feature only. Programs without
//! schemas do not carry them.

mod document;
mod enums;
pub(crate) mod kinds;
pub(crate) mod objects;
mod others;
mod primitives;
#[cfg(test)]
mod tests;
mod texts;

use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

pub use document::{Root, Roots, components};
use kinds::Name;

/// A function that returns the reference to a type's schema, and adds the schema to the generator if it is missing.
pub type Subschema = fn(&mut SchemaGenerator) -> Schema;

/// Functions for the references to types, in the order of their CSDL names.
pub type References = &'static [(&'static str, Subschema)];

/// Data shared by the schemas of one version of Graph, beside the tables.
///
/// Generated code declares it as a constant and not as a static, so that the functions it refers to are compiled only
/// where a schema is made.
#[derive(Debug)]
pub struct Schemas {
    /// Descriptions by CSDL name; a member of a type is `type/member`. Each part is text with rows of
    /// `name: description`, sorted by name, each ended by a null character. There are several parts because they fill
    /// several files.
    pub texts: &'static [&'static str],
    /// The CSDL names of deprecated declarations, sorted.
    pub deprecated: &'static [&'static str],
    /// The types of properties, in parts. The types of one part have the same feature gate.
    pub types: &'static [&'static References],
}

impl Schemas {
    /// The description of a declaration.
    pub fn text(&self, name: &str) -> Option<&'static str> {
        texts::find(self.texts, name)
    }

    /// Returns `true` if a declaration is deprecated.
    pub fn is_deprecated(&self, name: &str) -> bool {
        self.deprecated.binary_search_by(|known| (*known).cmp(name)).is_ok()
    }

    fn reference(&self, name: &str) -> Option<Subschema> {
        self.types.iter().find_map(|part| {
            let index = part.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
            part.get(index).map(|(_, reference)| *reference)
        })
    }

    /// Adds description and deprecation to a schema, from the first of these names that has any.
    fn describe(&self, names: &[&str], schema: &mut Map<String, Value>) {
        if let Some(text) = names.iter().find_map(|name| self.text(name)) {
            schema.insert("description".to_owned(), text.into());
        }
        if names.iter().any(|name| self.is_deprecated(name)) {
            schema.insert("deprecated".to_owned(), true.into());
        }
    }
}

/// The name of a schema derived from another one.
fn derived_name(name: &str, suffix: &str) -> Name {
    Name::Owned(format!("{name}-{suffix}"))
}

/// A schema that accepts the given values or null.
fn nullable(schema: Schema) -> Schema {
    let mut schema = schema;
    if schema.as_object().is_none_or(Map::is_empty) {
        return schema;
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push("null".into()),
        Some(one) => *one = Value::Array(vec![one.take(), "null".into()]),
        None => return schemars::json_schema!({"anyOf": [schema, {"type": "null"}]}),
    }
    schema
}
