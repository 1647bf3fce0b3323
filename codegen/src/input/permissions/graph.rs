//! Graph's own `permissions.json`, turned from scopes to requests.
//!
//! The file lists sets of paths and methods for each scope, and marks a scope as least for a whole set at once. The
//! rule of Graph's own tool (`Disambiguate` of kibali) decides which scope is least for one method on one path. If
//! several scopes are marked, the rule takes the scope that allows the fewest methods on the path. If several scopes
//! allow equally few, the rule takes the first by name. So a request has at most one least way. Names are compared by
//! their bytes; the tool compares them by the language of the machine that it runs on.
//!
//! The name decides even where another scope seems to allow less: the tool does not read the privilege levels of the
//! file yet, and its choice is what the reference prints. So `GET /groups` has `Group-NestingSupport.ReadWrite.All`,
//! and not `Group.ReadBasic.All`, which has the same level.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Permissions, RequestScopes, Scopes, normal};
use crate::input::words::Words;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{FileId, Sources};

/// The form of the file, and the place where Microsoft publishes it.
pub(super) const SOURCE: &str = "Graph's file is `{\"permissions\": {\"User.Read\": {\"pathSets\": [...]}}}`: \
    permissions/new/permissions.json of the repository microsoftgraph/microsoft-graph-devx-content";

/// The words of JSON.
const WORDS: Words = Words { map: "an object", text: "a text", boolean: "a boolean" };

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

/// The grants of the file for one path and one scheme.
#[derive(Default)]
struct Grants {
    /// The methods that each scope allows.
    methods: BTreeMap<String, BTreeSet<String>>,
    /// The methods of each way, and whether the way is marked as least for the method. The first mark counts, as in
    /// Graph's own tool.
    ways: BTreeMap<Way, BTreeMap<String, bool>>,
}

/// A way to get access: a scope, and further scopes. If there are further scopes, one of them is needed in addition.
type Way = (String, Vec<String>);

/// The path as first written, and its grants by scheme.
type PathGrants = (String, BTreeMap<String, Grants>);

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
            let message = in_words(&error);
            let offset = source.offset_at(error.line(), error.column());
            diagnostics.push(
                Diagnostic::error(format!("the permissions cannot be read: {message}"))
                    .at(file.place(offset..offset), "expected the format of Graph's `permissions.json`")
                    .help(if error.is_eof() { "is the file cut off?" } else { SOURCE }),
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
        for (scheme, grants) in schemes {
            let methods: BTreeSet<_> = grants.methods.values().flatten().collect();
            for method in methods {
                let found = disambiguate(method, &grants);
                let request = requests
                    .entry(method.clone())
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

/// The parser's message in the words of JSON, without the position, which the diagnostic shows anyway.
fn in_words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    if let Some(inside) = message.strip_prefix("EOF while parsing ") {
        return format!("the file ends inside {inside}");
    }
    WORDS.of(message).unwrap_or_else(|| message.to_owned())
}

/// The grants of each path as compared.
fn grants(content: File) -> BTreeMap<String, PathGrants> {
    let mut grants: BTreeMap<String, PathGrants> = BTreeMap::new();
    for (scope, permission) in content.permissions {
        for set in permission.path_sets {
            let methods: Vec<_> = set.methods.iter().map(|method| method.to_ascii_uppercase()).collect();
            // A path with a query is a separate request. Its scopes must not be mixed with those of the plain path.
            for (path, marks) in set.paths.iter().filter(|(path, _)| !path.contains('?')) {
                let (_, schemes) =
                    grants.entry(normal(path)).or_insert_with(|| (path.clone(), BTreeMap::new()));
                let marks: BTreeMap<_, _> =
                    marks.split(';').filter_map(|mark| mark.split_once('=')).collect();
                let listed = |name| marks.get(name).into_iter().flat_map(|list: &&str| list.split(','));
                let also: Vec<_> = listed("AlsoRequires").map(|scope| scope.trim().to_owned()).collect();
                for scheme in &set.scheme_keys {
                    let grants = schemes.entry(scheme.clone()).or_default();
                    grants.methods.entry(scope.clone()).or_default().extend(methods.iter().cloned());
                    let is_least = listed("least").any(|least| least.trim() == scheme);
                    let marks = grants.ways.entry((scope.clone(), also.clone())).or_default();
                    for method in &methods {
                        marks.entry(method.clone()).or_insert(is_least);
                    }
                }
            }
        }
    }
    grants
}

/// The scopes of a method: one least way at most, and all others.
fn disambiguate(method: &str, grants: &Grants) -> Scopes {
    let ways = grants.ways.iter().filter_map(|(way, marks)| Some((way, *marks.get(method)?)));
    let count = |(way, _): &(&Way, bool)| grants.methods.get(&way.0).map_or(0, BTreeSet::len);
    // `min_by_key` takes the first of equal counts, and ways are in the order of their names.
    let least = ways.clone().filter(|(_, is_marked)| *is_marked).min_by_key(count);
    // The first of several alternative scopes allows least.
    let least: Vec<_> = least.and_then(|(way, _)| texts(way).into_iter().next()).into_iter().collect();
    let mut higher = Vec::new();
    for text in ways.flat_map(|(way, _)| texts(way)) {
        if !least.contains(&text) && !higher.contains(&text) {
            higher.push(text);
        }
    }
    Scopes { least, higher }
}

/// A way in the form of our own files: `A`, or one text `A+B` for each further scope `B`.
fn texts((scope, also): &Way) -> Vec<String> {
    match also.as_slice() {
        [] => vec![scope.clone()],
        also => also.iter().map(|also| format!("{scope}+{also}")).collect(),
    }
}
