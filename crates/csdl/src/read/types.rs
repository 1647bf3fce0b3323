//! Entity types, complex types, type definitions and their structural properties (sections 6, 7, 9 and 11).
//!
//! Must not check that types exist.

use super::element::Element;
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::{
    Annotation, ComplexType, EntityType, Key, Property, PropertyRef, StructuredType, TypeDefinition,
};
use crate::source::Placed;

impl Reader<'_> {
    /// `EntityType` (section 6).
    pub(super) fn entity_type(&mut self, mut element: Element<'_, '_>) -> EntityType {
        let has_stream = self.flag(&mut element, "HasStream");
        let mut key = None;
        let structured = self.structured_type(element, |reader, child| match child.edm_name() {
            "Key" => {
                reader.key(child, &mut key);
                true
            }
            _ => false,
        });
        EntityType { structured, has_stream, key }
    }

    /// `ComplexType` (section 9).
    pub(super) fn complex_type(&mut self, element: Element<'_, '_>) -> ComplexType {
        ComplexType { structured: self.structured_type(element, |_, _| false) }
    }

    /// Reads the shared part of both kinds. `other` reads an element that only one kind has, and returns `true` if it
    /// read the element.
    fn structured_type(
        &mut self,
        mut element: Element<'_, '_>,
        mut other: impl FnMut(&mut Self, &Element<'_, '_>) -> bool,
    ) -> StructuredType {
        let Placed { value: name, place } = self.name(&mut element);
        let mut structured = StructuredType {
            name,
            base_type: self.optional_dotted(&mut element, "BaseType"),
            is_abstract: self.flag(&mut element, "Abstract"),
            is_open: self.flag(&mut element, "OpenType"),
            properties: Vec::new(),
            navigation_properties: Vec::new(),
            annotations: Vec::new(),
            place,
        };
        for child in self.children(&element) {
            match child.edm_name() {
                "Property" => structured.properties.push(self.property(child)),
                "NavigationProperty" => {
                    structured.navigation_properties.push(self.navigation_property(child));
                }
                "Annotation" => structured.annotations.extend(self.annotation(child)),
                _ if other(self, &child) => {}
                _ => self.unknown_element(&child, &element),
            }
        }
        structured
    }

    /// `Key` (section 6.5). A type has at most one.
    fn key(&mut self, element: &Element<'_, '_>, key: &mut Option<Key>) {
        let place = self.place_of(element);
        let mut properties = Vec::new();
        for child in self.children(element) {
            match child.edm_name() {
                "PropertyRef" => properties.push(self.property_ref(child)),
                _ => self.unknown_element(&child, element),
            }
        }
        match key {
            None => *key = Some(Key { properties, place }),
            Some(first) => {
                let diagnostic = Diagnostic::error("an entity type has two keys").at(place, "the second");
                self.report(diagnostic.at(first.place, "the first"));
            }
        }
    }

    fn property_ref(&mut self, mut element: Element<'_, '_>) -> PropertyRef {
        let name = self.required(&mut element, "Name");
        let alias = self.alias(&mut element).map(|alias| alias.value);
        self.leaf(&element);
        PropertyRef { name, alias }
    }

    /// `Property` (section 7).
    fn property(&mut self, mut element: Element<'_, '_>) -> Property {
        let Placed { value: name, place } = self.member_name(&mut element);
        Property {
            name,
            ty: self.type_reference(&mut element),
            nullable: self.boolean(&mut element, "Nullable"),
            default_value: self.text(&mut element, "DefaultValue"),
            facets: self.facets(&mut element),
            annotations: self.only_annotations(&element),
            place,
        }
    }

    /// `TypeDefinition` (section 11).
    pub(super) fn type_definition(&mut self, mut element: Element<'_, '_>) -> TypeDefinition {
        let Placed { value: name, place } = self.name(&mut element);
        TypeDefinition {
            name,
            underlying_type: self.dotted(&mut element, "UnderlyingType"),
            facets: self.facets(&mut element),
            annotations: self.only_annotations(&element),
            place,
        }
    }

    /// Ends an element that holds annotations and nothing else.
    pub(super) fn only_annotations(&mut self, element: &Element<'_, '_>) -> Vec<Annotation> {
        let mut annotations = Vec::new();
        for child in self.children(element) {
            match child.edm_name() {
                "Annotation" => annotations.extend(self.annotation(child)),
                _ => self.unknown_element(&child, element),
            }
        }
        annotations
    }
}
