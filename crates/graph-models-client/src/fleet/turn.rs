//! The turn of one request in the queue for its area of the service.

use std::time::{Duration, Instant, SystemTime};

use graph_models_core::request::RetryAfter;
use http::{HeaderMap, StatusCode};

use super::{Area, Outcome, Place};
use crate::settings::Settings;

/// The turn of one request, which waits for its place, is sent, and tells the clones of the client how the service keeps
/// up.
pub(crate) struct Turn<'a> {
    settings: &'a Settings,
    area: Area,
    /// The place of the request in the queue, until the request is sent.
    place: Option<Place>,
    /// The time of the last attempt.
    sent: Instant,
}

impl<'a> Turn<'a> {
    /// The turn of a request to the service, or to the host of a pre-authenticated address.
    pub(crate) fn new<B>(settings: &'a Settings, request: &http::Request<B>, now: Instant) -> Self {
        Self { settings, area: Area::new(&settings.service, request), place: None, sent: now }
    }

    /// The time to wait for the place of the request. The place stays until the request is sent.
    pub(crate) fn wait(&mut self, now: Instant) -> Duration {
        let place = self.settings.fleet.place(self.area, self.place, now);
        self.place = Some(place);
        place.due.saturating_duration_since(now)
    }

    /// Notes that the request is sent. A request that does not wait for its place gives the place back.
    pub(crate) fn sends(&mut self, now: Instant) {
        if let Some(place) = self.place.take().filter(|place| place.due > now) {
            self.settings.fleet.give_back(self.area, place, now);
        }
        self.sent = now;
    }

    /// Takes note of an answer. A pause of more than `longest` counts as one of unknown length.
    pub(crate) fn note(&self, status: StatusCode, headers: &HeaderMap, longest: Duration, now: Instant) {
        let outcome = match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let asked = RetryAfter::from_headers(headers).map(|after| after.delay(SystemTime::now()));
                if status == StatusCode::SERVICE_UNAVAILABLE && asked.is_none() {
                    return;
                }
                Outcome::Busy(asked.filter(|asked| *asked <= longest))
            }
            status if status.is_server_error() => return,
            _ => Outcome::Served,
        };
        self.settings.fleet.note(self.area, self.sent, now, outcome);
    }
}

/// A request that is dropped while it waits gives its place back.
impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place.take() {
            self.settings.fleet.give_back(self.area, place, Instant::now());
        }
    }
}
