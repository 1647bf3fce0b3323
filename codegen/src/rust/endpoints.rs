//! The requests of a slice as pages and OpenAPI show them: the schemas of their bodies and answers.

use std::collections::BTreeMap;

use super::schemas::Schemas;
use super::{
    Argument, Info, Kind, Listed, MediaRequest, Parameters, Request, RequestInput, Response, Slice, TypePath,
    Version,
};
use crate::graph::answers_entity;

/// A request.
pub(crate) struct Endpoint<'a> {
    /// The facts about the request.
    pub(crate) info: &'a Info,
    /// The Rust type, for actions and functions.
    pub(crate) request: Option<&'a TypePath>,
    /// True on the path of the Rust type itself, and false on another path that permissions name.
    pub(crate) is_at_own_path: bool,
    /// The description, one or more sentences.
    pub(crate) summary: String,
    /// The body.
    pub(crate) body: Option<Body>,
    /// The fields of the body, if the body holds the parameters of an action.
    pub(crate) parameters: Option<&'a Parameters>,
    /// The parameters of a function, in its path.
    pub(crate) arguments: &'a [Argument],
    /// The answer.
    pub(crate) answer: Answer<'a>,
}

/// The body of a request.
#[derive(Clone)]
pub(crate) enum Body {
    /// JSON with the schema of this name.
    Schema(String),
    /// Bytes.
    Media,
}

/// The answer of a successful request.
#[derive(Clone)]
pub(crate) enum Answer<'a> {
    /// No body.
    Nothing,
    /// A value as the whole body.
    Value(Shape<'a>),
    /// A value inside an object.
    Wrapped(Shape<'a>),
    /// A page of a collection.
    Page(Shape<'a>),
    /// A number, as text.
    Count,
    /// Bytes.
    Media,
}

/// The type of a value.
#[derive(Clone)]
pub(crate) enum Shape<'a> {
    /// A type that has a schema of that name.
    Named(String),
    /// A primitive type.
    Primitive(&'a str),
}

/// The requests below the roots of a slice, in order of their paths.
pub(crate) fn of_slice<'a>(slice: &Slice, version: &'a Version, schemas: &Schemas<'_>) -> Vec<Endpoint<'a>> {
    let requests = version.namespaces.iter().flat_map(|namespace| &namespace.requests);
    let requests: BTreeMap<_, _> = requests.map(|request| (&request.path, request)).collect();
    let listed = slice.requests.iter().filter_map(|&position| version.catalog.get(position));
    let endpoints = listed.filter_map(|listed| match listed {
        Listed::Request { path, info } => Some(of_request(requests.get(path)?, info, schemas)),
        Listed::Call { path, info } => {
            Some(Endpoint { is_at_own_path: false, ..of_request(requests.get(path)?, info, schemas) })
        }
        Listed::Resource(info) => Some(of_resource(info)),
    });
    endpoints.collect()
}

fn of_request<'a>(request: &'a Request, info: &'a Info, schemas: &Schemas<'_>) -> Endpoint<'a> {
    let answer = match &request.response {
        Response::Nothing | Response::Accepted => Answer::Nothing,
        Response::Model(kind) => Answer::Value(shape(kind, schemas)),
        Response::Wrapped(kind) => Answer::Wrapped(shape(kind, schemas)),
        Response::Page(kind) => Answer::Page(shape(kind, schemas)),
        Response::Media => Answer::Media,
    };
    Endpoint {
        info,
        request: Some(&request.path),
        is_at_own_path: true,
        summary: match request.description.as_str() {
            "" => format!("Calls `{}`.", info.name),
            description => description.to_owned(),
        },
        body: request.body().map(|body| Body::Schema(schemas.name(&body.body.path).to_owned())),
        parameters: request.body(),
        arguments: match &request.input {
            RequestInput::Path(arguments) => arguments,
            RequestInput::None | RequestInput::Body(_) => &[],
        },
        answer,
    }
}

fn shape<'a>(kind: &'a Kind, schemas: &Schemas<'_>) -> Shape<'a> {
    match kind {
        Kind::Primitive(primitive) => Shape::Primitive(primitive.variant),
        Kind::Flags(path) | Kind::Enum(path) | Kind::Object(path) | Kind::Hierarchy(path) => {
            Shape::Named(schemas.reference(path).to_owned())
        }
    }
}

