//! The state that the clones of a client share: the pause that the service asked for, the rate at which it keeps up,
//! and the budget for repeats. Does not wait and reads no clock.
//!
//! Without it, a thousand tasks that are throttled together come back together, and are throttled again. With it, they
//! come back one after the other, at a rate that grows until the service is busy again.

mod budget;
mod pace;
#[cfg(test)]
mod simulation;
mod turn;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use graph_models_core::request::Service;
use http::Uri;

use budget::Budget;
use pace::Pace;
pub(crate) use pace::Place;
pub(crate) use turn::Turn;

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
    /// The pace of an area. When there are too many areas, one without a limit is forgotten, or further ones share a
    /// pace.
    fn pace(&mut self, area: &str, now: Instant) -> &mut Pace {
        let mut area = area;
        if self.paces.len() >= AREAS && !self.paces.contains_key(area) {
            match self.paces.iter().find(|(_, pace)| pace.is_unlimited()).map(|(area, _)| area.clone()) {
                Some(unlimited) => drop(self.paces.remove(&unlimited)),
                None => area = "",
            }
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
    /// Returns the request's place in the queue for an area. Keeps `place` if it is still valid, otherwise takes the
    /// next free one.
    pub(crate) fn place(&self, area: &str, place: Option<Place>, now: Instant) -> Place {
        self.state().pace(area, now).place(place, now)
    }

    /// Takes back the place of a request that is not sent.
    pub(crate) fn give_back(&self, area: &str, place: Place) {
        if let Some(pace) = self.state().paces.get_mut(area) {
            pace.give_back(place);
        }
    }

    /// Takes note of the answer to a request that was sent at `sent`.
    pub(crate) fn note(&self, area: &str, sent: Instant, now: Instant, outcome: Outcome) {
        let mut state = self.state();
        if outcome == Outcome::Served {
            state.budget.earn();
        }
        state.pace(area, now).note(sent, now, outcome);
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
/// Services behind Graph have limits of their own, and most of them an area of their own.
fn area<'u>(service: &Service, uri: &'u Uri) -> &'u str {
    let path = service.path_of(uri).and_then(|path| path.split('?').next()).unwrap_or_default();
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let area = segments.find(|segment| !matches!(*segment, "v1.0" | "beta")).unwrap_or_default();
    area.split('(').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_the_first_segment_below_the_version() {
        let area =
            |root: &str, uri| area(&Service::with_root(root).unwrap(), &Uri::from_static(uri)).to_owned();
        assert_eq!(
            area("https://graph.microsoft.com", "https://graph.microsoft.com/v1.0/users/1?$top=5"),
            "users"
        );
        assert_eq!(area("https://gw.example/graph", "https://gw.example/graph/beta/teams('1')/x"), "teams");
        assert_eq!(area("https://gw.example", "https://gw.example/v1.0/$batch"), "$batch");
    }

    #[test]
    fn many_areas_do_not_push_out_a_busy_one() {
        let (fleet, now) = (Fleet::default(), Instant::now());
        fleet.note("users", now, now, Outcome::Busy(Some(Duration::from_secs(9))));
        for area in 0..1000 {
            fleet.note(&area.to_string(), now, now, Outcome::Served);
        }
        assert!(fleet.place("users", None, now).due > now);
        assert_eq!(fleet.place("999", None, now).due, now);
        assert!(fleet.state().paces.len() <= AREAS);
    }
}
