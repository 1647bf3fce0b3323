//! The entries of a version: requests by a walk over its typed paths, and its types.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Entry, Kind};
use crate::call::requests::{PathRequest, REQUESTS, StreamRequest};
use crate::call::{Calls, is_owned};
use graph_models_codegen::rust::{
    Access, Call, Field, Gate, Kind as FieldKind, PathRef, PathType, RequestInput, Step, Struct, Structured,
    Target, TypePath, Version, WRITES,
};

/// All entries of a version.
pub(super) fn of(version: &Version) -> Vec<Entry> {
    let mut walk = Walk::new(version);
    walk.roots();
    while let Some(way) = walk.pending.pop_front() {
        walk.visit(&way);
    }
    let types = types(version, &walk.calls);
    let mut entries = walk.entries;
    entries.extend(types);
    entries
}

/// A typed path on the walk, with the steps that led to it.
struct Way<'v> {
    target: &'v Target,
    is_owned: bool,
    template: String,
    expression: String,
    gates: Vec<&'v Gate>,
}

struct Walk<'v> {
    version: &'v Version,
    calls: Calls<'v>,
    /// Visited typed paths, each by the shortest way. True if the way contains the entities, false if it only
    /// references them.
    seen: BTreeSet<(&'v PathRef, bool)>,
    pending: VecDeque<Way<'v>>,
    called: BTreeSet<&'v TypePath>,
    entries: Vec<Entry>,
}

impl<'v> Walk<'v> {
    fn new(version: &'v Version) -> Self {
        Self {
            version,
            calls: Calls::new(version),
            seen: BTreeSet::new(),
            pending: VecDeque::new(),
            called: BTreeSet::new(),
            entries: Vec::new(),
        }
    }

    fn roots(&mut self) {
        for step in self.version.roots.iter().flat_map(|root| &root.steps) {
            let expression = format!("{}({})", step.ident, step.keys.join(", "));
            // A single item of an entity set is not a separate root.
            if step.keys.is_empty() {
                let path = self.calls.target(&step.target);
                self.entries.push(Entry {
                    kind: Kind::Root,
                    name: step.template.clone(),
                    rust: expression.clone(),
                    features: self.calls.features_at(&step.template, &[&step.gate], &[]),
                    scopes: <(Vec<String>, Vec<String>)>::default(),
                    description: path.map(|path| self.text(&path.csdl)).unwrap_or_default(),
                });
            }
            let way = Way {
                target: &step.target,
                is_owned: true,
                template: step.template.clone(),
                expression,
                gates: vec![&step.gate],
            };
            self.resources(&way);
            // `/me` and `/users/{id}` have the same requests, and both are listed.
            self.seen.insert((&step.target.path, true));
            self.pending.push_back(way);
        }
    }

    fn text(&self, csdl: &str) -> String {
        self.version.texts.get(csdl).map(|text| text.text.clone()).unwrap_or_default()
    }

    /// Lists the requests of a typed path that are not actions or functions.
    fn resources(&mut self, way: &Way<'v>) {
        let Some(path) = self.calls.target(way.target) else { return };
        let may_write = way.is_owned || !path.is_shared;
        for request in REQUESTS {
            let PathRequest { name, method, suffix, .. } = request;
            let is_there = path.requests.contains(&name) && (may_write || !WRITES.contains(&name));
            if is_there || way.target.requests.contains(&name) {
                let arguments = if request.takes_argument(path.is_collection) { "…" } else { "" };
                let call = format!("{}.{name}({arguments})", way.expression);
                self.request(way, &[&path.entity_gate], (method, suffix), call, self.text(&path.csdl));
            }
        }
        for request in StreamRequest::all(path).filter(|request| may_write || !request.is_write()) {
            let arguments = if request.takes_argument() { "…" } else { "" };
            let call = format!("{}.{}({arguments})", way.expression, request.name());
            let target = (request.method(), request.suffix());
            self.request(way, &[&path.entity_gate], target, call, self.text(&path.csdl));
        }
        self.properties(way, path, may_write);
    }

    /// Lists the requests on properties with complex values, as far as the catalog has them.
    fn properties(&mut self, way: &Way<'v>, path: &'v PathType, may_write: bool) {
        let entity = path.entity.as_ref().filter(|_| !path.is_collection);
        let Some(owner) = entity.and_then(|entity| self.calls.types.structure(entity)) else { return };
        let is_complex = |field: &&Field| {
            matches!(field.kind, FieldKind::Object(_))
                && !field.is_collection()
                && field.access() != Access::Navigation
        };
        for field in owner.fields.iter().filter(is_complex) {
            let suffix = format!("/{}", field.wire);
            for (name, method) in [("get", "GET"), ("update", "PATCH"), ("replace", "PUT")] {
                let is_there = method == "GET" || may_write;
                let template = format!("{}{suffix}", way.template);
                if is_there && self.calls.listed().get(method, &template).is_some() {
                    let arguments = if method == "GET" { "" } else { "…" };
                    let constant = format!("{}::{}", owner.path.ident, field.constant);
                    let call = format!("{}.property({constant}).{name}({arguments})", way.expression);
                    let text = self.text(&format!("{}/{}", owner.csdl, field.wire));
                    self.request(way, &[&path.entity_gate, &field.gate], (method, &suffix), call, text);
                }
            }
        }
    }

