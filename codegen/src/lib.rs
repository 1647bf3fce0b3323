//! Generates Rust types and requests from OData CSDL, for Microsoft Graph: metadata text in, files out.
//!
//! ```text
//! *.csdl ──read──▶ csdl::Document ──resolve──▶ model::Model ──lower──▶ rust::Version ──emit──▶ Files
//! slices.toml, overlay.toml, permissions.toml ──────────┘
//! ```
//!
//! The pipeline does no I/O: whoever calls [`generate`] registers texts in [`Input`] and writes the [`Files`].
//! [`Config`] does both, for build scripts; [`folder`] brings files on the disk up to date, all of them or none.
//! Generated code builds on the crate `graph-core` alone.
#![doc = include_str!("example.md")]

mod beside;
mod builder;
mod check;
pub mod config;
mod coverage;
mod crate_files;
pub mod csdl;
mod derive;
pub mod diagnostic;
pub mod diff;
pub mod emit;
mod endpoints;
mod explain;
mod extract;
pub mod folder;
mod index;
mod input;
mod lower;
pub mod model;
mod openapi;
mod overview;
mod page;
mod pipeline;
pub mod read;
pub mod resolve;
pub mod rust;
mod schemas;
mod shown;
pub mod slice;
pub mod source;
mod stat;
mod summary;
pub mod text;
mod vectors;
pub mod write;

pub use builder::{Config, Error};
pub use check::Comparison;
pub use coverage::{ANY_JSON, Coverage};
pub use crate_files::{CrateOptions, GraphCore, crate_files};
pub use derive::{DerivedPermissions, derive_permissions};
pub use diagnostic::Diagnostics;
pub use emit::Files;
pub use explain::{Chain, HeldOperation, HeldType, Holding, holdings, why};
pub use extract::Extract;
pub use index::GeneratedType;
pub use input::{Features, Input, Options};
pub use openapi::OpenApi;
pub use pipeline::{
    Checked, Extracted, Output, check_against, decide, extract, format, generate, read_model, statistics,
};
pub use source::Sources;
pub use stat::Statistics;
pub use summary::SliceSummary;
