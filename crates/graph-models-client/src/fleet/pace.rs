//! The rate that one area of the service can serve.
//!
//! The rate is unlimited until the service is busy. Then requests pause as long as the service demands. After the
//! pause they continue one after the other, at less than the rate that was served, and faster from second to second
//! until the service is busy again.

use std::time::{Duration, Instant};

use super::Outcome;

/// The pause if the service names no time.
const PAUSE: Duration = Duration::from_secs(1);
/// The part of the served rate at which requests continue after a pause.
const DECREASE: f64 = 0.85;
/// The growth of the rate per second, as a part of the rate that was served.
const INCREASE: f64 = 0.01;
/// If the service was not busy for this time, the rate doubles in each further interval of this length.
const DOUBLE: Duration = Duration::from_mins(1);
/// If the service was not busy for this time, there is no limit any more.
const FORGET: Duration = Duration::from_mins(10);
/// The longest pause.
const LONGEST: Duration = Duration::from_hours(1);
/// The lowest rate, in requests per second.
const SLOWEST: f64 = 0.5;
/// The lowest rate that counts as served when the service is busy for the first time. A program that sends only a few
/// requests did not reach the real limit.
const FIRST: f64 = 10.0;

/// A place in the queue for an area of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    taken: Instant,
    /// The time at which the request may be sent.
    pub(crate) due: Instant,
    /// True if the place is in the queue of a mailbox or drive.
    pub(super) is_of_part: bool,
}

/// The rate that one area of the service can serve.
#[derive(Debug)]
pub(super) struct Pace {
    /// Absent while the service was never busy.
    limit: Option<Limit>,
    /// The beginning of the time in which `served` counts.
    since: Instant,
    served: u32,
}

#[derive(Debug)]
struct Limit {
    /// The rate that was served when the service became busy, in requests per second.
    base: f64,
    /// The end of the pause.
    begin: Instant,
    /// The time at which the next request may be sent.
    next: Instant,
    /// The time at which the service became busy.
    busy: Instant,
    /// The places before `next` that were given back, in order.
    free: Vec<Instant>,
}

impl Limit {
    /// The interval between two requests at this time.
    fn gap(&self, now: Instant) -> Duration {
        let seconds = now.saturating_duration_since(self.begin).as_secs_f64();
        let doubled = (seconds / DOUBLE.as_secs_f64() - 1.0).max(0.0);
        let rate = self.base * (DECREASE + INCREASE * seconds) * doubled.exp2();
        Duration::from_secs_f64(rate.max(SLOWEST).recip())
    }

    /// Returns `true` if the limit is over, since the service was not busy for a long time.
    fn is_over(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.begin) > FORGET
    }

    /// Returns `true` if a place is still valid: it was taken after the service became busy, and lies behind the pause.
    fn holds(&self, place: Place) -> bool {
        place.taken >= self.busy && place.due >= self.begin
    }

    /// Takes the next free place.
    fn take(&mut self, now: Instant) -> Instant {
        let first = now.max(self.begin);
        self.free.retain(|due| *due >= first);
        if !self.free.is_empty() {
            return self.free.remove(0);
        }
        let due = self.next.max(now);
        self.next = due + self.gap(due);
        due
    }

    /// Takes a place back. A place at the end of the queue makes the queue shorter. Any other place is free for the
    /// next request.
    fn give_back(&mut self, place: Place) {
        let position = self.free.partition_point(|due| *due < place.due);
        self.free.insert(position, place.due);
        while let Some(&last) = self.free.last()
            && last + self.gap(last) == self.next
        {
            self.next = last;
            self.free.pop();
        }
    }
}

impl Pace {
    pub(super) fn new(now: Instant) -> Self {
        Self { limit: None, since: now, served: 0 }
    }

    /// Returns `true` if requests do not wait.
    pub(super) fn is_unlimited(&self, now: Instant) -> bool {
        self.limit.as_ref().is_none_or(|limit| limit.is_over(now))
    }

    /// Returns `true` if the pause that the service demanded is not over.
    pub(super) fn is_pausing(&self, now: Instant) -> bool {
        self.limit.as_ref().is_some_and(|limit| now < limit.begin)
    }

    /// The last time at which the service became busy.
    pub(super) fn busy(&self) -> Option<Instant> {
        self.limit.as_ref().map(|limit| limit.busy)
    }

    /// Returns the request's place in the queue. Keeps `place` if it is still valid, otherwise takes the next free
    /// place.
    ///
    /// A place that was taken before the service became busy is not valid any more.
    pub(super) fn place(&mut self, place: Option<Place>, now: Instant) -> Place {
        self.limit.take_if(|limit| limit.is_over(now));
        let Some(limit) = &mut self.limit else { return Place { taken: now, due: now, is_of_part: false } };
        match place {
            Some(place) if limit.holds(place) => place,
            _ => Place { taken: now, due: limit.take(now), is_of_part: false },
        }
    }

    /// Takes back the place of a request that is not sent.
    pub(super) fn give_back(&mut self, place: Place) {
        if let Some(limit) = &mut self.limit
            && limit.holds(place)
        {
            limit.give_back(place);
        }
    }

