//! Work that is watched at a separate address, mostly at another host, for example the copying of a drive item.

mod state;

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::response::Parts;
use http::{Method, Request, StatusCode, Uri};
use serde_json::Value;

pub use state::MonitorState;

use super::Outcome;
use super::waits::Waits;
use crate::request::anonymous::Address;
use crate::request::follow::Carried;
use crate::request::graph_error::{Quoted, Values};
use crate::request::redirect::is_redirect;
use crate::request::{Accepted, GraphError, LinkError, NotFollowed, Service, Version, answer, headers, link};

/// Watches work at the address that its [`Accepted`] answer gave.
///
/// The address may be at another host. It is then its own permission, and the requests are sent **without a token**.
/// No model of Graph is needed, since the few properties of monitors are read by name.
///
/// A monitor that moves to another host stays without a token, even if it then moves to the host of the service. Its
/// relative addresses are relative to the address that answered.
///
/// The caller decides how long to watch, and stops by dropping the monitor. The work itself continues.
///
/// ```
/// use graph_models_core::request::{Accepted, Monitor, MonitorStep, Outcome, Service, WithoutToken, decode};
///
/// // The answer to a copy of a drive item.
/// let answer = http::Response::builder()
///     .status(202)
///     .header("location", "https://contoso.sharepoint.com/_api/v2.0/monitor/4A3407B5?tempauth=secret")
///     .body("")?;
/// let accepted: Accepted = decode(answer)?;
/// let mut monitor = Monitor::new(&Service::global(), None, &accepted)?;
///
/// let request = monitor.request();
/// assert!(request.headers().get("authorization").is_none());
/// assert!(request.extensions().get::<WithoutToken>().is_some());
/// let answer = http::Response::new(r#"{"operation": "ItemCopy", "percentageComplete": 27.8, "status": "inProgress"}"#);
/// let MonitorStep::Running(state) = monitor.read(answer)? else { panic!("it says so") };
/// assert_eq!(state.percentage, Some(27.8));
///
/// let answer = http::Response::new(r#"{"status": "completed", "resourceId": "01MOWKYVJML57KN2ANMBA3JZJS2MBGC7KM"}"#);
/// let MonitorStep::Ended(Outcome::Succeeded, state) = monitor.read(answer)? else { panic!("it says so") };
/// assert_eq!(state.resource_id.as_deref(), Some("01MOWKYVJML57KN2ANMBA3JZJS2MBGC7KM"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Monitor {
    service: Service,
    version: Option<Version>,
    place: Place,
    waits: Waits,
}

/// The address of the monitor.
#[derive(Clone)]
enum Place {
    /// An address at the service; requests have a token.
    Service(Uri),
    /// An address at any other host; requests have no token.
    Elsewhere(Address),
}

/// The result of one request for the state.
#[derive(Debug, Clone, PartialEq)]
pub enum MonitorStep {
    /// The work still runs.
    Running(MonitorStatus),
    /// The work has ended.
    Ended(Outcome, MonitorStatus),
}

/// The properties of a monitor. Each is absent if the service did not send it.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct MonitorStatus {
    /// The word for the state, such as `inProgress`.
    pub status: Option<String>,
    /// The work that was done, in percent.
    pub percentage: Option<f64>,
    /// The id of the result.
    pub resource_id: Option<String>,
    /// The address of the result, to be followed with [`Service::follows`].
    pub resource_location: Option<String>,
    /// The code of the error, if the work failed.
    pub error_code: Option<String>,
    /// The message of the error, if the work failed.
    pub error_message: Option<String>,
}

impl Monitor {
    /// Begins with the answer to a request. `version` is the version of the request, since the address may lack it. It
    /// is only needed for an answer that [does not know it](Accepted::version).
    ///
    /// # Errors
    ///
    /// Returns an error if the answer has no address, or an address that must not be used. At another host the
    /// address must be `https`, or `http` to loopback, and must not have user information.
    pub fn new(service: &Service, version: Option<Version>, accepted: &Accepted) -> Result<Self, LinkError> {
        let version = version.or(accepted.version);
        let location = accepted.location.as_deref().unwrap_or_default();
        let place = Place::find(service, version, None, location)?;
        Ok(Self::at(service, version, place, Waits::new(accepted.retry_after)))
    }

