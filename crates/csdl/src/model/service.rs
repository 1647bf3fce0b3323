//! What a service offers beyond its types: the entity container, schemas, and terms.

use super::{Annotations, QualifiedName, TypeId};
use crate::document::{Facets, OperationKind};
use crate::source::{FileId, Place};

/// An entity set or singleton: where paths begin.
#[derive(Debug, Clone)]
pub struct Root {
    /// Name, the first segment of its paths.
    pub name: String,
    /// An entity set holds many entities, a singleton one.
    pub is_collection: bool,
    /// Type of its entity or entities.
    pub ty: TypeId,
    /// Navigation property bindings: path and target.
    pub bindings: Vec<(String, String)>,
    /// `IncludeInServiceDocument` as written.
    pub include_in_service_document: Option<bool>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// Where it is declared.
    pub place: Place,
}

/// An action import or function import: an unbound operation by its path.
#[derive(Debug, Clone)]
pub struct Import {
    /// Name, the segment of its path.
    pub name: String,
    /// Of an action or of a function.
    pub kind: OperationKind,
    /// Qualified name of the operation.
    pub operation: QualifiedName,
    /// `EntitySet`: where the entities that the operation returns are found.
    pub entity_set: Option<String>,
    /// `IncludeInServiceDocument` as written.
    pub include_in_service_document: Option<bool>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// Where it is declared.
    pub place: Place,
}

/// A declaration of the entity container.
#[derive(Debug, Clone)]
pub struct Container {
    /// Qualified name.
    pub name: QualifiedName,
    /// `Extends`: the container it takes its content from as well, in full.
    pub extends: Option<String>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// Where it is declared.
    pub place: Place,
}

/// A schema: a namespace of one document.
#[derive(Debug, Clone)]
pub struct Schema {
    /// `Namespace`.
    pub namespace: String,
    /// `Alias`: another name for the namespace in its document.
    pub alias: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

impl Schema {
    /// The document it is in.
    pub fn file(&self) -> FileId {
        self.place.file
    }
}

/// A term: what an annotation gives a value for. Nothing of it is resolved but names of types in full.
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
    /// Where it is declared.
    pub place: Place,
}
