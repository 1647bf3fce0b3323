//! Properties as described in tables: the name on the wire, the type, and the flags.

/// A declared property (CSDL 4.01, 7 and 8: `Property`, `NavigationProperty`).
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    wire: &'static str,
    kind: Type,
    flags: u16,
}

impl FieldInfo {
    /// Reads a table row: the field's variant of `Slot`, then the flags.
    pub(super) fn parse(wire: &'static str, row: &str) -> Self {
        let mut words = row.split_whitespace();
        let slot = words.next().unwrap_or_default();
        let (kind, of_type) = match slot.strip_suffix("List") {
            Some(item) => (item, flags::COLLECTION),
            None => (slot, 0),
        };
        Self {
            wire,
            kind: Type::of_slot(kind),
            flags: words.fold(of_type, |all, flag| all | flags::named(flag)),
        }
    }

    /// The name on the wire.
    pub fn wire(&self) -> &'static str {
        self.wire
    }

    /// The type of the property; for a collection, the type of an item.
    pub fn kind(&self) -> Type {
        self.kind
    }

    /// Returns `true` if `Debug` and errors must hide the value: the property is declared sensitive, or its name
    /// suggests a secret.
    ///
    /// Names are only a hint, so they hide text, bytes and untyped JSON, but never a date, a number or a key property.
    pub fn is_secret(&self) -> bool {
        let can_hold_a_secret = matches!(self.kind, Type::String | Type::Binary | Type::Stream | Type::Json);
        self.is_sensitive() || (can_hold_a_secret && !self.is_key() && names_a_secret(self.wire))
    }
}

/// Defines the flags. Each has the word used in a row, its bit, and the method that tests it.
macro_rules! define_flags {
    ($($(#[$doc:meta])* $flag:ident $bit:literal $is:ident;)*) => {
        mod flags {
            $(pub(super) const $flag: u16 = 1 << $bit;)*

            /// Returns the bit of the flag with the given name, or 0 if there is no such flag.
            pub(super) fn named(name: &str) -> u16 {
                match name {
                    $(stringify!($flag) => $flag,)*
                    _ => 0,
                }
            }
        }

        impl FieldInfo {
            $(
                $(#[$doc])*
                pub fn $is(&self) -> bool {
                    self.flags & flags::$flag != 0
                }
            )*
        }
    };
}

define_flags! {
    /// Returns `true` if the property is part of the key (CSDL 4.01, 6.5 `Key`).
    KEY 0 is_key;
    /// Returns `true` if the type is `Collection(…)`.
    COLLECTION 1 is_collection;
    /// Returns `true` if clients cannot write the property (`Org.OData.Core.V1.Permissions` is `Read`).
    READ_ONLY 2 is_read_only;
    /// Returns `true` if the related entity is part of this entity (CSDL 4.01, 8.4 `ContainsTarget`).
    CONTAINED 3 is_contained;
    /// Returns `true` if this is a navigation property.
    NAVIGATION 4 is_navigation;
    /// Returns `true` if the value must not be shown in logs.
    SENSITIVE 5 is_sensitive;
    /// Returns `true` if the service sets the property on creation and update (`Org.OData.Core.V1.Computed`).
    COMPUTED 6 is_computed;
    /// Returns `true` if the property can be set on creation only (`Org.OData.Core.V1.Immutable`).
    IMMUTABLE 7 is_immutable;
}

/// Returns `true` if a property with the given name probably holds a secret.
fn names_a_secret(name: &str) -> bool {
    const PARTS: [&str; 6] = ["password", "passphrase", "secret", "token", "certificate", "credential"];
    const ENDINGS: [&str; 2] = ["key", "keys"];
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part)) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Defines the types. Each has the variant used in a row; a primitive type also has its CSDL name.
macro_rules! define_types {
    ($($variant:ident $name:literal,)*) => {
        /// The type of a property, or of an item of a collection.
        ///
        /// The variant does not name the generated type; the field of a value does: see [`Slot`](super::Slot).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Type {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
            /// An enumeration.
            Enum,
            /// An enumeration with `IsFlags="true"`.
            Flags,
            /// A structured type without derived types.
            Object,
            /// A structured type with derived types.
            Hierarchy,
        }

        impl Type {
            /// The qualified name of a primitive type, such as `Edm.String`.
            pub fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($name),)*
                    Self::Enum | Self::Flags | Self::Object | Self::Hierarchy => None,
                }
            }

            /// Returns the type for a variant of `Slot`.
            fn of_slot(slot: &str) -> Self {
                match slot {
                    $(stringify!($variant) => Self::$variant,)*
                    "Enum" => Self::Enum,
                    "Flags" => Self::Flags,
                    "Object" => Self::Object,
                    "Hierarchy" => Self::Hierarchy,
                    // Macros write rows from variant names, so no other text occurs.
                    _ => Self::Json,
                }
            }
        }
    };
}

define_types! {
    Boolean "Edm.Boolean",
    Byte "Edm.Byte",
    SByte "Edm.SByte",
    Int16 "Edm.Int16",
    Int32 "Edm.Int32",
    Int64 "Edm.Int64",
    Single "Edm.Single",
    Double "Edm.Double",
    Decimal "Edm.Decimal",
    String "Edm.String",
    Guid "Edm.Guid",
    Date "Edm.Date",
    TimeOfDay "Edm.TimeOfDay",
    DateTimeOffset "Edm.DateTimeOffset",
    Duration "Edm.Duration",
    Binary "Edm.Binary",
    Stream "Edm.Stream",
    Json "Edm.Untyped",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::for_each_primitive;

    #[test]
    fn names_that_hide_their_value() {
        let is_secret = |name, row| FieldInfo::parse(name, row).is_secret();
        for name in ["password", "clientSecret", "accessTokenValue", "apiKey", "signingKeys", "Certificate"] {
            assert!(is_secret(name, "String"), "{name}");
        }
        for name in ["id", "keyId", "displayName", "monkeyName"] {
            assert!(!is_secret(name, "String"), "{name}");
        }
        assert!(!is_secret("apiKey", "String KEY"));
        assert!(!is_secret("lastPasswordChangeDateTime", "DateTimeOffset"));
        assert!(is_secret("note", "String SENSITIVE"));
    }

    #[test]
    fn flags_are_independent() {
        let field = FieldInfo::parse("x", " Json KEY COMPUTED ");
        assert!(field.is_key() && field.is_computed());
        assert!(!field.is_collection() && !field.is_sensitive() && !field.is_navigation());
    }

    macro_rules! assert_known {
        ($($one:ident $many:ident $rust:ty),*) => {
            $(
                let (one, many) = (stringify!($one), stringify!($many));
                assert_eq!(FieldInfo::parse("x", one).kind(), Type::$one);
                assert!(!FieldInfo::parse("x", one).is_collection());
                assert_eq!(FieldInfo::parse("x", many).kind(), Type::$one);
                assert!(FieldInfo::parse("x", many).is_collection());
            )*
        };
    }

    #[test]
    fn every_variant_of_a_slot_is_known() {
        for_each_primitive!(assert_known);
        let generated = ["Enum", "Flags", "Object", "Hierarchy"];
        let kinds = generated.map(|slot| FieldInfo::parse("x", slot).kind());
        assert_eq!(kinds, [Type::Enum, Type::Flags, Type::Object, Type::Hierarchy]);
    }
}
