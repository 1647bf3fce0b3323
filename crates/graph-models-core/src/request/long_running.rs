//! Work that continues after the answer: the address for polling, the time to wait, and the end. Must not do I/O or
//! wait.
//!
//! Works with any model that has a property `status`, as Microsoft's API guidelines describe it. The properties
//! `resourceLocation` and `statusDetail` are optional.

mod monitor;
mod outcome;
mod poll_state;
mod waits;

use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Request, StatusCode, Uri};

pub use monitor::{Monitor, MonitorState, MonitorStatus, MonitorStep};
pub use outcome::Outcome;
pub use poll_state::PollState;
use waits::Waits;

use super::follow::Carried;
use super::redirect::is_redirect;
use super::{Accepted, Answer, GraphError, LinkError, NotFollowed, Service, Version, answer, headers, wire};
use crate::patch::Patchable;

/// The state of a long-running operation, read from a model. Every model implements this trait.
pub trait LongRunning {
    /// The end of the operation. `None` while it runs, and for unknown values of `status`.
    fn outcome(&self) -> Option<Outcome>;

    /// The property `status`, as text.
    fn status_text(&self) -> Option<&str>;

    /// The property `statusDetail`: more about the status. `None` if it is empty.
    fn detail(&self) -> Option<&str>;

    /// The property `resourceLocation`: the address of the result, to be followed with [`Service::follows`]. `None` if
    /// it is empty.
    fn result_location(&self) -> Option<&str>;
}

impl<T: Patchable> LongRunning for T {
    fn outcome(&self) -> Option<Outcome> {
        Outcome::from_status(self.status_text()?)
    }

    fn status_text(&self) -> Option<&str> {
        wire::text(self.as_model(), "status")
    }

    fn detail(&self) -> Option<&str> {
        wire::text(self.as_model(), "statusDetail")
    }

    fn result_location(&self) -> Option<&str> {
        wire::text(self.as_model(), "resourceLocation")
    }
}

/// Polls an operation of type `T` until it ends.
///
/// ```
/// # mod operation { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/operation.rs")); }
/// use std::time::{Duration, SystemTime};
///
/// use graph_models_core::request::{Accepted, LongRunning, Poll, PollStep, Service, decode};
/// use operation::LongRunningOperation;
///
/// let answer = http::Response::builder()
///     .status(202)
///     .header("location", "https://graph.microsoft.com/beta/operations/1")
///     .header("retry-after", "2")
///     .body("")?;
/// let accepted: Accepted = decode(answer)?;
///
/// let mut poll = Poll::<LongRunningOperation>::new(&Service::global(), &accepted)?;
/// // Wait for `delay`, send the request, read the answer; repeat until the work is done.
/// assert_eq!(poll.delay(SystemTime::now()), Duration::from_secs(2));
/// assert_eq!(poll.request()?.uri(), "https://graph.microsoft.com/beta/operations/1");
/// let answer = http::Response::new(r#"{"status": "succeeded", "resourceLocation": ""}"#);
/// let PollStep::Succeeded(operation) = poll.read(answer)? else { panic!("it says so") };
/// // An empty location counts as missing.
/// assert_eq!(operation.result_location(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Poll<T> {
    service: Service,
    version: Option<Version>,
    location: Result<Uri, LinkError>,
    /// True if the operation has succeeded, and `location` is that of its result.
    is_done: bool,
    waits: Waits,
    operation: PhantomData<fn() -> T>,
}

/// The result of one poll.
#[derive(Debug, Clone, PartialEq)]
pub enum PollStep<T> {
    /// The operation still runs. `None` if the service answered without a body (202), or if the answer is a redirect.
    Running(Option<T>),
    /// The operation succeeded as a whole.
    Succeeded(T),
    /// The operation failed, did only a part of its work, or was stopped. [`LongRunning::outcome`] distinguishes
    /// these cases.
    Failed(T),
}

