//! Statistics: the number of declarations in metadata.

use std::fmt;

use crate::document::{Document, OperationKind};

/// The number of declarations of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts the CSDL elements of its name")]
pub struct Statistics {
    pub schemas: usize,
    pub entity_types: usize,
    pub complex_types: usize,
    pub enum_types: usize,
    pub type_definitions: usize,
    pub actions: usize,
    pub functions: usize,
    pub terms: usize,
    pub entity_sets_and_singletons: usize,
    pub imports: usize,
}

impl Statistics {
    /// Counts the declarations of a document.
    pub fn from_document(document: &Document) -> Self {
        let mut counts = Self { schemas: document.schemas.len(), ..Self::default() };
        for schema in &document.schemas {
            counts.entity_types += schema.entity_types.len();
            counts.complex_types += schema.complex_types.len();
            counts.enum_types += schema.enum_types.len();
            counts.type_definitions += schema.type_definitions.len();
            let actions =
                schema.operations.iter().filter(|operation| operation.kind == OperationKind::Action).count();
            counts.actions += actions;
            counts.functions += schema.operations.len() - actions;
            counts.terms += schema.terms.len();
            for child in schema.containers.iter().flat_map(|container| &container.children) {
                match child.kind {
                    crate::document::ContainerChildKind::EntitySet
                    | crate::document::ContainerChildKind::Singleton => {
                        counts.entity_sets_and_singletons += 1;
                    }
                    _ => counts.imports += 1,
                }
            }
        }
        counts
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("schemas", self.schemas),
            ("entity types", self.entity_types),
            ("complex types", self.complex_types),
            ("enum types", self.enum_types),
            ("type definitions", self.type_definitions),
            ("actions", self.actions),
            ("functions", self.functions),
            ("terms", self.terms),
            ("entity sets and singletons", self.entity_sets_and_singletons),
            ("action and function imports", self.imports),
        ];
        for (name, count) in rows {
            writeln!(f, "{count:>7}  {name}")?;
        }
        Ok(())
    }
}
