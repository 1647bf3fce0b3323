//! Two hundred clients against a service that throttles, in simulated time.
//!
//! A seed decides when the clients begin, how long answers take, and how long the clients think. `FAULT_SEED` in the
//! environment is another first seed, and `FAULT_RUNS` another number of seeds.

#[path = "../../../graph-models-core/tests/support/seeds.rs"]
mod seeds;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::time::{Duration, Instant};

use super::{Area, Fleet, Outcome, Place};
use seeds::seeds;

const CLIENTS: u32 = 200;
const LATENCY: Duration = Duration::from_millis(80);
const THINKING: Duration = Duration::from_millis(500);

/// The number of seeds, unless the environment has another one.
const SEEDS: u64 = 2;

/// A service that serves at most `limit` requests in each `window`, and refuses others until the window ends.
struct Service {
    window: Duration,
    limit: u32,
    served: u32,
    ends: Duration,
}

impl Service {
    /// Answers a request. A refusal contains the time until the window ends.
    fn answer(&mut self, now: Duration) -> Outcome {
        while now >= self.ends {
            self.ends += self.window;
            self.served = 0;
        }
        if self.served < self.limit {
            self.served += 1;
            return Outcome::Served;
        }
        // `Retry-After` has whole seconds.
        let left = self.ends.saturating_sub(now).as_secs_f64().ceil();
        Outcome::Busy(Some(Duration::from_secs_f64(left)))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A client has a request to send, and its place.
    Ready(u32, Option<Place>),
    /// The service gets a request, with the time at which it was sent.
    Request(u32, Duration),
    /// A client gets the answer to the request that it sent at this time.
    Answer(u32, Duration),
}

#[derive(Default)]
struct Report {
    sent: u32,
    served: u32,
    /// The requests sent in each second after the service was busy for the first time. Clients cannot know the limit
    /// before.
    seconds: BTreeMap<u64, u32>,
}

/// Runs the clients for the time `length`, each with requests to its area. The clients start within the time `start`.
fn run(mut service: Service, area: fn(u32) -> Area, start: Duration, length: Duration, seed: u64) -> Report {
    let (fleet, epoch) = (Fleet::default(), Instant::now());
    let mut random = fastrand::Rng::with_seed(seed);
    let mut around = |time: Duration| time.mul_f64(0.5 + random.f64());
    let mut events = BinaryHeap::new();
    for client in 0..CLIENTS {
        events.push(Reverse((around(start * client / CLIENTS), Event::Ready(client, None))));
    }
    let mut answers: BTreeMap<u32, Outcome> = BTreeMap::new();
    let mut report = Report::default();
    let mut begin: Option<Duration> = None;
    while let Some(Reverse((now, event))) = events.pop()
        && now < length
    {
        let at = epoch + now;
        match event {
            Event::Ready(client, place) => {
                let place = fleet.place(area(client), place, at);
                if place.due > at {
                    events.push(Reverse((place.due - epoch, Event::Ready(client, Some(place)))));
                    continue;
                }
                report.sent += 1;
                if let Some(begin) = begin {
                    *report.seconds.entry(now.saturating_sub(begin).as_secs()).or_default() += 1;
                }
                events.push(Reverse((now + around(LATENCY / 2), Event::Request(client, now))));
            }
            Event::Request(client, sent) => {
                answers.insert(client, service.answer(now));
                events.push(Reverse((now + around(LATENCY / 2), Event::Answer(client, sent))));
            }
            Event::Answer(client, sent) => {
                let outcome = answers.remove(&client).unwrap();
                fleet.note(area(client), epoch + sent, at, outcome);
                if outcome != Outcome::Served {
                    begin = begin.or(Some(now));
                }
                let wait = match outcome {
                    Outcome::Served => {
                        report.served += 1;
                        around(THINKING)
                    }
                    Outcome::Busy(wait) => wait.unwrap_or_default(),
                };
                events.push(Reverse((now + wait, Event::Ready(client, None))));
            }
        }
    }
    report
}

/// The area of a client: all clients share one.
fn users(_: u32) -> Area {
    Area::named("users")
}

/// The area of a client: each client has its own mailbox.
fn mailboxes(client: u32) -> Area {
    Area { part: Some(client.into()), ..Area::named("mailboxes") }
}

/// Asserts that clients in these areas spread their requests and waste few of them, if one limit holds for all
/// clients.
fn assert_spread(area: fn(u32) -> Area) {
    for seed in seeds(SEEDS) {
        assert_spread_with(seed, area);
    }
}

fn assert_spread_with(seed: u64, area: fn(u32) -> Area) {
    for (window, limit) in [(1, 20), (1, 100), (10, 300), (10, 1000), (5, 40), (30, 3000)] {
        let window = Duration::from_secs(window);
        let service = Service { window, limit, served: 0, ends: window };
        let report = run(service, area, Duration::from_secs(10), Duration::from_mins(10), seed);
        let ratio = f64::from(report.sent) / f64::from(report.served);
        let seconds = report.seconds.last_key_value().map_or(1, |(second, _)| second + 1);
        let mean =
            f64::from(report.seconds.values().sum::<u32>()) / Duration::from_secs(seconds).as_secs_f64();
        let most = f64::from(*report.seconds.values().max().unwrap());
        let possible = f64::from(limit) / window.as_secs_f64() * 600.0;
        let part = f64::from(report.served) / possible;
        let most_of_mean = most / mean;
        println!(
            "seed {seed}, {limit} per {window:?}: sent {ratio:.3} of served, a second has {most_of_mean:.2} of the mean"
        );
        assert!(
            part >= 0.8,
            "seed {seed}, {limit} per {window:?}: only {part} of what is possible was served"
        );
        assert!(ratio <= 1.15, "seed {seed}, {limit} per {window:?}: sent {ratio} of what was served");
        assert!(most <= 2.0 * mean, "seed {seed}, {limit} per {window:?}: {most} in a second, mean {mean}");
    }
}

#[test]
fn throttled_clients_spread_out_and_waste_little() {
    assert_spread(users);
}

#[test]
fn a_limit_for_all_mailboxes_together_is_found_too() {
    assert_spread(mailboxes);
}
