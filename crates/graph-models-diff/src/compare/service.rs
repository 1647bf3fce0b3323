//! The parts of a service beside its types: the entity container, schemas and terms.

pub(crate) mod container;
pub(crate) mod schemas;
