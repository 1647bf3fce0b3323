//! The traits of generated types, each as a call into code that is written once.
//!
//! Every line here is compiled thousands of times: nothing that could stand elsewhere may stand here. What costs is not
//! the number of lines but that of function bodies.

/// Implements [`Model`](crate::Model) for a struct, and what follows from it: `Default`, `Clone`, `Debug`, `PartialEq`,
/// serde's traits, [`Generated`](crate::model::Generated).
///
/// Takes the struct, the static that describes it, and for each position in that its field and the variant of
/// [`Slot`](crate::model::Slot) that holds it. The struct has a last field `extra` beside them. With the struct alone,
/// `Model` and `Default` are implemented already.
#[macro_export]
macro_rules! impl_model {
    ($model:ident: $info:ident { $($index:literal => $field:ident: $slot:ident,)* }) => {
        impl ::core::default::Default for $model {
            fn default() -> Self {
                Self { $($field: ::core::option::Option::None,)* extra: $crate::Extra::NEW }
            }
        }

        impl $crate::Model for $model {
            fn info(&self) -> &'static $crate::model::ModelInfo {
                &$info
            }

            fn slot(&mut self, field: usize) -> $crate::model::Slot<'_> {
                match field {
                    $($index => $crate::model::Slot::$slot(&mut self.$field),)*
                    _ => $crate::model::Slot::Missing,
                }
            }

            fn get(&self, field: usize) -> $crate::model::Ref<'_> {
                match field {
                    $($index => $crate::model::Ref::$slot(&self.$field),)*
                    _ => $crate::model::Ref::Missing,
                }
            }

            fn extra(&self) -> &$crate::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut $crate::Extra {
                &mut self.extra
            }
        }

        $crate::impl_model!($model);
    };
    ($model:ident) => {
        impl $crate::model::Generated for $model {
            type Kind = $crate::model::Struct;
        }

        impl ::core::clone::Clone for $model {
            fn clone(&self) -> Self {
                $crate::model::copy_model(self)
            }
        }

        impl ::core::fmt::Debug for $model {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::model::debug(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $crate::model::equal(self, other)
            }
        }

        impl $crate::__serde::Serialize for $model {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::encode::model(self, serializer)
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::decode::owned_model(deserializer)
            }
        }
    };
}

/// Implements [`Hierarchy`](crate::Hierarchy) for a tagged enum, and what follows from it: `Clone`, `Debug`,
/// `PartialEq`, serde's traits, [`Generated`](crate::model::Generated), `From` for each struct, and methods to look
/// inside.
///
/// Takes the enum, the static that describes it, and for each position in that its variant and the struct the variant
/// holds in a box. The enum has a last variant `Unknown` beside them.
#[macro_export]
macro_rules! impl_hierarchy {
    ($hierarchy:ident: $info:ident { $($index:literal => $variant:ident($content:ty),)* }) => {
        impl $crate::Hierarchy for $hierarchy {
            fn hierarchy() -> &'static $crate::model::HierarchyInfo {
                &$info
            }

            fn new(variant: usize) -> Self {
                match variant {
                    $($index => Self::$variant(::std::boxed::Box::default()),)*
                    _ => Self::Unknown(::std::boxed::Box::default()),
                }
            }

            fn model(&self) -> &dyn $crate::Model {
                match self {
                    $(Self::$variant(model) => &**model,)*
                    Self::Unknown(model) => &**model,
                }
            }

            fn model_mut(&mut self) -> &mut dyn $crate::Model {
                match self {
                    $(Self::$variant(model) => &mut **model,)*
                    Self::Unknown(model) => &mut **model,
                }
            }

            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $hierarchy {
            /// The struct inside, whatever its type.
            pub fn as_model(&self) -> &dyn $crate::Model {
                $crate::Hierarchy::model(self)
            }

            /// Whether the struct inside is of that type.
            pub fn is<T: $crate::Model>(&self) -> bool {
                self.downcast_ref::<T>().is_some()
            }

            /// Whether the value is of that type or of one derived from it: a qualified CSDL name.
            pub fn is_a(&self, type_name: &str) -> bool {
                $crate::ModelExt::is_a(self.as_model(), type_name)
            }

            /// The struct inside, if it is of that type.
            pub fn downcast_ref<T: $crate::Model>(&self) -> ::core::option::Option<&T> {
                $crate::model::downcast_ref(self.as_model())
            }

            /// The struct inside, to be changed, if it is of that type.
            pub fn downcast_mut<T: $crate::Model>(&mut self) -> ::core::option::Option<&mut T> {
                $crate::model::downcast_mut($crate::Hierarchy::model_mut(self))
            }

            /// Whether the value is of a type that was not known when this code was generated.
            pub fn is_unknown(&self) -> bool {
                $crate::Hierarchy::is_unknown(self)
            }
        }

        $(
            impl ::core::convert::From<$content> for $hierarchy {
                fn from(model: $content) -> Self {
                    Self::$variant(::std::boxed::Box::new(model))
                }
            }
        )*

        impl $crate::model::Generated for $hierarchy {
            type Kind = $crate::model::TaggedEnum;
        }

        impl $crate::request::query::Related for $hierarchy {
            type Model = Self;
        }

        impl $crate::request::query::Single for $hierarchy {}

        impl ::core::clone::Clone for $hierarchy {
            fn clone(&self) -> Self {
                $crate::model::copy_variant(self)
            }
        }

        impl ::core::fmt::Debug for $hierarchy {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::model::debug(self.as_model(), f)
            }
        }

        impl ::core::cmp::PartialEq for $hierarchy {
            fn eq(&self, other: &Self) -> bool {
                $crate::model::equal_variants(self, other)
            }
        }

        impl $crate::__serde::Serialize for $hierarchy {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::encode::hierarchy(self, serializer)
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $hierarchy {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::decode::hierarchy(deserializer)
            }
        }
    };
}

