//! The delivery of one request, as a state machine: get a token, send the request, perhaps wait and repeat, until
//! there is an answer.
//!
//! The machine neither waits nor does I/O. The clients do both, and pass the time to the machine.

use std::time::{Duration, Instant};

use bytes::Bytes;
use graph_models_core::request::{
    ChangesNothing, GraphError, Hidden, Hop, MayBeElsewhere, NotFollowed, OperationInfo, Redirects,
    WithoutToken,
};
use http::{Extensions, Method, StatusCode};

use crate::challenge::Challenge;
use crate::fleet::Turn;
use crate::secret::hide;
use crate::settings::Settings;
use crate::transport::{HeadOnly, Timeout};
use crate::{SendError, Token, TokenError, TokenRequest, Wait, WaitReason};

/// The result of sending a request.
type Answer = Result<http::Response<Bytes>, SendError>;

/// The delivery of one request, up to its answer.
pub(crate) struct Delivery<'a> {
    settings: &'a Settings,
    request: http::Request<Bytes>,
    /// The turn of the request in the queue.
    turn: Turn<'a>,
    token: Option<Token>,
    /// The number of times that the request was sent.
    sent: u32,
    /// The beginning of the delivery.
    begun: Instant,
    /// The end of the last wait. A transport for tests does not really wait.
    woken: Instant,
    wait: Option<Wait>,
    challenge: Challenge<Answer>,
    /// True if the request began without a token. Its redirects are not followed, since they could lead to the
    /// service.
    is_anonymous: bool,
    /// The redirects so far, if there are any.
    redirects: Option<Redirects>,
    answer: Option<Answer>,
}

/// The next step of a delivery.
pub(crate) enum Next {
    /// Ask for a token, and give it to [`Delivery::authorize`].
    Authorize(TokenRequest),
    /// Report the wait, and wait.
    Wait(Wait),
    /// Send the request, and give the answer to [`Delivery::read`].
    Send(http::Request<Bytes>),
    /// The delivery has ended.
    Done(Answer),
}

impl<'a> Delivery<'a> {
    /// Begins the delivery of a request to the service. If `is_unread` is true, the body of its answer is read by the
    /// caller, and the timeout ends with the head.
    ///
    /// # Errors
    ///
    /// Returns an error if the request would go to another host than the service's.
    pub(crate) fn new(
        settings: &'a Settings,
        request: &http::Request<Bytes>,
        is_unread: bool,
        now: Instant,
    ) -> Result<Self, SendError> {
        let mut request = request.clone();
        let is_anonymous = goes_without_token(&request);
        if !is_anonymous {
            settings.prepare(&mut request)?;
        }
        Timeout::add_to(settings.timeout, &mut request);
        if is_unread {
            request.extensions_mut().insert(HeadOnly);
        }
        Ok(Self {
            settings,
            turn: Turn::new(&settings.fleet, &settings.service, &request, now),
            request,
            token: None,
            sent: 0,
            begun: now,
            woken: now,
            wait: None,
            challenge: Challenge::default(),
            is_anonymous,
            redirects: None,
            answer: None,
        })
    }

    /// Returns the next step.
    pub(crate) fn next(&mut self, now: Instant) -> Next {
        if let Some(answer) = self.answer.take() {
            return Next::Done(answer);
        }
        let now = now.max(self.woken);
        if let Some(wait) = self.wait.take() {
            return self.wait_for(wait, now);
        }
        if !goes_without_token(&self.request) {
            let wait = self.turn.wait(now);
            if !wait.is_zero() && self.may_wait(wait, now) {
                return self.wait_for(self.waiting(wait, WaitReason::ServiceBusy), now);
            }
        }
        let mut request = self.request.clone();
        if !goes_without_token(&request) {
            let Some(token) = &self.token else {
                return Next::Authorize(self.challenge.ask());
            };
            token.authorize(request.headers_mut());
        }
        self.turn.sends(now);
        Next::Send(request)
    }

    fn wait_for(&mut self, wait: Wait, now: Instant) -> Next {
        self.woken = now.checked_add(wait.duration).unwrap_or(now);
        Next::Wait(wait)
    }

