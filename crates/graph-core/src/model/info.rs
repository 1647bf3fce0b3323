//! The static tables that describe a generated type: names, Edm types, flags.
//!
//! Tables are plain data, constants of functions in generated code; nothing here reads or writes JSON.

use std::fmt;

use crate::open_enum::EnumInfo;

/// A structured type of the schema (CSDL 4.01, 6 and 9: `EntityType`, `ComplexType`).
#[derive(Debug)]
pub struct ModelInfo {
    /// The qualified CSDL name, such as `microsoft.graph.user`.
    pub name: &'static str,
    /// The qualified names of the base types, nearest first.
    pub bases: &'static [&'static str],
    /// Whether the type says `OpenType="true"`. Undeclared properties are kept either way.
    pub is_open: bool,
    /// Whether only `@odata.type` tells it from others where it stands: it is of a hierarchy.
    pub is_tagged: bool,
    /// The declared properties, those of the bases first, in the order of the document.
    pub fields: &'static [FieldInfo],
}

impl ModelInfo {
    /// The index of the property with that wire name.
    pub fn position(&self, wire: &str) -> Option<usize> {
        // Lengths are compared first: that settles nearly every field without touching its text.
        self.fields.iter().position(|field| field.wire().len() == wire.len() && field.wire() == wire)
    }

    /// The property of that index.
    pub fn field(&self, index: usize) -> Option<&'static FieldInfo> {
        self.fields.get(index)
    }
}

/// A declared property (CSDL 4.01, 7 and 8: `Property`, `NavigationProperty`).
#[derive(Debug)]
pub struct FieldInfo(
    // Name on the wire, type, flags. Generated code makes these without a call of a function, so that a table is a
    // constant of its own function and no item, and without names, which would be looked up for each property.
    #[doc(hidden)] pub &'static str,
    #[doc(hidden)] pub Type,
    #[doc(hidden)] pub u16,
);

