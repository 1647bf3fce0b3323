//! Errors in making a request.

use std::fmt;

use super::Version;

/// An error in making a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A key is empty. The path would name the collection, or another resource.
    EmptyKey {
        /// The placeholder in the path template.
        key: &'static str,
    },
    /// A key is `.` or `..`. Clients and proxies treat it as a relative step, even if it is encoded.
    DotKey {
        /// The placeholder in the path template.
        key: &'static str,
    },
    /// A name on a relative path, such as `folder/file.txt`, is empty, `.` or `..`.
    PathName {
        /// The placeholder or parameter for the path.
        key: &'static str,
        /// The position of the name on the path, from 0.
        index: usize,
    },
    /// The operation has no value for a placeholder of the path template.
    MissingKey {
        /// The placeholder in the path template.
        key: String,
    },
    /// The root of the service is not an absolute URL, or has more than scheme, authority and path.
    InvalidRoot {
        /// The root as given.
        root: String,
    },
    /// The root of the service ends in a version. Each request adds its own version.
    RootWithVersion {
        /// The root as given.
        root: String,
        /// The version at its end.
        version: Version,
        /// The root without the version.
        without: String,
    },
    /// The root of the service is `http` and not on loopback: anyone on the network path could read the token.
    ClearText {
        /// The root as given.
        root: String,
    },
    /// The path is too long for a URL.
    InvalidUri {
        /// The message of the `http` crate.
        reason: String,
    },
    /// A property of the body is `unknownFutureValue`. This member stands for unknown members and cannot be sent.
    Sentinel {
        /// The path to the property.
        property: String,
    },
    /// A header is not allowed, or its value is not valid in a header.
    Header {
        /// The name if it is a valid header name, otherwise empty.
        name: String,
        /// The reason, without the value.
        reason: &'static str,
    },
    /// A query option is not allowed.
    QueryOption {
        /// The reason, without name and value.
        reason: &'static str,
    },
    /// The request needs a query option that is missing, such as the time window of `calendarView`.
    MissingOption {
        /// The name of the option.
        name: &'static str,
    },
    /// The value has no `@odata.etag`, so a condition on it cannot be made.
    NoEtag {
        /// The type of the value.
        type_name: &'static str,
    },
    /// A media type is not of the form `type/subtype; parameter=value`.
    MediaType,
    /// The name of a part of a multipart body is not valid in the header of the part.
    PartName,
    /// A function or another read cannot have a body.
    BodyOfRead,
    /// A request is not a delta, so it cannot begin at the latest state.
    NotDelta,
    /// The body cannot be written as JSON.
    Body {
        /// The reason.
        reason: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyKey { key } => write!(f, "`{key}` is empty"),
            Self::DotKey { key } => {
                write!(f, "`{key}` is `.` or `..`, which a URL takes for a step and not for a key")
            }
            Self::PathName { key, index } => {
                write!(f, "`{key}` has an empty name, `.` or `..` as name {} of the path", index + 1)
            }
            Self::MissingKey { key } => {
                write!(f, "the path needs a value for `{key}`, and the operation has none")
            }
            Self::InvalidRoot { root } => {
                write!(
                    f,
                    "{root:?} is not the root of a service: expected `https://host`, without query and fragment"
                )
            }
            Self::RootWithVersion { root, version, without } => {
                write!(
                    f,
                    "{root:?} ends in the version {version}, but each request adds its own: use `{without}`"
                )
            }
            Self::ClearText { root } => {
                write!(
                    f,
                    "{root:?} would send tokens unencrypted: use a root with `https`, or allow it with \
                     `Service::with_plain_http`"
                )
            }
            Self::InvalidUri { reason } => write!(f, "the path is not a valid URL: {reason}"),
            Self::Sentinel { property } => {
                write!(
                    f,
                    "`{property}` is `unknownFutureValue`, which stands for unknown members and cannot be sent"
                )
            }
            Self::Header { name, reason } if name.is_empty() => {
                write!(f, "a header cannot be sent: {reason}")
            }
            Self::Header { name, reason } => write!(f, "the header `{name}` cannot be sent: {reason}"),
            Self::QueryOption { reason } => write!(f, "a query option cannot be sent: {reason}"),
            Self::MissingOption { name } => write!(f, "the request needs the query option `{name}`"),
            Self::NoEtag { type_name } => {
                write!(f, "the value of type {type_name} has no `@odata.etag` to make a condition of")
            }
            Self::MediaType => f.write_str("the media type is not of the form `type/subtype`"),
            Self::PartName => f.write_str("the name of a part cannot stand in its header"),
            Self::BodyOfRead => f.write_str("a request with the method GET cannot have a body"),
            Self::NotDelta => f.write_str("only a delta can begin at the latest state"),
            Self::Body { reason } => write!(f, "the body cannot be written: {reason}"),
        }
    }
}

impl std::error::Error for RequestError {}
