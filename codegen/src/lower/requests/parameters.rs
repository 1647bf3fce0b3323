//! Parameters: the body of an action, and the arguments in the path of a function.

use std::borrow::Cow;

use super::idents::Idents;
use crate::graph::takes_names;
use crate::lower::context::Context;
use crate::lower::docs;
use crate::lower::kinds::kind;
use crate::lower::namespace_table::NamespaceTable;
use crate::rust::names::{shouting, snake};
use crate::rust::{Argument, Field, Flag, Gate, Parameters, RequestInput, Struct};
use csdl::diagnostic::Diagnostics;
use csdl::model::{Operation, Parameter};

/// The body of an action, and the fields of the body.
pub(super) fn body(
    operation: &Operation,
    idents: &Idents,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> (RequestInput, Vec<Field>) {
    if operation.parameters.is_empty() {
        return (RequestInput::None, Vec::new());
    }
    let (mut fields, mut is_required) = (Vec::new(), Vec::new());
    for (field, parameter) in fields_of(operation, context, diagnostics) {
        is_required.push(parameter.is_required());
        fields.push(field);
    }
    let request = &idents.request;
    let docs = docs::lines([Cow::Owned(format!("The parameters of [`{request}`]: its body."))]);
    let body = Struct {
        path: context.type_path(&operation.name.namespace, idents.parameters.clone()),
        docs,
        csdl: operation.name.to_string(),
        bases: Vec::new(),
        derived: Vec::new(),
        is_open: false,
        is_tagged: false,
        fields: fields.clone(),
    };
    (RequestInput::Body(Parameters { body, is_required }), fields)
}

/// The parameters of a function, and their fields.
pub(super) fn arguments(
    operation: &Operation,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> (RequestInput, Vec<Field>) {
    let found = fields_of(operation, context, diagnostics);
    let fields = found.iter().map(|(field, _)| field.clone()).collect();
    let arguments = found
        .into_iter()
        .map(|(field, parameter)| Argument {
            field,
            is_optional: parameter.is_optional(),
            is_names: takes_names(&operation.name.name, &parameter.name),
        })
        .collect();
    (RequestInput::Path(arguments), fields)
}

fn fields_of<'o>(
    operation: &'o Operation,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Field, &'o Parameter)> {
    let mut table = NamespaceTable::default();
    let mut fields = Vec::new();
    for parameter in &operation.parameters {
        let csdl = format!("{}/{}", operation.name, parameter.name);
        let Some(field) = field(parameter, &csdl, context) else { continue };
        if let Err(collision) = table.take(&field.ident, &csdl, parameter.place) {
            diagnostics.push(collision);
            continue;
        }
        fields.push((field, parameter));
    }
    fields
}

fn field(parameter: &Parameter, csdl: &str, context: &Context<'_>) -> Option<Field> {
    let mut paragraphs = docs::described(&parameter.annotations);
    let ty = context.model.type_text(&parameter.ty);
    paragraphs.push(Cow::Owned(format!("CSDL: `{}`, `{ty}`.", parameter.name)));
    let ident = context.renamed(csdl).unwrap_or_else(|| snake(&parameter.name));
    Some(Field {
        constant: shouting(&ident),
        ident,
        docs: docs::lines(paragraphs),
        wire: parameter.name.clone(),
        kind: kind(parameter.ty.target, context)?,
        flags: if parameter.ty.is_collection { vec![Flag::Collection] } else { Vec::new() },
        gate: Gate::default(),
        is_nested: false,
    })
}
