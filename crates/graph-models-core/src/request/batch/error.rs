//! Errors of batches.

use std::fmt;

use super::{BatchId, MAX_REQUESTS};
use crate::request::{RequestError, Version};

/// An error in making a batch, or in taking an answer from it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchError {
    /// The request cannot be made.
    Request(RequestError),
    /// The request has another version than the earlier ones.
    OtherVersion {
        /// The version of the batch.
        expected: Version,
        /// The version of the request.
        found: Version,
    },
    /// The request has no known version, so the address of the batch is unknown.
    NoVersion,
    /// The request goes to another service.
    OtherService,
    /// The request must run after a request that is not in the batch.
    UnknownId {
        /// The other request.
        id: BatchId,
    },
    /// Too many requests depend on each other. They cannot be split, and do not fit into one batch.
    TooManyDependent {
        /// The number of requests.
        count: usize,
    },
    /// The body of the request is not valid JSON, although its `Content-Type` says so.
    NotJson,
    /// The handle or the retry belongs to another batch.
    OtherBatch,
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(error) => error.fmt(f),
            Self::OtherVersion { expected, found } => {
                write!(f, "the request is for {found}, but earlier requests of the batch are for {expected}")
            }
            Self::NoVersion => f.write_str("the request has no known version, and so no place in a batch"),
            Self::OtherService => f.write_str("the request goes to another service than the batch"),
            Self::UnknownId { id } => {
                write!(f, "the request depends on request {id}, which is not in the batch")
            }
            Self::TooManyDependent { count } => {
                write!(
                    f,
                    "{count} requests depend on each other, but a batch can have {MAX_REQUESTS} at most"
                )
            }
            Self::NotJson => {
                f.write_str("the body of the request is not valid JSON, although its `Content-Type` says so")
            }
            Self::OtherBatch => f.write_str("the handle or retry belongs to another batch"),
        }
    }
}

impl std::error::Error for BatchError {}

impl From<RequestError> for BatchError {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}
