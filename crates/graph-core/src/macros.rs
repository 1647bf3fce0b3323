//! The traits of generated types, each as a call into code that is written once.
//!
//! Every line here is compiled thousands of times: nothing that could stand elsewhere may stand here. What costs is not
//! the number of lines but that of items, of function bodies and of path segments, hence the names in `names`.
//!
//! Whatever is not generic is `inline` where code is optimised: most programs use few types of a large crate, and only
//! what they use is then compiled, where it is used. In the dev profile all is compiled once, with the types, so that a
//! program is rebuilt fast.

/// Implements [`Model`](crate::Model) for a struct, and what follows from it: `Default`, `Clone`, `Debug`, `PartialEq`,
/// serde's traits, [`Generated`](crate::model::Generated).
///
/// Takes the struct and what [`ModelInfo`](crate::model::ModelInfo) says of it, then a row for each property: its
/// position, the field, the variant of [`Slot`](crate::model::Slot) that holds the field, the name on the wire, the
/// variant of [`Type`](crate::model::Type) with the generated type if there is one, and
/// [`flags`](crate::model::flags). The struct has a last field `extra` beside them.
///
/// ```ignore
/// impl_model! {
///     Incident: "sample.incident", bases: ["sample.entity"], is_open: false, is_tagged: true {
///         0 => id: String = "id" as String [KEY],
///         1 => severities: EnumList = "severities" as Enum(Severity) [COLLECTION],
///     }
/// }
/// ```
#[macro_export]
macro_rules! impl_model {
    (
        $model:ident: $name:literal, bases: $bases:tt, is_open: $is_open:literal, is_tagged: $is_tagged:literal {
            $($index:literal => $field:ident: $slot:ident = $wire:literal as $kind:ident $(($target:ty))?
                $([$($flag:ident)*])?,)*
        }
    ) => {
        impl $crate::Generated for $model {
            type Info = $crate::ModelInfo;

            #[cfg_attr(not(debug_assertions), inline)]
            fn table() -> &'static $crate::ModelInfo {
                &$crate::ModelInfo {
                    name: $name,
                    bases: &$bases,
                    is_open: $is_open,
                    is_tagged: $is_tagged,
                    fields: &[$($crate::FieldInfo {
                        wire: $wire,
                        kind: $crate::Type::$kind $((<$target as $crate::Generated>::table))?,
                        flags: 0 $($(| $crate::__flags::$flag)*)?,
                    }),*],
                }
            }
        }

        impl $crate::Model for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn slot(&mut self, field: usize) -> $crate::Slot<'_> {
                match field {
                    $($index => $crate::Slot::$slot(&mut self.$field),)*
                    _ => $crate::Slot::Rest(&mut self.extra),
                }
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn get(&self, field: usize) -> $crate::Ref<'_> {
                match field {
                    $($index => $crate::Ref::$slot(&self.$field),)*
                    _ => $crate::Ref::Rest(<Self as $crate::Generated>::table(), &self.extra),
                }
            }
        }

        impl $crate::__Default for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn default() -> Self {
                Self { $($field: $crate::__None,)* extra: $crate::Extra::NEW }
            }
        }

        impl $crate::__Clone for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                $crate::__copy_model(self)
            }
        }

        impl $crate::__Debug for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                $crate::__debug_model(self, f)
            }
        }

        impl $crate::__PartialEq for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn eq(&self, other: &Self) -> bool {
                $crate::__equal(self, other)
            }
        }

        impl $crate::__Serialize for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn serialize<S: $crate::__Serializer>(&self, serializer: S) -> $crate::__Result<S::Ok, S::Error> {
                $crate::__write_model(self, serializer)
            }
        }

        impl<'de> $crate::__Deserialize<'de> for $model {
            #[cfg_attr(not(debug_assertions), inline)]
            fn deserialize<D: $crate::__Deserializer<'de>>(deserializer: D) -> $crate::__Result<Self, D::Error> {
                $crate::__read_model(deserializer)
            }
        }
    };
}