    /// Continues from a saved state. The service must be the same.
    ///
    /// # Errors
    ///
    /// Returns an error if the address in the state must not be used.
    pub fn resume(service: &Service, state: &MonitorState) -> Result<Self, LinkError> {
        let place = match state.is_elsewhere {
            true => Place::Elsewhere(Address::parse(&state.address)?),
            false => Place::find(service, None, None, &state.address)?,
        };
        Ok(Self::at(service, None, place, Waits::new(None)))
    }

    fn at(service: &Service, version: Option<Version>, place: Place, waits: Waits) -> Self {
        let version = version.or_else(|| match &place {
            Place::Service(uri) => service.version_of(uri),
            Place::Elsewhere(_) => None,
        });
        Self { service: service.clone(), version, place, waits }
    }

    /// The state, to be saved. It contains the address, and so the permission to see the state of the work.
    pub fn state(&self) -> MonitorState {
        match &self.place {
            Place::Service(uri) => MonitorState { address: uri.to_string(), is_elsewhere: false },
            Place::Elsewhere(address) => MonitorState { address: address.to_text(), is_elsewhere: true },
        }
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

    /// The next request. At another host it has the marker [`WithoutToken`](crate::request::WithoutToken) in its
    /// extensions. It always has the marker [`NotFollowed`], since a redirect may mean the end of the work:
    /// [`read`](Self::read) follows it.
    pub fn request(&self) -> Request<Bytes> {
        let mut request = match &self.place {
            Place::Service(uri) => Carried::default().get(uri.clone()),
            Place::Elsewhere(address) => address.request(Method::GET).into_request(),
        };
        request.extensions_mut().insert(NotFollowed);
        request
    }

    /// Reads the answer to a request.
    ///
    /// The status 303 ends the work and gives the address of the result. Any other redirect, and 202 with a
    /// `Location`, move the monitor: the next request goes to the new address. A success without a `status` property
    /// also ends the work: the body is then the result itself, or the error of work that failed, or there is no
    /// result (204).
    ///
    /// ```
    /// use graph_models_core::request::{Accepted, Monitor, MonitorStep, Outcome, Service, decode};
    ///
    /// # fn answer(status: u16, location: &str) -> http::Response<&str> {
    /// #     http::Response::builder().status(status).header("location", location).body("").unwrap()
    /// # }
    /// let accepted: Accepted = decode(answer(202, "https://contoso.sharepoint.com/_api/v2.0/monitor/1?tempauth=secret"))?;
    /// let mut monitor = Monitor::new(&Service::global(), None, &accepted)?;
    /// // The monitor moves.
    /// let step = monitor.read(answer(307, "https://contoso.sharepoint.com/_api/v2.0/monitor/2?tempauth=secret"))?;
    /// assert!(matches!(step, MonitorStep::Running(_)));
    /// assert_eq!(monitor.request().uri().path(), "/_api/v2.0/monitor/2");
    /// // The work has ended, and the result is at another address.
    /// let item = "https://graph.microsoft.com/v1.0/drives/1/items/2";
    /// let MonitorStep::Ended(Outcome::Succeeded, state) = monitor.read(answer(303, item))? else { panic!("it ended") };
    /// assert_eq!(state.resource_location.as_deref(), Some(item));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is neither a success nor a redirect, is no JSON object, moves the monitor to an
    /// address that must not be used, or is the eleventh redirect in a row. Watching can continue with the same
    /// request.
    pub fn read<B: AsRef<[u8]>>(&mut self, response: http::Response<B>) -> Result<MonitorStep, GraphError> {
        let (mut head, body) = response.into_parts();
        let body = body.as_ref();
        self.waits.note(&head);
        if let Place::Elsewhere(address) = &self.place {
            address.hide(&mut head.extensions);
        }
        if head.status == StatusCode::SEE_OTHER {
            let status = MonitorStatus {
                resource_location: headers::location(&head.headers).map(|location| self.absolute(location)),
                ..MonitorStatus::default()
            };
            return Ok(MonitorStep::Ended(Outcome::Succeeded, status));
        }
        let moves = is_redirect(head.status) || head.status == StatusCode::ACCEPTED;
        if moves && let Some(location) = headers::location(&head.headers) {
            let may_move = self.waits.check_hops();
            let place = may_move.and_then(|()| self.place.moved(&self.service, self.version, &location));
            self.place = place.map_err(|error| GraphError::not_followed(&head, body, &error))?;
            if is_redirect(head.status) {
                return Ok(MonitorStep::Running(MonitorStatus::default()));
            }
        }
        if !head.status.is_success() {
            return Err(GraphError::from_answer(&head, body));
        }
        if answer::is_accepted(&head, body) {
            return Ok(MonitorStep::Running(MonitorStatus::default()));
        }
        if head.status == StatusCode::NO_CONTENT {
            return Ok(MonitorStep::Ended(Outcome::Succeeded, MonitorStatus::default()));
        }
        let status = read_status(&head, body)?;
        let outcome = match &status.status {
            Some(word) => Outcome::from_status(word),
            None if status.error_code.is_some() || status.error_message.is_some() => Some(Outcome::Failed),
            None if head.status == StatusCode::ACCEPTED => None,
            None => Some(Outcome::Succeeded),
        };
        Ok(match outcome {
            Some(outcome) => MonitorStep::Ended(outcome, status),
            None => MonitorStep::Running(status),
        })
    }

    /// The address of a result in a form that does not depend on the monitor. An address that must not be followed
    /// stays as it is.
    fn absolute(&self, location: String) -> String {
        let absolute = match &self.place {
            Place::Service(uri) => {
                self.service.follows_from(self.version, Some(uri), &location).map(|uri| uri.to_string())
            }
            Place::Elsewhere(address) => link::absolute(address.uri(), &location),
        };
        absolute.unwrap_or(location)
    }
}

impl Place {
    /// The place of an address in an answer of the service to the request `from`, if that request is known.
    fn find(
        service: &Service,
        version: Option<Version>,
        from: Option<&Uri>,
        location: &str,
    ) -> Result<Self, LinkError> {
        match service.follows_from(version, from, location) {
            Ok(uri) => Ok(Self::Service(uri)),
            Err(LinkError::OtherOrigin { .. }) => Address::parse(location).map(Self::Elsewhere),
            Err(error) => Err(error),
        }
    }

