//! Implements the conversions between a concrete base, its derived types and their tagged enum.

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_narrow {
    ([$(#[$inline:meta])*] $hierarchy:ident: $base:ident { $($(#[$gate:meta])? $derived:ty),* $(,)? }) => {
        impl $base {
            /// Returns a copy of the value as the type that its `@odata.type` names. Nothing is lost.
            $(#[$inline])*
            pub fn narrow(&self) -> $hierarchy {
                $crate::__private::narrow(self)
            }

            /// Converts the value into the type that its `@odata.type` names. Nothing is lost.
            $(#[$inline])*
            pub fn into_narrowed(self) -> $hierarchy {
                $crate::__private::into_narrowed(self)
            }
        }

        impl $crate::__private::From<$hierarchy> for $base {
            $(#[$inline])*
            fn from(value: $hierarchy) -> Self {
                $crate::__private::widen_variant(value)
            }
        }

        $(
            $(#[$gate])?
            impl $crate::__private::From<$derived> for $base {
                // Not `inline`: the attribute cannot be passed into this nested repetition.
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(derived: $derived) -> Self {
                    $crate::__private::widen(&derived)
                }
            }
        )*
    };
}
