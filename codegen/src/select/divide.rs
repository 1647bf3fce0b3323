//! The division of a version among its slices: the steps and operations that belong to some slices only.

use std::collections::{BTreeMap, BTreeSet};

use super::operations;
use super::path::{self, Start, unknown};
use crate::input;
use csdl::diagnostic::Diagnostics;
use csdl::model::{Model, TypeId};

/// A navigation property by the type that declares it.
pub(super) type Step = (TypeId, String);

/// A slice with its roots and its operations found in the model.
pub(super) struct Claim<'a> {
    pub(super) config: &'a input::Slice,
    pub(super) starts: Vec<Start>,
    /// Positions of the operations that the slice names.
    pub(super) operations: BTreeSet<usize>,
}

impl<'a> Claim<'a> {
    /// Finds the roots and operations that the slice names. Unknown names are errors with suggestions.
    pub(super) fn new(config: &'a input::Slice, model: &Model, diagnostics: &mut Diagnostics) -> Self {
        let mut named = BTreeSet::new();
        for name in &config.operations {
            let found = operations(&name.value, model);
            if found.is_empty() {
                let known: BTreeSet<_> =
                    model.operations.iter().map(|operation| operation.name.to_string()).collect();
                let known = known.iter().map(String::as_str);
                diagnostics.push(unknown("operation", &name.value, name.place, known));
            }
            named.extend(found);
        }
        Self { config, starts: path::starts(config, model, diagnostics), operations: named }
    }

    /// The steps at the ends of the slice's roots. A slice of everything divides nothing.
    pub(super) fn steps(&self, model: &Model) -> impl Iterator<Item = Step> {
        let starts = self.starts.iter().filter(|_| !self.config.is_all);
        starts.filter_map(|start| {
            let (parent, name) = start.steps.last()?;
            let properties = model.effective_properties(parent.target);
            let (owner, _) = properties.into_iter().find(|(_, property)| property.name == *name)?;
            Some((owner, name.clone()))
        })
    }
}

/// The steps and operations that belong to slices, each with the positions of these slices.
#[derive(Default)]
pub(super) struct Divided {
    steps: BTreeMap<Step, BTreeSet<usize>>,
    operations: BTreeMap<usize, BTreeSet<usize>>,
}

impl Divided {
    /// Divides a version among slices. A step or operation that several slices name belongs to each of them.
    pub(super) fn new(claims: &[Claim<'_>], model: &Model) -> Self {
        let mut divided = Self::default();
        for (index, claim) in claims.iter().enumerate() {
            for step in claim.steps(model) {
                divided.steps.entry(step).or_default().insert(index);
            }
            for &operation in claim.operations.iter().filter(|_| !claim.config.is_all) {
                divided.operations.entry(operation).or_default().insert(index);
            }
        }
        divided
    }

    /// The steps that belong to other slices and not to this one.
    pub(super) fn steps_of_others(&self, index: usize) -> BTreeSet<Step> {
        others(&self.steps, index).cloned().collect()
    }

    /// The operations that belong to other slices and not to this one.
    pub(super) fn operations_of_others(&self, index: usize) -> BTreeSet<usize> {
        others(&self.operations, index).copied().collect()
    }
}

fn others<K>(owners: &BTreeMap<K, BTreeSet<usize>>, index: usize) -> impl Iterator<Item = &K> {
    owners.iter().filter(move |(_, owners)| !owners.contains(&index)).map(|(key, _)| key)
}
