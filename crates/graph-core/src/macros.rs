//! The traits of generated types, each as a call into code that is written once.
//!
//! Every line here is compiled thousands of times: nothing that could stand elsewhere may stand here.

/// Implements what follows from [`Model`](crate::Model): `Clone`, `Debug`, `PartialEq`, serde's traits,
/// [`Item`](crate::model::Item), [`Answer`](crate::request::Answer). The type has `Default`.
#[macro_export]
macro_rules! impl_model {
    ($model:ty) => {
        impl ::core::clone::Clone for $model {
            fn clone(&self) -> Self {
                let mut copy = Self::default();
                $crate::model::copy(self, &mut copy);
                copy
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
                let mut model = Self::default();
                $crate::decode::model(&mut model, deserializer)?;
                ::core::result::Result::Ok(model)
            }
        }

        impl $crate::Patchable for $model {
            fn as_model(&self) -> &dyn $crate::model::Model {
                self
            }

            fn as_model_mut(&mut self) -> &mut dyn $crate::model::Model {
                self
            }

            fn empty_like(&self) -> Self {
                Self::default()
            }
        }

        impl $crate::request::Answer for $model {
            fn read(
                head: &$crate::__http::response::Parts,
                body: &[u8],
            ) -> ::core::result::Result<Self, $crate::request::GraphError> {
                let mut model = Self::default();
                $crate::request::read_model(&mut model, head, body)?;
                ::core::result::Result::Ok(model)
            }
        }

        $crate::__impl_item!($model, ObjectList);
    };
}

/// Implements what follows from [`Hierarchy`](crate::Hierarchy): `Clone`, `Debug`, `PartialEq`, serde's traits,
/// [`Item`](crate::model::Item), [`Answer`](crate::request::Answer), and methods to look inside. The enum has a variant `Unknown`.
#[macro_export]
macro_rules! impl_hierarchy {
    ($hierarchy:ty) => {
        impl $hierarchy {
            /// The struct inside, whatever its type.
            pub fn as_model(&self) -> &dyn $crate::model::Model {
                $crate::model::Hierarchy::model(self)
            }

            /// Whether the struct inside is of that type.
            pub fn is<T: $crate::model::Model>(&self) -> bool {
                self.downcast_ref::<T>().is_some()
            }

            /// Whether the value is of that type or of one derived from it: a qualified CSDL name.
            pub fn is_a(&self, type_name: &str) -> bool {
                $crate::model::ModelExt::is_a(self.as_model(), type_name)
            }

            /// The struct inside, if it is of that type.
            pub fn downcast_ref<T: $crate::model::Model>(&self) -> ::core::option::Option<&T> {
                $crate::model::downcast_ref(self.as_model())
            }

            /// The struct inside, to be changed, if it is of that type.
            pub fn downcast_mut<T: $crate::model::Model>(&mut self) -> ::core::option::Option<&mut T> {
                $crate::model::downcast_mut($crate::model::Hierarchy::model_mut(self))
            }

            /// Whether the value is of a type that was not known when this code was generated.
            pub fn is_unknown(&self) -> bool {
                $crate::model::KnownVariant::is_unknown(self)
            }
        }

        impl $crate::model::KnownVariant for $hierarchy {
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

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

        impl $crate::Patchable for $hierarchy {
            fn as_model(&self) -> &dyn $crate::model::Model {
                $crate::model::Hierarchy::model(self)
            }

            fn as_model_mut(&mut self) -> &mut dyn $crate::model::Model {
                $crate::model::Hierarchy::model_mut(self)
            }

            fn empty_like(&self) -> Self {
                $crate::model::empty_variant(self)
            }
        }

        impl $crate::request::Answer for $hierarchy {
            fn read(
                head: &$crate::__http::response::Parts,
                body: &[u8],
            ) -> ::core::result::Result<Self, $crate::request::GraphError> {
                $crate::request::read_hierarchy(head, body)
            }
        }

        impl $crate::request::query::Related for $hierarchy {
            type Model = Self;
        }

        impl $crate::request::query::Single for $hierarchy {}

        $crate::__impl_item!($hierarchy, HierarchyList);
    };
}

/// Implements what follows from [`OpenEnum`](crate::OpenEnum): `Clone`, `Debug`, `Display`, `Eq`, `Hash`, conversions
/// from text, serde's traits, [`Item`](crate::model::Item), and methods for name and number.
#[macro_export]
macro_rules! impl_open_enum {
    ($enumeration:ty) => {
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
                $crate::open_enum::OpenEnum::member(self) == $crate::open_enum::OpenEnum::member(other)
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

        $crate::__impl_item!($enumeration, EnumList);
    };
}

/// Implements [`Item`](crate::model::Item) with that kind of slot.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_item {
    ($item:ty, $slot:ident) => {
        impl $crate::model::Item for $item {
            fn slot(list: &mut ::core::option::Option<::std::vec::Vec<Self>>) -> $crate::model::Slot<'_> {
                $crate::model::Slot::$slot(list)
            }

            fn get(list: &::core::option::Option<::std::vec::Vec<Self>>) -> $crate::model::Ref<'_> {
                $crate::model::Ref::$slot(list)
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
