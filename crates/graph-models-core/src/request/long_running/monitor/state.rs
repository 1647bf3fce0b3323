//! The state of a monitor, to be saved.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// The form of an address that belongs to the service if its host does.
const BY_HOST: u8 = 1;
/// The form of an address at another host: its requests never have a token, whatever the host is.
const ELSEWHERE: u8 = 2;

/// The state of a [`Monitor`](super::Monitor), to be saved in any format of serde. The state contains the address,
/// which may be a permission.
#[derive(Clone, PartialEq, Eq)]
pub struct MonitorState {
    pub(super) address: String,
    /// True for an address whose requests never have a token.
    pub(super) is_elsewhere: bool,
}

impl Serialize for MonitorState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (if self.is_elsewhere { ELSEWHERE } else { BY_HOST }, &self.address).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MonitorState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match <(u8, String)>::deserialize(deserializer)? {
            (BY_HOST, address) => Ok(Self { address, is_elsewhere: false }),
            (ELSEWHERE, address) => Ok(Self { address, is_elsewhere: true }),
            _ => Err(Error::custom("it is no state of a monitor")),
        }
    }
}

/// Shows no address.
impl fmt::Debug for MonitorState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MonitorState(..)")
    }
}
