//! Requests as values: how a request becomes an [`http::Request`] for any HTTP client, and how its answer is read.
//!
//! This module defines no request of Graph and does no I/O.
//!
//! ```
//! use graph_models_core::request::{Operation, OperationInfo, Service};
//!
//! fn show(operation: &impl Operation) -> Result<(), graph_models_core::request::RequestError> {
//!     let request = operation.to_http(&Service::global())?;
//!     println!("{} {}", request.method(), request.uri());
//!     println!("needs one of {:?}", operation.info().delegated.least);
//!     Ok(())
//! }
//! ```

mod address;
mod anonymous;
mod answer;
pub mod batch;
mod body;
mod call;
mod catalog;
mod challenge;
mod content;
mod delay;
mod entity_id;
mod error;
mod follow;
mod graph_error;
pub mod headers;
mod hidden;
mod info;
mod json_object;
mod link;
mod long_running;
mod macros;
mod media;
mod members;
mod operation;
mod options;
mod pages;
mod part;
mod path;
mod preference;
mod privilege;
pub mod query;
mod read_reference;
mod redirect;
mod reference;
mod replace;
mod required;
mod resource;
mod retry_after;
mod root;
mod rows;
mod sent;
mod service;
mod shown;
pub mod transfer;
mod typed;
mod version;
mod ways;
mod wire;

pub use address::outlook_id;
pub use anonymous::{Anonymous, WithoutToken};
pub use answer::{Accepted, Answer, Full, NoContent, Reply, ResponseInfo, Value, Wrapped, decode};
pub use batch::{Batch, BatchError, BatchHandle, BatchId, BatchResponses, BatchRetry, ChangesNothing};
pub use body::{Body, JsonBody};
pub use bytes::Bytes;
pub use call::{Call, Callable, Parameters};
pub use catalog::{Catalog, CatalogPart};
pub use challenge::{Challenge, Claims, challenges};
pub use content::{Content, Multipart};
pub use entity_id::EntityId;
pub use error::RequestError;
pub use graph_error::{ErrorDetail, GraphError, GraphErrorKind, InnerError, Redacted};
pub use hidden::Hidden;
pub use http::Method;
pub use info::{Binding, Cloud, OperationInfo, Scopes};
pub use link::LinkError;
pub use long_running::{
    LongRunning, Monitor, MonitorState, MonitorStatus, MonitorStep, Outcome, Poll, PollState, PollStep,
};
pub use media::{ReadMedia, WriteMedia};
pub use members::{INCLUDE_UNKNOWN_ENUM_MEMBERS, prefer_unknown_enum_members};
pub use operation::{MayBeElsewhere, Operation, Parts};
pub use options::{RequestOptions, WithOptions};
pub use pages::{Change, Delta, DeltaStep, DeltaToken, PageItems, Pages, RemovalReason, ResyncKind};
pub use part::{GetProperty, Part, Structural};
pub use path::{Argument, Path, ToJson};
pub use preference::Prefer;
pub use privilege::{Access, Privilege, least_privilege, least_scopes};
pub use query::{Filter, Query};
pub use read_reference::{EntityReference, GetReference, ListReferences};
pub use redirect::{Hop, NotFollowed, Redirects};
pub use reference::{AddReference, RemoveReference, SetReference};
pub use replace::{Replace, ReplaceItems};
pub use resource::{Count, Create, Delete, Get, List, Total, Update};
pub use retry_after::{RetryAfter, is_throttling};
pub use rows::{Fact, Row, row, rows};
pub use sent::SentRequest;
pub use service::{Service, is_plain_loopback};
pub use typed::{At, Elsewhere, Listing, Many, One, Owned, TypedPath};
pub use version::Version;
pub use ways::{Member, Members, Reference, WithCreate, WithDelete, WithReplace, WithUpdate};
