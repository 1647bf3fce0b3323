//! Bound actions to requests.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::kinds::{csdl_text, kind};
use super::names::{camel, key, shouting, snake};
use super::paths::Scopes;
use super::scope::Scope;
use super::{Context, docs, facts, namespace};
use crate::diagnostic::Diagnostic;
use crate::model::{Model, Operation, Parameter};
use crate::rust::{Field, FileKind, Flag, KeyField, Namespace, Parameters, Request, Struct, TypePath};
use crate::slice::{Path, Segment, Slice};

/// Adds the requests of all slices to their namespaces. Operations no path leads to are one note a slice.
pub(super) fn lower(
    slices: &[Slice],
    context: &mut Context<'_>,
    scopes: &mut Scopes,
    namespaces: &mut BTreeMap<String, Namespace>,
) {
    let model = context.model;
    for (index, operation) in model.operations.iter().enumerate() {
        let path = slices
            .iter()
            .filter(|slice| slice.operations.contains(&index))
            .find_map(|slice| path_to(operation, slice));
        let Some(path) = path else { continue };
        let scope = scopes.entry(operation.name.namespace.clone()).or_default();
        if let Some(request) = request(operation, path, context, scope) {
            namespace(namespaces, &operation.name.namespace, context).requests.push(request);
        }
    }
    for slice in slices {
        note_unreached(slice, context);
    }
}

fn note_unreached(slice: &Slice, context: &mut Context<'_>) {
    let unreached = slice.operations.iter().filter_map(|&index| context.model.operations.get(index));
    let unreached: Vec<_> = unreached.filter(|operation| path_to(operation, slice).is_none()).collect();
    let Some(first) = unreached.first() else { return };
    let names: Vec<_> =
        unreached.iter().map(|operation| facts::operation_text(operation, context.model)).collect();
    context.report(
        Diagnostic::note(format!(
            "{} actions of slice `{}` have no request: no path of it leads to what they are bound to",
            unreached.len(),
            slice.name
        ))
        .at(first.place, "the first of them")
        .help(format!("they are: {}", names.join(", "))),
    );
}

/// Whether an operation of a slice becomes a request.
pub(crate) fn has_request(index: usize, slice: &Slice, model: &Model) -> bool {
    model.operations.get(index).is_some_and(|operation| path_to(operation, slice).is_some())
}

fn path_to<'s>(operation: &Operation, slice: &'s Slice) -> Option<&'s Path> {
    let binding = operation.binding.as_ref()?;
    slice.paths.get(&(facts::binding_type(operation)?, binding.ty.is_collection))
}

fn request(
    operation: &Operation,
    path: &Path,
    context: &mut Context<'_>,
    scope: &mut Scope,
) -> Option<Request> {
    let model = context.model;
    let binding = operation.binding.as_ref()?;
    let binding_name = model.ty(facts::binding_type(operation)?).name().clone();
    let suffix = if binding.ty.is_collection { "Collection" } else { "" };
    let overload = facts::operation_text(operation, model);
    let ident = context
        .renamed(&overload)
        .unwrap_or_else(|| format!("{}{}{suffix}", camel(&operation.name.name), camel(&binding_name.name)));
    let type_path = type_path(&ident, operation, context);
    let parameters = parameters(operation, &ident, context);
    let idents = [Some(&ident), parameters.as_ref().map(|parameters| &parameters.body.path.ident)];
    for ident in idents.into_iter().flatten() {
        if let Err(collision) = scope.take_item(ident, &overload, operation.place) {
            context.report(collision);
            return None;
        }
    }
    let fields = parameters.as_ref().map(|parameters| parameters.body.fields.as_slice()).unwrap_or_default();
    let (template, keys) = template(path, &operation.name.name, fields, context);
    let mut paragraphs = docs::described(&operation.annotations);
    paragraphs.push(Cow::Owned(format!("`POST {template}`")));
    let bound = csdl_text(binding.ty.target, binding.ty.is_collection, model);
    paragraphs.push(Cow::Owned(format!("CSDL: action `{}`, bound to `{bound}`.", operation.name)));
    Some(Request {
        path: type_path,
        docs: docs::lines(paragraphs),
        csdl: operation.name.to_string(),
        binding: (binding_name.to_string(), binding.ty.is_collection),
        template,
        keys,
        parameters,
        version: context.version.to_owned(),
        facts: facts::of(operation, model, context.overlay, context.permissions),
    })
}

