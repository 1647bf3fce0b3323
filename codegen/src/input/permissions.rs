//! The OAuth scopes of requests, which metadata lacks. They are read from our extract in TOML or from Graph's own
//! file.

mod extract;
mod graph;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::toml_file::is_json_list;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::kind::Kind;
use csdl::source::{FileId, Place, Placed, Sources};

/// The scopes of requests, by method and path.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    requests: BTreeMap<(String, String), RequestScopes>,
    /// Method and path of each entry that was written for these slices. An entry that applies to no request is an
    /// error.
    pub(crate) entries: Vec<Placed<String>>,
}

/// The scopes of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestScopes {
    /// Scopes on behalf of a signed-in user with a work or school account.
    pub delegated: Scopes,
    /// Scopes of an application by itself.
    pub application: Scopes,
    /// The path as written.
    pub path: String,
}

/// Scopes of a request. Each entry is sufficient alone; `+` joins scopes that are needed together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scopes {
    /// The least privileged scopes.
    #[serde(default)]
    pub least: Vec<String>,
    /// Scopes with more privileges that also allow the request.
    #[serde(default)]
    pub higher: Vec<String>,
}

impl Permissions {
    /// Adds the entries of a file: our extract (TOML), or Graph's `permissions.json`.
    pub fn read(&mut self, sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
        let text = sources.file(file).map_or("", |file| file.text.as_str());
        match Kind::of(text) {
            Some((Kind::Json, _)) if text.trim_start().starts_with('{') => {
                graph::read(self, sources, file, diagnostics);
            }
            Some((Kind::Json, place)) if is_json_list(text) => {
                diagnostics.push(other_kind("a list", None, file.place(place)));
            }
            Some((kind, place)) if kind != Kind::Json => {
                diagnostics.push(other_kind(kind.name(), kind.remedy(), file.place(place)));
            }
            _ if text.trim().is_empty() => {
                diagnostics.push(other_kind("an empty file", None, file.place(0..0)));
            }
            _ => extract::read(self, sources, file, diagnostics),
        }
    }

    /// The scopes of a method on a path. The names of keys, letter case and parameters of functions are ignored.
    pub(crate) fn find(&self, method: &str, path: &str) -> Option<&RequestScopes> {
        // Most runs have no permissions, and need not normalize the path.
        if self.requests.is_empty() {
            return None;
        }
        self.requests.get(&(method.to_owned(), normal(path)))
    }

    /// All entries in the order of their methods and paths: method, normalized path, scopes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &RequestScopes)> {
        self.requests.iter().map(|((method, path), scopes)| (method.as_str(), path.as_str(), scopes))
    }

    fn insert(&mut self, method: &str, scopes: RequestScopes) {
        let path = normal(&scopes.path);
        self.requests.entry((method.to_owned(), path)).or_insert(scopes);
    }
}

/// The error for a file that is neither Graph's own nor an extract of it.
fn other_kind(kind: &str, remedy: Option<&str>, place: Place) -> Diagnostic {
    let problem = Diagnostic::error(format!("this is {kind}, and no permissions"));
    problem.at(place, "begins here").help(remedy.unwrap_or(graph::SOURCE))
}

/// A name as it is compared: in lower case, and without a namespace of Graph, which some paths have and some do not.
pub(crate) fn simple(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let is_qualified = name.starts_with("microsoft.graph.");
    name.rsplit('.').next().filter(|_| is_qualified).unwrap_or(&name).to_owned()
}

/// A normalized path, by the lenient rules of Graph's own tool: lower case, keys without name, functions without
/// parameters.
pub(crate) fn normal(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let mut normal = String::with_capacity(path.len());
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        normal.push('/');
        let name = segment.split('(').next().unwrap_or_default();
        if segment.starts_with('{') || name.is_empty() {
            normal.push_str("{id}");
        } else {
            normal.push_str(&simple(name));
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn paths_are_compared_leniently() {
        for (path, compared) in [
            ("/users/{user-id}/SendMail", "/users/{id}/sendmail"),
            ("/users/{id}/reminderView(StartDateTime='{a}',EndDateTime='{b}')", "/users/{id}/reminderview"),
            ("/groups/{id}/members/microsoft.graph.user", "/groups/{id}/members/user"),
            ("/drives/{id}/items/{id}/microsoft.graph.delta()", "/drives/{id}/items/{id}/delta"),
            ("/x/{id}/microsoft.graph.security.close", "/x/{id}/close"),
            ("/users?$filter=x", "/users"),
        ] {
            assert_eq!(normal(path), compared);
        }
    }
}
