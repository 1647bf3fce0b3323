//! The crate as a whole.

use crate::rule::Change::Changed;
use crate::rule::{Rule, rules};
use crate::verdict::Bump;
use crate::verdict::Impact::Safe;

rules! {
    NAMES:
    RUST_API_CHANGED = Rule::new(
        "rust-api-changed",
        (Safe, Safe, Bump::Major),
        Changed,
        "The crate changes in a way that no other finding explains.",
        "Look at the generated code.",
    );
}
