//! The answers to a batch. The handle of a request takes its answer.
//!
//! An answer is read only while its request waits for one, and is then kept. So a later answer cannot cause the
//! repetition of a request that already ran.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use http::{Request, StatusCode};

use super::answers::{Answers, ItemAnswer};
use super::retry::{BatchRetry, Waiting};
use super::{BatchError, BatchHandle, BatchId, item};
use crate::request::{
    Answer, GraphError, GraphErrorKind, Hidden, RetryAfter, SentRequest, Version, answer, is_throttling,
};

/// The answers to a batch.
///
/// A batch that was split has several HTTP answers. They can be read in any order.
///
/// A request waits for its answer from the beginning, and again after
/// [`Batch::requests_for`](super::Batch::requests_for). While a request waits, it is unknown whether it ran. An
/// answer to a request that does not wait is ignored, and its id is listed in [`unasked`](Self::unasked). An ignored
/// answer contradicts the kept one if it says that the request ran and the kept one says that it did not. In this
/// case it is also unknown whether the request ran.
pub struct BatchResponses {
    identity: Arc<()>,
    /// The version of all requests.
    version: Option<Version>,
    answers: Vec<Slot>,
    /// For each request, the requests that it runs after.
    after: Vec<Vec<BatchId>>,
    /// Each request, with the id of the HTTP request of the batch that last had an answer for it.
    sent: Vec<SentRequest>,
    waiting: Waiting,
    /// The answers to requests that did not wait. The status is `None` if the answer could not be read.
    contradictions: Vec<(BatchId, Option<StatusCode>)>,
    unasked: Vec<String>,
}

enum Slot {
    /// No answer arrived.
    Missing,
    Answer(ItemAnswer),
    /// An answer arrived that cannot be read; the text describes its defect.
    Broken(String),
    /// The answer was taken. The status is `None` if there was no readable answer.
    Taken(Option<StatusCode>),
}

impl BatchResponses {
    pub(super) fn new(
        identity: Arc<()>,
        version: Option<Version>,
        after: Vec<Vec<BatchId>>,
        sent: Vec<SentRequest>,
    ) -> Self {
        Self {
            identity,
            version,
            answers: after.iter().map(|_| Slot::Missing).collect(),
            waiting: Waiting::all(after.len()),
            after,
            sent,
            contradictions: Vec::new(),
            unasked: Vec::new(),
        }
    }

