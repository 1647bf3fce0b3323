//! A macro that makes models as the generator does, with less text: for the tests only.

/// A struct with one field per line: `field "wire" Slot Type: Rust type`.
macro_rules! model {
    ($name:ident, $info:ident, $csdl:literal, $bases:expr; $($index:literal $field:ident $wire:literal $slot:ident $kind:expr, $rust:ty;)*) => {
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$rust>,)*
            extra: graph_core::model::Extra,
        }

        pub(crate) static $info: graph_core::model::ModelInfo = graph_core::model::ModelInfo {
            name: $csdl,
            bases: $bases,
            is_open: false,
            is_tagged: false,
            fields: &[$(graph_core::model::FieldInfo::new($wire, $kind)),*],
        };

        graph_core::impl_model! {
            $name: $info {
                $($index => $field: $slot,)*
            }
        }
    };
}
