//! The answers to a batch, each taken with the handle of its request.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::StatusCode;

use super::answers::{Answers, ItemAnswer};
use super::{BatchError, BatchHandle, BatchId};
use crate::request::{Answer, GraphError, RetryAfter, answer};

/// The answers to a batch.
///
/// A batch that was split has several answers to read, one for each HTTP request, in any order.
pub struct BatchResponses {
    identity: Arc<()>,
    answers: Vec<Slot>,
    /// What each request is done after.
    after: Vec<Vec<BatchId>>,
}

enum Slot {
    /// No answer came.
    Missing,
    Answer(ItemAnswer),
    /// What came is no answer.
    Broken(String),
    Taken,
}

impl BatchResponses {
    pub(super) fn new(identity: Arc<()>, after: Vec<Vec<BatchId>>) -> Self {
        let answers = after.iter().map(|_| Slot::Missing).collect();
        Self { identity, answers, after }
    }

    /// Reads the answer to one HTTP request. An answer to a request that was sent again replaces the one before.
    ///
    /// # Errors
    ///
    /// The batch as a whole was refused, or its answer is none to a batch; nothing is changed then.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<(), GraphError> {
        let (head, body) = response.into_parts();
        let body = body.as_ref();
        if !head.status.is_success() {
            return Err(GraphError::of(&head, body));
        }
        let answers: Answers = serde_json::from_slice(body).map_err(|error| {
            GraphError::undecodable(&head, body, "the answer to a batch", &error.to_string())
        })?;
        let mut seen = BTreeSet::new();
        for (id, answer) in answers.0 {
            // What was not asked has no handle that could take it.
            let Some(index) = id.parse::<usize>().ok().and_then(|id| id.checked_sub(1)) else { continue };
            let slot = self.answers.get_mut(index).filter(|_| BatchId(index).to_string() == id);
            let Some(slot) = slot else { continue };
            *slot = match answer {
                // Which of the two is meant is not known.
                _ if !seen.insert(index) => Slot::Broken("it has two answers".to_owned()),
                Ok(answer) => Slot::Answer(answer),
                Err(problem) => Slot::Broken(problem),
            };
        }
        Ok(())
    }

    /// The status of the answer to a request, if there is one that was not taken.
    pub fn status(&self, id: BatchId) -> Option<StatusCode> {
        self.answer(id).map(|answer| answer.head.status)
    }

    /// Takes the answer to a request.
    ///
    /// # Errors
    ///
    /// The handle is of another batch. That a request failed, or has no answer, is the inner result.
    #[expect(clippy::needless_pass_by_value, reason = "an answer is taken once")]
    pub fn take<R: Answer>(&mut self, handle: BatchHandle<R>) -> Result<Result<R, GraphError>, BatchError> {
        if !Arc::ptr_eq(&self.identity, &handle.identity) {
            return Err(BatchError::OtherBatch);
        }
        let id = handle.id;
        let slot = self.answers.get_mut(id.0).ok_or(BatchError::OtherBatch)?;
        Ok(match std::mem::replace(slot, Slot::Taken) {
            Slot::Answer(ItemAnswer { head, body }) => answer::read(&head, &body),
            Slot::Broken(problem) => {
                Err(GraphError::missing(&format!("request {id} of the batch: {problem}")))
            }
            Slot::Missing | Slot::Taken => {
                Err(GraphError::missing(&format!("request {id} of the batch has no answer")))
            }
        })
    }

    /// The requests that the service did not do and wants to be sent later: those with 429, with 503 and
    /// `Retry-After`, and those that failed because they depend on these (424). None if there is no such request.
    ///
    /// To be asked before their answers are taken.
    pub fn retry(&self) -> Option<BatchRetry> {
        let mut ids = BTreeSet::new();
        let mut waits = Vec::new();
        // A request comes after those it depends on.
        for (index, after) in self.after.iter().enumerate() {
            let id = BatchId(index);
            let Some(answer) = self.answer(id) else { continue };
            let retry_after = RetryAfter::of(&answer.head.headers);
            let is_of_it = match answer.head.status {
                StatusCode::TOO_MANY_REQUESTS => true,
                StatusCode::SERVICE_UNAVAILABLE => retry_after.is_some(),
                StatusCode::FAILED_DEPENDENCY => after.iter().any(|other| ids.contains(other)),
                _ => false,
            };
            if is_of_it {
                ids.insert(id);
                waits.extend(retry_after);
            }
        }
        let ids: Vec<_> = ids.into_iter().collect();
        (!ids.is_empty()).then(|| BatchRetry { identity: Arc::clone(&self.identity), ids, waits })
    }

    fn answer(&self, id: BatchId) -> Option<&ItemAnswer> {
        match self.answers.get(id.0)? {
            Slot::Answer(answer) => Some(answer),
            Slot::Missing | Slot::Broken(_) | Slot::Taken => None,
        }
    }
}

/// Shows which requests have an answer, and none of what they hold.
impl fmt::Debug for BatchResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.answers.iter().enumerate().map(|(index, slot)| {
            let shown = match slot {
                Slot::Missing => "missing",
                Slot::Answer(answer) => answer.head.status.as_str(),
                Slot::Broken(_) => "broken",
                Slot::Taken => "taken",
            };
            (BatchId(index).to_string(), shown.to_owned())
        });
        f.debug_map().entries(shown).finish()
    }
}

/// Requests of a batch to be sent again.
#[derive(Debug, Clone)]
pub struct BatchRetry {
    pub(super) identity: Arc<()>,
    pub(super) ids: Vec<BatchId>,
    waits: Vec<RetryAfter>,
}

impl BatchRetry {
    /// Which requests.
    pub fn ids(&self) -> &[BatchId] {
        &self.ids
    }

    /// How long to wait from now: as long as the longest of them asks for; none if none says.
    pub fn delay(&self, now: SystemTime) -> Option<Duration> {
        self.waits.iter().map(|wait| wait.delay(now)).max()
    }
}
