//! The entity container: entity sets, singletons and imports.

use std::collections::BTreeMap;

use super::names::{Names, schemas};
use crate::diagnostic::{Diagnostic, Diagnostics, closest};
use crate::document::{
    ContainerChild, ContainerChildKind, Document, NavigationPropertyBinding, OperationKind,
};
use crate::model::{Annotations, Container, Import, Model, QualifiedName, Root};
use crate::source::Place;

/// Resolves the containers. A service has one; several documents may each hold a part of it.
pub(super) fn resolve(
    documents: &[Document],
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let operations = model.operations.iter().map(|operation| (operation.name.to_string(), &operation.name));
    let operations: BTreeMap<_, _> = operations.map(|(text, name)| (text, name.clone())).collect();
    for schema in schemas(documents) {
        for container in &schema.containers {
            let name = QualifiedName { namespace: schema.namespace.clone(), name: container.name.clone() };
            model.container.get_or_insert_with(|| name.clone());
            let extends = container.extends.as_ref().map(|name| names.expand(&name.value, name.place.file));
            model.containers.push(Container {
                name,
                extends,
                annotations: Annotations(container.annotations.clone()),
                place: container.place,
            });
            for child in &container.children {
                if let Some(first) = seen.insert(child.name.clone(), child.place) {
                    diagnostics.push(
                        Diagnostic::error(format!(
                            "`{}` is declared twice in the entity container",
                            child.name
                        ))
                        .at(child.place, "declared again here")
                        .at(first, "first declared here"),
                    );
                    continue;
                }
                match child.kind {
                    ContainerChildKind::EntitySet | ContainerChildKind::Singleton => {
                        root(child, names, model, diagnostics);
                    }
                    ContainerChildKind::ActionImport => {
                        import(child, OperationKind::Action, names, &operations, model, diagnostics);
                    }
                    ContainerChildKind::FunctionImport => {
                        import(child, OperationKind::Function, names, &operations, model, diagnostics);
                    }
                }
            }
        }
    }
}

/// The names of all operations by their texts.
type Operations = BTreeMap<String, QualifiedName>;

fn root(child: &ContainerChild, names: &Names, model: &mut Model, diagnostics: &mut Diagnostics) {
    let target = &child.target;
    let Some(ty) = names.require(model, &target.value, target.place, diagnostics) else { return };
    if !model.structured(ty).is_some_and(|ty| ty.kind.is_entity()) {
        diagnostics.push(
            Diagnostic::error(format!("`{}` does not hold entities", child.name))
                .at(target.place, "not an entity type"),
        );
        return;
    }
    model.roots.push(Root {
        name: child.name.clone(),
        is_collection: child.kind == ContainerChildKind::EntitySet,
        ty,
        bindings: child.bindings.iter().map(|binding| self::binding(binding, names)).collect(),
        include_in_service_document: child.include_in_service_document,
        annotations: Annotations(child.annotations.clone()),
        place: child.place,
    });
}

fn binding(binding: &NavigationPropertyBinding, names: &Names) -> NavigationPropertyBinding {
    let full = |text: &str| names.expand_words(text, binding.place.file);
    NavigationPropertyBinding { path: full(&binding.path), target: full(&binding.target), ..binding.clone() }
}

fn import(
    child: &ContainerChild,
    kind: OperationKind,
    names: &Names,
    operations: &Operations,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let target = &child.target;
    let name = names.expand(&target.value, target.place.file);
    match operations.get(&name) {
        Some(operation) => {
            let operation = operation.clone();
            model.imports.push(Import {
                name: child.name.clone(),
                kind,
                operation,
                entity_set: child.entity_set.as_ref().map(|it| names.expand_words(&it.value, it.place.file)),
                include_in_service_document: child.include_in_service_document,
                annotations: Annotations(child.annotations.clone()),
                place: child.place,
            });
        }
        None => {
            let unknown = Diagnostic::error(format!("unknown operation `{}`", target.value))
                .at(target.place, "not declared");
            let known = operations.keys().map(String::as_str).filter(|_| !diagnostics.is_full());
            diagnostics.push(match closest(&name, known) {
                Some(meant) => unknown.help(format!("an operation with a similar name exists: `{meant}`")),
                None => unknown,
            });
        }
    }
}
