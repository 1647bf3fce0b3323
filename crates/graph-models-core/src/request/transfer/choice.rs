//! The ways to upload, and the choices that a caller makes.

use std::fmt;

use serde_json::Value;

use super::UploadError;

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;

/// The way to upload an item.
///
/// ```
/// use graph_models_core::request::transfer::UploadWay;
///
/// assert_eq!(UploadWay::for_size(0), UploadWay::Put);
/// assert_eq!(UploadWay::for_size(5_000_000), UploadWay::Session);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UploadWay {
    /// One `PUT …/content` with all bytes. It cannot be resumed.
    Put,
    /// An upload session in slices: [`Upload`](super::Upload).
    Session,
}

impl UploadWay {
    /// The default limit of a single `PUT`: 4 MiB. A larger `PUT` costs too much if it fails.
    pub const SMALL: u64 = 4 * MIB;

    /// The largest content in bytes that the service takes in a single `PUT …/content`: 250 MB.
    pub const LARGEST_PUT: u64 = 250_000_000;

    /// The way for a size in bytes: one `PUT` up to 4 MiB, a session above.
    pub const fn for_size(bytes: u64) -> Self {
        Self::for_size_with(bytes, Self::SMALL)
    }

    /// The way for a size in bytes, with another limit of a single `PUT`. No limit goes beyond
    /// [`LARGEST_PUT`](Self::LARGEST_PUT), and zero bytes always need a `PUT`.
    pub const fn for_size_with(bytes: u64, limit: u64) -> Self {
        if bytes == 0 || bytes <= limit && bytes <= Self::LARGEST_PUT { Self::Put } else { Self::Session }
    }
}

/// The size of the slices of an upload: a multiple of 320 KiB, at most 60 MiB. The default is 10 MiB.
///
/// One slice is in memory at a time, and one slice is sent again if an answer is lost.
///
/// ```
/// use graph_models_core::request::transfer::SliceSize;
///
/// assert_eq!(SliceSize::default().bytes(), 10 * 1024 * 1024);
/// assert!(SliceSize::new(320 * 1024).is_ok() && SliceSize::new(1_000_000).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SliceSize(u64);

impl SliceSize {
    /// The unit of slices in bytes: 320 KiB.
    pub const UNIT: u64 = 320 * KIB;

    /// The largest slice in bytes: 60 MiB.
    pub const LARGEST: u64 = 60 * MIB;

    /// A size in bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the size is zero, no multiple of 320 KiB, or more than 60 MiB.
    pub const fn new(bytes: u64) -> Result<Self, UploadError> {
        match bytes != 0 && bytes.is_multiple_of(Self::UNIT) && bytes <= Self::LARGEST {
            true => Ok(Self(bytes)),
            false => Err(UploadError::SliceSize { bytes }),
        }
    }

    /// The size in bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }
}

impl Default for SliceSize {
    fn default() -> Self {
        Self(10 * MIB)
    }
}

/// The behaviour if an item of the same name exists, for the item in the body of `createUploadSession`.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::transfer::ConflictBehavior;
/// use graph_models_core::{Patchable, to_string};
///
/// let mut item = sample::Owner::default();
/// item.set_by_name(ConflictBehavior::NAME, ConflictBehavior::Replace)?;
/// assert_eq!(to_string(&item)?, r#"{"@microsoft.graph.conflictBehavior":"replace"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConflictBehavior {
    /// The upload fails: 409.
    Fail,
    /// The upload becomes a new version of the existing item.
    Replace,
    /// The item gets another name.
    Rename,
}

impl ConflictBehavior {
    /// The name of the annotation.
    pub const NAME: &'static str = "@microsoft.graph.conflictBehavior";

    /// The value on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Replace => "replace",
            Self::Rename => "rename",
        }
    }
}

impl fmt::Display for ConflictBehavior {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<ConflictBehavior> for Value {
    fn from(behavior: ConflictBehavior) -> Self {
        Self::from(behavior.as_str())
    }
}
