//! The state that the clones of a client share: the pause that the service demanded, the rate that it can serve, and
//! the budget for repeats. Must not wait or read a clock.
//!
//! Without shared state, a thousand tasks that are throttled together would repeat their requests together, and be
//! throttled again. With it, they continue one after the other, at a rate that grows until the service is busy again.

mod area;
mod budget;
mod pace;
#[cfg(test)]
mod simulation;
mod turn;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

pub(crate) use area::Area;
use budget::Budget;
use pace::Pace;
pub(crate) use pace::Place;
pub(crate) use turn::Turn;

/// The most areas of the service with a pace of their own.
const AREAS: usize = 64;

/// The most mailboxes and drives with a pace of their own.
const PARTS: usize = 1024;

/// If at least this number of other mailboxes were busy within [`RECENT`], all mailboxes count as busy.
const MANY: usize = 3;

/// The time for which a busy mailbox counts for others.
const RECENT: Duration = Duration::from_mins(2);

/// The state that the clones of a client share.
#[derive(Default)]
pub(crate) struct Fleet(Mutex<State>);

#[derive(Default)]
struct State {
    budget: Budget,
    /// The pace of each area as a whole, by its hash.
    wholes: BTreeMap<u64, Pace>,
    /// The pace of each mailbox and drive that was busy.
    parts: BTreeMap<Area, Pace>,
}

impl State {
    /// The pace of an area as a whole. If there are too many areas, one without a limit is forgotten. If all have
    /// limits, further areas share a pace.
    fn whole(&mut self, area: Area, now: Instant) -> &mut Pace {
        let mut key = area.whole;
        if self.wholes.len() >= AREAS && !self.wholes.contains_key(&key) {
            match self.wholes.iter().find(|(_, pace)| pace.is_unlimited(now)).map(|(key, _)| *key) {
                Some(unlimited) => drop(self.wholes.remove(&unlimited)),
                None => key = 0,
            }
        }
        self.wholes.entry(key).or_insert_with(|| Pace::new(now))
    }

    /// The pace of a mailbox or drive that has become busy. If there are too many, the one that became busy first is
    /// forgotten.
    fn busy_part(&mut self, area: Area, now: Instant) -> &mut Pace {
        if self.parts.len() >= PARTS && !self.parts.contains_key(&area) {
            self.parts.retain(|_, pace| !pace.is_unlimited(now));
            if self.parts.len() >= PARTS
                && let Some(first) =
                    self.parts.iter().min_by_key(|(_, pace)| pace.busy()).map(|(area, _)| *area)
            {
                self.parts.remove(&first);
            }
        }
        self.parts.entry(area).or_insert_with(|| Pace::new(now))
    }

    /// Returns `true` if a request waits in the queue of its mailbox or drive: it does so during the pause, and as
    /// long as the area as a whole has no limit.
    fn waits_for_part(&mut self, area: Area, now: Instant) -> bool {
        let Some(is_pausing) = self.parts.get(&area).map(|pace| pace.is_pausing(now)) else { return false };
        is_pausing || self.whole(area, now).is_unlimited(now)
    }

    /// Takes back the place of a request that is not sent.
    fn give_back(&mut self, area: Area, place: Place, now: Instant) {
        if !place.is_of_part {
            self.whole(area, now).give_back(place);
        } else if let Some(pace) = self.parts.get_mut(&area) {
            pace.give_back(place);
        }
    }

    /// Returns `true` if so many other mailboxes or drives were busy that they probably share one limit.
    fn are_many_busy(&self, area: Area, now: Instant) -> bool {
        let is_recent = |busy: Instant| now.saturating_duration_since(busy) <= RECENT;
        let others = self.parts.range(area.all_parts()).filter(|(other, _)| **other != area);
        others.filter(|(_, pace)| pace.busy().is_some_and(is_recent)).take(MANY).count() == MANY
    }
}

/// Shows neither the areas nor their paces.
impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fleet(..)")
    }
}

/// The effect of an answer on the shared state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The request was served.
    Served,
    /// The service was busy. It demanded a wait of this time, or named none.
    Busy(Option<Duration>),
}

impl Fleet {
    /// Returns the request's place in the queue for an area. Keeps `place` if it is still valid, otherwise takes the
    /// next free place.
    pub(crate) fn place(&self, area: Area, place: Option<Place>, now: Instant) -> Place {
        let mut state = self.state();
        let is_of_part = state.waits_for_part(area, now);
        // A place in another queue is given back.
        if let Some(place) = place
            && place.is_of_part != is_of_part
        {
            state.give_back(area, place, now);
        }
        let place = place.filter(|place| place.is_of_part == is_of_part);
        let queue = if is_of_part { state.busy_part(area, now) } else { state.whole(area, now) };
        let mut place = queue.place(place, now);
        place.is_of_part = is_of_part;
        place
    }

