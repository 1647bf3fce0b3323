//! The state of a poll, to be saved.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// The form of the address of an operation that may still run.
const OPERATION: u8 = 1;
/// The form of the address of a result: the operation has succeeded.
const RESULT: u8 = 2;

/// The state of a [`Poll`](super::Poll), to be saved in any format of serde. The state contains the address, and knows
/// whether the operation has succeeded and only its result is to be read.
#[derive(Clone, PartialEq, Eq)]
pub struct PollState {
    pub(super) address: String,
    /// True if the operation has succeeded, and the address is that of its result.
    pub(super) is_done: bool,
}

impl Serialize for PollState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (if self.is_done { RESULT } else { OPERATION }, &self.address).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PollState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match <(u8, String)>::deserialize(deserializer)? {
            (OPERATION, address) => Ok(Self { address, is_done: false }),
            (RESULT, address) => Ok(Self { address, is_done: true }),
            _ => Err(Error::custom("it is no state of a poll")),
        }
    }
}

/// Shows no address.
impl fmt::Debug for PollState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollState").field("is_done", &self.is_done).finish_non_exhaustive()
    }
}
