//! A macro that makes models as the generator does, with less text: for the tests only.

/// A struct with one field per line: `field "wire" Slot Type: Rust type`.
macro_rules! model {
    ($name:ident, $info:ident, $csdl:literal, $bases:expr; $($index:literal $field:ident $wire:literal $slot:ident $kind:expr, $rust:ty;)*) => {
        #[derive(Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$rust>,)*
            extra: graph_core::model::Extra,
        }

        graph_core::impl_model!($name);

        pub(crate) static $info: graph_core::model::ModelInfo = graph_core::model::ModelInfo {
            name: $csdl,
            bases: $bases,
            is_open: false,
            is_tagged: false,
            fields: &[$(graph_core::model::FieldInfo::new($wire, $kind)),*],
        };

        impl graph_core::Model for $name {
            fn info(&self) -> &'static graph_core::model::ModelInfo {
                &$info
            }

            fn slot(&mut self, field: usize) -> graph_core::model::Slot<'_> {
                match field {
                    $($index => graph_core::model::Slot::$slot(&mut self.$field),)*
                    _ => graph_core::model::Slot::Missing,
                }
            }

            fn get(&self, field: usize) -> graph_core::model::Ref<'_> {
                match field {
                    $($index => graph_core::model::Ref::$slot(&self.$field),)*
                    _ => graph_core::model::Ref::Missing,
                }
            }

            fn extra(&self) -> &graph_core::model::Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut graph_core::model::Extra {
                &mut self.extra
            }
        }
    };
}