    /// Takes back the place of a request that is not sent.
    pub(crate) fn give_back(&self, area: Area, place: Place, now: Instant) {
        self.state().give_back(area, place, now);
    }

    /// Takes note of the answer to a request that was sent at `sent`.
    pub(crate) fn note(&self, area: Area, sent: Instant, now: Instant, outcome: Outcome) {
        let mut state = self.state();
        match outcome {
            Outcome::Served => {
                state.budget.earn();
                if let Some(pace) = state.parts.get_mut(&area) {
                    pace.note(sent, now, outcome);
                }
            }
            Outcome::Busy(_) if area.part.is_some() => {
                state.busy_part(area, now).note(sent, now, outcome);
                if !state.are_many_busy(area, now) {
                    return;
                }
            }
            Outcome::Busy(_) => {}
        }
        state.whole(area, now).note(sent, now, outcome);
    }

    /// Returns `true` if the budget allows one more repeat, and takes it.
    pub(crate) fn spend(&self) -> bool {
        self.state().budget.spend()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn mailbox(id: u64) -> Area {
        Area { part: Some(id), ..Area::named("mailboxes") }
    }

    #[test]
    fn many_areas_do_not_push_out_a_busy_one() {
        let (fleet, now) = (Fleet::default(), Instant::now());
        let users = Area::named("users");
        fleet.note(users, now, now, Outcome::Busy(Some(SECOND * 9)));
        for area in 0..1000 {
            fleet.note(Area::named(&area.to_string()), now, now, Outcome::Served);
        }
        assert!(fleet.place(users, None, now).due > now);
        assert_eq!(fleet.place(Area::named("999"), None, now).due, now);
        assert!(fleet.state().wholes.len() <= AREAS);
        assert_eq!(format!("{fleet:?}"), "Fleet(..)");
    }

    #[test]
    fn a_busy_mailbox_slows_itself_only() {
        let (fleet, now) = (Fleet::default(), Instant::now());
        for _ in 0..50 {
            fleet.note(mailbox(1), now, now, Outcome::Busy(Some(SECOND * 9)));
        }
        let first = fleet.place(mailbox(1), None, now);
        assert_eq!(first.due, now + SECOND * 9);
        assert!(fleet.place(mailbox(1), None, now).due > first.due);
        for id in 2..100 {
            assert_eq!(fleet.place(mailbox(id), None, now).due, now);
        }
        // The place is given back in the queue of the mailbox.
        fleet.give_back(mailbox(1), first, now);
        assert_eq!(fleet.place(mailbox(1), None, now).due, first.due);
        // All mailboxes together have a separate queue.
        for id in 2..5 {
            fleet.note(mailbox(id), now, now, Outcome::Busy(Some(SECOND * 9)));
        }
        assert!(fleet.place(mailbox(99), None, now).due > now);
        assert_eq!(fleet.place(Area::named("users"), None, now).due, now);
    }

    #[test]
    fn a_place_moves_to_the_queue_of_the_whole() {
        let (fleet, now) = (Fleet::default(), Instant::now());
        let busy = Outcome::Busy(Some(SECOND));
        fleet.note(mailbox(1), now, now, busy);
        let place = fleet.place(mailbox(1), None, now);
        for id in 2..5 {
            fleet.note(mailbox(id), now, now, Outcome::Busy(Some(SECOND * 5)));
        }
        // The pause of the mailbox comes first, then the queue of all mailboxes.
        assert_eq!(fleet.place(mailbox(1), Some(place), now), place);
        let later = fleet.place(mailbox(1), Some(place), now + SECOND);
        assert!(later.due >= now + SECOND * 5 && later != place, "{later:?}");
    }

    #[test]
    fn busy_mailboxes_take_a_bounded_place() {
        let (fleet, start) = (Fleet::default(), Instant::now());
        for id in 0..5000 {
            let now = start + Duration::from_millis(id);
            fleet.note(mailbox(id), now, now, Outcome::Busy(None));
        }
        assert_eq!(fleet.state().parts.len(), PARTS);
        assert!(fleet.state().parts.contains_key(&mailbox(4999)));
        // Mailboxes that are no longer busy are forgotten in favour of others.
        let later = start + Duration::from_hours(1);
        fleet.note(mailbox(9999), later, later, Outcome::Busy(None));
        assert_eq!(fleet.state().parts.len(), 1);
        // A mailbox that was never busy has no entry.
        fleet.note(mailbox(8888), later, later, Outcome::Served);
        fleet.place(mailbox(8888), None, later);
        assert_eq!(fleet.state().parts.len(), 1);
    }
}