/// Defines the flags: the constant, its bit, and the method that asks for it.
macro_rules! define_flags {
    ($($(#[$doc:meta])* $flag:ident $bit:literal $is:ident;)*) => {
        /// What else is said of a property; sets of these are joined by `|`.
        pub mod flags {
            $(
                #[doc = concat!("See [`FieldInfo::", stringify!($is), "`](super::FieldInfo::", stringify!($is), ").")]
                pub const $flag: u16 = 1 << $bit;
            )*
        }

        impl FieldInfo {
            $(
                $(#[$doc])*
                pub const fn $is(&self) -> bool {
                    self.2 & flags::$flag != 0
                }
            )*
        }
    };
}

define_flags! {
    /// Whether the property is part of the key (CSDL 4.01, 6.5 `Key`).
    KEY 0 is_key;
    /// Whether the type is `Collection(…)`.
    COLLECTION 1 is_collection;
    /// Whether clients cannot write it (`Org.OData.Core.V1.Permissions` is `Read`).
    READ_ONLY 2 is_read_only;
    /// Whether its target lives inside this entity (CSDL 4.01, 8.4 `ContainsTarget`).
    CONTAINED 3 is_contained;
    /// Whether it is a navigation property.
    NAVIGATION 4 is_navigation;
    /// Whether its value must not be shown in logs.
    SENSITIVE 5 is_sensitive;
    /// Whether the service sets it on creation and update (`Org.OData.Core.V1.Computed`).
    COMPUTED 6 is_computed;
    /// Whether it can be set on creation only (`Org.OData.Core.V1.Immutable`).
    IMMUTABLE 7 is_immutable;
    /// Whether the schema says `Nullable="false"`: it has a value when retrieved as a whole.
    REQUIRED 8 is_required;
}

impl FieldInfo {
    /// A property by its name on the wire, its type (for a collection, the type of an item) and its [`flags`].
    pub const fn new(wire: &'static str, kind: Type, flags: u16) -> Self {
        Self(wire, kind, flags)
    }

    /// The name on the wire.
    pub const fn wire(&self) -> &'static str {
        self.0
    }

    /// The type; for a collection, the type of an item.
    pub const fn kind(&self) -> &Type {
        &self.1
    }

    /// Whether the value must be hidden from `Debug` and from errors: declared sensitive, or named like a secret.
    ///
    /// Names are only a guess, so they hide text, bytes and free JSON, never a date, a number or a key property.
    pub fn is_secret(&self) -> bool {
        let can_hold_a_secret = matches!(self.1, Type::String | Type::Binary | Type::Stream | Type::Json);
        self.is_sensitive() || (can_hold_a_secret && !self.is_key() && names_a_secret(self.0))
    }
}

/// Whether a property of that name likely holds a secret.
fn names_a_secret(name: &str) -> bool {
    const PARTS: [&str; 6] = ["password", "passphrase", "secret", "token", "certificate", "credential"];
    const ENDINGS: [&str; 2] = ["key", "keys"];
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part)) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The type of a property, or of an item of a collection.
///
/// Generated types stand as functions that give their tables: tables point at each other in circles.
#[derive(Clone, Copy)]
pub enum Type {
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Byte`
    Byte,
    /// `Edm.SByte`
    SByte,
    /// `Edm.Int16`
    Int16,
    /// `Edm.Int32`
    Int32,
    /// `Edm.Int64`
    Int64,
    /// `Edm.Single`
    Single,
    /// `Edm.Double`
    Double,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.String`
    String,
    /// `Edm.Guid`
    Guid,
    /// `Edm.Date`
    Date,
    /// `Edm.TimeOfDay`
    TimeOfDay,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Binary`
    Binary,
    /// `Edm.Stream`
    Stream,
    /// `graph.Json` or `Edm.Untyped`: any JSON.
    Json,
    /// An enumeration.
    Enum(fn() -> &'static EnumInfo),
    /// A structured type without derived types.
    Object(fn() -> &'static ModelInfo),
    /// A structured type with derived types.
    Hierarchy(fn() -> &'static HierarchyInfo),
}

impl Type {
    /// The qualified name, such as `Edm.String` or `microsoft.graph.user`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Boolean => "Edm.Boolean",
            Self::Byte => "Edm.Byte",
            Self::SByte => "Edm.SByte",
            Self::Int16 => "Edm.Int16",
            Self::Int32 => "Edm.Int32",
            Self::Int64 => "Edm.Int64",
            Self::Single => "Edm.Single",
            Self::Double => "Edm.Double",
            Self::Decimal => "Edm.Decimal",
            Self::String => "Edm.String",
            Self::Guid => "Edm.Guid",
            Self::Date => "Edm.Date",
            Self::TimeOfDay => "Edm.TimeOfDay",
            Self::DateTimeOffset => "Edm.DateTimeOffset",
            Self::Duration => "Edm.Duration",
            Self::Binary => "Edm.Binary",
            Self::Stream => "Edm.Stream",
            Self::Json => "Edm.Untyped",
            Self::Enum(info) => info().name,
            Self::Object(info) => info().name,
            Self::Hierarchy(info) => info().name,
        }
    }
}

/// Prints the name only: tables point at each other in circles.
impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A base type and the concrete types of its hierarchy.
pub struct HierarchyInfo {
    /// The qualified CSDL name of the base.
    pub name: &'static str,
    /// The concrete types; the base is among them unless it is abstract.
    pub variants: &'static [VariantInfo],
    /// The table of the base itself, which an unknown derived type is read with.
    pub base: fn() -> &'static ModelInfo,
}

/// A concrete type of a hierarchy.
pub struct VariantInfo {
    /// The qualified CSDL name.
    pub name: &'static str,
    /// Its table.
    pub info: fn() -> &'static ModelInfo,
}

/// Prints the name only, as [`HierarchyInfo`] does.
impl fmt::Debug for VariantInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl HierarchyInfo {
    /// The variant that a value without `@odata.type` has: the base, unless that is abstract.
    ///
    /// OData JSON 4.01, 4.5.3: an absent type means the declared type.
    pub fn untagged(&self) -> Option<usize> {
        self.variants.iter().position(|variant| variant.name == self.name)
    }
}

/// Prints names only: tables point at each other in circles.
impl fmt::Debug for HierarchyInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HierarchyInfo")
            .field("name", &self.name)
            .field("variants", &self.variants)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_hide_their_value() {
        let secret = |name| FieldInfo::new(name, Type::String, 0).is_secret();
        for name in ["password", "clientSecret", "accessTokenValue", "apiKey", "signingKeys", "Certificate"] {
            assert!(secret(name), "{name}");
        }
        for name in ["id", "keyId", "displayName", "monkeyName"] {
            assert!(!secret(name), "{name}");
        }
        assert!(!FieldInfo::new("apiKey", Type::String, flags::KEY).is_secret());
        assert!(!FieldInfo::new("lastPasswordChangeDateTime", Type::DateTimeOffset, 0).is_secret());
        assert!(FieldInfo::new("note", Type::String, flags::SENSITIVE).is_secret());
    }

    #[test]
    fn flags_are_independent() {
        let field = FieldInfo::new("x", Type::Json, flags::KEY | flags::COMPUTED);
        assert!(field.is_key() && field.is_computed());
        assert!(!field.is_collection() && !field.is_sensitive() && !field.is_navigation());
    }
}
