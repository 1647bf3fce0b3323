//! A stand-in of the service of role management alerts, on loopback.
//!
//! It answers the 14 requests that the reference documents, and `$batch`, in the way the service does: with the filter
//! that lists cannot do without, pages, derived types, long-running operations, and Graph's errors. It also goes wrong
//! on demand ([`Fault`]), and remembers all that it received and did, so that a test can tell whether an action was
//! carried out once.
//!
//! It knows none of the crates that it tests, and writes its JSON by itself.
//!
//! ```
//! use alerts_service::{Fault, Server};
//!
//! let server = Server::start()?;
//! server.fault("POST", "/remediate", Fault::Throttle { retry_after: Some("0.05") });
//! println!("{} takes the token {}", server.url(), server.token());
//! # Ok::<(), std::io::Error>(())
//! ```

mod actions;
mod answer;
mod batch;
mod fault;
mod filter;
mod node;
mod query;
mod routes;
mod server;
mod tenant;
mod view;

pub use fault::Fault;
pub use server::{Received, Server};
pub use tenant::{READ_TOKEN, TENANT, TOKEN, alert_id};
