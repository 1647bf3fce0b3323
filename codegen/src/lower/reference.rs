//! Addresses of the pages about types and requests in Microsoft's reference, made by the rule that these addresses
//! follow.
//!
//! Names of pages are in lower case. A page is named after a type: with its namespace below `microsoft.graph`, and in
//! some parts of the service behind a word for the part (`reference` in `slices.toml`). Pages that do not follow the
//! rule are in `reference/exceptions.txt`.
//!
//! | page of | name |
//! |---|---|
//! | type | `resources/<type>` |
//! | action, function | `<binding type>-<operation>` |
//! | get, update, delete | `<type>-get` |
//! | list, creation | `<parent>-list-<property>`, `<parent>-post-<property>` |
//! | list, creation in an entity set | `<type>-list`, `<type>-post-<set>` |
//! | list, creation in parts with a word | `<type>-list`, `<type>-create` |
//!
//! Enumerations have no page. The reference describes only requests that Graph's permissions know, so only these have
//! a link.

mod exceptions;

use std::collections::BTreeMap;

use crate::graph::ROOT_NAMESPACE;
use crate::input;
use crate::rust::{Info, Request};
use crate::select::Slice;
use csdl::model::{Model, Operation, QualifiedName, TypeId};
use exceptions::Exceptions;

/// The origin of the entities at a path.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// An entity set or singleton.
    Root(&'a str),
    /// A property of a type.
    Property(TypeId, &'a str),
    /// The result of a function.
    Result,
}

/// The rule for one version.
pub(super) struct Reference<'a> {
    model: &'a Model,
    view: String,
    /// The types of the slices, with the form of their pages' names. Other types follow the rule.
    types: BTreeMap<TypeId, &'a input::Reference>,
    exceptions: Exceptions<'static>,
}

impl<'a> Reference<'a> {
    /// The rule for the types of slices.
    pub(super) fn new(version: &str, slices: &'a [Slice], model: &'a Model) -> Self {
        let mut by_type: BTreeMap<TypeId, Vec<&input::Reference>> = BTreeMap::new();
        for slice in slices {
            for &id in &slice.types {
                by_type.entry(id).or_default().push(&slice.config.reference);
            }
        }
        Self {
            model,
            // The view of `v1.0` is `graph-rest-1.0`.
            view: format!("graph-rest-{}", version.trim_start_matches('v')),
            types: by_type.into_iter().map(|(id, slices)| (id, common(&slices))).collect(),
            exceptions: Exceptions::known(),
        }
    }

    /// The page of a type.
    pub(super) fn of_type(&self, id: TypeId) -> Option<String> {
        self.model.structured(id)?;
        self.address(&format!("resources/{}", self.name(id)?))
    }

    /// The pages of all types of the slices, by CSDL name.
    pub(super) fn pages(&self) -> BTreeMap<String, String> {
        let named = |&id: &TypeId| Some((self.model.ty(id).name().to_string(), self.of_type(id)?));
        self.types.keys().filter_map(named).collect()
    }

    /// The page of an action or function.
    pub(super) fn of_operation(&self, operation: &Operation) -> Option<String> {
        let (binding, _) = operation.bound_to()?;
        let binding = self.name(binding)?;
        self.address(&format!("{binding}-{}", operation.name.name.to_ascii_lowercase()))
    }

    /// Adds the pages of requests that have a type: to their facts, unless the overlay names a page, and to their
    /// documentation.
    pub(super) fn link(&self, requests: &mut BTreeMap<usize, Request>) {
        for (&index, request) in requests {
            let Some(operation) = self.model.operations.get(index) else { continue };
            complete(&mut request.info, || self.of_operation(operation));
            if let Some(page) = &request.info.facts.documentation {
                request.docs.push(sentence(page));
            }
        }
    }

    /// The page of another request, by its name in the catalog, on entities of a type.
    pub(super) fn of_resource(&self, request: &str, id: TypeId, origin: Origin<'_>) -> Option<String> {
        let ty = self.name(id)?;
        let is_entity = self.model.structured(id)?.kind.is_entity();
        let has_word = matches!(self.types.get(&id), Some(input::Reference::After(_)));
        let page = match (request, origin) {
            ("get" | "update" | "delete", _) if is_entity => format!("{ty}-{request}"),
            ("list" | "create", _) if has_word => format!("{ty}-{request}"),
            ("list", Origin::Root(_)) => format!("{ty}-list"),
            ("create", Origin::Root(set)) => format!("{ty}-post-{set}"),
            ("list", Origin::Property(parent, property)) => format!("{}-list-{property}", self.name(parent)?),
            ("create", Origin::Property(parent, property)) => {
                format!("{}-post-{property}", self.name(parent)?)
            }
            _ => return None,
        };
        self.address(&page.to_ascii_lowercase())
    }

    /// The name of a type as names of pages contain it.
    fn name(&self, id: TypeId) -> Option<String> {
        let name = name(self.model.ty(id).name())?;
        match self.types.get(&id) {
            None | Some(input::Reference::ByRule) => Some(name),
            Some(input::Reference::After(word)) => Some(format!("{word}{name}")),
            Some(input::Reference::Unknown) => None,
        }
    }

    fn address(&self, page: &str) -> Option<String> {
        let page = self.exceptions.name(page)?;
        Some(format!("https://learn.microsoft.com/graph/api/{page}?view={}", self.view))
    }
}

/// The form of page names for a type that is in several slices. A slice whose pages follow the rule decides.
fn common<'a>(slices: &[&'a input::Reference]) -> &'a input::Reference {
    let by_rule = slices.iter().find(|slice| matches!(slice, input::Reference::ByRule));
    let first = by_rule.or(slices.first());
    match first {
        Some(first) if by_rule.is_some() || slices.iter().all(|slice| slice == first) => first,
        _ => &input::Reference::Unknown,
    }
}

/// The name of a type behind its namespace below `microsoft.graph`: `microsoft.graph.callRecords.session` becomes
/// `callrecords-session`.
fn name(name: &QualifiedName) -> Option<String> {
    let below = name.namespace.strip_prefix(ROOT_NAMESPACE)?;
    let words = below.split('.').skip(1).chain([name.name.as_str()]);
    let is_below = below.is_empty() || below.starts_with('.');
    is_below.then(|| words.collect::<Vec<_>>().join("-").to_ascii_lowercase())
}

/// Gives a request the page by the rule, unless the overlay names a page.
pub(super) fn complete(info: &mut Info, page: impl FnOnce() -> Option<String>) {
    if info.facts.documentation.is_none() && !info.facts.has_no_scopes() {
        info.facts.documentation = page();
    }
}

/// A link to a page, for documentation.
pub(super) fn sentence(page: &str) -> String {
    format!("{}.", crate::text::markdown::link("Reference", page))
}
