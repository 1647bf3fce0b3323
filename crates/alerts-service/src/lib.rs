//! A stand-in of the service of role management alerts, on loopback.
//!
//! The server answers the 14 requests that the reference documents, and `$batch`, as the service does: with mandatory
//! filters for lists, pages, derived types, long-running operations, and Graph's errors. Requests fail on demand
//! ([`Fault`]). The server records all requests and their effects, so that a test can check that an action was
//! carried out once.
//!
//! The crate does not depend on the crates that it tests, and writes its JSON itself.
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
mod call;
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
