//! Requests that Graph's permissions name, compared with the typed paths of all of v1.0: how many are typed calls.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use csdl::diagnostic::{Diagnostics, Severity};
use graph_models_codegen::rust::{
    Access, Home, Kind, PathRef, PathType, Request, Structured, Target, TypePath, Version,
};
use graph_models_codegen::{Input, decide};

/// All of v1.0, decided, with the overlay for it.
fn v1_0() -> Option<Version> {
    let text = test_support::real_metadata("v1.0.csdl")?;
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", text);
    input.add_overlay("overlay-v1.0.toml", fs::read_to_string(schemas.join("overlay-v1.0.toml")).unwrap());
    let mut diagnostics = Diagnostics::default();
    let version = decide(&input, &mut diagnostics).pop();
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error);
    assert_eq!(errors.map(|it| it.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    version
}

/// Requests on typed paths, by the normal form of their URL.
struct Calls<'v> {
    paths: BTreeMap<PathRef, &'v PathType>,
    structs: BTreeMap<TypePath, &'v Structured>,
    version: &'v Version,
}

impl<'v> Calls<'v> {
    fn new(version: &'v Version) -> Self {
        let all = version.namespaces.iter().flat_map(|namespace| {
            namespace
                .paths
                .iter()
                .map(|path| (PathRef { namespace: namespace.path.clone(), ident: path.ident.clone() }, path))
        });
        let types = version.namespaces.iter();
        let types = types.flat_map(|it| it.entity_types.iter().chain(&it.complex_types));
        let structs = types.filter_map(|ty| match ty {
            Structured::Struct(it) => Some((it.path.clone(), ty)),
            _ => None,
        });
        Self { paths: all.collect(), structs: structs.collect(), version }
    }

    /// Returns `true` if typed paths have the request.
    fn has(&self, method: &str, url: &str) -> bool {
        let segments: Vec<_> = url.split('/').skip(1).map(segment).collect();
        let mut states: Vec<(&PathType, &Target, bool, usize)> = Vec::new();
        let mut seen = BTreeSet::new();
        let steps = self.version.roots.iter().flat_map(|root| &root.steps);
        for step in steps {
            if let Some(used) = matches(&step.template, &segments) {
                states.push((self.paths.get(&step.target.path).unwrap(), &step.target, false, used));
            }
        }
        while let Some((path, target, elsewhere, used)) = states.pop() {
            if !seen.insert((target.path.clone(), elsewhere, used, target.requests.len())) {
                continue;
            }
            let rest = segments.get(used..).unwrap();
            if self.ends(method, rest, path, target, elsewhere) {
                return true;
            }
            for step in &path.steps {
                if let Some(more) = matches(&step.template, rest) {
                    let home =
                        step.target.home == Home::Elsewhere || (step.target.home == Home::Same && elsewhere);
                    let next = self.paths.get(&step.target.path).unwrap();
                    states.push((next, &step.target, home, used + more));
                }
            }
            for call in &path.calls {
                let Some(result) = &call.result else { continue };
                let name = self.request(&call.request).segment.rsplit(['.', '/']).next().unwrap();
                if rest.first().is_some_and(|first| *first == name.to_ascii_lowercase()) {
                    let next = self.paths.get(&result.path).unwrap();
                    states.push((next, result, elsewhere, used + 1));
                }
            }
        }
        false
    }

    fn request(&self, path: &TypePath) -> &Request {
        let mut requests = self.version.namespaces.iter().flat_map(|namespace| &namespace.requests);
        requests.find(|request| request.path == *path).unwrap()
    }

