//! The state of a download, to be saved.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// The version of the saved form.
const FORM: u8 = 1;

type Fields = (u8, u64, Option<u64>, Option<String>);

/// The state of a download, to be saved in any format of serde and used after a restart by
/// [`Download::with_state`](super::Download::with_state). The state contains no address and no secret.
///
/// Save the state after the bytes are written to durable storage. Before the download continues, cut off bytes beyond
/// [`held`](Self::held).
#[derive(Clone, PartialEq, Eq, Default)]
pub struct DownloadState {
    pub(super) held: u64,
    pub(super) total: Option<u64>,
    pub(super) tag: Option<String>,
}

impl DownloadState {
    /// The number of bytes that were received.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// The number of bytes of the whole content, if it is known.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// The entity tag for requests of a part.
    pub(super) fn resumes_by(&self) -> Option<&str> {
        self.tag.as_deref().filter(|_| self.held > 0)
    }
}

impl Serialize for DownloadState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (FORM, self.held, self.total, &self.tag).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DownloadState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (form, held, total, tag) = Fields::deserialize(deserializer)?;
        match form == FORM && total.is_none_or(|total| held <= total) {
            true => Ok(Self { held, total, tag }),
            false => Err(Error::custom("it is no state of a download")),
        }
    }
}

/// Shows no entity tag, since it may contain the id of the item.
impl fmt::Debug for DownloadState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadState")
            .field("held", &self.held)
            .field("total", &self.total)
            .field("is_resumable", &self.tag.is_some())
            .finish()
    }
}
