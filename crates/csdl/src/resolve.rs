//! Resolves documents into a [`Model`]: every name becomes a reference to a declaration, or a full name where it stays
//! text. No alias is left.
//!
//! Collects all problems, not only the first one. Must not know XML or Rust.

mod annotations;
mod container;
mod contradictions;
mod inheritance;
mod limits;
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
    if !limits::documents(documents, diagnostics) {
        return Model::default();
    }
    let names = names::Names::collect(documents, diagnostics);
    let mut model = types::declare(documents, &names, diagnostics);
    if !inheritance::link(documents, &names, &mut model, diagnostics) {
        return model;
    }
    types::fill(documents, &names, &mut model, diagnostics);
    if !limits::properties(&model, diagnostics) {
        return model;
    }
    inheritance::check(&model, diagnostics);
    inheritance::check_keys(documents, &model, diagnostics);
    operations::resolve(documents, &names, &mut model, diagnostics);
    if !limits::operations(&model, diagnostics) {
        return model;
    }
    container::resolve(documents, &names, &mut model, diagnostics);
    if !limits::ways_from_roots(&model, diagnostics) {
        return model;
    }
    schemas::keep(documents, &names, &mut model);
    if !limits::annotations(&model, diagnostics) {
        return model;
    }
    contradictions::arrange(&names, &mut model);
    annotations::attach(documents, &names, &mut model, diagnostics);
    if limits::alternate_keys(&model, diagnostics) {
        limits::descriptions(&model, diagnostics);
    }
    model
}
