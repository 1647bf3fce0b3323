//! Entity types, complex types, type definitions and their properties (sections 6 to 9 and 11).
//!
//! Must not know the order of types.

use super::writer::{Tag, Writer};
use crate::document::{
    ComplexType, EntityType, Facets, Key, NavigationProperty, Property, StructuredType, TypeDefinition,
};

impl Tag<'_> {
    /// Facets (section 7.2).
    pub(super) fn facets(self, facets: &Facets) -> Self {
        self.maybe("MaxLength", facets.max_length.as_deref())
            .maybe("Precision", facets.precision.as_deref())
            .maybe("Scale", facets.scale.as_deref())
            .boolean("Unicode", facets.unicode)
            .maybe("SRID", facets.srid.as_deref())
    }
}

impl Writer {
    /// `EntityType` (section 6).
    pub(super) fn entity_type(&mut self, ty: &EntityType) {
        self.structured("EntityType", &ty.structured, ty.has_stream, ty.key.as_ref());
    }

    /// `ComplexType` (section 9).
    pub(super) fn complex_type(&mut self, ty: &ComplexType) {
        self.structured("ComplexType", &ty.structured, false, None);
    }

    fn structured(&mut self, element: &str, ty: &StructuredType, has_stream: bool, key: Option<&Key>) {
        let base = ty.base_type.as_ref().map(|base| self.names.short(&base.value));
        let tag = Tag::new(element)
            .with("Name", &ty.name)
            .maybe("BaseType", base.as_deref())
            .flag("Abstract", ty.is_abstract)
            .flag("OpenType", ty.is_open)
            .flag("HasStream", has_stream);
        self.element(&tag, |writer| {
            writer.described(&ty.annotations, |writer| {
                if let Some(key) = key {
                    writer.key(key);
                }
                for property in &ty.properties {
                    writer.property(property);
                }
                for property in &ty.navigation_properties {
                    writer.navigation_property(property);
                }
            });
        });
    }

    /// `Key` (section 6.5).
    fn key(&mut self, key: &Key) {
        self.element(&Tag::new("Key"), |writer| {
            for property in &key.properties {
                let tag = Tag::new("PropertyRef").with("Name", &property.name.value);
                writer.leaf(&tag.maybe("Alias", property.alias.as_deref()));
            }
        });
    }

    /// `Property` (section 7).
    fn property(&mut self, property: &Property) {
        let tag = Tag::new("Property")
            .with("Name", &property.name)
            .with("Type", &self.names.reference(&property.ty))
            .boolean("Nullable", property.nullable)
            .maybe("DefaultValue", property.default_value.as_deref())
            .facets(&property.facets);
        self.element(&tag, |writer| writer.described(&property.annotations, |_| {}));
    }

    /// `NavigationProperty` (section 8).
    fn navigation_property(&mut self, property: &NavigationProperty) {
        let tag = Tag::new("NavigationProperty")
            .with("Name", &property.name)
            .with("Type", &self.names.reference(&property.ty))
            .flag("ContainsTarget", property.contains_target)
            .boolean("Nullable", property.nullable)
            .maybe("Partner", property.partner.as_deref());
        self.element(&tag, |writer| {
            writer.described(&property.annotations, |writer| {
                for constraint in &property.referential_constraints {
                    let tag = Tag::new("ReferentialConstraint")
                        .with("Property", &constraint.property.value)
                        .with("ReferencedProperty", &constraint.referenced_property);
                    writer.element(&tag, |writer| writer.described(&constraint.annotations, |_| {}));
                }
                if let Some(on_delete) = &property.on_delete {
                    let tag = Tag::new("OnDelete").with("Action", &on_delete.action.value);
                    writer.element(&tag, |writer| writer.described(&on_delete.annotations, |_| {}));
                }
            });
        });
    }

    /// `TypeDefinition` (section 11).
    pub(super) fn type_definition(&mut self, ty: &TypeDefinition) {
        let tag = Tag::new("TypeDefinition")
            .with("Name", &ty.name)
            .with("UnderlyingType", &ty.underlying_type.value)
            .facets(&ty.facets);
        self.element(&tag, |writer| writer.described(&ty.annotations, |_| {}));
    }
}
