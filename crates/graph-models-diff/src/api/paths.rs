//! Lists the items of typed paths in the API: their steps, their calls, and the roots.

use std::collections::BTreeMap;

use super::equal::Equal;
use super::names::{Types, identity};
use super::{Api, Named};
use graph_models_codegen::rust::{Address, Call, Home, PathRef, PathType, RootPath, Step, Target, Version};

/// The typed paths of a version with the type at their end, and its operations by their requests.
struct Known<'a> {
    paths: BTreeMap<PathRef, String>,
    operations: BTreeMap<&'a [String], BTreeMap<&'a str, String>>,
    types: &'a Types<'a>,
}

/// Adds all typed paths of a version.
pub(super) fn list<'a>(version: &'a Version, types: &'a Types<'a>, equal: &Equal<'_>, api: &mut Api) {
    let mut known = Known { paths: BTreeMap::new(), operations: BTreeMap::new(), types };
    for namespace in &version.namespaces {
        for path in &namespace.paths {
            let reference = PathRef { namespace: namespace.path.clone(), ident: path.ident.clone() };
            known.paths.insert(reference, entity(path));
        }
        for request in &namespace.requests {
            let of_namespace = known.operations.entry(request.path.namespace.as_slice()).or_default();
            of_namespace.insert(&request.path.ident, identity(request));
        }
    }
    for namespace in &version.namespaces {
        let scope = format!("paths of {}", namespace.path.join("::"));
        let differs = |path: &&PathType| !equal.has_path(&namespace.path, &path.ident);
        namespace.paths.iter().filter(differs).for_each(|path| known.path(path, &scope, api));
    }
    version.roots.iter().for_each(|root| known.root(root, api));
}

/// The text for the type at the end of a typed path.
fn entity(path: &PathType) -> String {
    if path.is_collection { format!("Collection({})", path.csdl) } else { path.csdl.clone() }
}

impl Known<'_> {
    fn path(&self, path: &PathType, scope: &str, api: &mut Api) {
        let entity = entity(path);
        let ty = path.entity.as_ref().map(|ty| self.types.name(ty)).unwrap_or_default();
        let mut signatures: Vec<_> =
            path.requests.iter().map(|request| format!("{request} of {ty}")).collect();
        if let Some((Address::Names(target) | Address::Host(target), _)) = &path.address {
            signatures.push(format!("by names to {}", self.target(target)));
        }
        let subjects = vec![path.csdl.clone()];
        let named = Named { scope: scope.to_owned(), ident: path.ident.clone(), subjects };
        api.add("typed path", &entity, named, signatures);
        let inside = format!("path {entity}");
        for step in &path.steps {
            self.step("step", step, &inside, &path.csdl, api);
        }
        for call in &path.calls {
            self.call(call, &inside, api);
        }
        for stream in &path.streams {
            let answer = stream.answer.as_ref().map(|ty| self.types.name(ty)).unwrap_or_default();
            let subjects = vec![stream.segment.clone()];
            let named = Named { scope: inside.clone(), ident: stream.ident.clone(), subjects };
            let item = format!("{inside}{}", stream.segment);
            api.add("stream", &item, named, vec![format!("answers {answer}")]);
        }
    }

    fn step(&self, role: &'static str, step: &Step, scope: &str, from: &str, api: &mut Api) {
        let name = step.template.split('/').rfind(|part| !part.is_empty()).unwrap_or_default();
        let name = name.split(['(', '{']).next().unwrap_or_default();
        let name = match name.is_empty() {
            // The template is `/users/{id}`, or `/{id}` for only a key.
            true => step.template.split('/').find(|part| !part.is_empty() && !part.starts_with('{')),
            false => Some(name),
        };
        let subject = match name {
            Some(name) if name.contains('.') => name.to_owned(),
            Some(name) => format!("/{name}"),
            None => from.to_owned(),
        };
        let named = Named { scope: scope.to_owned(), ident: step.ident.clone(), subjects: vec![subject] };
        let signature = format!("by {} keys to {}", step.keys.len(), self.target(&step.target));
        api.add(role, &format!("{scope}{}", step.template), named, vec![signature]);
    }

    fn call(&self, call: &Call, scope: &str, api: &mut Api) {
        let operations = self.operations.get(call.request.namespace.as_slice());
        let identity = operations.and_then(|all| all.get(call.request.ident.as_str())).cloned();
        let identity = identity.unwrap_or_default();
        let result = match &call.result {
            Some(target) => format!("goes on to {}", self.target(target)),
            None => "makes a call".to_owned(),
        };
        let named =
            Named { scope: scope.to_owned(), ident: call.ident.clone(), subjects: vec![identity.clone()] };
        api.add("call", &format!("{scope}: {identity}"), named, vec![result]);
    }

    fn root(&self, root: &RootPath, api: &mut Api) {
        for step in &root.steps {
            self.step("root", step, "roots", "", api);
        }
        let (Some((ident, ways)), Some(first)) = (&root.handle, root.steps.first()) else { return };
        let subjects = vec![first.template.clone()];
        let named = Named { scope: "roots".to_owned(), ident: ident.clone(), subjects };
        api.add("type of the root", &first.template, named, Vec::new());
        let scope = format!("root {}", first.template);
        for way in ways {
            self.step("step from the root", way, &scope, "", api);
        }
    }

    /// The target of a step, with the requests that the step itself allows.
    fn target(&self, target: &Target) -> String {
        let path = self.paths.get(&target.path).map(String::as_str).unwrap_or_default();
        // A step that stays at the home of its entities has no word of its own. So the text is the same as for types
        // without a parameter for the home.
        let home = if target.home == Home::Elsewhere { " elsewhere" } else { "" };
        let mut text = format!("{path}{home}");
        if !target.requests.is_empty() {
            text.push_str(&format!(" with {}", target.requests.join(", ")));
        }
        if let Some(item) = &target.item {
            text.push_str(&format!(", one: {}", self.target(item)));
        }
        text
    }
}
