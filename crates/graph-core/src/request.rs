//! Requests as values: what each is, and how it becomes an [`http::Request`] for any client.
//!
//! Knows no request of Graph and does no I/O.
//!
//! ```
//! use graph_core::request::{Operation, OperationInfo, Service};
//!
//! fn show(operation: &dyn Operation) -> Result<(), graph_core::request::RequestError> {
//!     let request = operation.to_http(&Service::global())?;
//!     println!("{} {}", request.method(), request.uri());
//!     println!("needs one of {:?}", operation.info().delegated.least);
//!     Ok(())
//! }
//! ```

mod error;
mod members;
mod operation;
mod path;
mod service;

pub use error::RequestError;
pub use http::Method;
pub use members::{INCLUDE_UNKNOWN_ENUM_MEMBERS, prefer_unknown_enum_members};
pub use operation::{Binding, Cloud, Operation, OperationInfo, Scopes};
pub use service::Service;
