//! The content of slices and the reasons for it, in a form for people.

use std::fmt;

use super::summary::SliceSummary;
use super::{Link, Selection, Slice, select};
use crate::input::Input;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::document::OperationKind;
use csdl::model::{Model, StructuredKind, Type, TypeId, TypeTarget};

/// The content of a slice.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The counts of the slice.
    pub summary: SliceSummary,
    /// The types, in order of their names.
    pub types: Vec<HeldType>,
    /// The operations, in order of the metadata.
    pub operations: Vec<HeldOperation>,
}

/// An operation of a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldOperation {
    /// Qualified name and binding type.
    pub name: String,
    /// The kind, action or function.
    pub kind: OperationKind,
    /// True if the operation has a request, since a path leads to its binding type.
    pub has_request: bool,
}

/// A type of a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldType {
    /// Qualified name.
    pub name: String,
    /// The kind: `entity type`.
    pub kind: &'static str,
    /// The number of fields or members.
    pub count: usize,
    /// Properties without a field, because their type is outside of the slice.
    pub without_field: Vec<String>,
}

/// The content of a slice, with its counts.
pub(crate) fn holding(model: &Model, slice: &Slice, summary: SliceSummary) -> Holding {
    let mut types: Vec<_> = slice.types.iter().map(|&id| held(id, model, slice)).collect();
    types.sort_by(|a, b| a.name.cmp(&b.name));
    let operations = slice.operations.iter().filter_map(|&index| {
        let operation = model.operations.get(index)?;
        Some(HeldOperation {
            name: operation.signature(model),
            kind: operation.kind,
            has_request: slice.has_request(index, model),
        })
    });
    Holding { summary, types, operations: operations.collect() }
}

fn held(id: TypeId, model: &Model, slice: &Slice) -> HeldType {
    let ty = model.ty(id);
    let (kind, count) = match ty {
        Type::Enum(ty) => ("enumeration type", ty.members.len()),
        Type::Definition(_) => ("type definition", 0),
        Type::Structured(ty) => {
            let kind = if ty.kind == StructuredKind::Complex { "complex type" } else { "entity type" };
            (kind, model.effective_properties(id).len())
        }
    };
    let properties = if model.structured(id).is_some() { model.effective_properties(id) } else { Vec::new() };
    let is_outside = |target: TypeTarget| target.declared().is_some_and(|id| !slice.types.contains(&id));
    let without_field = properties.iter().filter(|(_, property)| is_outside(property.ty.target));
    let without_field: Vec<_> = without_field
        .map(|(_, property)| match property.is_navigation() {
            true => property.name.clone(),
            false => format!("{} (excluded)", property.name),
        })
        .collect();
    HeldType { name: ty.name().to_string(), kind, count: count - without_field.len(), without_field }
}

impl fmt::Display for HeldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.kind == "enumeration type" { "members" } else { "fields" };
        write!(f, "{}  {}, {} {what}", self.name, self.kind, self.count)?;
        if self.without_field.is_empty() {
            Ok(())
        } else {
            write!(f, "; no field: {}", self.without_field.join(", "))
        }
    }
}

/// The reason for a declaration in a slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The slice.
    pub slice: String,
    /// One line for each link of the chain, from the entry in `slices.toml` down to the declaration.
    pub lines: Vec<String>,
}

/// The shortest chains that take in a type or an operation, one for each slice. `name` is a qualified name, a simple
/// name, or the name of an operation with its binding type. An unknown name is an error.
pub fn why(input: &Input, name: &str, diagnostics: &mut Diagnostics) -> Vec<Chain> {
    let mut problems = input.problems();
    let selections = if problems.has_errors() { None } else { select(input, &mut problems) };
    diagnostics.append(problems);
    let selections = selections.unwrap_or_default();
    let mut chains = Vec::new();
    let mut is_declared = false;
    for Selection { model, slices, .. } in &selections {
        let links = links(name, model);
        is_declared |= !links.is_empty();
        for slice in slices {
            let found = links.iter().filter_map(|&link| slice.causes.chain(link, model));
            chains.extend(found.map(|lines| Chain { slice: slice.name().to_owned(), lines }));
        }
    }
    if !is_declared && !diagnostics.has_errors() {
        let unknown = Diagnostic::error(format!("the metadata declares no type or operation `{name}`"));
        let operations = selections.iter().flat_map(|selection| &selection.model.operations);
        let operations: Vec<_> = operations.map(|operation| operation.name.to_string()).collect();
        let types = selections.iter().flat_map(|selection| selection.model.type_names());
        let known: Vec<_> = types.chain(operations.iter().map(String::as_str)).collect();
        diagnostics.push(match super::path::nearest(name, &known) {
            Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
            None => unknown,
        });
    }
    chains
}

fn links(name: &str, model: &Model) -> Vec<Link> {
    let is_named =
        |qualified: &csdl::model::QualifiedName| qualified.name == name || qualified.to_string() == name;
    let types = model.types().filter(|(_, ty)| is_named(ty.name())).map(|(id, _)| Link::Type(id));
    let operations = model.operations.iter().enumerate().filter(|(_, operation)| {
        is_named(&operation.name) || (name.ends_with(')') && operation.signature(model) == name)
    });
    types.chain(operations.map(|(index, _)| Link::Operation(index))).collect()
}
