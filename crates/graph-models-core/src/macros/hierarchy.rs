//! Implements the traits of a tagged enum: of a base and its derived types.

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_hierarchy {
    (
        [$(#[$inline:meta])*]
        $hierarchy:ident: $name:literal, base: $base:ty {
            $($index:literal => $variant:ident($content:ty) = $csdl:literal,)*
        }
        // Variants behind feature gates are last, as fields are.
        $(with $first:literal {
            $(
                #[$gate:meta]
                $more:ident($more_content:ty) = $more_csdl:literal,
            )*
        })?
        // The types of the bases above the base of the enum.
        $(into {
            $($(#[$above_gate:meta])? $above:ty,)*
        })?
    ) => {
        impl $crate::__private::Generated for $hierarchy {
            type Info = $crate::__private::HierarchyInfo;

            $(#[$inline])*
            fn type_info() -> $crate::__private::HierarchyInfo {
                $crate::__private::hierarchy_info(&$crate::__private::HierarchyTable {
                    name: $name,
                    variants: &[$($csdl,)* $($(#[$gate] $more_csdl,)*)?],
                    base: <$base as $crate::__private::Generated>::type_info,
                })
            }
        }

        impl $crate::__private::Hierarchy for $hierarchy {
            $(#[$inline])*
            fn new(variant: usize) -> Self {
                // The struct is created here, because a generic function would instantiate itself for all types that
                // the struct leads to.
                match variant {
                    $($index => Self::$variant($crate::__private::boxed($crate::__private::Default::default())),)*
                    _ => {
                        $(
                            let mut position = $first;
                            $(
                                #[$gate]
                                {
                                    if variant == position {
                                        return Self::$more($crate::__private::boxed($crate::__private::Default::default()));
                                    }
                                    position += 1;
                                }
                            )*
                            let _ = position;
                        )?
                        Self::Unknown($crate::__private::boxed($crate::__private::Default::default()))
                    }
                }
            }

            $(#[$inline])*
            fn add(storage: &mut $crate::__private::Storage, is_list: bool, variant: usize) -> &mut dyn $crate::__private::Model {
                $crate::__private::Hierarchy::as_model_mut($crate::__private::store(storage, is_list, <Self as $crate::__private::Hierarchy>::new(variant)))
            }

            $(#[$inline])*
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }

            $(#[$inline])*
            fn as_model(&self) -> &dyn $crate::__private::Model {
                match self {
                    $(Self::$variant(model) => &**model,)*
                    $($(#[$gate] Self::$more(model) => &**model,)*)?
                    Self::Unknown(model) => &**model,
                }
            }

            $(#[$inline])*
            fn as_model_mut(&mut self) -> &mut dyn $crate::__private::Model {
                match self {
                    $(Self::$variant(model) => &mut **model,)*
                    $($(#[$gate] Self::$more(model) => &mut **model,)*)?
                    Self::Unknown(model) => &mut **model,
                }
            }
        }

        impl $hierarchy {
            /// Returns the struct inside the enum.
            $(#[$inline])*
            pub fn as_model(&self) -> &dyn $crate::__private::Model {
                $crate::__private::Hierarchy::as_model(self)
            }

            /// Returns the struct inside the enum, for changes.
            $(#[$inline])*
            pub fn as_model_mut(&mut self) -> &mut dyn $crate::__private::Model {
                $crate::__private::Hierarchy::as_model_mut(self)
            }

            /// Returns `true` if the type of the value was unknown when this code was generated.
            $(#[$inline])*
            pub fn is_unknown(&self) -> bool {
                $crate::__private::Hierarchy::is_unknown(self)
            }
        }

        $(
            impl $crate::__private::From<$content> for $hierarchy {
                // Not `inline`: the attribute cannot be passed into this nested repetition.
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(model: $content) -> Self {
                    Self::$variant($crate::__private::boxed(model))
                }
            }
        )*

        $($(
            #[$gate]
            impl $crate::__private::From<$more_content> for $hierarchy {
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(model: $more_content) -> Self {
                    Self::$more($crate::__private::boxed(model))
                }
            }
        )*)?

        $($(
            $(#[$above_gate])?
            impl $crate::__private::From<$hierarchy> for $above {
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(value: $hierarchy) -> Self {
                    $crate::__private::widen_hierarchy(&value)
                }
            }
        )*)?

        impl $crate::__private::Related for $hierarchy {
            type Model = Self;
            type Value = Self;
        }

        impl $crate::__private::Single for $hierarchy {}

        impl $crate::__private::Clone for $hierarchy {
            $(#[$inline])*
            fn clone(&self) -> Self {
                $crate::__private::copy_variant(self)
            }
        }

        impl $crate::__private::Debug for $hierarchy {
            $(#[$inline])*
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FormatResult {
                $crate::__private::debug_variant(self, f)
            }
        }

        impl $crate::__private::PartialEq for $hierarchy {
            $(#[$inline])*
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal_variants(self, other)
            }
        }

        impl $crate::__private::Serialize for $hierarchy {
            $(#[$inline])*
            fn serialize<S: $crate::__private::Serializer>(&self, serializer: S) -> $crate::__private::Written<S> {
                $crate::__private::write_hierarchy(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $hierarchy {
            $(#[$inline])*
            fn deserialize<D: $crate::__private::Deserializer<'de>>(deserializer: D) -> $crate::__private::Read<'de, Self, D> {
                $crate::__private::read_hierarchy(deserializer)
            }
        }
    };
}
