//! The way back: from the methods of typed paths to the HTTP request that they make.

use super::expression::Expression;
use super::facts::{Scoped, called, suffix};
use super::requests::{PathRequest, StreamRequest};
use super::walk::items_beside;
use super::{Calls, End, Found};
use graph_models_codegen::rust::names::BY_PATH;
use graph_models_codegen::rust::{Address, PathType, RequestFacts, Target};

/// A typed path that methods have reached.
#[derive(Debug, Clone)]
pub(crate) struct Reached<'v> {
    /// The type of the path. `None` for the path to a structural property, which is a type of the runtime.
    at: Option<&'v PathType>,
    /// The templates of the steps, joined.
    template: String,
    /// The length of the part of the template that leads to the entity. The rest leads to a property of the entity.
    entity: usize,
    /// The template of the items beside the single item that was reached, such as the root of a drive.
    items: Option<String>,
}

impl<'v> Reached<'v> {
    fn new(at: Option<&'v PathType>, template: String) -> Self {
        Self { at, entity: template.len(), template, items: None }
    }
}

/// The result of a method of a typed path.
pub(crate) enum Next<'v> {
    /// Another typed path.
    Path(Reached<'v>),
    /// A request.
    Request(Sent<'v>),
}

/// A request that methods have made.
pub(crate) struct Sent<'v> {
    /// The HTTP method.
    pub(crate) method: &'static str,
    found: Found<'v>,
}

impl Sent<'_> {
    /// True for a request that writes content: by `PUT`, or by `PATCH` if the program demands it.
    pub(crate) fn is_content(&self) -> bool {
        matches!(self.found.end, End::WriteMedia(_))
    }

    /// The path, with the placeholders of the template.
    pub(crate) fn path(&self) -> String {
        format!("{}{}", self.found.template, suffix(self.found.end))
    }
}

impl<'v> Calls<'v> {
    /// The typed path that a function of the module `paths` makes.
    pub(crate) fn root(&self, function: &str) -> Option<Reached<'v>> {
        let mut steps = self.version.roots.iter().flat_map(|root| &root.steps);
        let step = steps.find(|step| step.ident == function)?;
        Some(Reached::new(self.target(&step.target), step.template.clone()))
    }

    /// The typed path that an associated function of the type for a singleton makes.
    pub(crate) fn below_singleton(&self, ty: &str, function: &str) -> Option<Reached<'v>> {
        let is_it = |handle: &(String, _)| handle.0 == ty;
        let root = self.version.roots.iter().find(|root| root.handle.as_ref().is_some_and(is_it))?;
        match self.next(&self.root(&root.steps.first()?.ident)?, function)? {
            Next::Path(reached) => Some(reached),
            Next::Request(_) => None,
        }
    }

    /// The result of a method of a typed path. `None` if it has no such step or request.
    pub(crate) fn next(&self, reached: &Reached<'v>, method: &str) -> Option<Next<'v>> {
        let Some(path) = reached.at else { return own(reached, method) };
        let to = |target: &'v Target, template: String| {
            Some(Next::Path(Reached::new(self.target(target), template)))
        };
        if let Some(step) = path.steps.iter().find(|step| step.ident == method) {
            let template = format!("{}{}", reached.template, step.template);
            let items =
                items_beside(step, path).map(|items| format!("{}{}", reached.template, items.template));
            return Some(Next::Path(Reached { items, ..Reached::new(self.target(&step.target), template) }));
        }
        if let Some(call) = path.calls.iter().find(|call| call.ident == method) {
            let request = self.request(&call.request)?;
            return match &call.result {
                Some(result) => to(result, format!("{}{}", reached.template, called(request))),
                None => Some(sent(reached, request.info.method, End::Call(request))),
            };
        }
        // The catalog knows the same entity by its key.
        match (&path.address, method) {
            (Some((Address::Host(target), _)), BY_PATH) => {
                return to(target, format!("{}/{{id}}", reached.template));
            }
            (Some((Address::Names(target), _)), BY_PATH) => {
                return to(target, reached.items.as_ref().unwrap_or(&reached.template).clone());
            }
            _ => {}
        }
        content(path, reached, method).or_else(|| own(reached, method))
    }

    /// The path to a structural property, which a constant names: `User::MAILBOX_SETTINGS`. `None` if no type has it.
    pub(crate) fn property(&self, reached: &Reached<'v>, constant: &[&str]) -> Option<Reached<'v>> {
        let [.., ty, name] = constant else { return None };
        let fields = self.types.structs().filter(|it| it.path.ident == *ty).flat_map(|it| &it.fields);
        let field = fields.into_iter().find(|field| field.constant == *name)?;
        let template = format!("{}/{}", reached.template, field.wire);
        Some(Reached { at: None, template, ..reached.clone() })
    }

    /// The scopes of a request, as far as they are known.
    pub(crate) fn scopes_of(&self, sent: &Sent<'v>, method: &str) -> Option<Scoped<'v>> {
        self.scoped(method, &sent.found)
    }

    /// Returns true if some typed path has a step of this name, and the target of the step has the other method.
    pub(crate) fn may_be_chain(&self, step: &str, method: &str) -> bool {
        let steps = self.paths.values().flat_map(|path| &path.steps).filter(|it| it.ident == step);
        steps.map(|step| self.target(&step.target)).any(|at| {
            let reached = Reached::new(at, String::new());
            reached.at.is_some() && self.next(&reached, method).is_some()
        })
    }

    /// Returns true for the type of a typed path.
    pub(crate) fn is_path_type(&self, ident: &str) -> bool {
        self.paths.keys().any(|(_, known)| *known == ident)
    }

    /// A request by its type: the HTTP method, the path and the facts.
    pub(crate) fn by_type(&self, ident: &str) -> Option<(&'static str, &'v str, &'v RequestFacts)> {
        let request = self.requests.values().find(|request| request.path.ident == ident)?;
        Some((request.info.method, &request.info.template, &request.info.facts))
    }
}

fn sent<'v>(reached: &Reached<'v>, method: &'static str, end: End<'v>) -> Next<'v> {
    let found = Found {
        expression: Expression::default(),
        end,
        gates: Vec::new(),
        template: reached.template.clone(),
        entity: reached.entity,
        types: Vec::new(),
    };
    Next::Request(Sent { method, found })
}

/// The request of a typed path, or of a path to a structural property.
fn own<'v>(reached: &Reached<'v>, method: &str) -> Option<Next<'v>> {
    // Only structural properties have these.
    match method {
        "value" => return Some(sent(reached, "GET", End::Value)),
        "media" => return Some(sent(reached, "GET", End::ReadMedia(""))),
        _ => {}
    }
    let request = PathRequest::named(method)?;
    Some(sent(reached, request.method, request.end(None)))
}

/// The request on a stream.
fn content<'v>(path: &'v PathType, reached: &Reached<'v>, method: &str) -> Option<Next<'v>> {
    let request = StreamRequest::all(path).find(|request| request.name() == method)?;
    Some(sent(reached, request.method(), request.end()))
}
