//! The state of a monitor, to be saved.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// The version of the saved form.
const FORM: u8 = 1;

/// The state of a [`Monitor`](super::Monitor), to be saved in any format of serde. The state contains the address,
/// which may be a permission.
#[derive(Clone, PartialEq, Eq)]
pub struct MonitorState {
    pub(super) address: String,
}

impl Serialize for MonitorState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (FORM, &self.address).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MonitorState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match <(u8, String)>::deserialize(deserializer)? {
            (FORM, address) => Ok(Self { address }),
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
