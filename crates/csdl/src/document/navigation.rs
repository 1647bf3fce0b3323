//! Navigation properties, and their statements about the related entities (section 8).

use super::{Annotation, TypeReference};
use crate::source::{Place, Placed};

/// A navigation property (section 8).
#[derive(Debug, Clone, PartialEq)]
pub struct NavigationProperty {
    /// `Name`.
    pub name: String,
    /// `Type`.
    pub ty: TypeReference,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// `Partner`.
    pub partner: Option<String>,
    /// `ContainsTarget`: the entity contains the related entities.
    pub contains_target: bool,
    /// `ReferentialConstraint` elements.
    pub referential_constraints: Vec<ReferentialConstraint>,
    /// `OnDelete`.
    pub on_delete: Option<OnDelete>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// A referential constraint (section 8.5): a property of the entity has the value of a property of the related entity.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferentialConstraint {
    /// `Property`: a path to the property of the entity.
    pub property: Placed<String>,
    /// `ReferencedProperty`: a path to the property of the related entity.
    pub referenced_property: String,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
}

/// The effect of deleting the entity on the related entities (section 8.6).
#[derive(Debug, Clone, PartialEq)]
pub struct OnDelete {
    /// `Action`, as written: `Cascade`, `None`, `SetNull` or `SetDefault`.
    pub action: Placed<String>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
}
