//! Functions that `impl_json_schema!` calls. There is one module per kind of type; the macro picks it by name.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The name of a schema.
pub type Name = Cow<'static, str>;

/// The name of a schema that has the plain CSDL name of its type.
pub fn plain_name(name: &'static str) -> Name {
    Cow::Borrowed(name)
}

/// An id that differs between types of the same CSDL name in different versions.
pub fn id<T>() -> Name {
    Name::Borrowed(std::any::type_name::<T>())
}

/// The reference to the schema of a type.
pub fn reference<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// Structs.
pub mod object {
    pub use super::plain_name as name;
    pub use super::reference;
    pub use crate::schema::objects::object as schema;
}

/// Tagged enums.
pub mod hierarchy {
    pub use super::plain_name as name;
    pub use super::reference;
    pub use crate::schema::objects::hierarchy as schema;
}

/// Open enums whose members are set one at a time.
pub mod open_enum {
    pub use super::plain_name as name;
    pub use super::reference;
    pub use crate::schema::enums::member as schema;
}

/// Flag enums. Properties hold sets, so the schema of a set has the plain name of the type.
pub mod flags {
    use super::{JsonSchema, Name, Schema, SchemaGenerator};
    use crate::open_enum::{FlagSet, OpenEnum};
    pub use crate::schema::enums::member as schema;

    /// The name of the schema of one member.
    pub fn name(name: &'static str) -> Name {
        crate::schema::derived_name(name, "member")
    }

    /// The reference to the schema of a set of members.
    pub fn reference<E: OpenEnum + JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
        super::reference::<FlagSet<E>>(generator)
    }
}
