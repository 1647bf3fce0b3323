//! The state of an upload, to be saved.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::SliceSize;
use crate::edm::DateTimeOffset;
use crate::request::anonymous::Address;

/// The version of the saved form.
const FORM: u8 = 1;

type Fields = (u8, String, u64, u64, u64, Option<DateTimeOffset>);

/// The state of an upload, to be saved in any format of serde and used after a restart by
/// [`Upload::resume`](super::Upload::resume).
///
/// **The state contains the address of the session, which everyone who knows it can use.** `Debug` does not show the
/// address.
#[derive(Clone, PartialEq)]
pub struct UploadState {
    pub(super) address: Address,
    pub(super) total: u64,
    pub(super) slice: SliceSize,
    pub(super) acknowledged: u64,
    pub(super) expires: Option<DateTimeOffset>,
}

impl UploadState {
    /// The number of bytes that the service has acknowledged.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    /// The number of bytes of the whole item.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The time at which the session ends, if the service named it.
    pub fn expires(&self) -> Option<&DateTimeOffset> {
        self.expires.as_ref()
    }
}

impl Serialize for UploadState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let slice = self.slice.bytes();
        (FORM, self.address.to_text(), self.total, slice, self.acknowledged, &self.expires)
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for UploadState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (form, url, total, slice, acknowledged, expires) = Fields::deserialize(deserializer)?;
        if form != FORM || total == 0 || acknowledged > total {
            return Err(Error::custom("it is no state of an upload"));
        }
        let address = Address::parse(&url).map_err(Error::custom)?;
        let slice = SliceSize::new(slice).map_err(Error::custom)?;
        Ok(Self { address, total, slice, acknowledged, expires })
    }
}

/// Shows no address.
impl fmt::Debug for UploadState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadState")
            .field("acknowledged", &self.acknowledged)
            .field("total", &self.total)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}