impl<T: Answer + Patchable> Poll<T> {
    /// Starts with the answer to a long-running request. An address without a version gets the version of the request,
    /// if the answer [has it](Accepted::version).
    ///
    /// # Errors
    ///
    /// Returns an error if the answer has no location, or if the location is on another host.
    pub fn new(service: &Service, accepted: &Accepted) -> Result<Self, LinkError> {
        let location = accepted.location.as_deref().unwrap_or_default();
        Self::begin(service, accepted.version, location, Waits::new(accepted.retry_after))
    }

    /// Starts with an address.
    ///
    /// The address may be that of an operation, or of a created resource whose `status` shows its own progress. To
    /// continue a poll later, save its [`state`](Self::state), which is more than its address.
    ///
    /// # Errors
    ///
    /// Returns an error if the address is invalid or on another host.
    pub fn from_location(service: &Service, location: &str) -> Result<Self, LinkError> {
        Self::begin(service, None, location, Waits::new(None))
    }

    /// Continues from a saved state. The service must be the same.
    ///
    /// ```
    /// # mod operation { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/operation.rs")); }
    /// use graph_models_core::request::{Poll, PollState, PollStep, Service};
    /// use operation::LongRunningOperation;
    ///
    /// let service = Service::global();
    /// let mut poll = Poll::<LongRunningOperation>::from_location(&service, "/v1.0/operations/1")?;
    /// // The operation has succeeded, and its result is at another address.
    /// poll.read(http::Response::builder().status(303).header("location", "/v1.0/teams('1')").body("")?)?;
    /// let saved = serde_json::to_string(&poll.state()?)?;
    ///
    /// // Another process reads the result, which has no `status`.
    /// let state: PollState = serde_json::from_str(&saved)?;
    /// let mut poll = Poll::<LongRunningOperation>::resume(&service, &state)?;
    /// assert_eq!(poll.request()?.uri(), "https://graph.microsoft.com/v1.0/teams('1')");
    /// let step = poll.read(http::Response::new(r#"{"id": "1"}"#))?;
    /// assert!(matches!(step, PollStep::Succeeded(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the address in the state is invalid or on another host.
    pub fn resume(service: &Service, state: &PollState) -> Result<Self, LinkError> {
        let poll = Self::from_location(service, &state.address)?;
        Ok(Self { is_done: state.is_done, ..poll })
    }

    /// The state, to be saved.
    ///
    /// # Errors
    ///
    /// Returns an error if the last answer pointed to another host.
    pub fn state(&self) -> Result<PollState, LinkError> {
        let address = self.location.clone()?.to_string();
        Ok(PollState { address, is_done: self.is_done })
    }

    fn begin(
        service: &Service,
        version: Option<Version>,
        location: &str,
        waits: Waits,
    ) -> Result<Self, LinkError> {
        let location = service.follows_from(version, None, location)?;
        Ok(Self {
            version: version.or(service.version_of(&location)),
            service: service.clone(),
            location: Ok(location),
            is_done: false,
            waits,
            operation: PhantomData,
        })
    }

    /// Starts with an answer whose location lacks the version, such as `/teams('1')/operations('2')`, and which does
    /// not know the version of its request.
    ///
    /// ```
    /// # mod operation { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/operation.rs")); }
    /// use graph_models_core::request::{Accepted, Poll, Service, Version, decode};
    ///
    /// let answer = http::Response::builder().status(202).header("location", "/teams('1')/operations('2')").body("")?;
    /// let accepted: Accepted = decode(answer)?;
    /// let poll = Poll::<operation::LongRunningOperation>::new_in(&Service::global(), Version::V1, &accepted)?;
    /// assert_eq!(poll.request()?.uri(), "https://graph.microsoft.com/v1.0/teams('1')/operations('2')");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`new`](Self::new).
    pub fn new_in(service: &Service, version: Version, accepted: &Accepted) -> Result<Self, LinkError> {
        let location = accepted.location.as_deref().unwrap_or_default();
        Self::begin(service, Some(version), location, Waits::new(accepted.retry_after))
    }

