//! The body of an answer as a stream of its pieces.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body;

use super::fault::lost;
use crate::TransportError;

/// The pieces of the body of an answer.
pub(super) struct Pieces(::reqwest::Body);

impl Pieces {
    pub(super) fn new(answer: ::reqwest::Response) -> Self {
        Self(answer.into())
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(lost(error)))),
                // Trailers have no meaning for Graph.
                Some(Ok(frame)) => {
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
            }
        }
    }
}
