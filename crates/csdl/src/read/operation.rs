//! Actions and functions (section 12).
//!
//! Must not know the type that an operation is bound to.

use super::element::Element;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::{Operation, OperationKind, Parameter, ReturnType};
use crate::source::Placed;

impl Reader<'_> {
    /// `Action` (section 12.1) or `Function` (section 12.3).
    pub(super) fn operation(&mut self, kind: OperationKind, mut element: Element<'_, '_>) -> Operation {
        let Placed { value: name, place } = self.name(&mut element);
        let mut operation = Operation {
            kind,
            name,
            is_bound: self.flag(&mut element, "IsBound"),
            is_composable: match kind {
                OperationKind::Action => false,
                OperationKind::Function => self.flag(&mut element, "IsComposable"),
            },
            entity_set_path: self.text(&mut element, "EntitySetPath"),
            parameters: Vec::new(),
            return_type: None,
            annotations: Vec::new(),
            place,
        };
        for child in self.children(&element) {
            match child.edm_name() {
                "Parameter" => operation.parameters.push(self.parameter(child)),
                "ReturnType" => self.return_type(child, &mut operation.return_type),
                "Annotation" => operation.annotations.extend(self.annotation(child)),
                _ => self.unknown_element(&child, &element),
            }
        }
        operation
    }

    /// `Parameter` (section 12.9).
    fn parameter(&mut self, mut element: Element<'_, '_>) -> Parameter {
        let Placed { value: name, place } = self.member_name(&mut element);
        Parameter {
            name,
            ty: self.type_reference(&mut element),
            nullable: self.boolean(&mut element, "Nullable"),
            facets: self.facets(&mut element),
            annotations: self.only_annotations(&element),
            place,
        }
    }

    /// `ReturnType` (section 12.8). An operation has at most one.
    fn return_type(&mut self, mut element: Element<'_, '_>, return_type: &mut Option<ReturnType>) {
        let read = ReturnType {
            ty: self.type_reference(&mut element),
            nullable: self.boolean(&mut element, "Nullable"),
            facets: self.facets(&mut element),
            annotations: self.only_annotations(&element),
        };
        match return_type {
            None => *return_type = Some(read),
            Some(first) => {
                let diagnostic = Diagnostic::error("an operation has two return types");
                let diagnostic = diagnostic.at(read.ty.place, "the second");
                self.report(diagnostic.at(first.ty.place, "the first"));
            }
        }
    }
}
