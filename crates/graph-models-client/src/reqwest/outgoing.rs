//! The body of a request that changes something: it cannot be sent twice, and reports that it is being sent.
//!
//! The body is sent in pieces, so that each piece that the HTTP client takes shows that the body moves.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::stall::Movement;

/// The length of a piece, in bytes.
const PIECE: usize = 64 << 10;

/// A body that can be sent only once.
pub(super) struct Outgoing {
    left: Bytes,
    is_out: IsOut,
    movement: Movement,
}

/// A flag that is set when a request is being sent: the HTTP client has a connection, and asks for the body or its
/// end.
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
    /// Makes a body, and the flag that is set when the body is being sent.
    pub(super) fn new(bytes: Bytes, movement: &Movement) -> (Self, IsOut) {
        let is_out = IsOut::default();
        (Self { left: bytes, is_out: is_out.clone(), movement: movement.clone() }, is_out)
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
        let length = self.left.len().min(PIECE);
        let piece = self.left.split_to(length);
        self.movement.takes(length as u64);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(piece))))
    }

    /// The HTTP client calls this just before it writes the head, even if the body is empty.
    fn is_end_stream(&self) -> bool {
        self.is_out.set();
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}
