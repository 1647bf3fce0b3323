//! Actions and functions (section 12).
//!
//! Must not know the type that an operation is bound to.

use super::writer::{Tag, Writer};
use crate::document::{Operation, OperationKind, Parameter, ReturnType};

impl Writer {
    /// `Action` (section 12.1) or `Function` (section 12.3).
    pub(super) fn operation(&mut self, operation: &Operation) {
        let element = match operation.kind {
            OperationKind::Action => "Action",
            OperationKind::Function => "Function",
        };
        let tag = Tag::new(element)
            .with("Name", &operation.name)
            .maybe("EntitySetPath", operation.entity_set_path.as_deref())
            .flag("IsBound", operation.is_bound)
            .flag("IsComposable", operation.is_composable);
        self.element(&tag, |writer| {
            writer.described(&operation.annotations, |writer| {
                for parameter in &operation.parameters {
                    writer.parameter(parameter);
                }
                if let Some(return_type) = &operation.return_type {
                    writer.return_type(return_type);
                }
            });
        });
    }

    /// `Parameter` (section 12.9).
    fn parameter(&mut self, parameter: &Parameter) {
        let tag = Tag::new("Parameter")
            .with("Name", &parameter.name)
            .with("Type", &self.names.reference(&parameter.ty))
            .boolean("Nullable", parameter.nullable)
            .facets(&parameter.facets);
        self.element(&tag, |writer| writer.described(&parameter.annotations, |_| {}));
    }

    /// `ReturnType` (section 12.8).
    fn return_type(&mut self, return_type: &ReturnType) {
        let tag = Tag::new("ReturnType")
            .with("Type", &self.names.reference(&return_type.ty))
            .boolean("Nullable", return_type.nullable)
            .facets(&return_type.facets);
        self.element(&tag, |writer| writer.described(&return_type.annotations, |_| {}));
    }
}
