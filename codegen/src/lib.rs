//! Generates Rust types and requests from OData CSDL, for Microsoft Graph: metadata text in, files out.
//!
//! ```text
//! *.csdl ──csdl::resolve──▶ Model ──select──▶ Selection ──lower──▶ rust::Version ──emit──▶ Files
//!                                  slices ──┘ overlay, permissions ──┘
//! ```
//!
//! The pipeline does no I/O: the caller of [`generate`] registers texts in [`Input`] and writes the [`Files`].
//! [`Config`] does both, for build scripts. [`build::folder`] updates files on disk, all of them or none. Generated
//! code depends only on the crate `graph-models-core`.
#![doc = include_str!("example.md")]

pub mod build;
mod describe;
pub mod emit;
pub mod graph;
pub mod input;
mod lower;
mod output;
pub mod rust;
pub mod select;
pub mod text;
pub mod upkeep;
mod vectors;

pub use build::{Config, CrateOptions, Error, Runtime, crate_files};
pub use describe::openapi::OpenApi;
pub use emit::Files;
pub use input::{Features, Input, MadeBy, Options};
pub use lower::{Nesting, decide_model, requests_at_property, requests_at_root, requests_of_term};
pub use output::{Output, holdings};
pub use rust::index::GeneratedType;
pub use select::coverage::{ANY_JSON, Coverage};
pub use select::explain::{Chain, HeldOperation, HeldType, Holding, why};
pub use select::summary::SliceSummary;
pub use upkeep::extract::{Extract, Extracted, extract};
pub use upkeep::permissions::{DerivedPermissions, derive_permissions};

use csdl::diagnostic::Diagnostics;
use rust::Version;
use select::Selection;

/// Runs all stages. If any finds an error, the stages that need its result do not run.
pub fn generate(input: &Input) -> Output {
    let mut diagnostics = Diagnostics::default();
    let Some((selections, versions)) = decided(input, &mut diagnostics) else {
        return Output::failed(diagnostics);
    };
    std::thread::scope(|scope| {
        let output = scope.spawn(|| Output::new(&selections, &versions, input, diagnostics));
        let files = emit::files(&versions);
        let output = output.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        output.with_files(files)
    })
}

/// The decided Rust of all versions, for programs that write other Rust for the same types. Empty after an error.
pub fn decide(input: &Input, diagnostics: &mut Diagnostics) -> Vec<Version> {
    decided(input, diagnostics).map(|(_, versions)| versions).unwrap_or_default()
}

/// Selects and lowers, without emitting. `None` after an error.
fn decided(input: &Input, diagnostics: &mut Diagnostics) -> Option<(Vec<Selection>, Vec<Version>)> {
    diagnostics.append(input.problems());
    let selections = select::select(input, diagnostics)?;
    let versions = lower::versions(&selections, input, diagnostics)?;
    Some((selections, versions))
}

/// The examples of the README. They are tested together with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