    /// The place to which an answer moves the monitor. An address at another host never leads back to the service: the
    /// next request has no token either.
    fn moved(&self, service: &Service, version: Option<Version>, location: &str) -> Result<Self, LinkError> {
        match self {
            Self::Service(uri) => Self::find(service, version, Some(uri), location),
            Self::Elsewhere(address) => {
                Address::parse(&link::absolute(address.uri(), location)?).map(Self::Elsewhere)
            }
        }
    }
}

/// Reads the properties of a monitor by name. Properties of other types than usual count as absent.
fn read_status(head: &Parts, body: &[u8]) -> Result<MonitorStatus, GraphError> {
    let invalid = |problem: &str| GraphError::undecodable(head, body, "a monitor", problem);
    let value: Value = serde_json::from_str(answer::json_text(head, body, "a monitor")?)
        .map_err(|error| invalid(&error.to_string()))?;
    let Value::Object(value) = value else { return Err(invalid("expected an object")) };
    let text = |name: &str| {
        let text = value.get(name).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let error = ["error", "odata.error"].into_iter().find_map(|name| value.get(name));
    let of_error =
        |name: &str| error.and_then(|error| error.get(name)).and_then(Value::as_str).map(str::to_owned);
    Ok(MonitorStatus {
        status: text("status"),
        percentage: value.get("percentageComplete").and_then(Value::as_f64),
        resource_id: text("resourceId").or_else(|| text("id")),
        resource_location: text("resourceLocation"),
        error_code: of_error("code"),
        error_message: of_error("message"),
    })
}

/// Shows no address, since it may be a permission.
impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor").field("waits", &self.waits).finish_non_exhaustive()
    }
}

/// Shows neither the id nor the address of the result.
impl fmt::Debug for MonitorStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = Values::default();
        let error_message = self.error_message.as_deref().map(|text| Quoted(text, &values));
        f.debug_struct("MonitorStatus")
            .field("status", &self.status)
            .field("percentage", &self.percentage)
            .field("error_code", &self.error_code)
            .field("error_message", &error_message)
            .finish_non_exhaustive()
    }
}
