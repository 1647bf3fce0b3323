//! The features that provide a call.

use std::collections::BTreeMap;

use super::segments::{self, Segment};
use super::{Calls, Found};
use graph_models_codegen::rust::{Gate, PathType, Target, Version};

/// The slices of a version, by what they own.
#[derive(Debug, Default)]
pub(super) struct Owners<'v> {
    /// By the names of their roots.
    roots: Vec<(Vec<Segment>, &'v String)>,
    /// By the CSDL name of the type of an entity set or singleton.
    types: BTreeMap<&'v str, &'v String>,
    /// The number of requests of each slice.
    sizes: BTreeMap<&'v str, usize>,
}

impl<'v> Owners<'v> {
    pub(super) fn new(version: &'v Version, path: impl Fn(&'v Target) -> Option<&'v PathType>) -> Self {
        let slices = || version.slices.iter().filter(|slice| !slice.is_all && !version.features.is_empty());
        let roots = slices().flat_map(|slice| slice.roots.iter().map(|root| (names(root), &slice.name)));
        let sizes = slices().map(|slice| (slice.name.as_str(), slice.requests.len())).collect();
        let mut owners = Self { roots: roots.collect(), types: BTreeMap::new(), sizes };
        for step in version.roots.iter().flat_map(|root| &root.steps) {
            if let (Some(path), Some(slice)) = (path(&step.target), owners.of(&step.template)) {
                owners.types.entry(&path.csdl).or_insert(slice);
            }
        }
        owners
    }

    /// The slice with the longest root above a path. If several slices have a root of that length, the last one
    /// counts.
    fn of(&self, template: &str) -> Option<&'v String> {
        let path = names(template);
        let above = self.roots.iter().filter(|(root, _)| path.starts_with(root));
        above.max_by_key(|(root, _)| root.len()).map(|(_, name)| *name)
    }

    /// The feature of a set that suits a program best: a feature with the entity set of a type that the program uses,
    /// or else the feature with the fewest requests.
    fn nearest<'s>(&self, set: &'s [String], types: &[&str]) -> Option<&'s String> {
        let is_owner = |feature: &String| {
            types.iter().any(|ty| self.types.get(ty).is_some_and(|owner| *owner == feature))
        };
        let size = |feature: &String| self.sizes.get(feature.as_str()).copied().unwrap_or(usize::MAX);
        set.iter().min_by_key(|feature| (!is_owner(feature), size(feature)))
    }
}

/// The segments of a path without its keys.
fn names(path: &str) -> Vec<Segment> {
    segments::parse(path).into_iter().filter(|segment| !segment.is_key()).collect()
}

impl Calls<'_> {
    /// The features that provide a call.
    pub(crate) fn features(&self, found: &Found<'_>) -> Vec<String> {
        self.features_at(&found.template, &found.gates, &found.types)
    }

    /// The feature of the slice with the longest root above the path, and the further features that the gates need.
    pub(crate) fn features_at(&self, template: &str, gates: &[&Gate], types: &[&str]) -> Vec<String> {
        if self.version.features.is_empty() {
            return Vec::new();
        }
        let mut features = Vec::from_iter(self.owners.of(template).cloned());
        self.add_features(&mut features, gates, types);
        features
    }

    /// Adds one feature from each set of the gates that contains none of the features so far. `types` has the CSDL
    /// names of the types that the program uses.
    pub(crate) fn add_features(&self, features: &mut Vec<String>, gates: &[&Gate], types: &[&str]) {
        let mut sets: Vec<_> = gates.iter().flat_map(|gate| gate.sets()).collect();
        sets.sort_by_key(|set| set.len());
        for set in sets {
            if !set.iter().any(|feature| features.contains(feature)) {
                features.extend(self.owners.nearest(set, types).cloned());
            }
        }
    }
}
