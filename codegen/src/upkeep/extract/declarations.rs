//! Every declaration of a document that can be annotated, by a name that stays the same in later states of the
//! metadata.
//!
//! Must not know what happens to the annotations.

use std::collections::BTreeMap;

use super::references;
use csdl::document::{Annotation, Document, Operation, OperationKind, StructuredType};
use csdl::source::Place;

/// A declaration and its annotations inline.
pub(super) struct Declaration<'a> {
    /// The name: `microsoft.graph.user/id`, or `microsoft.graph.move(microsoft.graph.mail)` for an operation with its
    /// binding type.
    pub(super) name: String,
    /// The place of the declaration.
    pub(super) place: Place,
    pub(super) annotations: &'a mut Vec<Annotation>,
    /// True if a description is expected. Binding parameters, results and roots have no descriptions.
    pub(super) is_documented: bool,
}

/// Visits all declarations.
pub(super) fn visit(document: &mut Document, visit: &mut dyn FnMut(Declaration<'_>)) {
    let aliases = references::by_alias(document);
    for schema in &mut document.schemas {
        let namespace = &schema.namespace;
        let mut visit = |name: String, place, annotations: &mut Vec<Annotation>, is_documented| {
            visit(Declaration { name: format!("{namespace}.{name}"), place, annotations, is_documented });
        };
        for ty in &mut schema.enum_types {
            for member in &mut ty.members {
                let name = format!("{}/{}", ty.name, member.name);
                visit(name, member.place, &mut member.annotations, true);
            }
            visit(ty.name.clone(), ty.place, &mut ty.annotations, true);
        }
        for ty in &mut schema.type_definitions {
            visit(ty.name.clone(), ty.place, &mut ty.annotations, true);
        }
        for ty in &mut schema.complex_types {
            structured(&mut ty.structured, &mut visit);
        }
        for ty in &mut schema.entity_types {
            structured(&mut ty.structured, &mut visit);
        }
        for operation in &mut schema.operations {
            let name = identity(operation, &aliases);
            let binding = usize::from(operation.is_bound);
            for (index, parameter) in operation.parameters.iter_mut().enumerate() {
                let name = format!("{name}/{}", parameter.name);
                visit(name, parameter.place, &mut parameter.annotations, index >= binding);
            }
            if let Some(returned) = &mut operation.return_type {
                visit(format!("{name}/$ReturnType"), returned.ty.place, &mut returned.annotations, false);
            }
            visit(name, operation.place, &mut operation.annotations, true);
        }
        for term in &mut schema.terms {
            visit(term.name.clone(), term.place, &mut term.annotations, false);
        }
        for container in &mut schema.containers {
            for child in &mut container.children {
                let name = format!("{}/{}", container.name, child.name);
                visit(name, child.place, &mut child.annotations, false);
            }
            visit(container.name.clone(), container.place, &mut container.annotations, false);
        }
    }
}

fn structured(ty: &mut StructuredType, visit: &mut impl FnMut(String, Place, &mut Vec<Annotation>, bool)) {
    for property in &mut ty.properties {
        visit(format!("{}/{}", ty.name, property.name), property.place, &mut property.annotations, true);
    }
    for property in &mut ty.navigation_properties {
        visit(format!("{}/{}", ty.name, property.name), property.place, &mut property.annotations, true);
    }
    visit(ty.name.clone(), ty.place, &mut ty.annotations, true);
}

/// The difference between overloads: the binding type, and for functions the names of the parameters.
fn identity(operation: &Operation, aliases: &BTreeMap<String, String>) -> String {
    let binding = usize::from(operation.is_bound);
    let bound = operation.parameters.iter().take(binding).map(|parameter| {
        let name = match parameter.ty.name.rsplit_once('.') {
            Some((qualifier, simple)) => {
                let namespace = aliases.get(qualifier).map_or(qualifier, String::as_str);
                format!("{namespace}.{simple}")
            }
            None => parameter.ty.name.clone(),
        };
        if parameter.ty.collection { format!("Collection({name})") } else { name }
    });
    let mut others: Vec<_> = match operation.kind {
        OperationKind::Action => Vec::new(),
        OperationKind::Function => {
            operation.parameters.iter().skip(binding).map(|parameter| parameter.name.clone()).collect()
        }
    };
    others.sort();
    let parts: Vec<_> = bound.chain(others).collect();
    format!("{}({})", operation.name, parts.join(", "))
}