    /// Takes note of the answer to a request that was sent at `sent`.
    pub(super) fn note(&mut self, sent: Instant, now: Instant, outcome: Outcome) {
        let Outcome::Busy(asked) = outcome else {
            self.served = self.served.saturating_add(1);
            return self.start_over(now);
        };
        let pause = asked.unwrap_or(PAUSE).min(LONGEST);
        let begin = now + pause;
        match &mut self.limit {
            // The answer belongs to the same busy period, so that only the pause may get longer.
            Some(limit) if sent <= limit.busy => {
                limit.begin = limit.begin.max(begin);
                limit.next = limit.next.max(begin);
            }
            limit => {
                let since = limit.as_ref().map_or(self.since, |limit| limit.begin);
                // A service with a limit for each minute may serve all requests of a minute at once, and then none
                // until the next minute.
                let seconds = (now.saturating_duration_since(since) + pause).as_secs_f64().max(1.0);
                let served = f64::from(self.served) / seconds;
                let base = limit.as_ref().map_or(served.max(FIRST), |limit| {
                    let rate = limit.gap(now).as_secs_f64().recip();
                    // The service served the allowed rate until now, unless it served much less.
                    if served >= DECREASE * rate { rate } else { DECREASE * rate }
                });
                *limit =
                    Some(Limit { base: base.max(SLOWEST), begin, next: begin, busy: now, free: Vec::new() });
                (self.since, self.served) = (now, 0);
            }
        }
    }

    /// Resets the count, so that the served rate without a limit is that of the last seconds.
    fn start_over(&mut self, now: Instant) {
        if self.limit.is_none() && now.saturating_duration_since(self.since) > Duration::from_secs(30) {
            (self.since, self.served) = (now, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn nothing_waits_until_the_service_is_busy() {
        let now = Instant::now();
        let mut pace = Pace::new(now);
        for _ in 0..1000 {
            assert_eq!(pace.place(None, now).due, now);
            pace.note(now, now, Outcome::Served);
        }
        assert_eq!(pace.place(None, now).due, now);
    }

    #[test]
    fn requests_go_on_one_by_one_after_the_pause() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        (0..10).for_each(|_| pace.note(start, start, Outcome::Served));
        pace.note(start, start, Outcome::Busy(Some(SECOND * 5)));
        let places: Vec<_> = (0..3).map(|_| pace.place(None, start)).collect();
        let gap = |index: usize| places[index + 1].due - places[index].due;
        assert_eq!(places[0].due, start + SECOND * 5);
        assert_eq!(gap(0), Duration::from_secs_f64(1.0 / (FIRST * DECREASE)));
        assert!(gap(1) < gap(0), "the rate grows");
        // A request that waited for its place keeps it.
        let then = places[0].due;
        assert_eq!(pace.place(Some(places[0]), then), places[0]);
        // A second busy period makes all places invalid.
        pace.note(then, then + SECOND, Outcome::Busy(Some(SECOND * 9)));
        assert!(pace.place(Some(places[2]), then + SECOND).due >= then + SECOND * 10);
        // Much later there is no limit any more.
        assert_eq!(pace.place(None, then + FORGET * 2).due, then + FORGET * 2);
    }

    #[test]
    fn a_place_that_is_given_back_is_free() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        pace.note(start, start, Outcome::Busy(Some(SECOND * 5)));
        let places: Vec<_> = (0..5).map(|_| pace.place(None, start)).collect();
        // A place in the middle goes to the next request. The place behind the last one is unchanged.
        pace.give_back(places[2]);
        assert_eq!(pace.place(None, start).due, places[2].due);
        // Places at the end also become free, in any order in which they are given back.
        for index in [3, 1, 4] {
            pace.give_back(places[index]);
        }
        let again: Vec<_> = (0..3).map(|_| pace.place(None, start).due).collect();
        assert_eq!(again, [1, 3, 4].map(|index| places[index].due));
        // A place in the past cannot be used.
        pace.give_back(places[0]);
        let later = pace.place(None, places[0].due + SECOND);
        assert!(later.due >= places[0].due + SECOND, "{later:?}");
        // A place of an earlier busy period is invalid.
        pace.note(start + SECOND, start + SECOND, Outcome::Busy(Some(SECOND * 9)));
        let first = pace.place(None, start + SECOND);
        pace.give_back(places[4]);
        let second = pace.place(None, start + SECOND);
        assert!(second.due > first.due, "{first:?} {second:?}");
    }

    #[test]
    fn answers_of_the_same_busy_time_count_once() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        (0..100).for_each(|_| pace.note(start, start, Outcome::Served));
        (0..50).for_each(|_| pace.note(start, start + SECOND, Outcome::Busy(None)));
        let first = pace.place(None, start + SECOND).due;
        let gap = pace.place(None, start + SECOND).due - first;
        assert_eq!((first - start, gap), (SECOND * 2, Duration::from_secs_f64(1.0 / (50.0 * DECREASE))));
    }
}
