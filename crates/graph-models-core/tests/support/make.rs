//! A macro that makes models as the generator does, with less text: for the tests only.

/// A struct with one field per line: `position field "wire" Slot, Rust type`.
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