    /// Sets the longest wait, even if the service names a longer time. The default is five minutes.
    #[must_use]
    pub fn with_cap(mut self, cap: Duration) -> Self {
        self.waits.cap = cap;
        self
    }

    /// The time to wait from `now` before the next request: the time that the service named, or else a time that
    /// grows with each request.
    pub fn delay(&self, now: SystemTime) -> Duration {
        self.waits.delay(now)
    }

    /// The number of answers read.
    pub fn polls(&self) -> u32 {
        self.waits.looks
    }

    /// The next request. It has the marker [`NotFollowed`] in its extensions, since a redirect may mean the end of the
    /// work: [`read`](Self::read) follows it.
    ///
    /// # Errors
    ///
    /// Returns an error if the last answer pointed to another host.
    pub fn request(&self) -> Result<Request<Bytes>, LinkError> {
        let mut request = Carried::default().get(self.location.clone()?);
        request.extensions_mut().insert(NotFollowed);
        Ok(request)
    }

    /// Reads the answer to a request.
    ///
    /// The status 303 says that the operation has succeeded, and where its result is. The next answer is then the
    /// result, whether it has a `status` or not.
    ///
    /// ```
    /// # mod operation { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/operation.rs")); }
    /// # use graph_models_core::request::{Poll, PollStep, Service};
    /// # let mut poll = Poll::<operation::LongRunningOperation>::from_location(&Service::global(), "/v1.0/operations/1")?;
    /// let moved = http::Response::builder().status(303).header("location", "/v1.0/teams('1')").body("")?;
    /// assert_eq!(poll.read(moved)?, PollStep::Running(None));
    /// assert_eq!(poll.request()?.uri(), "https://graph.microsoft.com/v1.0/teams('1')");
    /// assert!(matches!(poll.read(http::Response::new(r#"{"id": "1"}"#))?, PollStep::Succeeded(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is not a success, is not an operation, or is one redirect too many. Polling can
    /// continue: wait for [`delay`](Self::delay) and send the same request again.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<PollStep<T>, GraphError> {
        let (head, body) = response.into_parts();
        let body = body.as_ref();
        self.waits.note(&head);
        let is_redirect = is_redirect(head.status);
        if is_redirect || head.status == StatusCode::ACCEPTED {
            // The operation may move. The next `request` checks whether the new address may be followed.
            if let Some(location) = headers::location(&head.headers) {
                self.waits.check_hops().map_err(|error| GraphError::not_followed(&head, body, &error))?;
                self.go_to(&location);
                let hidden = head.extensions.get();
                self.location = self.location.clone().map_err(|error| error.without(hidden));
                self.is_done |= head.status == StatusCode::SEE_OTHER;
                if is_redirect {
                    return Ok(PollStep::Running(None));
                }
            }
            if answer::is_accepted(&head, body) {
                return Ok(PollStep::Running(None));
            }
        }
        let operation: T = answer::read(&head, body)?;
        Ok(match operation.outcome() {
            Some(Outcome::Succeeded) => PollStep::Succeeded(operation),
            Some(_) => PollStep::Failed(operation),
            None if self.is_done => PollStep::Succeeded(operation),
            None => PollStep::Running(Some(operation)),
        })
    }

    fn go_to(&mut self, location: &str) {
        self.location = self.service.follows_from(self.version, self.location.as_ref().ok(), location);
    }
}

/// Shows no address, since it may contain a token.
impl<T> fmt::Debug for Poll<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poll")
            .field("service", &self.service)
            .field("waits", &self.waits)
            .finish_non_exhaustive()
    }
}

impl<T> Clone for Poll<T> {
    fn clone(&self) -> Self {
        Self {
            service: self.service.clone(),
            version: self.version,
            location: self.location.clone(),
            is_done: self.is_done,
            waits: self.waits.clone(),
            operation: PhantomData,
        }
    }
}
