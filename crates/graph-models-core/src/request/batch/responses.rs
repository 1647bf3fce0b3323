//! The answers to a batch, each taken with the handle of its request.
//!
//! An answer is read if its request waits for one, and kept for good: no later answer turns what was done into something
//! to be repeated.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use http::{Request, StatusCode};

use super::answers::{Answers, ItemAnswer};
use super::retry::{BatchRetry, Waiting};
use super::{BatchError, BatchHandle, BatchId, item};
use crate::request::{Answer, GraphError, Hidden, RetryAfter, answer};

/// The answers to a batch.
///
/// A batch that was split has several answers to read, one for each HTTP request, in any order.
///
/// A request waits for its answer from the beginning, and again from the moment it is to be sent again
/// ([`Batch::requests_for`](super::Batch::requests_for)). As long as it waits, nobody knows whether it was done. An answer
/// to a request that does not wait is ignored, and its id is among the [`unasked`](Self::unasked). If it says that a
/// request was done, of which the answer says that it was not, nobody knows that either.
pub struct BatchResponses {
    identity: Arc<()>,
    answers: Vec<Slot>,
    /// What each request is done after.
    after: Vec<Vec<BatchId>>,
    waiting: Waiting,
    /// The answers to requests that did not wait; no status where one could not be read.
    contradictions: Vec<(BatchId, Option<StatusCode>)>,
    unasked: Vec<String>,
}

enum Slot {
    /// No answer came.
    Missing,
    Answer(ItemAnswer),
    /// What came is no answer.
    Broken(String),
    /// The answer was taken, which had this status.
    Taken(Option<StatusCode>),
}

impl BatchResponses {
    pub(super) fn new(identity: Arc<()>, after: Vec<Vec<BatchId>>) -> Self {
        Self {
            identity,
            answers: after.iter().map(|_| Slot::Missing).collect(),
            waiting: Waiting::all(after.len()),
            after,
            contradictions: Vec::new(),
            unasked: Vec::new(),
        }
    }

