//! Annotations of one declaration, and questions about them.

use crate::document::{Annotation, Expression};

/// The annotations of one declaration, inline ones first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations(pub(crate) Vec<Annotation>);

impl Annotations {
    /// The annotations in order.
    pub fn iter(&self) -> impl Iterator<Item = &Annotation> {
        self.0.iter()
    }

    /// The annotations in order, as a slice.
    pub fn as_slice(&self) -> &[Annotation] {
        &self.0
    }

    /// Returns `true` if there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The annotation without qualifier that applies this term.
    ///
    /// Several annotations of one term contradict each other. In this case an annotation at the declaration wins;
    /// among several of these, the first in the order of their texts wins. The order in which they are written
    /// decides nothing.
    pub fn find(&self, term: &str) -> Option<&Annotation> {
        self.all(term).next()
    }

    /// All annotations without qualifier that apply this term. Several such annotations contradict each other.
    pub fn all(&self, term: &str) -> impl Iterator<Item = &Annotation> {
        self.0.iter().filter(move |annotation| annotation.term == term && annotation.qualifier.is_none())
    }

    /// `Org.OData.Core.V1.Description`.
    pub fn description(&self) -> Option<&str> {
        text(self.description_of()?)
    }

    /// `Org.OData.Core.V1.LongDescription`.
    pub fn long_description(&self) -> Option<&str> {
        text(self.long_description_of()?)
    }

    /// The annotation with the description.
    pub(crate) fn description_of(&self) -> Option<&Annotation> {
        self.find("Org.OData.Core.V1.Description")
    }

    /// The annotation with the long description.
    pub(crate) fn long_description_of(&self) -> Option<&Annotation> {
        self.find("Org.OData.Core.V1.LongDescription")
    }

    /// Returns `true` if a tagging term applies. Without a value a tagging term means `true`. A term does not apply if
    /// annotations contradict each other.
    pub fn is_tagged(&self, term: &str) -> bool {
        self.every(term, Annotation::is_true)
    }

    /// Returns `true` if `Org.OData.Core.V1.Permissions` has members and none that lets clients write the value.
    /// Annotations that contradict each other forbid nothing.
    ///
    /// The value is a list of flags, in any order. A member that is not known may allow anything.
    pub fn is_read_only(&self) -> bool {
        self.every("Org.OData.Core.V1.Permissions", |annotation| {
            let mut members = annotation.value.iter().flat_map(Expression::enum_members).peekable();
            let allows_no_write = |member: &str| matches!(member, "None" | "Read" | "Filter" | "Invoke");
            members.peek().is_some() && members.all(allows_no_write)
        })
    }

    /// Returns `true` if `Org.OData.Core.V1.Computed` applies: the service computes the value.
    pub fn is_computed(&self) -> bool {
        self.is_tagged("Org.OData.Core.V1.Computed")
    }

    /// Returns `true` if `Org.OData.Core.V1.Immutable` applies: the value cannot be changed after creation.
    pub fn is_immutable(&self) -> bool {
        self.is_tagged("Org.OData.Core.V1.Immutable")
    }

    /// The term that says that a value must not be shown.
    pub(crate) const SENSITIVE: &str = "com.sap.vocabularies.PersonalData.v1.IsPotentiallySensitive";

    /// Returns `true` if `com.sap.vocabularies.PersonalData.v1.IsPotentiallySensitive` applies: the value must not be
    /// shown. If annotations contradict each other, the value is sensitive.
    pub fn is_sensitive(&self) -> bool {
        self.all(Self::SENSITIVE).any(Annotation::is_true)
    }

    /// Returns `true` if there are annotations of a term, and `says` returns `true` for each of them.
    fn every(&self, term: &str, says: impl FnMut(&Annotation) -> bool) -> bool {
        let mut all = self.all(term).peekable();
        all.peek().is_some() && all.all(says)
    }
}

fn text(annotation: &Annotation) -> Option<&str> {
    match &annotation.value {
        Some(Expression::Constant(_, text)) => Some(text),
        _ => None,
    }
}
