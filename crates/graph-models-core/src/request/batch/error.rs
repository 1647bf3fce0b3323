//! Why a batch cannot be made, or an answer not be taken.

use std::fmt;

use super::{BatchId, MAX_REQUESTS};
use crate::request::{RequestError, Version};

/// Why a batch cannot be made, or an answer not be taken from it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchError {
    /// A request cannot be made.
    Request(RequestError),
    /// A request is of another version than those before it.
    OtherVersion {
        /// The version of the batch.
        expected: Version,
        /// The version of the request.
        found: Version,
    },
    /// A request has no version, without which the address of its batch is not known.
    NoVersion,
    /// A request is to another service.
    OtherService,
    /// A request is to be done after one that is not there.
    UnknownId {
        /// The other request.
        id: BatchId,
    },
    /// Too many requests depend on each other: they cannot be parted, and do not fit into one batch.
    TooManyDependent {
        /// How many.
        count: usize,
    },
    /// The body of a request is not the JSON that its `Content-Type` says.
    NotJson,
    /// The handle, or what is to be sent again, is of another batch.
    OtherBatch,
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(f),
            Self::OtherVersion { expected, found } => {
                write!(f, "the request is of {found}, and those before it in the batch are of {expected}")
            }
            Self::NoVersion => f.write_str("the request is of no version that is known, which a batch needs"),
            Self::OtherService => f.write_str("the request is not to the service of the batch"),
            Self::UnknownId { id } => {
                write!(f, "the request is to be done after {id}, which the batch does not have")
            }
            Self::TooManyDependent { count } => {
                write!(f, "{count} requests depend on each other, and a batch can have {MAX_REQUESTS}")
            }
            Self::NotJson => {
                f.write_str("the body of the request is not the JSON that its `Content-Type` says")
            }
            Self::OtherBatch => f.write_str("this is of another batch"),
        }
    }
}

impl std::error::Error for BatchError {}

impl From<RequestError> for BatchError {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}
