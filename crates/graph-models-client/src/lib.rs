//! Sends requests: clients over well-known HTTP clients, for programs without a client of their own.
//!
//! | feature | brings |
//! |---|---|
//! | `reqwest` | [`Client`] over the crate `reqwest`, asynchronous, on Tokio |
//! | `ureq` | [`blocking::Client`] over the crate `ureq` |
//! | `azure` | `AzureTokens`: tokens of any credential of `azure_identity` |
//!
//! Without these features the clients work over any [`transport`]. The crate knows no type of Graph.
//!
//! No feature brings TLS. The program chooses TLS by a feature of the HTTP client's crate.
//!
//! # Retries
//!
//! A request that the service did not do (429, 509, and 503 with `Retry-After`) is sent again when the service says so.
//! A request that may have been done (lost connection, gateway that gave up) is sent again only if it changes nothing:
//! a `GET`, never an action. [`SendError::effect`] distinguishes the cases.
//!
//! The clones of a client share what they learn. When the service is busy, they pause together and then continue one
//! after the other. Repeats after failures are paid from a shared budget, so that a service that is down does not get
//! more and more requests.
//!
//! # The way of the token
//!
//! A token is sent to the service and nowhere else. Links in answers are followed only to the host of the service,
//! and so are redirects. The content of files and reports is an exception: it is read at other hosts without the
//! token. Without TLS a token is sent to this machine only, and without a proxy, unless the service was made by
//! [`Service::with_plain_http`](graph_models_core::request::Service::with_plain_http). No error and no `Debug` output
//! shows a token, even if the service quotes it: see [`Hidden`](graph_models_core::request::Hidden).

#[cfg(feature = "azure")]
mod azure;
pub mod blocking;
mod challenge;
mod client;
mod delivery;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod environment;
mod error;
mod fleet;
mod identity;
mod items;
mod methods;
mod retry;
mod secret;
mod settings;
mod token;
mod transfer;
pub mod transport;
mod wait;
mod work;

#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "ureq")]
pub mod ureq;

#[cfg(feature = "azure")]
pub use azure::{AzureTokens, BlockingAzureTokens};
pub use client::{Client, DownloadChunks, ItemStream, PageStream};
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub use environment::EnvironmentError;
pub use error::{Effect, SendError, TransportError, TransportErrorKind};
pub use retry::Retry;
pub use token::{AsyncTokenSource, Token, TokenError, TokenFuture, TokenRequest, TokenSource};
pub use transfer::{Sink, WriterSink};
pub use wait::{Wait, WaitReason};

/// The examples of the README. They are tested together with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
