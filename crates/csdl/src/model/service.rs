//! The parts of a service beside its types: the entity container, schemas, and terms.

use super::{Annotations, QualifiedName, TypeId};
use crate::document::{Facets, NavigationPropertyBinding, OperationKind};
use crate::source::{FileId, Place};

/// An entity set or singleton: the beginning of paths.
#[derive(Debug, Clone)]
pub struct Root {
    /// Name, the first segment of its paths.
    pub name: String,
    /// True for an entity set, which holds many entities. A singleton is one entity.
    pub is_collection: bool,
    /// Type of its entity or entities.
    pub ty: TypeId,
    /// Navigation property bindings, with full names.
    pub bindings: Vec<NavigationPropertyBinding>,
    /// `IncludeInServiceDocument` as written.
    pub include_in_service_document: Option<bool>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// An action import or function import: the path of an unbound operation.
#[derive(Debug, Clone)]
pub struct Import {
    /// Name, the segment of its path.
    pub name: String,
    /// The kind of the imported operation.
    pub kind: OperationKind,
    /// Qualified name of the operation.
    pub operation: QualifiedName,
    /// `EntitySet`, with full names: the home of the entities that the operation returns.
    pub entity_set: Option<String>,
    /// `IncludeInServiceDocument` as written.
    pub include_in_service_document: Option<bool>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// A declaration of the entity container.
#[derive(Debug, Clone)]
pub struct Container {
    /// Qualified name.
    pub name: QualifiedName,
    /// `Extends`: the full name of another container whose content belongs to this one too.
    pub extends: Option<String>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// A schema: a namespace of one document.
#[derive(Debug, Clone)]
pub struct Schema {
    /// `Namespace`.
    pub namespace: String,
    /// `Alias`: another name for the namespace in its document.
    pub alias: Option<String>,
    /// The place of the declaration.
    pub place: Place,
}

impl Schema {
    /// The document that holds the schema.
    pub fn file(&self) -> FileId {
        self.place.file
    }
}

/// A term: the name of a fact that annotations state. Names of types are in full; nothing else is resolved.
#[derive(Debug, Clone)]
pub struct Term {
    /// Qualified name.
    pub name: QualifiedName,
    /// `Type`, in full.
    pub ty: String,
    /// `Nullable` as written.
    pub nullable: Option<bool>,
    /// `BaseTerm`, in full.
    pub base_term: Option<String>,
    /// `DefaultValue`.
    pub default_value: Option<String>,
    /// `AppliesTo`.
    pub applies_to: Option<String>,
    /// Facets.
    pub facets: Facets,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}
