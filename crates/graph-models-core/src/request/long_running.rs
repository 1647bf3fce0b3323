//! Work that goes on after the answer: where to look, how long to wait, when it is done. Does no I/O and never waits.
//!
//! Knows no type of operation: any model will do that has a property `status`, as the API guidelines of Microsoft
//! have it, and may have `resourceLocation` and `statusDetail`.
//!
//! ```
//! # #[path = "../../tests/support/operation.rs"] mod operation;
//! use std::time::{Duration, SystemTime};
//!
//! use graph_models_core::request::{Accepted, LongRunning, Poll, PollStep, Service, decode};
//! use operation::LongRunningOperation;
//!
//! let answer = http::Response::builder()
//!     .status(202)
//!     .header("location", "https://graph.microsoft.com/beta/operations/1")
//!     .header("retry-after", "2")
//!     .body("")?;
//! let accepted: Accepted = decode(answer)?;
//!
//! let mut poll = Poll::<LongRunningOperation>::new(&Service::global(), &accepted)?;
//! // Wait so long, send the request, read the answer; again, until it is done.
//! assert_eq!(poll.delay(SystemTime::now()), Duration::from_secs(2));
//! assert_eq!(poll.request()?.uri(), "https://graph.microsoft.com/beta/operations/1");
//! let answer = http::Response::new(r#"{"status": "succeeded", "resourceLocation": ""}"#);
//! let PollStep::Succeeded(operation) = poll.read(answer)? else { panic!("it says so") };
//! // An empty location is none.
//! assert_eq!(operation.result_location(), None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::LOCATION;
use http::{Request, StatusCode, Uri};

use super::follow::Carried;
use super::{Accepted, Answer, GraphError, LinkError, RetryAfter, Service, Version, answer};
use crate::model::{Model, Ref};
use crate::patch::Patchable;

/// The first wait where the service does not say how long; doubled each time.
const FIRST_DELAY: Duration = Duration::from_secs(1);
/// The longest wait where the service does not say how long.
const LONGEST_DELAY: Duration = Duration::from_secs(30);
/// The longest wait, whatever the service says.
const CAP: Duration = Duration::from_mins(5);

/// How work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is done.
    Succeeded,
    /// It is given up.
    Failed,
}

/// What a model says that describes work that goes on. Every model has it.
pub trait LongRunning {
    /// How the work ended; none while it goes on, also in a way that is not known here.
    fn outcome(&self) -> Option<Outcome>;

    /// The property `status`, as text.
    fn status_text(&self) -> Option<&str>;

    /// More about the status: the property `statusDetail`. An empty one is none.
    fn detail(&self) -> Option<&str>;

    /// Where the result is: the property `resourceLocation`, an address to follow with [`Service::follows`]. An empty
    /// one is none.
    fn result_location(&self) -> Option<&str>;
}

impl<T: Patchable> LongRunning for T {
    fn outcome(&self) -> Option<Outcome> {
        let status = self.status_text()?;
        let outcomes = [("succeeded", Outcome::Succeeded), ("failed", Outcome::Failed)];
        outcomes.into_iter().find(|(name, _)| status.eq_ignore_ascii_case(name)).map(|(_, outcome)| outcome)
    }

    fn status_text(&self) -> Option<&str> {
        text(self.as_model(), "status")
    }

    fn detail(&self) -> Option<&str> {
        text(self.as_model(), "statusDetail")
    }

    fn result_location(&self) -> Option<&str> {
        text(self.as_model(), "resourceLocation")
    }
}

/// A property by its name on the wire, if it is text that is not empty.
fn text<'m>(model: &'m dyn Model, wire: &str) -> Option<&'m str> {
    let text = match model.info().position(wire) {
        Some(position) => match model.get(position) {
            Ref::String(text) => text.as_deref(),
            Ref::Enum(field) => field.get().map(|member| member.text(field.info())),
            _ => None,
        },
        None => model.extra().undeclared().get(wire).and_then(|value| value.as_str()),
    };
    text.filter(|text| !text.is_empty())
}

/// Looks after an operation of type `T` until it is done.
pub struct Poll<T> {
    service: Service,
    version: Option<Version>,
    location: Result<Uri, LinkError>,
    retry_after: Option<RetryAfter>,
    polls: u32,
    cap: Duration,
    operation: PhantomData<fn() -> T>,
}

