//! References to other documents (section 3.3).

use super::Annotation;
use crate::source::{Place, Placed};

/// A reference: another document, and the parts of it that this document uses.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// `Uri`.
    pub uri: String,
    /// Schemas taken in (section 3.4).
    pub includes: Vec<Include>,
    /// Annotations taken in (section 3.5).
    pub include_annotations: Vec<IncludeAnnotations>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Uri`.
    pub place: Place,
}

/// A schema of the other document (section 3.4).
#[derive(Debug, Clone, PartialEq)]
pub struct Include {
    /// `Namespace`.
    pub namespace: String,
    /// `Alias`; usable in place of the namespace anywhere in the document that has the reference.
    pub alias: Option<Placed<String>>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
}

/// Annotations of the other document (section 3.5).
#[derive(Debug, Clone, PartialEq)]
pub struct IncludeAnnotations {
    /// `TermNamespace`.
    pub term_namespace: String,
    /// `Qualifier`.
    pub qualifier: Option<String>,
    /// `TargetNamespace`.
    pub target_namespace: Option<String>,
}
