//! The requests that typed paths have by themselves, as `graph_models_core::path!` names them, and those of streams.
//! Actions and functions have types of their own.

use std::borrow::Cow;

use super::End;
use graph_models_codegen::rust::{PathType, Stream, TypePath};

/// The HTTP methods of requests.
pub const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

/// A request of a typed path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PathRequest {
    /// The method of the typed path.
    pub(crate) name: &'static str,
    /// The HTTP method.
    pub(crate) method: &'static str,
    /// The segment that the request adds to the path, with a slash.
    pub(crate) suffix: &'static str,
    kind: Kind,
}

/// The paths that have a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Collection,
    Single,
    Any,
}

/// All requests of typed paths.
pub(crate) const REQUESTS: [PathRequest; 13] = [
    new("list", "GET", "", Kind::Collection),
    new("get", "GET", "", Kind::Single),
    new("count", "GET", "/$count", Kind::Collection),
    new("create", "POST", "", Kind::Any),
    new("update", "PATCH", "", Kind::Single),
    new("replace", "PUT", "", Kind::Single),
    new("delete", "DELETE", "", Kind::Single),
    new("add_reference", "POST", "/$ref", Kind::Any),
    new("set_reference", "PUT", "/$ref", Kind::Any),
    new("remove_reference", "DELETE", "/$ref", Kind::Any),
    new("list_references", "GET", "/$ref", Kind::Collection),
    new("get_reference", "GET", "/$ref", Kind::Single),
    RAW_VALUE,
];

/// The only one of the requests that every typed path of a single value has.
const RAW_VALUE: PathRequest = new("raw_value", "GET", "/$value", Kind::Single);

const fn new(name: &'static str, method: &'static str, suffix: &'static str, kind: Kind) -> PathRequest {
    PathRequest { name, method, suffix, kind }
}

impl PathRequest {
    /// The request that a method of a typed path makes.
    pub(super) fn named(name: &str) -> Option<Self> {
        REQUESTS.into_iter().find(|request| request.name == name)
    }

    /// The request of an HTTP method at a segment behind a path, without a slash; at the path itself if the segment is
    /// empty.
    pub(super) fn at(method: &str, segment: &str, is_collection: bool) -> Option<Self> {
        REQUESTS.into_iter().find(|request| {
            let is_kind = match request.kind {
                Kind::Collection => is_collection,
                Kind::Single => !is_collection,
                Kind::Any => true,
            };
            request.method == method && request.suffix.trim_start_matches('/') == segment && is_kind
        })
    }

    /// Returns true if the method takes an argument. In a collection, the argument names the reference to remove.
    pub(crate) fn takes_argument(self, is_collection: bool) -> bool {
        match self.name {
            "create" | "update" | "replace" | "add_reference" | "set_reference" => true,
            "remove_reference" => is_collection,
            _ => false,
        }
    }

    /// Returns true if each path of its kind has the request.
    pub(super) fn is_everywhere(self) -> bool {
        self == RAW_VALUE
    }

    /// The end of a path with this request, for values of a type.
    pub(super) fn end(self, entity: Option<&TypePath>) -> End<'_> {
        match (self.suffix, self.method) {
            ("/$ref", "GET") => End::ReadReference,
            ("/$ref", _) => End::Reference,
            ("/$value", _) => End::ReadMedia(self.suffix),
            _ => End::Resource(self.name, entity),
        }
    }
}

/// A request on a stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StreamRequest<'v> {
    stream: &'v Stream,
    kind: StreamKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StreamKind {
    Read,
    Write,
    Delete,
}

impl<'v> StreamRequest<'v> {
    /// All requests on the streams of a path.
    pub(crate) fn all(path: &'v PathType) -> impl Iterator<Item = Self> {
        path.streams.iter().flat_map(|stream| {
            let delete = stream.is_deletable.then_some(StreamKind::Delete);
            let kinds = [StreamKind::Read, StreamKind::Write].into_iter().chain(delete);
            kinds.map(move |kind| Self { stream, kind })
        })
    }

    /// The HTTP method. Content is written by `PUT`; by `PATCH` if the program asks for that.
    pub(crate) fn method(self) -> &'static str {
        match self.kind {
            StreamKind::Read => "GET",
            StreamKind::Write => "PUT",
            StreamKind::Delete => "DELETE",
        }
    }

    /// The method of the typed path.
    pub(crate) fn name(self) -> Cow<'v, str> {
        let ident = &self.stream.ident;
        match self.kind {
            StreamKind::Read => Cow::Borrowed(ident),
            StreamKind::Write => Cow::Owned(format!("write_{ident}")),
            StreamKind::Delete => Cow::Owned(format!("delete_{ident}")),
        }
    }

    /// The segment of the stream, with a slash.
    pub(crate) fn suffix(self) -> &'v str {
        &self.stream.segment
    }

    /// Returns true if the method takes an argument: the content.
    pub(crate) fn takes_argument(self) -> bool {
        self.kind == StreamKind::Write
    }

    /// Returns true if the request changes the entity that has the stream.
    pub(crate) fn is_write(self) -> bool {
        self.kind != StreamKind::Read
    }

    /// The end of a path with this request.
    pub(super) fn end(self) -> End<'v> {
        match self.kind {
            StreamKind::Read => End::ReadMedia(self.suffix()),
            StreamKind::Write => End::WriteMedia(self.suffix()),
            StreamKind::Delete => End::DeleteMedia(self.suffix()),
        }
    }
}
