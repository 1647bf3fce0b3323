//! The walks over both models: each compares one kind of element and adds its findings to the context.

mod annotations;
mod context;
mod direction;
mod facets;
mod operations;
mod service;
mod types;

pub(crate) use context::{Findings, major_if};

use crate::finding::Finding;
use crate::input::{Options, Side};
use crate::pairing::pairs::Pairs;
use annotations::unattached;
use context::Context;
use direction::Directions;
use service::{container, schemas};
use types::{hierarchy, nesting};

/// Compares all elements of two models.
pub(crate) fn models(old: &Side<'_>, new: &Side<'_>, options: &Options<'_>) -> Vec<Finding> {
    let pairs = Pairs::find(old.model, new.model);
    let directions = Directions::new(old.model, new.model, &pairs);
    let mut context = Context::new(old.model, new.model, &pairs, &directions, options);
    schemas::compare(&mut context);
    types::compare(&mut context);
    hierarchy::compare(&mut context);
    nesting::compare(&mut context);
    operations::compare(&mut context);
    container::compare(&mut context);
    unattached::compare(&mut context);
    context.finish()
}