    /// Lists the calls of a path, and continues along its steps.
    fn visit(&mut self, way: &Way<'v>) {
        let Some(path) = self.calls.target(way.target) else { return };
        for call in &path.calls {
            self.call(way, call);
        }
        // The step to an item of a collection is skipped. A step with a named key, beside the step to the collection,
        // leads to the same item.
        for step in path.steps.iter().filter(|step| !step.template.starts_with("/{")) {
            let is_owned = is_owned(way.is_owned, step.target.home);
            let (template, expression) = longer(way, step);
            let gates = way.gates.iter().copied().chain([&step.gate]).collect();
            let next = Way { target: &step.target, is_owned, template, expression, gates };
            self.resources(&next);
            if self.seen.insert((&step.target.path, is_owned)) {
                self.pending.push_back(next);
            }
        }
    }

    /// An action or function, on the shortest way that has it.
    fn call(&mut self, way: &Way<'v>, call: &'v Call) {
        let Some(request) = self.calls.request(&call.request) else { return };
        if call.result.is_some() || !self.called.insert(&call.request) {
            return;
        }
        let takes = match &call.input {
            RequestInput::None => false,
            RequestInput::Body(parameters) => parameters.required().next().is_some(),
            RequestInput::Path(arguments) => !arguments.is_empty(),
        };
        let arguments = if takes { "…" } else { "" };
        let text = format!("{}.{}({arguments})", way.expression, call.ident);
        let description = request.description.clone();
        self.request(way, &[&call.gate], (request.info.method, &request.segment), text, description);
    }

    fn request(
        &mut self,
        way: &Way<'v>,
        gates: &[&'v Gate],
        (method, suffix): (&'v str, &str),
        call: String,
        description: String,
    ) {
        let template = format!("{}{suffix}", way.template);
        let facts = self.calls.listed().get(method, &template);
        let scopes = facts.map(|facts| (facts.delegated.0.clone(), facts.application.0.clone()));
        let gates: Vec<_> = way.gates.iter().chain(gates).copied().collect();
        let types: Vec<_> = self.calls.target(way.target).iter().map(|path| path.csdl.as_str()).collect();
        let features = self.calls.features_at(&template, &gates, &types);
        self.entries.push(Entry {
            kind: Kind::Request,
            name: format!("{method} {template}"),
            rust: call,
            features,
            scopes: scopes.unwrap_or_default(),
            description,
        });
    }
}

fn longer(way: &Way<'_>, step: &Step) -> (String, String) {
    let expression = format!("{}.{}({})", way.expression, step.ident, step.keys.join(", "));
    (format!("{}{}", way.template, step.template), expression)
}

/// Types and their own properties.
fn types(version: &Version, calls: &Calls<'_>) -> Vec<Entry> {
    let text = |csdl: &str| version.texts.get(csdl).map(|text| text.text.clone()).unwrap_or_default();
    let of_type = |csdl: &str, path: &TypePath| Entry {
        kind: Kind::Type,
        name: csdl.to_owned(),
        rust: path.to_string(),
        features: Vec::new(),
        scopes: <(Vec<String>, Vec<String>)>::default(),
        description: text(csdl),
    };
    let features = |gate: &Gate, ty: &str| {
        let mut features = Vec::new();
        calls.add_features(&mut features, &[gate], &[ty]);
        features
    };
    let structured = || {
        let all = version.namespaces.iter();
        all.flat_map(|namespace| namespace.complex_types.iter().chain(&namespace.entity_types))
    };
    let structs: BTreeMap<&str, &Struct> = structured()
        .filter_map(|ty| if let Structured::Struct(ty) = ty { Some((ty.csdl.as_str(), ty)) } else { None })
        .collect();
    let is_inherited = |ty: &Struct, field: &Field| {
        let mut bases = ty.bases.iter().filter_map(|base| structs.get(base.as_str()));
        bases.any(|base| base.fields.iter().any(|inherited| inherited.wire == field.wire))
    };
    let enums = version.namespaces.iter().flat_map(|namespace| &namespace.enums);
    let mut entries: Vec<_> = enums.map(|ty| of_type(&ty.csdl, &ty.path)).collect();
    for ty in structured() {
        match ty {
            Structured::Struct(ty) => {
                entries.push(of_type(&ty.csdl, &ty.path));
                let own = ty.fields.iter().filter(|field| !is_inherited(ty, field));
                entries.extend(own.map(|field| Entry {
                    kind: Kind::Property,
                    name: format!("{}/{}", ty.csdl, field.wire),
                    rust: format!("{}::{}", ty.path, field.constant),
                    features: features(&field.gate, &ty.csdl),
                    scopes: <(Vec<String>, Vec<String>)>::default(),
                    description: text(&format!("{}/{}", ty.csdl, field.wire)),
                }));
            }
            // The struct of the same CSDL name is already listed.
            Structured::TaggedEnum(ty) if structs.contains_key(ty.csdl.as_str()) => {}
            Structured::TaggedEnum(ty) => entries.push(of_type(&ty.csdl, &ty.path)),
            Structured::KindEnum(_) => {}
        }
    }
    entries
}