    /// Returns `true` if the rules for sending again allow this wait. A request for which the wait is too long is
    /// sent at once.
    fn may_wait(&self, wait: Duration, now: Instant) -> bool {
        let retry = &self.settings.retry;
        wait <= retry.longest_wait && retry.has_time_for(wait, now.saturating_duration_since(self.begun))
    }

    /// Takes the token for the next attempt.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token.
    pub(crate) fn authorize(&mut self, token: Result<Token, TokenError>) -> Result<(), SendError> {
        match token {
            Ok(token) => self.token = Some(token),
            Err(error) => self.answer = Some(self.challenge.take_refusal().ok_or(error)?),
        }
        Ok(())
    }

    /// Takes the answer to the request, or the error instead of one.
    pub(crate) fn read(&mut self, answer: Answer, now: Instant) {
        let now = now.max(self.woken);
        // Each attempt has its own token, since tokens expire. Without a token, the address is the permission.
        let hidden = match self.token.take() {
            Some(token) => Some(token.hidden()),
            None => Hidden::from_address(self.request.uri()),
        };
        let mut answer = hide(answer, hidden);
        if let Ok(answer) = &mut answer
            && let Some(version) = self.settings.service.version_of(self.request.uri())
        {
            answer.extensions_mut().insert(version);
        }
        self.note(&answer, now);
        if let Ok(answer) = &answer
            && let Some(request) = self.follow(answer)
        {
            self.request = request;
            return;
        }
        if let Some(request) = self.challenged_by(&answer) {
            self.challenge.set(answer, request);
            return;
        }
        self.sent += 1;
        match self.wait_after(&answer, now) {
            Some(wait) => self.wait = Some(wait),
            None => self.answer = Some(answer),
        }
    }

    /// Returns the request that follows a redirect, with the settings of this one. `None` for a redirect that must
    /// not be followed: it is then treated like any other answer.
    fn follow(&mut self, answer: &http::Response<Bytes>) -> Option<http::Request<Bytes>> {
        if !answer.status().is_redirection() {
            return None;
        }
        // A 303 means that the request was carried out. An error of the redirected request must not look as if the
        // request failed.
        let is_done = answer.status() == StatusCode::SEE_OTHER && !self.request.method().is_safe();
        if self.is_anonymous || is_done || self.request.extensions().get::<NotFollowed>().is_some() {
            return None;
        }
        let (mut head, ()) = http::Response::new(()).into_parts();
        head.status = answer.status();
        head.headers.clone_from(answer.headers());
        let redirects = self.redirects.get_or_insert_with(|| {
            let redirects = Redirects::new(&self.settings.service, self.request.clone());
            match self.request.extensions().get::<MayBeElsewhere>() {
                Some(_) => redirects.with_other_hosts(),
                None => redirects,
            }
        });
        let (Hop::Service(mut request) | Hop::Elsewhere(mut request)) = redirects.next(&head).ok()??;
        let (from, to) = (self.request.extensions(), request.extensions_mut());
        keep::<Timeout>(from, to);
        keep::<HeadOnly>(from, to);
        keep::<MayBeElsewhere>(from, to);
        keep::<ChangesNothing>(from, to);
        keep::<&'static OperationInfo>(from, to);
        Some(*request)
    }

    /// Returns the request for a token with the claims that the service demands.
    fn challenged_by(&self, answer: &Answer) -> Option<TokenRequest> {
        let answer = answer.as_ref().ok().filter(|_| !goes_without_token(&self.request))?;
        self.challenge.demanded(answer.status(), answer.headers())
    }

    /// Reports the load of the service to the clones of the client.
    fn note(&self, answer: &Answer, now: Instant) {
        let Ok(answer) = answer else { return };
        if goes_without_token(&self.request) {
            return;
        }
        // A request that would have to wait longer than this fails. So the pause that is noted for the next requests is
        // not longer either.
        let longest = self.settings.retry.longest_wait;
        self.turn.note(answer.status(), answer.headers(), longest, now);
    }

