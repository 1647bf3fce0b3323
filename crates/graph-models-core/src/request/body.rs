//! Bodies of requests.

use std::fmt;

use bytes::Bytes;

use super::Path;
use crate::model::{Item, Model};
use crate::{Page, Patch, Patchable};

/// The body of a request.
pub enum Body<'a> {
    /// No body.
    None,
    /// A value, as JSON.
    Json(&'a dyn JsonBody),
    /// A reference to a resource: `{"@odata.id": …}`, in the same service.
    Reference(&'a Path),
    /// Bytes, with their media type.
    Bytes(&'a Bytes, &'a str),
}

impl fmt::Debug for Body<'_> {
    /// Shows the kind of the body, but not its content, which may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Json(body) => write!(f, "Json({})", body.model().info().name()),
            Self::Reference(path) => f.debug_tuple("Reference").field(path).finish(),
            Self::Bytes(content, media_type) => write!(f, "Bytes({}, {media_type:?})", content.len()),
        }
    }
}

/// A value that can be the body of a request.
pub trait JsonBody {
    /// The value as a model.
    fn model(&self) -> &dyn Model;

    /// Appends the value as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if a value has no form in JSON, such as an infinite number.
    fn write(&self, bytes: &mut Vec<u8>) -> serde_json::Result<()>;
}

impl<X: Patchable> JsonBody for X {
    fn model(&self) -> &dyn Model {
        Patchable::as_model(self)
    }

    fn write(&self, bytes: &mut Vec<u8>) -> serde_json::Result<()> {
        bytes.extend(crate::to_vec(self)?);
        Ok(())
    }
}

impl<T: Item> JsonBody for Page<T> {
    fn model(&self) -> &dyn Model {
        self.as_model()
    }

    fn write(&self, bytes: &mut Vec<u8>) -> serde_json::Result<()> {
        bytes.extend(crate::to_vec(self)?);
        Ok(())
    }
}

impl<X: Patchable> JsonBody for Patch<X> {
    fn model(&self) -> &dyn Model {
        self.changes().as_model()
    }

    fn write(&self, bytes: &mut Vec<u8>) -> serde_json::Result<()> {
        bytes.extend(crate::to_vec(self)?);
        Ok(())
    }
}