/// What an answer said.
#[derive(Debug, Clone, PartialEq)]
pub enum PollStep<T> {
    /// The work goes on. There is no operation where the service answers without one (202).
    Running(Option<T>),
    /// It is done.
    Succeeded(T),
    /// It is given up.
    Failed(T),
}

impl<T: Answer + Patchable> Poll<T> {
    /// Begins with what a long-running request answered.
    ///
    /// # Errors
    ///
    /// It has no location, or one of another host.
    pub fn new(service: &Service, accepted: &Accepted) -> Result<Self, LinkError> {
        let location = accepted.location.as_deref().unwrap_or_default();
        Ok(Self { retry_after: accepted.retry_after, ..Self::from_location(service, location)? })
    }

    /// Begins with an address: of the operation, or of a resource that was created and says itself how far it is.
    ///
    /// # Errors
    ///
    /// It is none, or one of another host.
    pub fn from_location(service: &Service, location: &str) -> Result<Self, LinkError> {
        let location = service.follows(location)?;
        Ok(Self {
            service: service.clone(),
            version: None,
            location: Ok(location),
            retry_after: None,
            polls: 0,
            cap: CAP,
            operation: PhantomData,
        })
    }

    /// The same for a location of which the service leaves out the version, as `/teams('1')/operations('2')`.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn new_in(service: &Service, version: Version, accepted: &Accepted) -> Result<Self, LinkError> {
        let mut poll = Self::new(service, accepted)?;
        poll.version = Some(version);
        poll.go_to(accepted.location.as_deref().unwrap_or_default());
        Ok(poll)
    }

    /// Never waits longer than that, whatever the service says; five minutes unless it is set.
    #[must_use]
    pub fn with_cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// How long to wait from now before the next request: as long as the service said, else longer each time.
    pub fn delay(&self, now: SystemTime) -> Duration {
        let delay = match self.retry_after {
            Some(retry_after) => retry_after.delay(now),
            None => FIRST_DELAY.saturating_mul(1 << self.polls.min(16)).min(LONGEST_DELAY),
        };
        delay.min(self.cap)
    }

    /// How many answers were read.
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// The next request.
    ///
    /// # Errors
    ///
    /// The answer before led to another host.
    pub fn request(&self) -> Result<Request<Bytes>, LinkError> {
        self.location.clone().map(|location| Carried::default().get(location))
    }

    /// Reads the answer to a request.
    ///
    /// # Errors
    ///
    /// The answer is no success, or no operation. That ends nothing: the same request may be sent again, after
    /// [`delay`](Self::delay).
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<PollStep<T>, GraphError> {
        let (head, body) = response.into_parts();
        let body = body.as_ref();
        self.polls = self.polls.saturating_add(1);
        self.retry_after = RetryAfter::from_headers(&head.headers);
        if head.status == StatusCode::ACCEPTED {
            // The operation may move on; whether where it moves to is followed is said with the next request.
            if let Some(location) = head.headers.get(LOCATION).and_then(|location| location.to_str().ok()) {
                self.go_to(location);
                let hidden = head.extensions.get();
                self.location = self.location.clone().map_err(|error| error.without(hidden));
            }
            if body.is_empty() {
                return Ok(PollStep::Running(None));
            }
        }
        let operation: T = answer::read(&head, body)?;
        Ok(match operation.outcome() {
            Some(Outcome::Succeeded) => PollStep::Succeeded(operation),
            Some(Outcome::Failed) => PollStep::Failed(operation),
            None => PollStep::Running(Some(operation)),
        })
    }

    fn go_to(&mut self, location: &str) {
        self.location = self.service.follows_in(self.version, location);
    }
}

/// Shows no address: it may hold a token.
impl<T> fmt::Debug for Poll<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poll")
            .field("service", &self.service)
            .field("retry_after", &self.retry_after)
            .field("polls", &self.polls)
            .finish_non_exhaustive()
    }
}

impl<T> Clone for Poll<T> {
    fn clone(&self) -> Self {
        Self {
            service: self.service.clone(),
            version: self.version,
            location: self.location.clone(),
            retry_after: self.retry_after,
            polls: self.polls,
            cap: self.cap,
            operation: PhantomData,
        }
    }
}
