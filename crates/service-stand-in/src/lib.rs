//! A stand-in of any service of Graph, on loopback: two hosts over real sockets, which do what a test tells them.
//!
//! [`StandIn`] answers by scripts ([`Step`]): redirects, throttling, challenges, long-running work, odd errors, answers
//! that break off. At its other host it keeps a file, for upload sessions and downloads with faults ([`Fault`]). It
//! records all requests, so that a test can check that no secret reached the other host ([`StandIn::leaks`]), and that
//! nothing acknowledged was sent again ([`Uploaded::sent_again`]).
//!
//! [`Listeners`] is the layer below: hosts whose answers a function returns.
//!
//! ```
//! use service_stand_in::{At, StandIn, Step};
//!
//! let stand_in = StandIn::start()?;
//! let elsewhere = stand_in.url(At::Elsewhere, "/report.csv");
//! stand_in.play(At::Service, "GET", "/v1.0/reports", [Step::status(302).header("location", &elsewhere)]);
//! stand_in.play(At::Elsewhere, "GET", "/report.csv", [Step::status(200).body("a,b")]);
//! println!("{} takes any token", stand_in.root());
//! # Ok::<(), std::io::Error>(())
//! ```

mod cut;
mod host;
mod leak;
mod stand_in;
mod step;
mod store;

pub use host::{Answer, Delivery, Hosts, Listeners, Received};
pub use stand_in::{At, StandIn, lock};
pub use step::Step;
pub use store::{Fault, Uploaded};
