//! Names that most programs use, for `use graph_models_core::prelude::*`.
//!
//! `graph-models` and every generated crate have the same module.

pub use crate::model::{Hierarchy, Model, ModelExt};
pub use crate::open_enum::{FlagSet, OpenEnum};
pub use crate::request::query::Query;
pub use crate::request::{GraphError, Operation, Service, TypedPath, WithOptions};
pub use crate::{Page, Patch, Patchable};