fn type_path(ident: &str, operation: &Operation, context: &Context<'_>) -> TypePath {
    TypePath {
        namespace: context.module_path(&operation.name.namespace),
        file: FileKind::Requests,
        ident: ident.to_owned(),
        info: shouting(ident),
    }
}

/// The path template below the version, and the keys in it.
/// No key is named as a parameter: `new` takes both.
fn template(
    path: &Path,
    action: &str,
    parameters: &[Field],
    context: &Context<'_>,
) -> (String, Vec<KeyField>) {
    let mut template = String::new();
    let mut keys: Vec<KeyField> = Vec::new();
    let mut taken: Vec<_> = parameters.iter().map(|parameter| parameter.ident.clone()).collect();
    let mut collections: Vec<&str> = Vec::new();
    let mut last_name = "";
    for segment in &path.segments {
        match segment {
            Segment::Name(name) => {
                template.push('/');
                template.push_str(name);
                last_name = name;
            }
            Segment::Cast(id) => template.push_str(&format!("/{}", context.model.ty(*id).name())),
            Segment::Key { properties } => {
                let parent = collections.last().copied();
                let mut parts = Vec::new();
                for property in properties {
                    let ident = key(last_name, parent, property, &taken);
                    parts.push(if properties.len() == 1 {
                        format!("{{{ident}}}")
                    } else {
                        format!("{property}='{{{ident}}}'")
                    });
                    let text = format!("`{property}` of the item of `{last_name}`.");
                    keys.push(KeyField { ident: ident.clone(), docs: docs::lines([Cow::Owned(text)]) });
                    taken.push(ident);
                }
                template.push('/');
                template.push_str(&parts.join(","));
                collections.push(last_name);
            }
        }
    }
    template.push('/');
    template.push_str(action);
    (template, keys)
}

fn parameters(operation: &Operation, request: &str, context: &mut Context<'_>) -> Option<Parameters> {
    if operation.parameters.is_empty() {
        return None;
    }
    let mut scope = Scope::default();
    let mut fields = Vec::new();
    let mut is_required = Vec::new();
    for parameter in &operation.parameters {
        let csdl = format!("{}/{}", operation.name, parameter.name);
        let Some(field) = field(parameter, &csdl, context) else { continue };
        if let Err(collision) = scope.take(&field.ident, &csdl, parameter.place) {
            context.report(collision);
            continue;
        }
        is_required.push(parameter.nullable == Some(false) && !is_optional(parameter));
        fields.push(field);
    }
    let ident = format!("{request}Parameters");
    let path = type_path(&ident, operation, context);
    let docs = docs::lines([Cow::Owned(format!("The parameters of [`{request}`]: its body."))]);
    let body = Struct {
        path,
        docs,
        csdl: operation.name.to_string(),
        bases: Vec::new(),
        is_open: false,
        is_tagged: false,
        fields,
    };
    Some(Parameters { body, is_required })
}

fn field(parameter: &Parameter, csdl: &str, context: &Context<'_>) -> Option<Field> {
    let mut paragraphs = docs::described(&parameter.annotations);
    let ty = csdl_text(parameter.ty.target, parameter.ty.is_collection, context.model);
    paragraphs.push(Cow::Owned(format!("CSDL: `{}`, `{ty}`.", parameter.name)));
    let ident = context.renamed(csdl).unwrap_or_else(|| snake(&parameter.name));
    Some(Field {
        constant: shouting(&ident),
        ident,
        docs: docs::lines(paragraphs),
        wire: parameter.name.clone(),
        kind: kind(parameter.ty.target, context)?,
        flags: if parameter.ty.is_collection { vec![Flag::Collection] } else { Vec::new() },
    })
}

fn is_optional(parameter: &Parameter) -> bool {
    parameter.annotations.find("Org.OData.Core.V1.OptionalParameter").is_some()
}
