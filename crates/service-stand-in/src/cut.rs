//! A body that ends in the middle: its length is announced, its beginning is sent, and then the connection fails.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// The time to wait before the connection closes, so that the written bytes are sent.
const LINGER: Duration = Duration::from_millis(20);

/// A body that ends after its first bytes.
pub(crate) struct Cut {
    length: usize,
    beginning: Option<Bytes>,
    wait: Pin<Box<Sleep>>,
}

impl Cut {
    /// Makes a body of which only the first bytes are sent, and never all. An empty body announces one byte.
    pub(crate) fn new(body: &Bytes, sent: usize) -> Self {
        let sent = sent.min(body.len().saturating_sub(1));
        Self { length: body.len().max(1), beginning: Some(body.slice(..sent)), wait: Box::pin(sleep(LINGER)) }
    }
}

impl Body for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(beginning) = self.beginning.take() {
            return Poll::Ready(Some(Ok(Frame::data(beginning))));
        }
        match pin!(&mut self.wait).poll(context) {
            Poll::Ready(()) => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length as u64)
    }
}
