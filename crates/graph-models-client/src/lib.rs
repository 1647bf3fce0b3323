//! Sends requests: thin adapters over well-known HTTP clients, for programs without a client of their own.
//!
//! | feature | brings |
//! |---|---|
//! | `reqwest` | `reqwest::Client`, asynchronous, on Tokio |
//! | `ureq` | `ureq::Client`, blocking |
//! | `azure` | `AzureTokens`: tokens of any credential of `azure_identity` |
//!
//! Without these features the crate has the parts of an adapter: [`Token`]s and their sources, [`Retry`], and
//! [`SendError`]. The crate knows no type of Graph.
//!
//! No feature brings TLS. The program chooses TLS by a feature of the HTTP client's crate.
//!
//! # Retries
//!
//! A request that the service did not do (429, and 503 with `Retry-After`) is sent again when the service says so.
//! A request that may have been done (lost connection, gateway that gave up) is sent again only if it changes
//! nothing: a `GET`, never an action. [`SendError::effect`] tells the cases apart.
//!
//! # The way of the token
//!
//! A token is sent to the service and nowhere else. Links in answers are followed to the host of the service only, and
//! redirects are not followed. Without TLS a token is sent to this machine only, and without a proxy, unless the
//! service was made by
//! [`Service::with_plain_http`](graph_models_core::request::Service::with_plain_http). No error and no `Debug` output
//! shows a token, even if the service quotes it: see [`Hidden`](graph_models_core::request::Hidden).

#[cfg(feature = "azure")]
mod azure;
mod error;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod methods;
mod retry;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod settings;
mod token;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod work;

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