    /// Reads the answer to one HTTP request of a batch: that of each request that waits for one.
    ///
    /// [`read_for`](Self::read_for) is more exact where a batch was split.
    ///
    /// # Errors
    ///
    /// The batch as a whole was refused, or its answer is none to a batch; nothing is changed then.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<(), GraphError> {
        self.read_asked(response, |_| true)
    }

    /// Reads the answer to this HTTP request: that of each request that is in it and waits for one.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn read_for<Q: AsRef<[u8]>, B: AsRef<[u8]>>(
        &mut self,
        request: &Request<Q>,
        response: http::Response<B>,
    ) -> Result<(), GraphError> {
        let asked = item::ids(request.body().as_ref());
        self.read_asked(response, |id| asked.contains(id))
    }

    fn read_asked<B: AsRef<[u8]>>(
        &mut self,
        response: http::Response<B>,
        is_asked: impl Fn(&str) -> bool,
    ) -> Result<(), GraphError> {
        let (head, body) = response.into_parts();
        let body = body.as_ref();
        if !head.status.is_success() {
            return Err(GraphError::from_answer(&head, body));
        }
        let answers: Answers = serde_json::from_slice(body).map_err(|error| {
            GraphError::undecodable(&head, body, "the answer to a batch", &error.to_string())
        })?;
        // A secret of the whole is a secret of its parts.
        let hidden = head.extensions.get::<Hidden>();
        let mut seen = BTreeSet::new();
        for (wire, mut answer) in answers.0 {
            if let (Ok(answer), Some(hidden)) = (&mut answer, hidden) {
                answer.head.extensions.insert(hidden.clone());
            }
            // What was not asked has no handle that could take it.
            let index = wire.parse::<usize>().ok().and_then(|id| id.checked_sub(1)).map(BatchId);
            let Some(id) = index.filter(|id| id.0 < self.answers.len() && id.to_string() == wire) else {
                self.unasked.push(wire);
                continue;
            };
            let is_again = seen.contains(&id);
            let is_read = is_again || is_asked(&wire) && self.waiting.end(id);
            if !is_read {
                self.contradictions.push((id, answer.ok().map(|answer| answer.head.status)));
                self.unasked.push(wire);
                continue;
            }
            seen.insert(id);
            let read = match answer {
                // Which of the two is meant is not known.
                _ if is_again => Slot::Broken("it has two answers".to_owned()),
                Ok(answer) => Slot::Answer(answer),
                Err(problem) => Slot::Broken(problem),
            };
            if let Some(slot) = self.answers.get_mut(id.0) {
                *slot = read;
            }
        }
        Ok(())
    }

    /// The ids of answers that were ignored, since no request with that id waited for one: as the service wrote them, in
    /// the order in which they came. An empty one had no id.
    pub fn unasked(&self) -> &[String] {
        &self.unasked
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
        let taken = Slot::Taken(match slot {
            Slot::Answer(answer) => Some(answer.head.status),
            Slot::Missing | Slot::Broken(_) | Slot::Taken(_) => None,
        });
        let missing =
            |problem: &str| Err(GraphError::missing(&format!("request {id} of the batch{problem}")));
        if self.waiting.is(id) {
            return Ok(missing(" has no answer"));
        }
        Ok(match std::mem::replace(slot, taken) {
            Slot::Answer(answer) if is_contradicted(&self.contradictions, id, answer.head.status) => {
                missing(": it was answered again without being asked, in another way")
            }
            Slot::Answer(ItemAnswer { head, body }) => answer::read(&head, &body),
            Slot::Broken(problem) => missing(&format!(": {problem}")),
            Slot::Missing | Slot::Taken(_) => missing(" has no answer"),
        })
    }

    /// The requests that the service did not do and wants to be sent later: those with 429, with 503 and
    /// `Retry-After`, and those that failed because they depend on these (424). None if there is no such request.
    ///
    /// Not among them are those that still wait for an answer, those with two that contradict each other, and those that
    /// are done after one that failed for another reason, or of which nothing is known.
    pub fn retry(&self) -> Option<BatchRetry> {
        let mut ids = BTreeSet::new();
        let mut waits = Vec::new();
        // A request comes after those it depends on.
        for (index, after) in self.after.iter().enumerate() {
            let id = BatchId(index);
            let Some(answer) = self.answer(id) else { continue };
            let retry_after = RetryAfter::from_headers(&answer.head.headers);
            let is_of_it = match answer.head.status {
                StatusCode::TOO_MANY_REQUESTS => true,
                StatusCode::SERVICE_UNAVAILABLE => retry_after.is_some(),
                StatusCode::FAILED_DEPENDENCY => after.iter().any(|other| ids.contains(other)),
                _ => false,
            };
            // Those that are done need not be named again; one that failed would be forgotten.
            let can_be = after.iter().all(|other| ids.contains(other) || self.is_done(*other));
            if is_of_it && can_be {
                ids.insert(id);
                waits.extend(retry_after);
            }
        }
        let ids: Vec<_> = ids.into_iter().collect();
        let waiting = self.waiting.clone();
        (!ids.is_empty()).then(|| BatchRetry { identity: Arc::clone(&self.identity), ids, waits, waiting })
    }

    /// The answer to a request, if it is known what it is.
    fn answer(&self, id: BatchId) -> Option<&ItemAnswer> {
        match self.answers.get(id.0)? {
            Slot::Answer(_) if self.waiting.is(id) => None,
            Slot::Answer(answer) => {
                let is_clear = !is_contradicted(&self.contradictions, id, answer.head.status);
                is_clear.then_some(answer)
            }
            Slot::Missing | Slot::Broken(_) | Slot::Taken(_) => None,
        }
    }

    fn is_done(&self, id: BatchId) -> bool {
        match self.answers.get(id.0) {
            Some(Slot::Taken(status)) => status.is_some_and(|status| status.is_success()),
            _ => self.answer(id).is_some_and(|answer| answer.head.status.is_success()),
        }
    }
}

/// Tells if an answer that nobody asked for contradicts one that says nothing was done. Another refusal does not.
fn is_contradicted(
    contradictions: &[(BatchId, Option<StatusCode>)],
    id: BatchId,
    status: StatusCode,
) -> bool {
    let mut others = contradictions.iter().filter(|(other, _)| *other == id).map(|(_, status)| *status);
    let agrees = |other: Option<StatusCode>| other.is_some_and(|it| it == status || it.is_client_error());
    !status.is_success() && others.any(|other| !agrees(other))
}

/// Shows which requests have an answer, and none of what they hold.
impl fmt::Debug for BatchResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.answers.iter().enumerate().map(|(index, slot)| {
            let shown = match slot {
                _ if self.waiting.is(BatchId(index)) => "missing",
                Slot::Missing => "missing",
                Slot::Answer(answer) => answer.head.status.as_str(),
                Slot::Broken(_) => "broken",
                Slot::Taken(_) => "taken",
            };
            (BatchId(index).to_string(), shown.to_owned())
        });
        f.debug_map().entries(shown).finish()
    }
}