    /// Reads the answer to one HTTP request of a batch, for every request that waits.
    ///
    /// If the batch was split, prefer [`read_for`](Self::read_for): it accepts answers to its own requests only.
    ///
    /// # Errors
    ///
    /// Returns an error if the whole batch was refused, or if the body is not a batch answer. Nothing is changed in
    /// this case.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<(), GraphError> {
        self.read_asked(response, |_| true)
    }

    /// Reads the answer to this HTTP request, for every request in it that waits.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`read`](Self::read).
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
        let answers = Answers::read(body).map_err(|error| {
            GraphError::undecodable(&head, body, "the answer to a batch", &error.to_string())
        })?;
        if let Some(batch) = head.extensions.get::<SentRequest>() {
            // A request that the answer leaves out has the id of the batch too.
            let asked = self.sent.iter_mut().enumerate();
            asked.filter(|(index, _)| is_asked(&BatchId(*index).to_string())).for_each(|(index, sent)| {
                if self.waiting.is(BatchId(index)) {
                    sent.id.clone_from(&batch.id);
                }
            });
        }
        // A secret sent with the batch must also be hidden in each of its answers.
        let hidden = head.extensions.get::<Hidden>();
        let mut seen = BTreeSet::new();
        for (wire, mut answer) in answers.0 {
            if let Ok(answer) = &mut answer {
                if let Some(hidden) = hidden {
                    answer.head.extensions.insert(hidden.clone());
                }
                if let Some(version) = self.version {
                    answer.head.extensions.insert(version);
                }
            }
            // No handle can take an answer to an unknown request.
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
            if let (Ok(answer), Some(sent)) = (&mut answer, self.sent.get(id.0)) {
                answer.head.extensions.insert(sent.clone());
            }
            let read = match answer {
                // If there are two answers, it is unknown which one is right.
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

    /// Notes that this HTTP request of the batch is being sent. Only needed for a request of which
    /// [`not_sent`](Self::not_sent) was noted before.
    pub fn sending<Q: AsRef<[u8]>>(&mut self, request: &Request<Q>) {
        self.ids(request).for_each(|id| self.waiting.note(id, true));
    }

    /// Notes that this HTTP request of the batch was not sent, since the batch ended before, or never reached the
    /// service.
    ///
    /// Its requests did not run: [`take`](Self::take) gives an error of the kind [`NotSent`](GraphErrorKind::NotSent),
    /// or the answer of an earlier round, and [`retry`](Self::retry) lists them. Without this note, it is unknown
    /// whether they ran.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use graph_models_core::request::{Batch, GraphErrorKind, NoContent, Service};
    ///
    /// let close = http::Request::post("https://graph.microsoft.com/beta/incidents/1/close").body(Bytes::new())?;
    /// let mut batch = Batch::new(&Service::global());
    /// let handles: Vec<_> = (0..21).map(|_| batch.add_request::<NoContent>(&close)).collect::<Result<_, _>>()?;
    /// let requests = batch.requests()?;
    /// let mut responses = batch.responses();
    /// // The connection is lost after the first 20 requests: they may have run. The last one was not sent.
    /// responses.not_sent(&requests[1]);
    /// assert_eq!(responses.retry().map(|retry| retry.ids().len()), Some(1));
    /// let kinds: Vec<_> = handles
    ///     .into_iter()
    ///     .map(|handle| Ok(responses.take(handle)?.unwrap_err().kind()))
    ///     .collect::<Result<_, graph_models_core::request::BatchError>>()?;
    /// assert_eq!((kinds[0], kinds[20]), (GraphErrorKind::Missing, GraphErrorKind::NotSent));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_sent<Q: AsRef<[u8]>>(&mut self, request: &Request<Q>) {
        for id in self.ids(request) {
            match self.answers.get(id.0) {
                // The answer of the round before holds.
                Some(Slot::Answer(_)) => drop(self.waiting.end(id)),
                _ => self.waiting.note(id, false),
            }
        }
    }

    /// The ids of ignored answers: no request with that id waited for an answer.
    ///
    /// The ids are as the service wrote them, in order of arrival. An answer without an id gives an empty text.
    pub fn unasked(&self) -> &[String] {
        &self.unasked
    }

    /// The status of an answer that was read and not taken yet.
    pub fn status(&self, id: BatchId) -> Option<StatusCode> {
        self.answer(id).map(|answer| answer.head.status)
    }

    /// Takes the answer to a request.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::request::{Batch, Catalog, Count, Path, Service, Total};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let mut batch = Batch::new(&Service::global());
    /// let users = batch.add(&Count::<sample::SimpleIncident>::new(&Path::root(&CATALOG).add("/users", &[])))?;
    /// let mut responses = batch.responses();
    /// // Some services send the number as a text.
    /// responses.read(http::Response::new(r#"{"responses": [{"id": "1", "status": 200, "body": "7"}]}"#))?;
    /// assert_eq!(responses.take(users)??, Total(7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the handle belongs to another batch. The inner result is an error if the request failed or
    /// has no answer.
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
        let sent = self.sent.get(id.0);
        let missing = |problem: &str| self::missing(GraphErrorKind::Missing, id, problem, sent);
        if self.waiting.is_not_sent(id) {
            return Ok(self::missing(GraphErrorKind::NotSent, id, " was not sent", None));
        }
        if self.waiting.is(id) {
            return Ok(missing(" has no answer"));
        }
        Ok(match std::mem::replace(slot, taken) {
            Slot::Answer(answer) if is_contradicted(&self.contradictions, id, answer.head.status) => {
                missing(": a second answer that was not expected contradicts the first")
            }
            Slot::Answer(ItemAnswer { head, body }) => answer::read(&head, &body),
            Slot::Broken(problem) => missing(&format!(": {problem}")),
            Slot::Missing | Slot::Taken(_) => missing(" has no answer"),
        })
    }

    /// The requests that the service did not run and that can be sent again later. `None` if there are none.
    ///
    /// These are requests with status 429 or 509, with status 503 and `Retry-After`, with status 424 because they
    /// depend on such a request, or those that were [not sent](Self::not_sent).
    ///
    /// A request is left out if it still waits for an answer, or if its answers contradict each other. It is also
    /// left out if it depends on a request that failed for another reason or has an unknown state.
    pub fn retry(&self) -> Option<BatchRetry> {
        let mut ids = BTreeSet::new();
        let mut waits = Vec::new();
        // A request comes after its dependencies.
        for (index, after) in self.after.iter().enumerate() {
            let id = BatchId(index);
            let answer = self.answer(id);
            let retry_after = answer.and_then(|answer| RetryAfter::from_headers(&answer.head.headers));
            let is_of_it = match answer.map(|answer| answer.head.status) {
                Some(StatusCode::FAILED_DEPENDENCY) => after.iter().any(|other| ids.contains(other)),
                Some(status) => is_throttling(status, retry_after),
                None => self.waiting.is_not_sent(id),
            };
            // A dependency that succeeded need not be sent again. A dependency that failed must be sent again, or the
            // retry would ignore the failure.
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

    /// The answer to a request, if there is one that no other answer contradicts.
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

    /// The requests of an HTTP request of this batch.
    fn ids<Q: AsRef<[u8]>>(&self, request: &Request<Q>) -> impl Iterator<Item = BatchId> + use<Q> {
        let count = self.answers.len();
        let ids = item::ids(request.body().as_ref()).into_iter();
        let ids = ids.filter_map(|id| id.parse::<usize>().ok()?.checked_sub(1).map(BatchId));
        ids.filter(move |id| id.0 < count)
    }

    fn is_done(&self, id: BatchId) -> bool {
        match self.answers.get(id.0) {
            Some(Slot::Taken(status)) => status.is_some_and(|status| status.is_success()),
            _ => self.answer(id).is_some_and(|answer| answer.head.status.is_success()),
        }
    }
}

/// The error of a request without an answer.
fn missing<R>(
    kind: GraphErrorKind,
    id: BatchId,
    problem: &str,
    sent: Option<&SentRequest>,
) -> Result<R, GraphError> {
    Err(GraphError::without_answer(kind, &format!("request {id} of the batch{problem}"), sent))
}

/// Returns `true` if an unasked answer contradicts a failure status. Another refusal is no contradiction.
fn is_contradicted(
    contradictions: &[(BatchId, Option<StatusCode>)],
    id: BatchId,
    status: StatusCode,
) -> bool {
    let mut others = contradictions.iter().filter(|(other, _)| *other == id).map(|(_, status)| *status);
    let agrees = |other: Option<StatusCode>| other.is_some_and(|it| it == status || it.is_client_error());
    !status.is_success() && others.any(|other| !agrees(other))
}

/// Shows the state of each request, but no content of an answer.
impl fmt::Debug for BatchResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.answers.iter().enumerate().map(|(index, slot)| {
            let shown = match slot {
                _ if self.waiting.is_not_sent(BatchId(index)) => "not sent",
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
