//! The rounds of a batch: first its parts, one after the other; then again the requests that the service postponed.

use std::time::{Duration, Instant, SystemTime};
use std::vec::IntoIter;

use graph_models_core::request::{Batch, BatchResponses, BatchRetry, SentRequest};

use super::{Response, Step, Work};
use crate::delivery::spread;
use crate::{Effect, Retry, SendError, Wait, WaitReason};

type Request = http::Request<bytes::Bytes>;

/// Sends a batch, and repeats the requests that the service did not carry out, as far as [`Retry`] allows.
///
/// However the run ends, the responses know which requests were not sent.
pub(crate) struct BatchRun<'a> {
    batch: &'a Batch,
    responses: &'a mut BatchResponses,
    retry: Retry,
    /// The requests of this round that were not sent yet.
    pending: IntoIter<Request>,
    /// The request whose answer comes next.
    current: Option<Request>,
    /// The requests of the next round. They are made after the wait, since from then on they wait for an answer.
    again: Option<BatchRetry>,
    rounds: u32,
    /// The id of the last request that was answered.
    client_request_id: Option<String>,
    begun: Instant,
    /// The sum of all waits. A transport for tests does not really wait.
    waited: Duration,
}

impl<'a> BatchRun<'a> {
    pub(crate) fn new(
        batch: &'a Batch,
        responses: &'a mut BatchResponses,
        retry: Retry,
    ) -> Result<Self, SendError> {
        let pending = batch.requests()?.into_iter();
        let (begun, waited) = (Instant::now(), Duration::ZERO);
        Ok(Self {
            batch,
            responses,
            retry,
            pending,
            current: None,
            again: None,
            rounds: 0,
            client_request_id: None,
            begun,
            waited,
        })
    }

    /// The wait before the next round, or `None` if the rules for sending again forbid it.
    fn wait(&self, again: &BatchRetry) -> Option<Duration> {
        let is_asked = again.delay(SystemTime::now()).is_some();
        let wait = spread(self.retry.wait_for_batch(self.rounds, again)?, is_asked);
        self.retry.has_time_for(wait, self.begun.elapsed().max(self.waited)).then_some(wait)
    }
}

impl Work for BatchRun<'_> {
    type Output = ();

    fn next(&mut self, answer: Option<Response>) -> Result<Step<()>, SendError> {
        if let Some(sent) = answer.as_ref().and_then(|answer| answer.extensions().get::<SentRequest>()) {
            self.client_request_id = sent.client_request_id().map(str::to_owned);
        }
        if let (Some(request), Some(answer)) = (self.current.take(), answer)
            && let Err(error) = self.responses.read_for(&request, answer)
        {
            let error = error.into();
            self.current = Some(request);
            self.fails(&error);
            return Err(error);
        }
        if let Some(again) = self.again.take() {
            self.pending = self.batch.requests_for(&again)?.into_iter();
        }
        if let Some(request) = self.pending.next() {
            self.responses.sending(&request);
            self.current = Some(request.clone());
            return Ok(Step::Send(Box::new(request)));
        }
        self.rounds += 1;
        let Some(again) = self.responses.retry() else { return Ok(Step::Done(())) };
        let Some(wait) = self.wait(&again) else { return Ok(Step::Done(())) };
        self.waited = self.waited.saturating_add(wait);
        self.again = Some(again);
        Ok(Step::BackOff(Wait {
            duration: wait,
            reason: WaitReason::Batch,
            method: http::Method::POST,
            path: Some("/$batch"),
            client_request_id: self.client_request_id.clone(),
            sent: self.rounds,
        }))
    }

    fn fails(&mut self, error: &SendError) {
        // The service refused the part as a whole, so none of its requests ran.
        if let Some(request) = self.current.take()
            && error.effect() == Effect::NotDone
        {
            self.responses.not_sent(&request);
        }
    }
}

/// The rest of a round is not sent: a part has failed, or the run was dropped.
impl Drop for BatchRun<'_> {
    fn drop(&mut self) {
        for request in self.pending.as_slice() {
            self.responses.not_sent(request);
        }
    }
}
