//! A macro for tests that defines models like the generator, with less code.

/// Defines a struct with one field per line: `position field "wire" Slot, Rust type`.
macro_rules! model {
    ($name:ident, $csdl:literal, $bases:tt; $($index:literal $field:ident $wire:literal $slot:ident, $rust:ty;)*) => {
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$rust>,)*
            extra: graph_models_core::model::Extra,
        }

        graph_models_core::impl_model! {
            $name: $csdl, bases: $bases, is_open: false, is_tagged: false {
                $($index => $field: $slot = $wire,)*
            }
        }
    };
}
