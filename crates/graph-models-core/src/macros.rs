//! Implementations of traits for generated types, as thin calls into code that is written once.
//!
//! Every line here is compiled thousands of times, so code that can live elsewhere does not belong here. Items,
//! function bodies and path segments cost compile time, lines do not. A tuple variant built as `Variant { 0: … }` is
//! checked faster than `Variant(…)`, which is a function call.
//!
//! The macros of `calls` call these macros and choose the `inline` attribute. All names come from `__private`.

mod hierarchy;
#[cfg(feature = "schemars")]
mod json_schema;
mod narrow;

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_model {
    (
        [$(#[$inline:meta])*]
        $model:ident: $name:literal, bases: $bases:tt, $(derived: [$($derived:literal),* $(,)?],)? is_open: $is_open:literal, is_tagged: $is_tagged:literal {
            $($index:literal => $field:ident: $slot:ident $(in $expanded:ident.$erased:ident)? = $wire:literal $([$($flag:ident)*])?,)*
        }
        // Fields behind feature gates are last, from this position on. Their positions depend on the enabled features.
        $(with $first:literal {
            $(
                #[$gate:meta]
                $more:ident: $more_slot:ident $(in $more_expanded:ident.$more_erased:ident)?
                    = $more_wire:literal $([$($more_flag:ident)*])?,
            )*
        })?
    ) => {
        impl $crate::__private::Model for $model {
            $(#[$inline])*
            fn slot(&mut self, field: usize) -> $crate::__private::Slot<'_> {
                match field {
                    $($index => $crate::__private::Slot::$slot { 0: &mut self.$field$(.$erased)? },)*
                    _ => {
                        $(
                            let mut position = $first;
                            $(
                                #[$gate]
                                {
                                    if field == position {
                                        return $crate::__private::Slot::$more_slot { 0: &mut self.$more$(.$more_erased)? };
                                    }
                                    position += 1;
                                }
                            )*
                            let _ = position;
                        )?
                        $crate::__private::Slot::Rest(&mut self.extra)
                    }
                }
            }

            $(#[$inline])*
            fn get(&self, field: usize) -> $crate::__private::Ref<'_> {
                match field {
                    $($index => $crate::__private::Ref::$slot { 0: &self.$field$(.$erased)? },)*
                    _ => {
                        $(
                            let mut position = $first;
                            $(
                                #[$gate]
                                {
                                    if field == position {
                                        return $crate::__private::Ref::$more_slot { 0: &self.$more$(.$more_erased)? };
                                    }
                                    position += 1;
                                }
                            )*
                            let _ = position;
                        )?
                        $crate::__private::rest(
                            &$crate::__private::ModelTable {
                                name: $name,
                                bases: &$bases,
                                derived: &[$($($derived),*)?],
                                is_open: $is_open,
                                is_tagged: $is_tagged,
                                names: &[$($wire,)* $($(#[$gate] $more_wire,)*)?],
                                rows: $crate::__private::stringify!($($slot $($($flag)*)?,)*),
                                gated: &[$($(#[$gate] $crate::__private::stringify!($more_slot $($($more_flag)*)?),)*)?],
                            },
                            &self.extra,
                        )
                    }
                }
            }

            $(#[$inline])*
            fn add(storage: &mut $crate::__private::Storage, is_list: bool, _: usize) -> &mut dyn $crate::__private::Model {
                $crate::__private::store(storage, is_list, <Self as $crate::__private::Default>::default())
            }
        }

        impl $model {
            /// Returns a value with one property set. Use [`ModelExt::with`]($crate::ModelExt::with) to set further
            /// properties.
            $(#[$inline])*
            pub fn with<V, A: $crate::__private::FieldKind<V>>(
                property: $crate::__private::Field<Self, V, A>,
                value: impl $crate::__private::Into<A::Value>,
            ) -> Self {
                $crate::__private::with(property, value)
            }
        }

        impl $crate::__private::Default for $model {
            $(#[$inline])*
            fn default() -> Self {
                Self {
                    $($field: $crate::__private::$($expanded::)?None,)*
                    $($(#[$gate] $more: $crate::__private::$($more_expanded::)?None,)*)?
                    extra: $crate::__private::Extra::NEW,
                }
            }
        }

        impl $crate::__private::Clone for $model {
            $(#[$inline])*
            fn clone(&self) -> Self {
                $crate::__private::copy_model(self)
            }
        }

        impl $crate::__private::Debug for $model {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FormatResult {
                $crate::__private::debug_model(self, f)
            }
        }

        impl $crate::__private::PartialEq for $model {
            $(#[$inline])*
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal_models(self, other)
            }
        }

        impl $crate::__private::Serialize for $model {
            $(#[$inline])*
            fn serialize<S: $crate::__private::Serializer>(&self, serializer: S) -> $crate::__private::Written<S> {
                $crate::__private::write_model(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $model {
            $(#[$inline])*
            fn deserialize<D: $crate::__private::Deserializer<'de>>(deserializer: D) -> $crate::__private::Read<'de, Self, D> {
                $crate::__private::read_model(deserializer)
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
        impl $crate::__private::Generated for $enumeration {
            type Info = $crate::__private::EnumInfo;

            $(#[$inline])*
            fn type_info() -> $crate::__private::EnumInfo {
                $crate::__private::enum_info(&$crate::__private::EnumTable {
                    name: $name,
                    is_flags: $is_flags,
                    members: &[$(($wire, $value)),*],
                })
            }
        }

        impl $crate::__private::OpenEnum for $enumeration {
            $(#[$inline])*
            #[allow(unreachable_code, reason = "an enumeration may have no members")]
            fn member(&self) -> $crate::__private::Member<'_> {
                $crate::__private::Member::Known(match self {
                    $(Self::$variant => $index,)*
                    Self::UnknownMember(member) => return $crate::__private::Member::Unknown(member),
                })
            }

            $(#[$inline])*
            fn from_member(member: $crate::__private::OwnedMember) -> Self {
                match $crate::__private::member_position(&member) {
                    $($index => Self::$variant,)*
                    _ => Self::UnknownMember($crate::__private::unknown_member::<Self>(member)),
                }
            }
        }

        impl $enumeration {
            /// Returns the name on the wire.
            $(#[$inline])*
            pub fn as_str(&self) -> &str {
                $crate::__private::member_text(self)
            }
        }

        impl $crate::__private::From<&str> for $enumeration {
            $(#[$inline])*
            fn from(text: &str) -> Self {
                $crate::__private::member_from_text(text)
            }
        }

        impl $crate::__private::Clone for $enumeration {
            $(#[$inline])*
            fn clone(&self) -> Self {
                $crate::__private::copy_member(self)
            }
        }

        impl $crate::__private::Debug for $enumeration {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FormatResult {
                $crate::__private::debug_member(self, f)
            }
        }

        impl $crate::__private::Display for $enumeration {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FormatResult {
                $crate::__private::display_member(self, f)
            }
        }

        impl $crate::__private::PartialEq for $enumeration {
            $(#[$inline])*
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal_members(self, other)
            }
        }

        impl $crate::__private::Eq for $enumeration {}

        impl $crate::__private::Hash for $enumeration {
            $(#[$inline])*
            fn hash<H: $crate::__private::Hasher>(&self, state: &mut H) {
                $crate::__private::hash_member(self, state);
            }
        }

        impl $crate::__private::Serialize for $enumeration {
            $(#[$inline])*
            fn serialize<S: $crate::__private::Serializer>(&self, serializer: S) -> $crate::__private::Written<S> {
                $crate::__private::write_member(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $enumeration {
            $(#[$inline])*
            fn deserialize<D: $crate::__private::Deserializer<'de>>(deserializer: D) -> $crate::__private::Read<'de, Self, D> {
                $crate::__private::read_member(deserializer)
            }
        }
    };
}

/// Compiles its input only with the feature `schemars` of this crate.
///
/// Generated code cannot test for the feature itself, because its own crate need not have one of that name.
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

/// Declares files and their exports. The gate of a file is repeated for each of its exports, so that generated code
/// writes it once.
#[doc(hidden)]
#[macro_export]
macro_rules! __files {
    ($(
        #[$gate:meta]
        mod $file:ident { $($(#[$own:meta])? $visibility:vis use $names:tt;)* }
    )*) => {
        $(
            #[$gate]
            mod $file;
            $(
                #[$gate]
                $(#[$own])?
                $visibility use $file::$names;
            )*
        )*
    };
}

/// Like [`__files!`], with the exports in a module of their own.
#[doc(hidden)]
#[macro_export]
macro_rules! __paths {
    (
        #[$doc:meta]
        pub mod $module:ident;
        $(
            #[$gate:meta]
            mod $file:ident { $($(#[$own:meta])? $visibility:vis use $names:tt;)* }
        )*
    ) => {
        $(
            #[$gate]
            mod $file;
        )*
        #[$doc]
        pub mod $module {
            $($(
                #[$gate]
                $(#[$own])?
                $visibility use super::$file::$names;
            )*)*
        }
    };
}
