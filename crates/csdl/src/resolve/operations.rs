//! Actions and functions: binding parameters and overloads.

use std::collections::BTreeMap;

use super::names::{Names, schemas};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind};
use crate::document::{self, Document, OperationKind};
use crate::model::{Annotations, Model, Operation, Parameter, QualifiedName, ReturnType};
use crate::source::Place;

/// Resolves all operations. If two operations have the same identity, the second one is an error.
pub(super) fn resolve(
    documents: &[Document],
    names: &Names,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut resolved = Vec::new();
    for schema in schemas(documents) {
        for operation in &schema.operations {
            let Some(operation) = one(&schema.namespace, operation, names, model, diagnostics) else {
                continue;
            };
            let identity = operation.identity(model);
            if let Some(&first) = seen.get(&identity) {
                diagnostics.push(
                    Diagnostic::error(format!("`{identity}` is declared twice"))
                        .at(operation.place, "declared again here")
                        .at(first, "first declared here")
                        .help("overloads differ in binding type, in whether it is a collection, or, for functions, \
                               in parameter names"),
                );
                continue;
            }
            seen.insert(identity, operation.place);
            resolved.push(operation);
        }
    }
    model.operations = resolved;
}

fn one(
    namespace: &str,
    operation: &document::Operation,
    names: &Names,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let mut parameters = Vec::with_capacity(operation.parameters.len());
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for parameter in &operation.parameters {
        if let Some(first) = seen.insert(&parameter.name, parameter.place) {
            diagnostics.push(
                Diagnostic::error(format!(
                    "parameter `{}` of `{}` is declared twice",
                    parameter.name, operation.name
                ))
                .at(parameter.place, "declared again here")
                .at(first, "first declared here"),
            );
        }
        // An unknown type was already reported. Without it, the operation is dropped.
        parameters.push(self::parameter(parameter, names, model, diagnostics)?);
    }
    let binding = if operation.is_bound {
        if parameters.is_empty() {
            diagnostics.push(
                Diagnostic::error(format!(
                    "`{}` is bound, but has no parameter to be bound by",
                    operation.name
                ))
                .at(operation.place, "the first parameter of a bound operation is its binding parameter"),
            );
            return None;
        }
        Some(parameters.remove(0))
    } else {
        None
    };
    let return_type = match &operation.return_type {
        None => None,
        Some(written) => {
            let ty = names.type_use(model, &written.ty, diagnostics)?;
            Some(ReturnType {
                ty,
                nullable: written.nullable,
                facets: written.facets.clone(),
                annotations: Annotations(written.annotations.clone()),
            })
        }
    };
    if operation.kind == OperationKind::Function && return_type.is_none() {
        diagnostics.push(
            Diagnostic::error(format!("function `{}` returns nothing", operation.name))
                .at(operation.place, "a function must have a `ReturnType`")
                .kind(Kind::KeepsModel),
        );
    }
    let entity_set_path = operation.entity_set_path.as_deref();
    Some(Operation {
        name: QualifiedName { namespace: namespace.to_owned(), name: operation.name.clone() },
        kind: operation.kind,
        binding,
        parameters,
        return_type,
        is_composable: operation.is_composable,
        entity_set_path: entity_set_path.map(|path| names.expand_words(path, operation.place.file)),
        annotations: Annotations(operation.annotations.clone()),
        place: operation.place,
    })
}

fn parameter(
    parameter: &document::Parameter,
    names: &Names,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<Parameter> {
    Some(Parameter {
        name: parameter.name.clone(),
        ty: names.type_use(model, &parameter.ty, diagnostics)?,
        nullable: parameter.nullable,
        facets: parameter.facets.clone(),
        annotations: Annotations(parameter.annotations.clone()),
        place: parameter.place,
    })
}
