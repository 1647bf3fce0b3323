//! The features that provide a call.

use super::Calls;
use super::segments::{self, Segment};
use graph_models_codegen::rust::{Gate, Version};

/// The slices of a version, by the names of their roots.
#[derive(Debug)]
pub(super) struct Owners<'v>(Vec<(Vec<Segment>, &'v String)>);

impl<'v> Owners<'v> {
    pub(super) fn new(version: &'v Version) -> Self {
        let slices = version.slices.iter().filter(|slice| !slice.is_all && !version.features.is_empty());
        let roots = slices.flat_map(|slice| slice.roots.iter().map(|root| (names(root), &slice.name)));
        Self(roots.collect())
    }

    /// The slice with the longest root above a path. If several slices have a root of that length, the last one
    /// counts.
    fn of(&self, template: &str) -> Option<&'v String> {
        let path = names(template);
        let above = self.0.iter().filter(|(root, _)| path.starts_with(root));
        above.max_by_key(|(root, _)| root.len()).map(|(_, name)| *name)
    }
}

/// The segments of a path without its keys.
fn names(path: &str) -> Vec<Segment> {
    segments::parse(path).into_iter().filter(|segment| !segment.is_key()).collect()
}

impl Calls<'_> {
    /// The feature of the slice with the longest root above the path. Each set of the gates that lacks this feature
    /// adds one of its own.
    pub(crate) fn features(&self, template: &str, gates: &[&Gate]) -> Vec<String> {
        if self.version.features.is_empty() {
            return Vec::new();
        }
        one_of_each(self.owners.of(template).cloned(), gates)
    }
}

/// A first feature, and one feature from each set of the gates that contains none of the features so far.
pub(crate) fn one_of_each(first: Option<String>, gates: &[&Gate]) -> Vec<String> {
    let mut features = Vec::from_iter(first);
    let mut sets: Vec<_> = gates.iter().flat_map(|gate| gate.sets()).collect();
    sets.sort_by_key(|set| set.len());
    for set in sets {
        if !set.iter().any(|feature| features.contains(feature)) {
            features.extend(set.first().cloned());
        }
    }
    features
}
