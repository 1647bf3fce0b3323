//! The steps of an upload: the next request, and the meaning of its answer.

use std::ops::Range;

use crate::request::anonymous::Anonymous;

/// The content of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadStep<A> {
    /// The upload goes on: wait for [`delay`](super::Upload::delay) and send the next request.
    Going,
    /// The upload is complete.
    Done(A),
}

/// The next request of an upload: the bytes to read, and the rest of the request.
#[derive(Debug, Clone)]
pub struct UploadRequest {
    range: Range<u64>,
    request: Anonymous,
}

impl UploadRequest {
    pub(super) fn new(range: Range<u64>, request: Anonymous) -> Self {
        Self { range, request }
    }

    /// The bytes of the item that are the body. Empty if the service is only asked for its state.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// The request with its body: exactly the bytes of [`range`](Self::range).
    pub fn with_body<B>(self, body: B) -> Anonymous<B> {
        self.request.with_body(body)
    }
}

/// The way in which the item of an upload is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Commit {
    /// By the last byte.
    Implicit,
    /// By a request behind the last byte.
    Deferred,
    /// By that request, which was the last one.
    Sent,
}

impl Commit {
    pub(super) fn is_deferred(self) -> bool {
        self != Self::Implicit
    }
}
