//! Graph's own `permissions.json`, turned from scopes to requests.
//!
//! It lists for each scope sets of paths and methods, and marks a scope as least for a whole set at once. Which scope
//! is least for one method on one path follows from the rule of Graph's own tool: of several that are marked, the one
//! that allows this method alone there, else the one that allows the fewest methods.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Permissions, RequestScopes, Scopes, normal};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{FileId, Sources};

#[derive(Deserialize)]
struct File {
    permissions: BTreeMap<String, Permission>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Permission {
    #[serde(default)]
    path_sets: Vec<PathSet>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PathSet {
    #[serde(default)]
    scheme_keys: Vec<String>,
    #[serde(default)]
    methods: Vec<String>,
    #[serde(default)]
    paths: BTreeMap<String, String>,
}

/// The use of a scope on one path with one scheme.
#[derive(Default)]
struct Grant {
    methods: BTreeSet<String>,
    /// Methods for which it is marked as least.
    least: BTreeSet<String>,
    /// Scopes one of which is needed together with it.
    also: Vec<String>,
}

/// Grants by path as compared, scheme and scope.
type Grants = BTreeMap<String, (String, BTreeMap<String, BTreeMap<String, Grant>>)>;

pub(super) fn read(
    permissions: &mut Permissions,
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Diagnostics,
) {
    let Some(source) = sources.file(file) else { return };
    let content: File = match serde_json::from_str(&source.text) {
        Ok(content) => content,
        Err(error) => {
            diagnostics.push(
                Diagnostic::error(format!("the permissions cannot be read: {error}"))
                    .at(file.place(0..0), "expected the format of Graph's `permissions.json`"),
            );
            return;
        }
    };
    if content.permissions.is_empty() {
        diagnostics.push(
            Diagnostic::error("there are no permissions in this file")
                .at(file.place(0..0), "`permissions` is empty")
                .help("Graph's `permissions.json` has a scope for each key of `permissions`"),
        );
        return;
    }
    for (path, schemes) in grants(content).into_values() {
        let mut requests: BTreeMap<String, RequestScopes> = BTreeMap::new();
        for (scheme, scopes) in schemes {
            let methods: BTreeSet<String> =
                scopes.values().flat_map(|grant| grant.methods.iter().cloned()).collect();
            for method in methods {
                let found = disambiguate(&method, &scopes);
                let request = requests
                    .entry(method)
                    .or_insert_with(|| RequestScopes { path: path.clone(), ..RequestScopes::default() });
                match scheme.as_str() {
                    "DelegatedWork" => request.delegated = found,
                    "Application" => request.application = found,
                    _ => {}
                }
            }
        }
        for (method, scopes) in requests {
            permissions.insert(&method, scopes);
        }
    }
}

fn grants(content: File) -> Grants {
    let mut grants = Grants::new();
    for (scope, permission) in content.permissions {
        for set in permission.path_sets {
            // A path with a query is a request of its own, which others on the path must not be mixed with.
            for (path, marks) in set.paths.iter().filter(|(path, _)| !path.contains('?')) {
                let (_, schemes) =
                    grants.entry(normal(path)).or_insert_with(|| (path.clone(), BTreeMap::new()));
                let marks: BTreeMap<_, _> =
                    marks.split(';').filter_map(|mark| mark.split_once('=')).collect();
                let listed = |name| marks.get(name).into_iter().flat_map(|list: &&str| list.split(','));
                for scheme in &set.scheme_keys {
                    let grant = schemes.entry(scheme.clone()).or_default().entry(scope.clone()).or_default();
                    let methods = set.methods.iter().map(|method| method.to_ascii_uppercase());
                    grant.methods.extend(methods.clone());
                    if listed("least").any(|least| least.trim() == scheme) {
                        grant.least.extend(methods);
                    }
                    for also in listed("AlsoRequires").map(|scope| scope.trim().to_owned()) {
                        if !grant.also.contains(&also) {
                            grant.also.push(also);
                        }
                    }
                }
            }
        }
    }
    grants
}

fn disambiguate(method: &str, scopes: &BTreeMap<String, Grant>) -> Scopes {
    let marked = scopes.values().filter(|grant| grant.least.contains(method));
    let fewest = marked.map(|grant| grant.methods.len()).min();
    let mut found = Scopes::default();
    for (scope, grant) in scopes.iter().filter(|(_, grant)| grant.methods.contains(method)) {
        let is_least = grant.least.contains(method) && Some(grant.methods.len()) == fewest;
        // The first of several alternative scopes allows least.
        let mut ways: Vec<_> = grant.also.iter().map(|also| format!("{scope}+{also}")).collect();
        if ways.is_empty() {
            ways.push(scope.clone());
        }
        for (index, way) in ways.into_iter().enumerate() {
            let list = if is_least && index == 0 { &mut found.least } else { &mut found.higher };
            list.push(way);
        }
    }
    found
}
