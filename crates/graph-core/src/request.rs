//! Requests as values: what each is, how it becomes an [`http::Request`] for any client, and what its answer holds.
//!
//! Knows no request of Graph and does no I/O.
//!
//! ```
//! use graph_core::request::{Operation, OperationInfo, Service};
//!
//! fn show(operation: &impl Operation) -> Result<(), graph_core::request::RequestError> {
//!     let request = operation.to_http(&Service::global())?;
//!     println!("{} {}", request.method(), request.uri());
//!     println!("needs one of {:?}", operation.info().delegated.least);
//!     Ok(())
//! }
//! ```

mod answer;
mod error;
mod graph_error;
mod link;
mod members;
mod operation;
mod path;
pub mod query;
mod retry_after;
mod service;
mod version;

pub use answer::{Accepted, Answer, NoContent, Value, decode};
pub use error::RequestError;
pub use graph_error::{ErrorDetail, GraphError, GraphErrorKind, InnerError};
pub use http::Method;
pub use link::LinkError;
pub use members::{INCLUDE_UNKNOWN_ENUM_MEMBERS, prefer_unknown_enum_members};
pub use operation::{Binding, Cloud, Operation, OperationInfo, Scopes};
pub use query::{Filter, Query};
pub use retry_after::RetryAfter;
pub use service::Service;
pub use version::Version;

/// For the macros only.
#[doc(hidden)]
pub use answer::read_hierarchy;
