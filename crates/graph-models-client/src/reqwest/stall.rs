//! The limit for stalls: a request ends when nothing moves for too long.
//!
//! `read_timeout` of the HTTP client cannot be used: it also covers the time for sending the body, which may be long.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use crate::transport::time_to_flush;
use crate::{TransportError, TransportErrorKind};

/// The movement of the body of one request, shared by the body and by the task that waits.
#[derive(Debug, Clone)]
pub(super) struct Movement(Arc<State>);

#[derive(Debug)]
struct State {
    begun: Instant,
    length: u64,
    /// The milliseconds from the beginning to the last movement.
    moved: AtomicU64,
    /// The bytes of the body that the HTTP client took.
    taken: AtomicU64,
}

impl Movement {
    pub(super) fn new(length: u64) -> Self {
        let state = State { begun: Instant::now(), length, moved: 0.into(), taken: 0.into() };
        Self(Arc::new(state))
    }

    /// Notes that the HTTP client took bytes of the body.
    pub(super) fn takes(&self, bytes: u64) {
        let elapsed = self.0.begun.elapsed().as_millis();
        self.0.moved.store(u64::try_from(elapsed).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.0.taken.fetch_add(bytes, Ordering::Release);
    }

    /// The time until which something must move. It includes the time for the end of the body that may be in buffers.
    fn deadline(&self, limit: Duration) -> Instant {
        let is_all_taken = self.0.taken.load(Ordering::Acquire) >= self.0.length;
        let flush = if is_all_taken { time_to_flush(self.0.length) } else { Duration::ZERO };
        let moved = Duration::from_millis(self.0.moved.load(Ordering::Relaxed));
        self.0.begun + moved + limit + flush
    }
}

/// Waits for an answer as long as something moves.
///
/// # Errors
///
/// Returns an error if nothing moved for `limit`.
pub(super) async fn watched<T>(
    answer: impl Future<Output = T>,
    movement: &Movement,
    limit: Duration,
) -> Result<T, TransportError> {
    let mut answer = pin!(answer);
    let mut sleep = pin!(sleep_until(movement.deadline(limit)));
    poll_fn(|context| {
        if let Poll::Ready(answer) = answer.as_mut().poll(context) {
            return Poll::Ready(Ok(answer));
        }
        while sleep.as_mut().poll(context).is_ready() {
            match movement.deadline(limit) {
                deadline if deadline <= Instant::now() => return Poll::Ready(Err(stalled(limit))),
                deadline => sleep.as_mut().reset(deadline),
            }
        }
        Poll::Pending
    })
    .await
}

/// Waits for an answer, but no longer than `limit`.
///
/// # Errors
///
/// Returns an error if the time is over.
pub(super) async fn within<T>(
    answer: impl Future<Output = Result<T, TransportError>>,
    limit: Duration,
) -> Result<T, TransportError> {
    let late = || format!("the answer did not begin in {limit:?}");
    let answer = tokio::time::timeout(limit, answer).await;
    answer.map_err(|_| TransportError::with_message(TransportErrorKind::Lost, late()))?
}

/// A limit for the time between two pieces of an answer. The time in which nobody asks for a piece does not count.
pub(super) struct Between {
    limit: Duration,
    sleep: Pin<Box<Sleep>>,
    /// True if a piece was asked for and did not arrive yet.
    waits: bool,
}

impl Between {
    pub(super) fn new(limit: Duration) -> Self {
        Self { limit, sleep: Box::pin(sleep_until(Instant::now() + limit)), waits: false }
    }

    /// Notes that a piece arrived.
    pub(super) fn moves(&mut self) {
        self.waits = false;
    }

    /// Becomes ready with an error if no piece arrived for too long, although it was asked for.
    pub(super) fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        if !std::mem::replace(&mut self.waits, true) {
            self.sleep.as_mut().reset(Instant::now() + self.limit);
        }
        self.sleep.as_mut().poll(context).map(|()| stalled(self.limit))
    }
}

/// The error of a request that stalled.
fn stalled(limit: Duration) -> TransportError {
    let message = format!("nothing was sent or received for {limit:?}");
    TransportError::with_message(TransportErrorKind::Lost, message)
}
