//! The turn of one request in the queue for its area of the service.

use std::time::{Duration, Instant, SystemTime};

use graph_models_core::request::{RetryAfter, Service, is_throttling};
use http::{HeaderMap, StatusCode};

use super::{Area, Fleet, Outcome, Place};

/// The turn of one request: waits for its place, notes that it is sent, and reports the answer to the clones of the
/// client.
pub(crate) struct Turn<'a> {
    fleet: &'a Fleet,
    area: Area,
    /// The place of the request in the queue, until the request is sent.
    place: Option<Place>,
    /// The time of the last attempt.
    sent: Instant,
}

impl<'a> Turn<'a> {
    /// The turn of a request to the service, or to the host of a pre-authenticated address.
    pub(crate) fn new<B>(
        fleet: &'a Fleet,
        service: &Service,
        request: &http::Request<B>,
        now: Instant,
    ) -> Self {
        Self { fleet, area: Area::new(service, request), place: None, sent: now }
    }

    /// The time to wait for the place of the request. The request keeps the place until it is sent.
    pub(crate) fn wait(&mut self, now: Instant) -> Duration {
        let place = self.fleet.place(self.area, self.place, now);
        self.place = Some(place);
        place.due.saturating_duration_since(now)
    }

    /// Notes that the request is sent. A request that does not wait for its place gives the place back.
    pub(crate) fn sends(&mut self, now: Instant) {
        if let Some(place) = self.place.take().filter(|place| place.due > now) {
            self.fleet.give_back(self.area, place, now);
        }
        self.sent = now;
    }

    /// Takes note of an answer. A pause longer than `longest` counts as a pause of unknown length.
    pub(crate) fn note(&self, status: StatusCode, headers: &HeaderMap, longest: Duration, now: Instant) {
        let retry_after = RetryAfter::from_headers(headers);
        let outcome = match status {
            status if is_throttling(status, retry_after) => {
                let asked = retry_after.map(|after| after.delay(SystemTime::now()));
                Outcome::Busy(asked.filter(|asked| *asked <= longest))
            }
            status if status.is_server_error() => return,
            _ => Outcome::Served,
        };
        self.fleet.note(self.area, self.sent, now, outcome);
    }
}

/// Gives the place back if the request is dropped while it waits.
impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(place) = self.place.take() {
            self.fleet.give_back(self.area, place, Instant::now());
        }
    }
}
