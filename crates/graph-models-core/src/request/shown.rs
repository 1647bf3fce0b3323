//! `Debug` of requests that have a body: it shows the template of the path and the options, and nothing of the body.

/// Implements `Debug` for requests that have the fields `path` and `options`.
macro_rules! without_body {
    ($($name:ident<$entity:ident>),* $(,)?) => {
        $(
            /// Shows no value of the body, since values may name people.
            impl<$entity> std::fmt::Debug for $name<$entity> {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_struct(stringify!($name))
                        .field("path", &self.path)
                        .field("options", &self.options)
                        .finish_non_exhaustive()
                }
            }
        )*
    };
}
pub(super) use without_body;

/// Implements the methods of a `Visitor` for texts and numbers: their errors name the expected type and not the
/// value. The default methods of serde quote the value, which may be an id.
macro_rules! quotes_nothing {
    (@ $($visit:ident($found:ty) $name:literal),*) => {
        $(fn $visit<E: serde::de::Error>(self, _: $found) -> Result<Self::Value, E> {
            Err(E::invalid_type(serde::de::Unexpected::Other($name), &self))
        })*
    };
    () => {
        quotes_nothing!(@ visit_str(&str) "a text", visit_i64(i64) "a number", visit_u64(u64) "a number",
            visit_f64(f64) "a number");
    };
}
pub(super) use quotes_nothing;