/// The description of a request that is no action or function, by its method and path.
fn of_resource(info: &Info) -> Endpoint<'_> {
    if let Some(request) = MediaRequest::of_name(&info.name) {
        return of_stream(request, info);
    }
    let (ty, _) = &info.binding;
    let simple = simple(ty);
    let named = || Shape::Named(ty.clone());
    let (summary, answer) = match info.name.as_str() {
        "list" => (format!("Lists `{}`.", segment(info)), Answer::Page(named())),
        "count" => (format!("Counts `{}`.", segment(info)), Answer::Count),
        "create" => (format!("Creates a `{simple}`."), Answer::Value(named())),
        "update" => {
            (format!("Changes a `{simple}`; properties that are absent stay as they are."), Answer::Nothing)
        }
        "replace" => (format!("Replaces a `{simple}`, or creates it with this key."), Answer::Nothing),
        "delete" => (format!("Deletes a `{simple}`."), Answer::Nothing),
        _ => (format!("Reads a `{simple}`."), Answer::Value(named())),
    };
    let has_body = matches!(info.name.as_str(), "create" | "update" | "replace");
    resource(info, summary, has_body.then(|| Body::Schema(ty.clone())), answer)
}

/// The description of a request on a stream.
fn of_stream(request: MediaRequest, info: &Info) -> Endpoint<'_> {
    let (ty, _) = &info.binding;
    let segment = info.template.rsplit('/').next().unwrap_or_default();
    let content = match segment {
        "$value" => "content".to_owned(),
        name => format!("`{name}`"),
    };
    let what = format!("the {content} of a `{}`", simple(ty));
    let changed = match answers_entity(ty, segment) {
        true => Answer::Value(Shape::Named(ty.clone())),
        false => Answer::Nothing,
    };
    match request {
        MediaRequest::Read => resource(info, format!("Reads {what}."), None, Answer::Media),
        MediaRequest::Write => resource(info, format!("Replaces {what}."), Some(Body::Media), changed),
        MediaRequest::Change => resource(info, format!("Changes {what}."), Some(Body::Media), changed),
        MediaRequest::Delete => resource(info, format!("Deletes {what}."), None, Answer::Nothing),
    }
}

fn resource<'a>(info: &'a Info, summary: String, body: Option<Body>, answer: Answer<'a>) -> Endpoint<'a> {
    Endpoint {
        info,
        request: None,
        is_at_own_path: true,
        summary,
        body,
        parameters: None,
        arguments: &[],
        answer,
    }
}

/// The name of a type without its namespace.
fn simple(ty: &str) -> &str {
    ty.rsplit('.').next().unwrap_or(ty)
}

/// The last name in the path.
fn segment(info: &Info) -> &str {
    let mut names =
        info.template.rsplit('/').filter(|part| !part.is_empty() && !part.starts_with(['{', '$']));
    names.next().unwrap_or_default()
}

/// The path above all requests of a slice: the path of its only root, or nothing if it has several.
pub(crate) fn common_root(slice: &Slice, endpoints: &[Endpoint<'_>]) -> String {
    match slice.roots.as_slice() {
        [root] => {
            let root = format!("/{root}");
            let is_common = endpoints.iter().all(|endpoint| endpoint.info.template.starts_with(&root));
            if is_common { root } else { String::new() }
        }
        _ => String::new(),
    }
}

impl Endpoint<'_> {
    /// The path of the request below another path.
    pub(crate) fn path_below(&self, root: &str) -> &str {
        let path = self.info.template.strip_prefix(root).unwrap_or(&self.info.template);
        if path.is_empty() { "/" } else { path }
    }

    /// The statuses of success: the known statuses, or else the usual statuses for the kind of answer.
    pub(crate) fn statuses(&self) -> Vec<u16> {
        if !self.info.facts.statuses.is_empty() {
            return self.info.facts.statuses.clone();
        }
        vec![match (&self.answer, self.info.name.as_str()) {
            (_, "create") => 201,
            (Answer::Nothing, _) => 204,
            _ => 200,
        }]
    }
}
