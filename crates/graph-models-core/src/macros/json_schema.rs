//! Implements `schemars::JsonSchema` for generated types.

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_json_schemas {
    (
        $inline:tt $visibility:vis const $types:ident, $schemas:path:
        $($kind:ident $ty:ty = $name:literal $(of $base:ty [$($(#[$gate:meta])? $variant:ty),* $(,)?])?,)*
    ) => {
        $visibility const $types: $crate::schema::References =
            &[$(($name, $crate::__private::$kind::reference::<$ty>)),*];

        $($crate::__impl_json_schema! { $inline $kind $schemas, $ty, $name $(, $base, [$($(#[$gate])? $variant),*])? })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __impl_json_schema {
    ([$(#[$inline:meta])*] $kind:ident $schemas:path, $ty:ty, $name:literal $(, $base:ty, [$($(#[$gate:meta])? $variant:ty),*])?) => {
        impl $crate::__private::JsonSchema for $ty {
            $(#[$inline])*
            fn schema_name() -> $crate::__private::Name {
                $crate::__private::$kind::name($name)
            }

            $(#[$inline])*
            fn schema_id() -> $crate::__private::Name {
                $crate::__private::id::<Self>()
            }

            $(#[$inline])*
            fn json_schema(generator: &mut $crate::__private::SchemaGenerator) -> $crate::__private::Schema {
                $crate::__private::$kind::schema::<Self>(
                    $schemas,
                    $(&[$($(#[$gate])? $crate::__private::tagged::<$variant>),*], $crate::__private::unknown::<Self, $base>,)?
                    generator,
                )
            }
        }
    };
}
