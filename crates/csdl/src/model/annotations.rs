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
    /// Several annotations contradict each other. Then an annotation at the declaration wins; among several the first
    /// in the order of their texts wins. The order in which they are written decides nothing.
    pub fn find(&self, term: &str) -> Option<&Annotation> {
        self.all(term).next()
    }

    /// All annotations without qualifier that apply this term: several contradict each other.
    pub fn all(&self, term: &str) -> impl Iterator<Item = &Annotation> {
        self.0.iter().filter(move |annotation| annotation.term == term && annotation.qualifier.is_none())
    }

    /// `Org.OData.Core.V1.Description`.
    pub fn description(&self) -> Option<&str> {
        self.text("Org.OData.Core.V1.Description")
    }

    /// `Org.OData.Core.V1.LongDescription`.
    pub fn long_description(&self) -> Option<&str> {
        self.text("Org.OData.Core.V1.LongDescription")
    }

    /// Returns `true` if a tagging term applies. Without a value a tagging term means `true`.
    pub fn is_tagged(&self, term: &str) -> bool {
        self.find(term).is_some_and(|annotation| match &annotation.value {
            None => true,
            Some(Expression::Constant(_, text)) => text == "true",
            Some(_) => false,
        })
    }

    /// Returns `true` if `Org.OData.Core.V1.Permissions` is `Read` alone, or `None`: clients cannot write the value.
    pub fn is_read_only(&self) -> bool {
        self.has_permission("/Read") || self.has_permission("/None")
    }

    /// Returns `true` if `com.sap.vocabularies.PersonalData.v1.IsPotentiallySensitive` applies: the value must not be
    /// shown.
    pub fn is_sensitive(&self) -> bool {
        self.is_tagged("com.sap.vocabularies.PersonalData.v1.IsPotentiallySensitive")
    }

    /// Returns `true` if `Org.OData.Core.V1.Permissions` ends with this member. `Read` and `None` never stand among
    /// others.
    fn has_permission(&self, member: &str) -> bool {
        self.find("Org.OData.Core.V1.Permissions").is_some_and(|annotation| {
            matches!(&annotation.value, Some(Expression::Constant(_, text)) if text.ends_with(member))
        })
    }

    fn text(&self, term: &str) -> Option<&str> {
        match &self.find(term)?.value {
            Some(Expression::Constant(_, text)) => Some(text),
            _ => None,
        }
    }
}
