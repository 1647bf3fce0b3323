//! Calls: the typed call that sends an HTTP request, found by the method and path that a reference documents.
//!
//! `POST /me/messages/{id}/reply` is `me().messages("{id}").reply()`. A call is found by a walk along the typed paths
//! of decided Rust, so that it exists exactly if the generated crate has it. Must not decide any Rust.

pub(crate) mod expression;
mod facts;
mod features;
mod last;
mod nearest;
mod part;
pub(crate) mod requests;
pub(crate) mod segments;
mod shown;
pub(crate) mod typed;
mod walk;
mod ways;
pub(crate) mod written;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

pub(crate) use expression::Expression;
use facts::Facts;
pub(crate) use facts::Scoped;
use features::Owners;
use graph_models_codegen::rust::{Gate, PathRef, PathType, Request, Target, TypePath, Version};
pub use requests::METHODS;
use segments::Segment;
pub(crate) use walk::is_owned;
use ways::{Keys, ways};
use written::Written;

use crate::types::Types;

/// The typed call of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedCall {
    /// The module whose typed paths begin the expression, in the generated crate: `v1_0`. `None` for a method of the
    /// client, which serves all versions.
    pub module: Option<String>,
    /// The expression, with the keys as they are written in the request: `users("{id}").get()`.
    pub expression: String,
    /// Features that provide the call, besides those of the runtime.
    pub features: Vec<String>,
    /// True if the request needs values that its path does not contain. They are `…` in the expression.
    pub needs_values: bool,
}

/// The call that sends a batch. It is a method of the client, since a batch contains requests of any path.
const BATCH_CALL: &str = "client.batch(…)";

/// The reason why a request has no typed call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCall {
    /// The text is no method and path.
    NotARequest,
    /// The request is a batch. The client makes it of other requests.
    Batch,
    /// No entity set or singleton has this name.
    NoRoot {
        /// The name.
        name: String,
        /// The most similar name of an existing entity set or singleton, if one is similar enough, or the path of a
        /// singleton's property of this name: `solutions/bookingBusinesses`.
        nearest: Option<String>,
    },
    /// The typed path has no step or operation of this name.
    NoWay {
        /// The segment.
        segment: String,
        /// The expression before the segment.
        before: String,
        /// The CSDL name of the type at that point of the path.
        ty: String,
        /// The same segment of a derived type, as `microsoft.graph.mobileLobApp/contentVersions`, or the most similar
        /// name of an existing step or operation, if one is similar enough.
        nearest: Option<String>,
    },
    /// The path exists, but has no request with this method.
    NoRequest {
        /// The HTTP method.
        method: String,
        /// The expression of the path.
        path: String,
        /// The methods of the requests that are there.
        others: Vec<&'static str>,
    },
}

impl fmt::Display for NoCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARequest => {
                f.write_str("this is no method and path, such as `GET /users/{id}/messages`")
            }
            Self::Batch => {
                write!(f, "a batch has no typed path: `{BATCH_CALL}` sends requests together")
            }
            Self::NoRoot { name, nearest } => {
                write!(f, "no entity set or singleton is called `{name}`")?;
                did_you_mean(nearest.as_deref(), f)
            }
            Self::NoWay { segment, before, ty, nearest } => {
                write!(f, "`{before}`, a `{ty}`, has nothing called `{segment}`")?;
                did_you_mean(nearest.as_deref(), f)
            }
            Self::NoRequest { method, path, others } => {
                write!(f, "`{path}` has no request with {method}")?;
                match others.as_slice() {
                    [] => Ok(()),
                    others => write!(f, "; it has {}", others.join(", ")),
                }
            }
        }
    }
}

fn did_you_mean(nearest: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match nearest {
        Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
        None => Ok(()),
    }
}

impl std::error::Error for NoCall {}

/// The typed paths of one version, indexed to find calls.
#[derive(Debug)]
pub struct Calls<'v> {
    version: &'v Version,
    paths: BTreeMap<(&'v [String], &'v str), &'v PathType>,
    requests: BTreeMap<&'v TypePath, &'v Request>,
    pub(crate) types: Types<'v>,
    facts: OnceLock<Facts<'v>>,
    owners: Owners<'v>,
}

impl<'v> Calls<'v> {
    /// Indexes the typed paths of a version.
    pub fn new(version: &'v Version) -> Self {
        let (paths, requests, types) = (BTreeMap::new(), BTreeMap::new(), Types::new(version));
        let (facts, owners) = (OnceLock::new(), Owners::default());
        let mut calls = Self { version, paths, requests, types, facts, owners };
        for namespace in &version.namespaces {
            for path in &namespace.paths {
                calls.paths.insert((&namespace.path, &path.ident), path);
            }
            for request in &namespace.requests {
                calls.requests.insert(&request.path, request);
            }
        }
        calls.owners = Owners::new(version, |target| calls.target(target));
        calls
    }

    /// Finds the call of a request such as `PATCH /users/{id}`. A service root and a version before the path, and
    /// query options behind it, are ignored. Upper and lower case of names are equal.
    ///
    /// # Errors
    ///
    /// Returns an error that names the missing segment or method if the request has no call.
    pub fn find(&self, request: &str) -> Result<TypedCall, NoCall> {
        let Written { method, address } = Written::parse(request).ok_or(NoCall::NotARequest)?;
        let found = match self.locate(method, address.path) {
            Err(NoCall::Batch) => {
                let expression = BATCH_CALL.to_owned();
                return Ok(TypedCall { module: None, expression, features: Vec::new(), needs_values: true });
            }
            found => found?,
        };
        Ok(TypedCall {
            module: Some(self.module().to_owned()),
            expression: self.shown(&found.expression),
            features: self.features(&found),
            needs_values: found.expression.is_open(),
        })
    }

