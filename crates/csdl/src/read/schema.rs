//! A schema (section 5) and the terms in it (section 14.1).
//!
//! Must not know the content of types, operations and containers.

use super::element::Element;
use super::reader::Reader;
use crate::document::{OperationKind, Schema, Term};
use crate::source::Placed;

impl Reader<'_> {
    /// `Schema`.
    pub(super) fn schema(&mut self, mut element: Element<'_, '_>) -> Schema {
        let namespace = self.dotted(&mut element, "Namespace");
        let alias = self.alias(&mut element);
        let mut schema = Schema {
            namespace: namespace.value,
            alias,
            entity_types: Vec::new(),
            complex_types: Vec::new(),
            enum_types: Vec::new(),
            type_definitions: Vec::new(),
            operations: Vec::new(),
            terms: Vec::new(),
            containers: Vec::new(),
            annotations: Vec::new(),
            place: namespace.place,
        };
        for child in self.children(&element) {
            match child.edm_name() {
                "EntityType" => schema.entity_types.push(self.entity_type(child)),
                "ComplexType" => schema.complex_types.push(self.complex_type(child)),
                "EnumType" => schema.enum_types.push(self.enum_type(child)),
                "TypeDefinition" => schema.type_definitions.push(self.type_definition(child)),
                "Action" => schema.operations.push(self.operation(OperationKind::Action, child)),
                "Function" => schema.operations.push(self.operation(OperationKind::Function, child)),
                "Term" => schema.terms.push(self.term(child)),
                "EntityContainer" => schema.containers.push(self.container(child)),
                "Annotations" => schema.annotations.push(self.annotations(child)),
                _ => self.unknown_element(&child, &element),
            }
        }
        schema
    }

    /// `Term` (section 14.1).
    fn term(&mut self, mut element: Element<'_, '_>) -> Term {
        let Placed { value: name, place } = self.name(&mut element);
        Term {
            name,
            ty: self.type_reference(&mut element),
            nullable: self.boolean(&mut element, "Nullable"),
            base_term: self.text(&mut element, "BaseTerm"),
            default_value: self.text(&mut element, "DefaultValue"),
            applies_to: self.text(&mut element, "AppliesTo"),
            facets: self.facets(&mut element),
            annotations: self.only_annotations(&element),
            place,
        }
    }
}
