//! The result for each declaration: generated, or left out for a reason. Both kinds are counted, and the sum is
//! checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Selection;
use crate::rust::{Structured, Version};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::model::{Model, Type, TypeId};

/// The reason for leaving out types whose values may be any JSON.
pub const ANY_JSON: &str = "declares nothing and may be any JSON";

/// The result for the types and operations of one version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The version.
    pub version: String,
    /// True if a slice takes in all declarations.
    pub is_of_all: bool,
    /// The number of declared types and operations.
    pub declared: usize,
    /// The number of generated types and operations.
    pub generated: usize,
    /// The names of types and operations that are left out, by the reason.
    pub omitted: BTreeMap<&'static str, Vec<String>>,
}

impl Coverage {
    /// Counts the generated declarations in the output, and the omitted ones in the input. If the sum differs from
    /// the number of declarations, the generator has an error and reports it.
    pub(crate) fn new(selection: &Selection, rust: &Version, diagnostics: &mut Diagnostics) -> Self {
        let Selection { version, model, slices, .. } = selection;
        let declared = model.types().count() + model.operations.len();
        let is_of_all = slices.iter().any(|slice| slice.config.is_all);
        let mut coverage = Self { version: version.clone(), is_of_all, declared, ..Self::default() };
        let types: BTreeSet<_> = slices.iter().flat_map(|slice| slice.types.iter().copied()).collect();
        for (id, ty) in model.types() {
            if let Some(reason) = type_reason(id, ty, model, &types) {
                coverage.omit(reason, ty.name().to_string());
            }
        }
        for (index, operation) in model.operations.iter().enumerate() {
            let has_request = slices
                .iter()
                .any(|slice| slice.operations.contains(&index) && slice.has_request(index, model));
            let is_in = slices.iter().any(|slice| slice.operations.contains(&index));
            let reason = match () {
                () if has_request => continue,
                () if operation.binding.is_none() && is_in => "not bound, and no import offers it",
                () if is_in => "no path leads to what it is bound to",
                () => "outside of all slices",
            };
            coverage.omit(reason, operation.signature(model));
        }
        coverage.generated = emitted(rust);
        let omitted: usize = coverage.omitted.values().map(Vec::len).sum();
        if coverage.generated + omitted != coverage.declared {
            let problem = format!(
                "version `{version}` declares {} types and operations, but {} were generated and {omitted} left out",
                coverage.declared, coverage.generated
            );
            let help = "this is a mistake of the generator; please report it with the metadata";
            diagnostics.push(Diagnostic::error(problem).help(help));
        }
        coverage
    }

    fn omit(&mut self, reason: &'static str, name: String) {
        self.omitted.entry(reason).or_default().push(name);
    }
}

fn type_reason(id: TypeId, ty: &Type, model: &Model, types: &BTreeSet<TypeId>) -> Option<&'static str> {
    match ty {
        _ if !types.contains(&id) => Some("outside of all slices"),
        Type::Definition(_) => Some("another name for a primitive type, which stands in its place"),
        _ if crate::graph::is_json(id, model) => Some(ANY_JSON),
        _ => None,
    }
}

/// The types and requests that generated code has; the struct and the enum of a base count as one.
fn emitted(rust: &Version) -> usize {
    let of_namespace = rust.namespaces.iter().map(|namespace| {
        let structured = namespace.complex_types.iter().chain(&namespace.entity_types);
        let names: BTreeSet<_> = structured
            .map(|ty| match ty {
                Structured::Struct(ty) => &ty.csdl,
                Structured::TaggedEnum(ty) | Structured::KindEnum(ty) => &ty.csdl,
            })
            .collect();
        names.len() + namespace.enums.len() + namespace.requests.len()
    });
    of_namespace.sum()
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (version, generated, declared) = (&self.version, self.generated, self.declared);
        write!(f, "{version}: {generated} of {declared} types and operations")?;
        self.omitted.iter().try_for_each(|(reason, names)| write!(f, "; {} left out: {reason}", names.len()))
    }
}
