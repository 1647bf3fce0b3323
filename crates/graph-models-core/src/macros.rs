//! The traits of generated types, each as a call into code that is written once.
//!
//! Every line here is compiled thousands of times: nothing that could stand elsewhere may stand here. What costs is not
//! the number of lines but that of items, of function bodies and of path segments, hence the names in `names`. A variant
//! made by naming its field, `{ 0: … }`, is checked faster than one that is called like a function.
//!
//! They are called through those of `calls`, which say what is `inline`.

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_model {
    (
        [$(#[$inline:meta])*]
        $model:ident: $name:literal, bases: $bases:tt, is_open: $is_open:literal, is_tagged: $is_tagged:literal {
            $($index:literal => $field:ident: $slot:ident = $wire:literal $([$($flag:ident)*])?,)*
        }
    ) => {
        impl $crate::Model for $model {
            $(#[$inline])*
            fn slot(&mut self, field: usize) -> $crate::Slot<'_> {
                match field {
                    $($index => $crate::Slot::$slot { 0: &mut self.$field },)*
                    _ => $crate::Slot::Rest(&mut self.extra),
                }
            }

            $(#[$inline])*
            fn get(&self, field: usize) -> $crate::Ref<'_> {
                match field {
                    $($index => $crate::Ref::$slot { 0: &self.$field },)*
                    _ => $crate::Ref::Rest(
                        &$crate::ModelInfo {
                            name: $name,
                            bases: &$bases,
                            is_open: $is_open,
                            is_tagged: $is_tagged,
                            names: &[$($wire),*],
                            rows: $crate::__stringify!($($slot $($($flag)*)?,)*),
                        },
                        &self.extra,
                    ),
                }
            }
        }

        impl $crate::__Default for $model {
            $(#[$inline])*
            fn default() -> Self {
                Self { $($field: $crate::__None,)* extra: $crate::Extra::NEW }
            }
        }

        impl $crate::__Clone for $model {
            $(#[$inline])*
            fn clone(&self) -> Self {
                $crate::__copy_model(self)
            }
        }

        impl $crate::__Debug for $model {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                $crate::__debug_model(self, f)
            }
        }

        impl $crate::__PartialEq for $model {
            $(#[$inline])*
            fn eq(&self, other: &Self) -> bool {
                $crate::__equal(self, other)
            }
        }

        impl $crate::__Serialize for $model {
            $(#[$inline])*
            fn serialize<S: $crate::__Serializer>(&self, serializer: S) -> $crate::__Written<S> {
                $crate::__write_model(self, serializer)
            }
        }

        impl<'de> $crate::__Deserialize<'de> for $model {
            $(#[$inline])*
            fn deserialize<D: $crate::__Deserializer<'de>>(deserializer: D) -> $crate::__Read<'de, Self, D> {
                $crate::__read_model(deserializer)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_hierarchy {
    (
        [$(#[$inline:meta])*]
        $hierarchy:ident: $name:literal, base: $base:ty {
            $($index:literal => $variant:ident($content:ty) = $csdl:literal,)*
        }
    ) => {
        impl $crate::Generated for $hierarchy {
            type Info = $crate::HierarchyInfo;

            $(#[$inline])*
            fn table() -> &'static $crate::HierarchyInfo {
                &$crate::HierarchyInfo {
                    name: $name,
                    variants: &[$($csdl),*],
                    base: <$base as $crate::Generated>::table,
                }
            }
        }

        impl $crate::Hierarchy for $hierarchy {
            $(#[$inline])*
            fn new(variant: usize) -> Self {
                match variant {
                    $($index => Self::$variant($crate::__empty()),)*
                    _ => Self::Unknown($crate::__empty()),
                }
            }

            $(#[$inline])*
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $hierarchy {
            /// The struct inside, whatever its type.
            $(#[$inline])*
            pub fn as_model(&self) -> &dyn $crate::Model {
                &**self
            }

            /// Whether the value is of a type that was not known when this code was generated.
            $(#[$inline])*
            pub fn is_unknown(&self) -> bool {
                $crate::Hierarchy::is_unknown(self)
            }
        }

        impl $crate::__Deref for $hierarchy {
            type Target = dyn $crate::Model;

            $(#[$inline])*
            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$variant(model) => &**model,)*
                    Self::Unknown(model) => &**model,
                }
            }
        }

        impl $crate::__DerefMut for $hierarchy {
            $(#[$inline])*
            fn deref_mut(&mut self) -> &mut Self::Target {
                match self {
                    $(Self::$variant(model) => &mut **model,)*
                    Self::Unknown(model) => &mut **model,
                }
            }
        }

        $(
            impl $crate::__From<$content> for $hierarchy {
                // Within a repetition of its own, into which the attribute cannot be passed.
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(model: $content) -> Self {
                    Self::$variant($crate::__boxed(model))
                }
            }
        )*

        impl $crate::Related for $hierarchy {
            type Model = Self;
        }

        impl $crate::Single for $hierarchy {}

        impl $crate::__Clone for $hierarchy {
            $(#[$inline])*
            fn clone(&self) -> Self {
                $crate::__copy_variant(self)
            }
        }

        impl $crate::__Debug for $hierarchy {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                $crate::__debug_variant(self, f)
            }
        }

        impl $crate::__PartialEq for $hierarchy {
            $(#[$inline])*
            fn eq(&self, other: &Self) -> bool {
                $crate::__equal_variants(self, other)
            }
        }

        impl $crate::__Serialize for $hierarchy {
            $(#[$inline])*
            fn serialize<S: $crate::__Serializer>(&self, serializer: S) -> $crate::__Written<S> {
                $crate::__write_hierarchy(self, serializer)
            }
        }

        impl<'de> $crate::__Deserialize<'de> for $hierarchy {
            $(#[$inline])*
            fn deserialize<D: $crate::__Deserializer<'de>>(deserializer: D) -> $crate::__Read<'de, Self, D> {
                $crate::__read_hierarchy(deserializer)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_open_enum {
    (
        [$(#[$inline:meta])*]
        $enumeration:ident: $name:literal, is_flags: $is_flags:literal {
            $($index:literal => $variant:ident = $wire:literal as $value:literal,)*
        }
    ) => {
        impl $crate::Generated for $enumeration {
            type Info = $crate::EnumInfo;

            $(#[$inline])*
            fn table() -> &'static $crate::EnumInfo {
                &$crate::EnumInfo { name: $name, is_flags: $is_flags, members: &[$(($wire, $value)),*] }
            }
        }

        impl $crate::OpenEnum for $enumeration {
            $(#[$inline])*
            #[allow(unreachable_code, reason = "an enumeration may have no members")]
            fn member(&self) -> $crate::Member<'_> {
                $crate::Member::Known(match self {
                    $(Self::$variant => $index,)*
                    Self::UnknownMember(member) => return $crate::Member::Unknown(member),
                })
            }

            $(#[$inline])*
            fn from_member(member: $crate::OwnedMember) -> Self {
                match $crate::__position(&member) {
                    $($index => Self::$variant,)*
                    _ => Self::UnknownMember($crate::__unknown_member::<Self>(member)),
                }
            }
        }

        impl $enumeration {
            /// The name on the wire.
            $(#[$inline])*
            pub fn as_str(&self) -> &str {
                $crate::__as_str(self)
            }
        }

        impl $crate::__From<&str> for $enumeration {
            $(#[$inline])*
            fn from(text: &str) -> Self {
                $crate::__from_text(text)
            }
        }

        impl $crate::__Clone for $enumeration {
            $(#[$inline])*
            fn clone(&self) -> Self {
                $crate::__copy_member(self)
            }
        }

        impl $crate::__Debug for $enumeration {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                $crate::__debug_member(self, f)
            }
        }

        impl $crate::__Display for $enumeration {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__Formatter<'_>) -> $crate::__FmtResult {
                $crate::__display_member(self, f)
            }
        }

        impl $crate::__PartialEq for $enumeration {
            $(#[$inline])*
            fn eq(&self, other: &Self) -> bool {
                $crate::__equal_members(self, other)
            }
        }

        impl $crate::__Eq for $enumeration {}

        impl $crate::__Hash for $enumeration {
            $(#[$inline])*
            fn hash<H: $crate::__Hasher>(&self, state: &mut H) {
                $crate::__hash_member(self, state);
            }
        }

        impl $crate::__Serialize for $enumeration {
            $(#[$inline])*
            fn serialize<S: $crate::__Serializer>(&self, serializer: S) -> $crate::__Written<S> {
                $crate::__write_member(self, serializer)
            }
        }

        impl<'de> $crate::__Deserialize<'de> for $enumeration {
            $(#[$inline])*
            fn deserialize<D: $crate::__Deserializer<'de>>(deserializer: D) -> $crate::__Read<'de, Self, D> {
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