    /// Finds the call of a method at a path, or the typed path if there is no method.
    pub(crate) fn locate(&self, method: &str, path: &str) -> Result<Found<'v>, NoCall> {
        if method == "POST" && path.eq_ignore_ascii_case("$batch") {
            return Err(NoCall::Batch);
        }
        let segments = segments::parse(path);
        let Some(name) = segments.first().and_then(Segment::name) else { return Err(NoCall::NotARequest) };
        // A path without words as keys comes first. In `users/delta`, `delta` is a function.
        let found = self.start(method, &segments, Keys::NoWords);
        let found = found.or_else(|_| self.start(method, &segments, Keys::Any));
        found.map_err(|stop| stop.map_or_else(|| self.no_root(name), |it| it.reason))
    }

    fn no_root(&self, name: &str) -> NoCall {
        NoCall::NoRoot { name: name.to_owned(), nearest: self.nearest_root(name) }
    }

    /// Returns true unless a request names another version of the service, as `GET /beta/users` does.
    pub fn is_of(&self, request: &str) -> bool {
        let version = Written::parse(request).and_then(|written| written.address.version);
        version.is_none() || self.has_version(version)
    }

    /// Returns true for the version of the calls, as an address names it.
    pub(crate) fn has_version(&self, version: Option<&str>) -> bool {
        version == Some(self.version.version.as_str())
    }

    /// The module of the version, in the generated crate.
    pub fn module(&self) -> &'v str {
        &self.version.module
    }

    /// The version whose calls are indexed.
    pub(crate) fn version(&self) -> &'v Version {
        self.version
    }

    /// Walks from all entity sets and singletons that the path can begin with. `None` if there is none.
    fn start(&self, method: &str, segments: &[Segment], keys: Keys) -> Result<Found<'v>, Option<walk::Stop>> {
        let mut farthest: Option<walk::Stop> = None;
        let steps = self.version.roots.iter().flat_map(|root| &root.steps);
        let service = Position::service();
        for way in ways(steps, segments, keys) {
            match self.follow(&service, way, method, keys) {
                Ok(found) => return Ok(found),
                Err(stop) => {
                    farthest = Some(match farthest {
                        Some(before) => walk::farther(before, stop),
                        None => stop,
                    });
                }
            }
        }
        Err(farthest)
    }

    pub(crate) fn target(&self, target: &Target) -> Option<&'v PathType> {
        let PathRef { namespace, ident } = &target.path;
        self.paths.get(&(namespace.as_slice(), ident.as_str())).copied()
    }

    pub(crate) fn request(&self, path: &TypePath) -> Option<&'v Request> {
        self.requests.get(path).copied()
    }
}

/// A call that a walk found, with the feature gates of all its steps.
pub(crate) struct Found<'v> {
    pub(crate) expression: Expression<'v>,
    pub(crate) end: End<'v>,
    pub(crate) gates: Vec<&'v Gate>,
    /// The CSDL names of the types on the way.
    pub(crate) types: Vec<&'v str>,
    /// The templates of the steps and the names of the properties behind them, joined.
    pub(crate) template: String,
    /// The length of the template without the names of the properties.
    pub(crate) entity: usize,
}

impl<'v> Found<'v> {
    /// The request at the end of a walk, with the gate of the request itself.
    fn new(position: &Position<'v>, expression: Expression<'v>, end: End<'v>, gate: &'v Gate) -> Self {
        let gates = position.gates.iter().copied().chain([gate]).collect();
        let (template, types) = (position.template.clone(), position.types.clone());
        Self { expression, end, gates, types, entity: template.len(), template }
    }
}

/// The request at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End<'v> {
    /// No request: the path itself.
    Path,
    /// `get`, `list`, `create`, `update`, `replace`, `delete` or `count` of values of this type.
    Resource(&'static str, Option<&'v TypePath>),
    /// A request that adds, sets or removes a reference to an entity.
    Reference,
    /// A request that reads references.
    ReadReference,
    /// A request that reads the stream at this segment.
    ReadMedia(&'v str),
    /// A request that writes the stream at this segment.
    WriteMedia(&'v str),
    /// A request that deletes the stream at this segment.
    DeleteMedia(&'v str),
    /// A request that reads the value of a property.
    Value,
    /// A call of an action or function.
    Call(&'v Request),
}

/// A position on the walk.
#[derive(Debug, Clone)]
struct Position<'v> {
    /// The typed path at the position, if there is one.
    at: Option<&'v PathType>,
    /// False if the entities belong to another path and are only referenced here.
    is_owned: bool,
    /// The step that led to the typed path, with the requests that the step itself allows.
    way: Option<&'v Target>,
    expression: Expression<'v>,
    /// The templates of the steps, joined.
    template: String,
    gates: Vec<&'v Gate>,
    /// The CSDL names of the types on the way.
    types: Vec<&'v str>,
    /// True if the path before this position already has a step that reads the next segment as a key.
    is_keyed: bool,
    /// For a single item of a drive, such as its root: the template of all items of the drive.
    items: Option<String>,
}

impl Position<'_> {
    /// The service itself, from which entity sets and singletons lead on.
    fn service() -> Self {
        Self {
            at: None,
            is_owned: true,
            way: None,
            expression: Expression::default(),
            template: String::new(),
            gates: Vec::new(),
            types: Vec::new(),
            is_keyed: false,
            items: None,
        }
    }

    /// Returns true if requests that create, change or delete the entities of a path exist at the position.
    fn may_write(&self, path: &PathType) -> bool {
        self.is_owned || !path.is_shared
    }
}
