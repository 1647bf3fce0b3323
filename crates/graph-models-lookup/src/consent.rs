//! The requests that a program sends, each with the scopes that allow it.
//!
//! Must not choose among scopes: `least_scopes` of the runtime does.

use crate::call::written::Written;
use crate::call::{Calls, NoCall, Scoped};
use graph_models_codegen::rust::{Listed, RequestFacts, Version};

/// A request with the scopes that allow it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Needed {
    /// The version of the service.
    pub version: String,
    /// The path below the version, as a slice or the program writes it.
    pub path: String,
    /// The HTTP method.
    pub method: String,
    /// Scopes on behalf of a user: the least privileged ones, then the higher ones. Each entry is sufficient alone; `+`
    /// joins scopes that are needed together.
    pub delegated: (Vec<String>, Vec<String>),
    /// Scopes of an application.
    pub application: (Vec<String>, Vec<String>),
    /// The path of a property, if these scopes are the scopes of that property: the request itself has no known scopes,
    /// and concerns a part of the property's value.
    pub scopes_of: Option<String>,
}

impl Needed {
    pub(crate) fn new(version: &Version, method: &str, path: &str, facts: Option<&RequestFacts>) -> Self {
        let scopes = facts.map(|facts| (facts.delegated.clone(), facts.application.clone()));
        let (delegated, application) = scopes.unwrap_or_default();
        Self {
            version: version.version.clone(),
            path: path.to_owned(),
            method: method.to_owned(),
            delegated,
            application,
            scopes_of: None,
        }
    }

    /// A request whose scopes were looked up by its path.
    pub(crate) fn with_scopes(
        version: &Version,
        method: &str,
        path: &str,
        scoped: Option<Scoped<'_>>,
    ) -> Self {
        let needed = Self::new(version, method, path, scoped.as_ref().map(|scoped| scoped.facts));
        Self { scopes_of: scoped.and_then(|scoped| scoped.whole), ..needed }
    }
}

/// The requests of the named slices, in order of their paths. If no names are given, the requests of all slices.
pub fn of_slices(versions: &[Version], names: &[String]) -> Vec<Needed> {
    let mut needed = Vec::new();
    for version in versions {
        let slices = version.slices.iter().filter(|slice| names.is_empty() || names.contains(&slice.name));
        let positions = slices.flat_map(|slice| &slice.requests);
        let infos = positions.filter_map(|&position| version.catalog.get(position)).map(Listed::info);
        needed.extend(infos.map(|info| Needed::new(version, info.method, &info.template, Some(&info.facts))));
    }
    needed.sort();
    needed.dedup();
    needed
}

/// Finds a request that is written as in the reference documentation: `PATCH /users/{id}`.
///
/// # Errors
///
/// Returns an error if the version has no call for the request.
pub fn of_request(calls: &Calls<'_>, request: &str) -> Result<Needed, NoCall> {
    let Written { method, address } = Written::parse(request).ok_or(NoCall::NotARequest)?;
    let found = calls.locate(method, address.path)?;
    let scoped = calls.scoped(method, &found);
    Ok(Needed::with_scopes(calls.version(), method, &format!("/{}", address.path), scoped))
}
