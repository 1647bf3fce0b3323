//! The body of an answer, read asynchronously.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::TransportError;

type Pieces = dyn Stream<Item = Result<Bytes, TransportError>> + Send;

/// The body of an answer, read asynchronously. It ends after an error.
pub struct IncomingStream(Option<Pin<Box<Pieces>>>);

impl IncomingStream {
    /// Makes a body from a stream of pieces.
    pub fn new(pieces: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Some(Box::pin(pieces)))
    }

    /// The next piece of the body.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Reads the rest of the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is lost, or if the body has more than `limit` bytes. Bytes beyond the limit
    /// are not kept.
    pub async fn read_within(mut self, limit: u64) -> Result<Bytes, TransportError> {
        let Some(first) = self.next().await.transpose()? else { return Ok(Bytes::new()) };
        let is_within = |length: usize| match length as u64 > limit {
            true => Err(TransportError::too_long(limit)),
            false => Ok(()),
        };
        is_within(first.len())?;
        let Some(second) = self.next().await.transpose()? else { return Ok(first) };
        let mut bytes = BytesMut::from(first);
        let mut next = Some(second);
        while let Some(piece) = next {
            is_within(bytes.len() + piece.len())?;
            bytes.extend_from_slice(&piece);
            next = self.next().await.transpose()?;
        }
        Ok(bytes.freeze())
    }
}

impl Stream for IncomingStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(pieces) = &mut self.0 else { return Poll::Ready(None) };
        let next = pieces.as_mut().poll_next(context);
        if let Poll::Ready(None | Some(Err(_))) = next {
            self.0 = None;
        }
        next
    }
}

/// A body that is completely in memory.
impl<T: Into<Bytes>> From<T> for IncomingStream {
    fn from(bytes: T) -> Self {
        Self::new(Whole(Some(bytes.into())))
    }
}

/// A stream of one piece.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

impl fmt::Debug for IncomingStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IncomingStream(..)")
    }
}
