//! The service beyond its types: the entity container, schemas and terms.

pub(crate) mod container;
pub(crate) mod schemas;