    /// Returns the wait before the request is sent again, or `None` if its answer is final.
    fn wait_after(&self, answer: &Answer, now: Instant) -> Option<Wait> {
        let retry = &self.settings.retry;
        let elapsed = now.saturating_duration_since(self.begun);
        let (reason, wait) = match answer {
            Ok(answer) if answer.status().is_success() => {
                // The content of a file may be any bytes, so its end is not checked.
                let is_file = self.request.extensions().get::<MayBeElsewhere>().is_some();
                let error: SendError =
                    if is_file { return None } else { GraphError::from_interruption(answer)?.into() };
                return repeat_after(self.settings, &self.request, self.sent, elapsed, &error);
            }
            Ok(answer) if answer.status() == StatusCode::NOT_FOUND => {
                let wait = retry.wait_for_existence(self.sent, elapsed)?;
                (WaitReason::NotFound, jittered(wait))
            }
            Ok(answer) => {
                let error = error_of(answer);
                let asked = error.retry_after();
                let wait = retry.wait(effective_method(&self.request), self.sent, &error.into())?;
                let wait = spread(wait, asked.is_some());
                let reason = WaitReason::after_status(answer.status(), asked);
                (reason.unwrap_or(WaitReason::ServerError), wait)
            }
            Err(error) => return repeat_after(self.settings, &self.request, self.sent, elapsed, error),
        };
        allowed(self.settings, elapsed, wait, reason).then(|| self.waiting(wait, reason))
    }

    /// Describes a wait of this request.
    fn waiting(&self, duration: Duration, reason: WaitReason) -> Wait {
        Wait::new(&self.request, duration, reason, self.sent)
    }
}

/// Returns the wait before a request without a complete answer is sent again, or `None` if it is not sent again.
pub(crate) fn repeat_after(
    settings: &Settings,
    request: &http::Request<Bytes>,
    sent: u32,
    elapsed: Duration,
    error: &SendError,
) -> Option<Wait> {
    let wait = jittered(settings.retry.wait(effective_method(request), sent, error)?);
    let reason = WaitReason::after_error(error);
    allowed(settings, elapsed, wait, reason).then(|| Wait::new(request, wait, reason, sent))
}

/// Returns `true` if the limits that hold for all repeats allow this one.
fn allowed(settings: &Settings, elapsed: Duration, wait: Duration, reason: WaitReason) -> bool {
    // A busy service decides itself when requests are repeated. Repeats after failures share a budget.
    let is_paid = || reason == WaitReason::Throttled || settings.fleet.spend();
    settings.retry.has_time_for(wait, elapsed) && is_paid()
}

/// The method that decides if a request may be sent again: `GET` for a request that only reads, even if the request has
/// another method.
fn effective_method(request: &http::Request<Bytes>) -> &Method {
    match request.extensions().get::<ChangesNothing>() {
        Some(_) => &Method::GET,
        None => request.method(),
    }
}

/// Copies an extension of a request to the request that follows its redirect.
fn keep<T: Clone + Send + Sync + 'static>(from: &Extensions, to: &mut Extensions) {
    if let Some(extension) = from.get::<T>() {
        to.insert(extension.clone());
    }
}

/// Returns `true` for a request to an address that is its own permission.
fn goes_without_token(request: &http::Request<Bytes>) -> bool {
    request.extensions().get::<WithoutToken>().is_some()
}

/// The error that an unsuccessful answer stands for.
fn error_of(answer: &http::Response<Bytes>) -> GraphError {
    let (head, body) = answer.clone().into_parts();
    GraphError::from_answer(&head, &body)
}

/// A wait between half of the length and the full length, so that clients that failed together do not repeat their
/// requests together.
fn jittered(wait: Duration) -> Duration {
    wait / 2 + random_below(wait / 2)
}

/// A wait for a busy service, spread over some time. A wait that the service demanded never becomes shorter.
pub(crate) fn spread(wait: Duration, is_asked: bool) -> Duration {
    if is_asked { wait.saturating_add(random_below(wait / 10)) } else { jittered(wait) }
}

fn random_below(longest: Duration) -> Duration {
    longest.mul_f64(fastrand::f64())
}
