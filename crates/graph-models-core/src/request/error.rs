//! Why a request cannot be made.

use std::fmt;

use super::Version;

/// Why a request cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A key is empty: the path would name the collection, or another resource.
    EmptyKey {
        /// The placeholder of the path template.
        key: &'static str,
    },
    /// A key is `.` or `..`, which clients and proxies take for a step between segments, however it is encoded.
    DotKey {
        /// The placeholder of the path template.
        key: &'static str,
    },
    /// The path template has a placeholder that the operation gives no value for.
    MissingKey {
        /// The placeholder of the path template.
        key: String,
    },
    /// The address of the service is not an absolute URL, or holds more than scheme, authority and path.
    InvalidRoot {
        /// The address given.
        root: String,
    },
    /// The address of the service ends in a version, which each request brings itself.
    RootWithVersion {
        /// The address given.
        root: String,
        /// The version at its end.
        version: Version,
        /// The address without it.
        without: String,
    },
    /// The address of the service is `http` and not on loopback: everybody on the way could read the token.
    ClearText {
        /// The address given.
        root: String,
    },
    /// The path is longer than a URL may be.
    InvalidUri {
        /// What the `http` crate says.
        reason: String,
    },
    /// A property of the body is `unknownFutureValue`, which stands for other members and cannot be sent.
    Sentinel {
        /// The path to the property.
        property: String,
    },
    /// The body cannot be written as JSON.
    Body {
        /// What is wrong with it.
        reason: String,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyKey { key } => write!(f, "`{key}` is empty"),
            Self::DotKey { key } => write!(f, "`{key}` is `.` or `..`, which is no key but a step in a path"),
            Self::MissingKey { key } => {
                write!(f, "the path needs `{key}`, which the operation does not have")
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
                    "{root:?} ends in the version {version}, which each request brings itself: give `{without}`"
                )
            }
            Self::ClearText { root } => {
                write!(
                    f,
                    "{root:?} would send tokens in clear: give a root with `https`, or allow it with \
                     `Service::with_plain_http`"
                )
            }
            Self::InvalidUri { reason } => write!(f, "the path does not make a URL: {reason}"),
            Self::Sentinel { property } => {
                write!(
                    f,
                    "`{property}` is `unknownFutureValue`, which stands for other members and cannot be sent"
                )
            }
            Self::Body { reason } => write!(f, "the body cannot be written: {reason}"),
        }
    }
}

impl std::error::Error for RequestError {}
