//! Entity containers (section 13).
//!
//! Must not check that references exist.

use super::writer::{Tag, Writer};
use crate::document::{ContainerChild, ContainerChildKind, EntityContainer};

impl Writer {
    /// `EntityContainer`.
    pub(super) fn container(&mut self, container: &EntityContainer) {
        let extends = container.extends.as_ref().map(|extends| self.names.short(&extends.value));
        let tag = Tag::new("EntityContainer").with("Name", &container.name);
        let tag = tag.maybe("Extends", extends.as_deref());
        self.element(&tag, |writer| {
            writer.described(&container.annotations, |writer| {
                for child in &container.children {
                    writer.container_child(child);
                }
            });
        });
    }

    fn container_child(&mut self, child: &ContainerChild) {
        let (element, target) = match child.kind {
            ContainerChildKind::EntitySet => ("EntitySet", "EntityType"),
            ContainerChildKind::Singleton => ("Singleton", "Type"),
            ContainerChildKind::ActionImport => ("ActionImport", "Action"),
            ContainerChildKind::FunctionImport => ("FunctionImport", "Function"),
        };
        let tag = Tag::new(element)
            .with("Name", &child.name)
            .with(target, &self.names.short(&child.target.value))
            .maybe("EntitySet", child.entity_set.as_ref().map(|set| set.value.as_str()))
            .boolean("IncludeInServiceDocument", child.include_in_service_document);
        self.element(&tag, |writer| {
            writer.described(&child.annotations, |writer| {
                for binding in &child.bindings {
                    let tag = Tag::new("NavigationPropertyBinding").with("Path", &binding.path);
                    writer.leaf(&tag.with("Target", &binding.target));
                }
            });
        });
    }
}
