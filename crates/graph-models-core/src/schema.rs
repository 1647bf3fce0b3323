//! JSON Schema of generated types, made from their tables: `schemars::JsonSchema` with the feature `schemars`.
//!
//! The schemas say what decoding accepts, as far as JSON Schema (draft 2020-12) can: any property may be absent or
//! null, undeclared ones are welcome, a wrong value of a declared one is not. What is odd but read all the same, such
//! as a number for an enumeration member, is no part of them. `format` says what a text is; where validators take
//! formats for hints, as the draft allows, `pattern` still refuses what decoding refuses.
//!
//! | type | schema |
//! |---|---|
//! | struct | an object, named as in CSDL |
//! | tagged enum | `oneOf` its concrete types, named `…-tagged`, where `@odata.type` is constant, and `…-unknown` for all other tags and none; with `discriminator` |
//! | struct of a base's own fields | the same as a struct, named `…-base` |
//! | open enum | the known members, or any other text |
//! | [`FlagSet`](crate::FlagSet) | a pattern of known members, or any other text |
//! | [`Page`](crate::Page) | an object with the collection `value`, named `…-page` |
//!
//! No name of CSDL has a `-` in it, so that none of these names is taken. `x-odata` holds what JSON Schema has no word
//! for: CSDL names and types, keys, navigation, containment.
//!
//! What metadata says in words stands in generated modules that are compiled with this feature alone, and in no table:
//! programs that make no schemas do not carry it.

mod document;
mod enums;
mod kinds;
mod objects;
mod others;
mod primitives;
#[cfg(test)]
mod tests;
mod texts;

use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

pub use document::{Root, Roots, components};
pub use kinds::{Name, flags, hierarchy, object, open_enum};
pub use objects::{tagged, unknown};

/// Makes the reference to a type's schema, and the schema itself if it is not there yet.
pub type Subschema = fn(&mut SchemaGenerator) -> Schema;

/// The references to types, by CSDL name and in order of names.
pub type References = &'static [(&'static str, Subschema)];

/// What the schemas of one version of the service share, beside the tables.
///
/// A constant: what it refers to is compiled where a schema is made. Only texts are data by themselves.
#[derive(Debug)]
pub struct Schemas {
    /// Descriptions by CSDL name, `type/member` for what a type declares: rows of `name: description` that end with a
    /// null character, in order of names; in parts, since they fill files.
    pub texts: &'static [&'static str],
    /// CSDL names of what is deprecated, in order.
    pub deprecated: &'static [&'static str],
    /// The types that properties can be of, in parts: those of one part are there with the same features.
    pub types: &'static [&'static References],
}

impl Schemas {
    /// The description of a declaration.
    pub fn text(&self, name: &str) -> Option<&'static str> {
        texts::find(self.texts, name)
    }

    /// Whether a declaration is deprecated.
    pub fn is_deprecated(&self, name: &str) -> bool {
        self.deprecated.binary_search_by(|known| (*known).cmp(name)).is_ok()
    }

    fn reference(&self, name: &str) -> Option<Subschema> {
        self.types.iter().find_map(|part| {
            let index = part.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
            part.get(index).map(|(_, reference)| *reference)
        })
    }

    /// Adds what is known of a declaration under one of these names, the first that has anything.
    fn describe(&self, names: &[&str], schema: &mut Map<String, Value>) {
        if let Some(text) = names.iter().find_map(|name| self.text(name)) {
            schema.insert("description".to_owned(), text.into());
        }
        if names.iter().any(|name| self.is_deprecated(name)) {
            schema.insert("deprecated".to_owned(), true.into());
        }
    }
}

/// The reference to the schema of a type.
pub fn reference<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The name of a schema that is made from that of another.
fn derived_name(name: &str, suffix: &str) -> Name {
    Name::Owned(format!("{name}-{suffix}"))
}

/// Any of the values, or null.
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

/// Tells a type from those of the same CSDL name in other versions.
#[doc(hidden)]
pub fn id<T>() -> Name {
    Name::Borrowed(std::any::type_name::<T>())
}

/// Implements `schemars::JsonSchema` for types, with the feature `schemars` of this crate, and makes the constant of
/// [`References`] to them.
///
/// Takes the name of that constant and the [`Schemas`] of the version; then for each type its kind (`object`,
/// `hierarchy`, `open_enum`, or `flags` for an enum whose members can be set together), the type, and the name it has in
/// CSDL, in order of names; for a hierarchy also the struct of the base's own properties, and the structs of its
/// concrete types, in the order of its table.
///
/// ```ignore
/// impl_json_schema! {
///     const TYPES, SCHEMAS:
///     open_enum super::AlertSeverity = "microsoft.graph.alertSeverity",
///     object super::PublicError = "microsoft.graph.publicError",
///     hierarchy super::Shape = "microsoft.graph.shape" of super::ShapeBase [super::Circle],
/// }
/// ```
#[cfg(debug_assertions)]
#[macro_export]
macro_rules! impl_json_schema {
    ($($all:tt)*) => {
        $crate::__impl_json_schemas! { [] $($all)* }
    };
}

/// What it is in the dev profile, with functions that are compiled where they are used.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_json_schema {
    ($($all:tt)*) => {
        $crate::__impl_json_schemas! { [#[inline]] $($all)* }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_json_schemas {
    (
        $inline:tt $visibility:vis const $types:ident, $schemas:path:
        $($kind:ident $ty:ty = $name:literal $(of $base:ty [$($variant:ty),* $(,)?])?,)*
    ) => {
        $visibility const $types: $crate::schema::References =
            &[$(($name, $crate::schema::$kind::reference::<$ty>)),*];

        $($crate::__impl_json_schema! { $inline $kind $schemas, $ty, $name $(, $base, [$($variant),*])? })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_json_schema {
    ([$(#[$inline:meta])*] $kind:ident $schemas:path, $ty:ty, $name:literal $(, $base:ty, [$($variant:ty),*])?) => {
        impl $crate::__private::JsonSchema for $ty {
            $(#[$inline])*
            fn schema_name() -> $crate::__private::Name {
                $crate::schema::$kind::name($name)
            }

            $(#[$inline])*
            fn schema_id() -> $crate::__private::Name {
                $crate::schema::id::<Self>()
            }

            $(#[$inline])*
            fn json_schema(generator: &mut $crate::__private::SchemaGenerator) -> $crate::__private::Schema {
                $crate::schema::$kind::schema::<Self>(
                    $schemas,
                    $(&[$($crate::schema::tagged::<$variant>),*], $crate::schema::unknown::<Self, $base>,)?
                    generator,
                )
            }
        }
    };
}
