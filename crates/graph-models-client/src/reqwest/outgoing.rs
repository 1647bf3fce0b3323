//! The body of a request that changes something: it cannot be sent twice, and reports that it is going out.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// A body that can be sent only once.
pub(super) struct Outgoing {
    left: Option<Bytes>,
    is_out: IsOut,
}

/// A flag that is set once a request is going out: the HTTP client has a connection, and asks for the body or its end.
#[derive(Clone, Default)]
pub(super) struct IsOut(Arc<AtomicBool>);

impl IsOut {
    pub(super) fn get(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    fn set(&self) {
        self.0.store(true, Ordering::Release);
    }
}

impl Outgoing {
    /// Makes a body, and the flag that tells that it is going out.
    pub(super) fn new(bytes: Bytes) -> (Self, IsOut) {
        let is_out = IsOut::default();
        (Self { left: Some(bytes).filter(|bytes| !bytes.is_empty()), is_out: is_out.clone() }, is_out)
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.is_out.set();
        Poll::Ready(self.left.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    /// The HTTP client calls this just before it writes the head, even if the body is empty.
    fn is_end_stream(&self) -> bool {
        self.is_out.set();
        self.left.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
