//! The name that was probably meant in the place of one that is not there, for messages.

use std::cmp::Reverse;

use super::segments::bare;
use super::walk::is_called;
use super::{Calls, Position};
use csdl::diagnostic::closest;
use graph_models_codegen::rust::{PathType, Step};

impl Calls<'_> {
    /// A suggestion for a name with which no path begins: the most similar name of an entity set or singleton, or the
    /// path of a property of a singleton that has exactly this name, such as `solutions/bookingBusinesses`.
    pub(super) fn nearest_root(&self, name: &str) -> Option<String> {
        let steps = || self.version.roots.iter().flat_map(|root| &root.steps);
        let similar = nearest(name, steps());
        similar.or_else(|| self.below(name, steps().filter(|step| step.keys.is_empty())))
    }

    /// A suggestion for a segment that the path at a position does not have: the same segment of a derived type, such
    /// as `microsoft.graph.mobileLobApp/contentVersions`, or the most similar name.
    pub(super) fn nearest_way(&self, position: &Position<'_>, segment: &str) -> Option<String> {
        let steps = || position.at.iter().flat_map(|path| &path.steps);
        let similar = nearest(segment, steps());
        self.below(segment, steps().filter(|step| is_cast(step))).or(similar)
    }

    /// The path through one of some steps to a name that is exactly the given one. Of several types that have the name,
    /// the one with the most derived types is most probably the one that declares it.
    fn below<'s>(&self, name: &str, steps: impl Iterator<Item = &'s Step>) -> Option<String> {
        let there = steps.filter_map(|step| {
            let path = self.target(&step.target).filter(|path| self.has(path, name))?;
            let derived = path.steps.iter().filter(|step| is_cast(step)).count();
            Some((step, Reverse(derived)))
        });
        let (step, _) = there.min_by_key(|(step, derived)| (*derived, step.template.len()))?;
        Some(format!("{}/{name}", step.template.trim_start_matches('/')))
    }

    /// Returns true if a path has a step or an operation of exactly this name.
    fn has(&self, path: &PathType, name: &str) -> bool {
        let mut steps = path.steps.iter().filter_map(first);
        let mut calls = path.calls.iter().filter_map(|call| self.request(&call.request));
        steps.any(|step| bare(step).eq_ignore_ascii_case(bare(name)))
            || calls.any(|request| is_called(request.segment.trim_start_matches('/'), name))
    }
}

/// The most similar name with which one of some steps begins.
fn nearest<'s>(name: &str, steps: impl Iterator<Item = &'s Step>) -> Option<String> {
    closest(name, steps.filter_map(first)).map(ToOwned::to_owned)
}

/// The first segment of a step.
fn first(step: &Step) -> Option<&str> {
    step.template.split('/').find(|segment| !segment.is_empty())
}

/// Returns true for a step to a derived type. Its segment is the qualified name of the type.
fn is_cast(step: &Step) -> bool {
    step.keys.is_empty() && first(step).is_some_and(|segment| segment.contains('.'))
}
