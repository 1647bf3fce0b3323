//! Turns bound actions and functions into requests.

mod idents;
mod parameters;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::context::Context;
use super::kinds::kind;
use super::paths::NamespaceTables;
use super::template::{self, Keys, template};
use super::{docs, facts, texts};
use crate::rust::{Info, KeyField, Kind, Request, Response};
use crate::select::{Place, Slice};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::document::OperationKind;
use csdl::model::{Model, Operation, Primitive, TypeTarget};

/// Makes the requests of all slices, by the position of the operation in the model. Operations without a path to them
/// give one note for each slice.
pub(super) fn lower(
    slices: &[Slice],
    context: &Context<'_>,
    tables: &mut NamespaceTables,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<usize, Request> {
    let model = context.model;
    let idents = idents::assign(context, tables, diagnostics);
    let mut requests = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let mut holding = slices.iter().filter(|slice| slice.operations.contains(&index));
        let place = holding.find_map(|slice| slice.place(operation, model));
        let (Some(place), Some(idents)) = (place, idents.get(&index)) else { continue };
        if let Some(request) = request(operation, idents, &place, context, diagnostics) {
            requests.insert(index, request);
        }
    }
    for slice in slices {
        note_unreached(slice, context, diagnostics);
    }
    requests
}

fn note_unreached(slice: &Slice, context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let unreached = slice.operations.iter().filter_map(|&index| model.operations.get(index));
    let unreached: Vec<_> = unreached.filter(|operation| slice.place(operation, model).is_none()).collect();
    let Some(first) = unreached.first() else { return };
    let names: Vec<_> = unreached.iter().map(|operation| operation.signature(model)).collect();
    diagnostics.push(
        Diagnostic::note(format!(
            "{} operations of slice `{}` have no request: no path of it leads to what they are bound to",
            unreached.len(),
            slice.name()
        ))
        .at(first.place, "the first of them")
        .help(format!("they are: {}", names.join(", "))),
    );
}

fn request(
    operation: &Operation,
    idents: &idents::Idents,
    place: &Place<'_>,
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Request> {
    let model = context.model;
    let (input, fields) = match operation.kind {
        OperationKind::Action => parameters::body(operation, idents, context, diagnostics),
        OperationKind::Function => parameters::arguments(operation, context, diagnostics),
    };
    let mut keys = Keys::not_named_as(&fields);
    let (bound_to, segment) = match place {
        Place::Bound(path) => (template(path, &mut keys, model), template::segment(operation)),
        Place::Imported(name) => (String::new(), format!("/{name}")),
    };
    let full = format!("{bound_to}{segment}{}", template::arguments(&input));
    let method = method(operation.kind);
    let binding = operation.binding.as_ref();
    let binding = binding.map(|binding| (model.target_text(binding.ty.target), binding.ty.is_collection));
    let facts = facts::of_operation(operation, method, &full, context);
    Some(Request {
        path: context.type_path(&operation.name.namespace, idents.request.clone()),
        docs: documentation(operation, method, &full, model),
        description: texts::plain(&operation.annotations),
        response: response(operation, facts.is_long_running, context)?,
        info: Info {
            name: operation.name.to_string(),
            version: context.version.to_owned(),
            method,
            template: full,
            binding: binding.unwrap_or_default(),
            facts,
        },
        bound_to,
        keys: keys.fields,
        segment,
        input,
    })
}

/// The method that calls an operation.
pub(super) fn method(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::Action => "POST",
        OperationKind::Function => "GET",
    }
}

/// Moves a request to another path that leads to the value to which its operation is bound.
pub(super) fn move_to(
    request: &mut Request,
    operation: &Operation,
    (bound_to, keys): (String, Vec<KeyField>),
    context: &Context<'_>,
) {
    let info = &mut request.info;
    info.template = format!("{bound_to}{}{}", request.segment, template::arguments(&request.input));
    info.facts = facts::of_operation(operation, info.method, &info.template, context);
    request.docs = documentation(operation, info.method, &info.template, context.model);
    request.bound_to = bound_to;
    request.keys = keys;
}

/// The description of the operation, the request, and the CSDL name.
fn documentation(operation: &Operation, method: &str, template: &str, model: &Model) -> Vec<String> {
    let mut paragraphs = docs::described(&operation.annotations);
    paragraphs.push(Cow::Owned(format!("`{method} {template}`")));
    let bound = match &operation.binding {
        Some(binding) => format!("bound to `{}`", model.type_text(&binding.ty)),
        None => "not bound".to_owned(),
    };
    paragraphs.push(Cow::Owned(format!("CSDL: {} `{}`, {bound}.", operation.kind, operation.name)));
    docs::lines(paragraphs)
}

fn response(operation: &Operation, is_long_running: bool, context: &Context<'_>) -> Option<Response> {
    let Some(returned) = &operation.return_type else {
        return Some(if is_long_running { Response::Accepted } else { Response::Nothing });
    };
    if returned.ty.target == TypeTarget::Primitive(Primitive::Stream) {
        return Some(Response::Media);
    }
    let kind = kind(returned.ty.target, context)?;
    let is_model = matches!(kind, Kind::Object(_) | Kind::Hierarchy(_));
    Some(match (returned.ty.is_collection, is_model) {
        (true, _) => Response::Page(kind),
        (false, true) => Response::Model(kind),
        (false, false) => Response::Wrapped(kind),
    })
}
