//! Support that several test modules share.

#[path = "../../../../codegen/tests/support/case.rs"]
pub(crate) mod case;
#[path = "../../../../codegen/tests/support/shipped.rs"]
pub(crate) mod shipped;
pub(crate) mod v1_0;