/// Implements [`Hierarchy`](crate::Hierarchy) for a tagged enum, and what follows from it: `Clone`, `Debug`,
/// `PartialEq`, serde's traits, [`Generated`](crate::model::Generated), `From` for each struct, and `Deref` to the
/// struct inside.
///
/// Takes the enum, the name of the base type, and the struct of the base's own properties; then for each concrete type
/// its position, its variant, the struct the variant holds in a box, and its name. The enum has a last variant
/// `Unknown` beside them.
///
/// ```ignore
/// impl_hierarchy! {
///     Shape: "sample.shape", base: ShapeBase {
///         0 => Circle(Circle) = "sample.circle",
///         1 => Square(Square) = "sample.square",
///     }
/// }
/// ```
#[macro_export]
macro_rules! impl_hierarchy {
    (
        $hierarchy:ident: $name:literal, base: $base:ty {
            $($index:literal => $variant:ident($content:ty) = $csdl:literal,)*
        }
    ) => {
        impl $crate::Generated for $hierarchy {
            type Info = $crate::HierarchyInfo;

            #[cfg_attr(not(debug_assertions), inline)]
            fn table() -> &'static $crate::HierarchyInfo {
                &$crate::HierarchyInfo {
                    name: $name,
                    variants: &[$($crate::VariantInfo {
                        name: $csdl,
                        info: <$content as $crate::Generated>::table,
                    }),*],
                    base: <$base as $crate::Generated>::table,
                }
            }
        }

        impl $crate::Hierarchy for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn new(variant: usize) -> Self {
                match variant {
                    $($index => Self::$variant($crate::__Box::new($crate::__Default::default())),)*
                    _ => Self::Unknown($crate::__Box::new($crate::__Default::default())),
                }
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $hierarchy {
            /// The struct inside, whatever its type.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn as_model(&self) -> &dyn $crate::Model {
                &**self
            }

            /// Whether the value is of a type that was not known when this code was generated.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn is_unknown(&self) -> bool {
                $crate::Hierarchy::is_unknown(self)
            }
        }

        impl $crate::__Deref for $hierarchy {
            type Target = dyn $crate::Model;

            #[cfg_attr(not(debug_assertions), inline)]
            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$variant(model) => &**model,)*
                    Self::Unknown(model) => &**model,
                }
            }
        }

        impl $crate::__DerefMut for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn deref_mut(&mut self) -> &mut Self::Target {
                match self {
                    $(Self::$variant(model) => &mut **model,)*
                    Self::Unknown(model) => &mut **model,
                }
            }
        }

        $(
            impl $crate::__From<$content> for $hierarchy {
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(model: $content) -> Self {
                    Self::$variant($crate::__Box::new(model))
                }
            }
        )*

        impl $crate::Related for $hierarchy {
            type Model = Self;
        }

        impl $crate::Single for $hierarchy {}

        impl $crate::__Clone for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                $crate::__copy_variant(self)
            }
        }

        impl $crate::__Debug for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                $crate::__debug(&**self, f)
            }
        }

        impl $crate::__PartialEq for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn eq(&self, other: &Self) -> bool {
                $crate::__equal_variants(self, other)
            }
        }

        impl $crate::__Serialize for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn serialize<S: $crate::__Serializer>(&self, serializer: S) -> $crate::__Result<S::Ok, S::Error> {
                $crate::__write_hierarchy(self, serializer)
            }
        }

        impl<'de> $crate::__Deserialize<'de> for $hierarchy {
            #[cfg_attr(not(debug_assertions), inline)]
            fn deserialize<D: $crate::__Deserializer<'de>>(deserializer: D) -> $crate::__Result<Self, D::Error> {
                $crate::__read_hierarchy(deserializer)
            }
        }
    };
}

/// Implements [`OpenEnum`](crate::OpenEnum) for an enum, and what follows from it: `Clone`, `Debug`, `Display`, `Eq`,
/// `Hash`, conversion from text, serde's traits, [`Generated`](crate::model::Generated), and a method for the name.
///
/// Takes the enum, its name, and whether several members can be set at once; then for each member its position, its
/// variant, its name on the wire, and its number. The enum has a last variant `UnknownMember` beside them.
///
/// ```ignore
/// impl_open_enum! {
///     Colour: "sample.colour", is_flags: false {
///         0 => Red = "red" as 0,
///         1 => Green = "green" as 1,
///     }
/// }
/// ```
#[macro_export]
macro_rules! impl_open_enum {
    (
        $enumeration:ident: $name:literal, is_flags: $is_flags:literal {
            $($index:literal => $variant:ident = $wire:literal as $value:literal,)*
        }
    ) => {
        impl $crate::Generated for $enumeration {
            type Info = $crate::EnumInfo;

            #[cfg_attr(not(debug_assertions), inline)]
            fn table() -> &'static $crate::EnumInfo {
                &$crate::EnumInfo { name: $name, is_flags: $is_flags, members: &[$(($wire, $value)),*] }
            }
        }

        impl $crate::OpenEnum for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn member(&self) -> $crate::Member<'_> {
                match self {
                    $(Self::$variant => $crate::Member::Known($index),)*
                    Self::UnknownMember(member) => $crate::Member::Unknown(member),
                }
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn from_member(member: $crate::OwnedMember) -> Self {
                match member {
                    $($crate::OwnedMember::Known($index) => Self::$variant,)*
                    // A table and its variants are generated together; were they not, the member would be unknown.
                    member => Self::UnknownMember(member.into_unknown(<Self as $crate::Generated>::table())),
                }
            }
        }

        impl $enumeration {
            /// The name on the wire.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn as_str(&self) -> &str {
                $crate::__as_str(self)
            }
        }

        impl $crate::__From<&str> for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn from(text: &str) -> Self {
                $crate::__from_text(text)
            }
        }

        impl $crate::__Clone for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                $crate::__copy_member(self)
            }
        }

        impl $crate::__Debug for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                f.write_str(self.as_str())
            }
        }

        impl $crate::__Display for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                f.pad(self.as_str())
            }
        }

        impl $crate::__PartialEq for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn eq(&self, other: &Self) -> bool {
                $crate::OpenEnum::member(self) == $crate::OpenEnum::member(other)
            }
        }

        impl $crate::__Eq for $enumeration {}

        impl $crate::__Hash for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn hash<H: $crate::__Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::__Serialize for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn serialize<S: $crate::__Serializer>(&self, serializer: S) -> $crate::__Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__Deserialize<'de> for $enumeration {
            #[cfg_attr(not(debug_assertions), inline)]
            fn deserialize<D: $crate::__Deserializer<'de>>(deserializer: D) -> $crate::__Result<Self, D::Error> {
                $crate::__read_member(deserializer)
            }
        }
    };
}

/// What it holds is compiled with the feature `schemars` of this crate, and not even read without it.
///
/// Generated code stands in crates that need not have such a feature, so that it cannot ask for one itself.
#[doc(hidden)]
#[cfg(feature = "schemars")]
#[macro_export]
macro_rules! __with_schemars {
    ($($item:tt)*) => {
        $($item)*
    };
}

#[doc(hidden)]
#[cfg(not(feature = "schemars"))]
#[macro_export]
macro_rules! __with_schemars {
    ($($item:tt)*) => {};
}
