//! The state that the clones of a client share: the pause that the service asked for, the rate at which it keeps up,
//! and the budget for repeats. Does not wait and reads no clock.
//!
//! Without it, a thousand tasks that are throttled together come back together, and are throttled again. With it, they
//! come back one after the other, at a rate that grows until the service is busy again.

mod budget;
mod pace;
#[cfg(test)]
mod simulation;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::Uri;

use budget::Budget;
use pace::Pace;
pub(crate) use pace::Place;

/// The most areas of the service with a pace of their own.
const AREAS: usize = 64;

/// The state that the clones of a client share.
#[derive(Debug, Default)]
pub(crate) struct Fleet(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    budget: Budget,
    /// The pace of each area.
    paces: BTreeMap<Box<str>, Pace>,
}

impl State {
    /// The pace of the area of an address. When there are too many areas, further ones share a pace.
    fn pace(&mut self, uri: &Uri, now: Instant) -> &mut Pace {
        let mut area = area(uri);
        if self.paces.len() >= AREAS && !self.paces.contains_key(area) {
            area = "";
        }
        self.paces.entry(area.into()).or_insert_with(|| Pace::new(now))
    }
}

/// The effect of an answer on the shared state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The request was served.
    Served,
    /// The service was busy, and asked for a wait of that time or named none.
    Busy(Option<Duration>),
}

impl Fleet {
    /// Returns the request's place in the queue for this address. Keeps `place` if it is still valid, otherwise takes the
    /// next free one.
    pub(crate) fn place(&self, uri: &Uri, place: Option<Place>, now: Instant) -> Place {
        self.state().pace(uri, now).place(place, now)
    }

    /// Takes note of the answer to a request that was sent at `sent`.
    pub(crate) fn note(&self, uri: &Uri, sent: Instant, now: Instant, outcome: Outcome) {
        let mut state = self.state();
        if outcome == Outcome::Served {
            state.budget.earn();
        }
        state.pace(uri, now).note(sent, now, outcome);
    }

    /// Returns `true` if the budget allows one more repeat, and takes it.
    pub(crate) fn spend(&self) -> bool {
        self.state().budget.spend()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The area of the service that an address belongs to: the segment after the version, such as `users`.
///
/// The services behind Graph have limits of their own. A busy one does not slow down requests to the others.
fn area(uri: &Uri) -> &str {
    let mut segments = uri.path().split('/').filter(|segment| !segment.is_empty());
    let area = segments.find(|segment| !matches!(*segment, "v1.0" | "beta")).unwrap_or_default();
    area.split('(').next().unwrap_or_default()
}
