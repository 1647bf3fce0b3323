//! Sending, for those who do not bring a client of their own: thin adapters over well-known HTTP clients.
//!
//! | feature | what it brings |
//! |---|---|
//! | `reqwest` | `reqwest::Client`, asynchronous, on Tokio |
//! | `ureq` | `ureq::Client`, blocking |
//! | `azure` | `AzureTokens`: tokens of any credential of `azure_identity` |
//!
//! Without them this module is what an adapter is made of: [`Token`]s and where they come from, [`Retry`], and
//! [`SendError`]. It knows no type of Graph.
//!
//! Neither of the clients has TLS of its own here: which one is a choice of the program, made by a feature of the
//! client's crate.
//!
//! # What is repeated
//!
//! What the service says it did not do (429, and 503 with `Retry-After`) is sent again when it says so. What may have
//! been done (a connection that was lost, a gateway that gave up) is sent again only where that changes nothing:
//! `GET`, never an action. [`SendError::effect`] tells which it was.
//!
//! # Where the token goes
//!
//! To the service and nowhere else: links in answers are followed to its own host only, and redirects are not
//! followed. It goes in clear to this machine only, without a proxy, unless the service was made by
//! [`Service::with_plain_http`](graph_models_core::request::Service::with_plain_http). No error and no `Debug` shows it, also where
//! the service quotes it: see [`Hidden`](graph_models_core::request::Hidden).

#[cfg(feature = "azure")]
mod azure;
mod error;
mod retry;
mod token;

#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "ureq")]
pub mod ureq;

#[cfg(feature = "azure")]
pub use azure::AzureTokens;
pub use error::{Effect, SendError, TransportError, TransportErrorKind};
pub use retry::Retry;
pub use token::{AsyncTokenSource, Token, TokenError, TokenFuture, TokenSource};

/// The examples of the README, which are tested with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
