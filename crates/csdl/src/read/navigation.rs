//! Navigation properties (section 8).
//!
//! Must not check that types and properties exist.

use super::element::Element;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::{NavigationProperty, OnDelete, ReferentialConstraint};
use crate::source::Placed;

impl Reader<'_> {
    /// `NavigationProperty`.
    pub(super) fn navigation_property(&mut self, mut element: Element<'_, '_>) -> NavigationProperty {
        let Placed { value: name, place } = self.member_name(&mut element);
        let mut property = NavigationProperty {
            name,
            ty: self.type_reference(&mut element),
            nullable: self.boolean(&mut element, "Nullable"),
            partner: self.text(&mut element, "Partner"),
            contains_target: self.flag(&mut element, "ContainsTarget"),
            referential_constraints: Vec::new(),
            on_delete: None,
            annotations: Vec::new(),
            place,
        };
        for child in self.children(&element) {
            match child.edm_name() {
                "ReferentialConstraint" => {
                    property.referential_constraints.push(self.referential_constraint(child));
                }
                "OnDelete" => self.on_delete(child, &mut property.on_delete),
                "Annotation" => property.annotations.extend(self.annotation(child)),
                _ => self.unknown_element(&child, &element),
            }
        }
        property
    }

    /// `ReferentialConstraint` (section 8.5).
    fn referential_constraint(&mut self, mut element: Element<'_, '_>) -> ReferentialConstraint {
        ReferentialConstraint {
            property: self.required(&mut element, "Property"),
            referenced_property: self.required(&mut element, "ReferencedProperty").value,
            annotations: self.only_annotations(&element),
        }
    }

    /// `OnDelete` (section 8.6). A navigation property has at most one.
    fn on_delete(&mut self, mut element: Element<'_, '_>, on_delete: &mut Option<OnDelete>) {
        let place = self.place_of(&element);
        let action = self.required(&mut element, "Action");
        let annotations = self.only_annotations(&element);
        match on_delete {
            None => *on_delete = Some(OnDelete { action, annotations }),
            Some(first) => {
                let diagnostic = Diagnostic::error("a navigation property has two elements `OnDelete`");
                self.report(diagnostic.at(place, "the second").at(first.action.place, "the first"));
            }
        }
    }
}