    fn ends(&self, method: &str, rest: &[String], path: &PathType, target: &Target, elsewhere: bool) -> bool {
        let own = |request: &str| {
            let is_write = ["create", "update", "replace", "delete"].contains(&request);
            target.requests.contains(&request)
                || (path.requests.contains(&request) && !(is_write && elsewhere))
        };
        match (rest, method) {
            ([], "GET") => own("get") || own("list"),
            ([], "POST") => own("create"),
            ([], "PATCH") => own("update"),
            ([], "PUT") => own("replace"),
            ([], "DELETE") => own("delete"),
            (names, "GET" | "PATCH" | "PUT") if self.is_property(names, method, path, elsewhere) => true,
            ([last], "GET") if last == "$count" => own("count"),
            ([last], "POST") if last == "$ref" => own("add_reference"),
            ([last], "PUT") if last == "$ref" => own("set_reference"),
            ([last], "DELETE") if last == "$ref" => own("remove_reference"),
            ([last], _) => {
                let stream = path
                    .streams
                    .iter()
                    .any(|stream| segment(stream.segment.trim_start_matches('/')) == *last);
                (stream && (method == "GET" || (method == "PUT" && !elsewhere)))
                    || path.calls.iter().any(|call| {
                        let request = self.request(&call.request);
                        let name = request.segment.rsplit(['.', '/']).next().unwrap();
                        request.info.method == method && name.to_ascii_lowercase() == *last
                    })
            }
            _ => false,
        }
    }
    /// Returns `true` if names lead through structural properties, by constants of the types, to one that can be read,
    /// or to a complex one that can be changed.
    fn is_property(&self, names: &[String], method: &str, path: &PathType, elsewhere: bool) -> bool {
        let mut owner = path.entity.clone().filter(|_| !path.is_collection && !names.is_empty());
        let mut is_single = true;
        for name in names {
            let Some(Structured::Struct(ty)) = owner.and_then(|owner| self.structs.get(&owner)) else {
                return false;
            };
            let field = ty.fields.iter().find(|field| field.wire.to_ascii_lowercase() == *name);
            let Some(field) = field.filter(|field| field.access() != Access::Navigation) else {
                return false;
            };
            is_single = !field.is_collection();
            owner = match &field.kind {
                Kind::Object(target) => Some(target.clone()),
                _ => None,
            };
        }
        method == "GET" || (owner.is_some() && is_single && !elsewhere)
    }
}

/// A segment as it is compared: keys without names, functions without parameters, names in lower case.
fn segment(text: &str) -> String {
    let name = text.split('(').next().unwrap();
    if text.starts_with('{') || name.is_empty() {
        return "{id}".to_owned();
    }
    let name = name.to_ascii_lowercase();
    match name.strip_prefix("microsoft.graph.") {
        Some(rest) => rest.rsplit('.').next().unwrap().to_owned(),
        None => name,
    }
}

/// The number of segments that a template takes.
fn matches(template: &str, segments: &[String]) -> Option<usize> {
    let spaced = template.replace('(', "/(");
    let own: Vec<_> = spaced.split('/').filter(|part| !part.is_empty()).map(segment).collect();
    segments.starts_with(&own).then_some(own.len())
}

/// Method and path of all requests in Graph's permissions.
fn permitted() -> Option<BTreeSet<(String, String)>> {
    let text = test_support::real_metadata("permissions.json")?;
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut found = BTreeSet::new();
    for permission in file["permissions"].as_object().unwrap().values() {
        for set in permission["pathSets"].as_array().into_iter().flatten() {
            for method in set["methods"].as_array().into_iter().flatten() {
                for path in set["paths"].as_object().unwrap().keys() {
                    let url = path.split('/').skip(1).map(|it| "/".to_owned() + &segment(it));
                    found.insert((method.as_str().unwrap().to_owned(), url.collect()));
                }
            }
        }
    }
    Some(found)
}

/// Permissions also name requests of beta, which v1.0 does not have.
#[test]
fn requests_of_permissions_are_typed_calls() {
    let (Some(version), Some(requests)) = (v1_0(), permitted()) else { return };
    let calls = Calls::new(&version);
    let (typed, missing): (Vec<_>, Vec<_>) =
        requests.iter().partition(|(method, path)| calls.has(method, path));
    if let Ok(file) = std::env::var("MISSING_CALLS") {
        let lines = missing.iter().map(|(method, path)| format!("{method} {path}\n"));
        fs::write(file, lines.collect::<String>()).unwrap();
    }
    let [typed, all] = [typed.len(), requests.len()];
    assert!(typed >= 4500, "{typed} of {all}");
}
