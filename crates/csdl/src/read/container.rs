//! Entity containers (section 13).
//!
//! Must not check that references exist.

use super::element::Element;
use super::reader::Reader;
use crate::document::{ContainerChild, ContainerChildKind, EntityContainer, NavigationPropertyBinding};
use crate::source::Placed;

impl Reader<'_> {
    /// `EntityContainer`.
    pub(super) fn container(&mut self, mut element: Element<'_, '_>) -> EntityContainer {
        let Placed { value: name, place } = self.name(&mut element);
        let mut container = EntityContainer {
            name,
            extends: self.optional_dotted(&mut element, "Extends"),
            children: Vec::new(),
            annotations: Vec::new(),
            place,
        };
        for child in self.children(&element) {
            let (kind, target) = match child.edm_name() {
                "EntitySet" => (ContainerChildKind::EntitySet, "EntityType"),
                "Singleton" => (ContainerChildKind::Singleton, "Type"),
                "ActionImport" => (ContainerChildKind::ActionImport, "Action"),
                "FunctionImport" => (ContainerChildKind::FunctionImport, "Function"),
                "Annotation" => {
                    container.annotations.extend(self.annotation(child));
                    continue;
                }
                _ => {
                    self.unknown_element(&child, &element);
                    continue;
                }
            };
            container.children.push(self.container_child(kind, target, child));
        }
        container
    }

    /// Reads a child of one of the four kinds. `target` is the attribute that names the type or operation.
    fn container_child(
        &mut self,
        kind: ContainerChildKind,
        target: &str,
        mut element: Element<'_, '_>,
    ) -> ContainerChild {
        let is_import = matches!(kind, ContainerChildKind::ActionImport | ContainerChildKind::FunctionImport);
        let Placed { value: name, place } = self.name(&mut element);
        let mut read = ContainerChild {
            kind,
            name,
            target: self.dotted(&mut element, target),
            entity_set: if is_import { self.optional(&mut element, "EntitySet") } else { None },
            include_in_service_document: self.boolean(&mut element, "IncludeInServiceDocument"),
            bindings: Vec::new(),
            annotations: Vec::new(),
            place,
        };
        for child in self.children(&element) {
            match child.edm_name() {
                "NavigationPropertyBinding" if !is_import => read.bindings.push(self.binding(child)),
                "Annotation" => read.annotations.extend(self.annotation(child)),
                _ => self.unknown_element(&child, &element),
            }
        }
        read
    }

    /// `NavigationPropertyBinding` (section 13.4).
    fn binding(&mut self, mut element: Element<'_, '_>) -> NavigationPropertyBinding {
        let Placed { value: path, place } = self.required(&mut element, "Path");
        let target = self.required(&mut element, "Target").value;
        self.leaf(&element);
        NavigationPropertyBinding { path, target, place }
    }
}