/// Implements [`OpenEnum`](crate::OpenEnum) for an enum, and what follows from it: `Clone`, `Debug`, `Display`, `Eq`,
/// `Hash`, conversions from text, serde's traits, [`Generated`](crate::model::Generated), and methods for name and
/// number.
///
/// Takes the enum, the static that describes it, and for each position in that its variant. The enum has a last variant
/// `UnknownMember` beside them.
#[macro_export]
macro_rules! impl_open_enum {
    ($enumeration:ident: $info:ident { $($index:literal => $variant:ident,)* }) => {
        impl $crate::OpenEnum for $enumeration {
            fn info() -> &'static $crate::open_enum::EnumInfo {
                &$info
            }

            fn member(&self) -> $crate::open_enum::Member<'_> {
                match self {
                    $(Self::$variant => $crate::open_enum::Member::Known($index),)*
                    Self::UnknownMember(member) => $crate::open_enum::Member::Unknown(member),
                }
            }

            fn from_member(member: $crate::open_enum::OwnedMember) -> Self {
                match member {
                    $($crate::open_enum::OwnedMember::Known($index) => Self::$variant,)*
                    // A table and its variants are generated together; were they not, the member would be unknown.
                    member => Self::UnknownMember(member.into_unknown(&$info)),
                }
            }
        }

        impl $enumeration {
            /// The name on the wire.
            pub fn as_str(&self) -> &str {
                $crate::open_enum::as_str(self)
            }

            /// The number in the schema; an unknown member has none.
            pub fn value(&self) -> ::core::option::Option<i64> {
                $crate::open_enum::value(self)
            }

            /// The member with exactly that name.
            ///
            /// # Errors
            ///
            /// There is none.
            pub fn try_parse(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::open_enum::UnknownMemberError> {
                $crate::open_enum::from_name(text)
            }

            /// Whether this is `unknownFutureValue`: it stands for members that were not asked for with
            /// `Prefer: include-unknown-enum-members`, and cannot be sent.
            pub fn is_sentinel(&self) -> bool {
                $crate::open_enum::is_sentinel(self)
            }
        }

        impl ::core::convert::From<&str> for $enumeration {
            fn from(text: &str) -> Self {
                $crate::open_enum::from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $enumeration {
            fn from(text: ::std::string::String) -> Self {
                $crate::open_enum::from_text(&text)
            }
        }

        impl $crate::model::Generated for $enumeration {
            type Kind = $crate::model::Enumeration;
        }

        impl ::core::clone::Clone for $enumeration {
            fn clone(&self) -> Self {
                $crate::open_enum::copy(self)
            }
        }

        impl ::core::fmt::Debug for $enumeration {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::fmt::Display for $enumeration {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $enumeration {
            fn eq(&self, other: &Self) -> bool {
                $crate::OpenEnum::member(self) == $crate::OpenEnum::member(other)
            }
        }

        impl ::core::cmp::Eq for $enumeration {}

        impl ::core::hash::Hash for $enumeration {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::__serde::Serialize for $enumeration {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $enumeration {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::decode::open_enum(deserializer)
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
