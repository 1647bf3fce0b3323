//! The body of an answer as a stream of its pieces.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body;

use super::fault::lost;
use super::stall::Between;
use crate::TransportError;

/// The pieces of the body of an answer.
pub(super) struct Pieces {
    body: ::reqwest::Body,
    stall: Option<Between>,
}

impl Pieces {
    /// The pieces, with the longest time between two of them.
    pub(super) fn new(answer: ::reqwest::Response, stall_limit: Option<Duration>) -> Self {
        Self { body: answer.into(), stall: stall_limit.map(Between::new) }
    }
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                let Some(stall) = &mut self.stall else { return Poll::Pending };
                return Poll::Ready(Some(Err(ready!(stall.poll_end(context)))));
            };
            if let Some(stall) = &mut self.stall {
                stall.moves();
            }
            match frame {
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
