//! Documents to a [`Model`]: every name becomes a reference to a declaration.
//!
//! Collects all problems, not only the first one. Must not know XML or Rust.

mod annotations;
mod container;
mod contradictions;
mod inheritance;
mod names;
mod operations;
mod schemas;
mod types;

pub use contradictions::report as report_contradictions;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::model::Model;

/// Resolves documents that together describe one service.
///
/// The model is complete only if no error was pushed.
pub fn model(documents: &[Document], diagnostics: &mut Diagnostics) -> Model {
    let names = names::Names::collect(documents, diagnostics);
    let mut model = types::declare(documents, &names, diagnostics);
    inheritance::link(documents, &names, &mut model, diagnostics);
    types::fill(documents, &names, &mut model, diagnostics);
    inheritance::check(&model, diagnostics);
    inheritance::check_keys(documents, &model, diagnostics);
    operations::resolve(documents, &names, &mut model, diagnostics);
    container::resolve(documents, &names, &mut model, diagnostics);
    schemas::keep(documents, &names, &mut model);
    contradictions::arrange(&names, &mut model);
    annotations::attach(documents, &names, &mut model, diagnostics);
    model
}
