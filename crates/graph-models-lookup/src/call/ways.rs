//! The steps that can follow on a walk, in the order in which they are tried.

use super::segments::{self, Segment, Taken};
use graph_models_codegen::rust::Step;

/// The words that can be keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// No words: `delta` and `inbox` are names.
    NoWords,
    /// All words, if nothing else on the path has such a name.
    Any,
}

/// A step with the segments that it takes.
pub(super) struct Way<'v, 's> {
    pub(super) step: &'v Step,
    pub(super) taken: Taken<'s>,
    /// True if another of the steps goes to the same collection and takes the next segment as a key in it.
    pub(super) is_keyed: bool,
}

/// The steps that take the first segments: names before keys, and words as keys last.
pub(super) fn ways<'v, 's>(
    steps: impl Iterator<Item = &'v Step>,
    rest: &'s [Segment],
    keys: Keys,
) -> Vec<Way<'v, 's>> {
    let fitting = steps.filter_map(|step| Some((step, segments::take(&step.template, rest)?)));
    let fitting: Vec<_> = fitting.filter(|(_, taken)| keys == Keys::Any || !taken.has_word).collect();
    let templates: Vec<_> = fitting.iter().map(|(step, _)| step.template.as_str()).collect();
    let is_keyed = |step: &Step| {
        let keys = templates.iter().filter_map(|template| template.strip_prefix(step.template.as_str()));
        keys.into_iter().any(|key| key.starts_with("/{"))
    };
    let ways = fitting.into_iter().map(|(step, taken)| Way { is_keyed: is_keyed(step), step, taken });
    let mut ways: Vec<_> = ways.collect();
    // A segment is never read as a key if a step has its name.
    ways.sort_by_key(|Way { taken, .. }| (taken.has_word, taken.rest.len(), !taken.values.is_empty()));
    ways
}
