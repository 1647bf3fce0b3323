//! The context of a comparison: both models, the pairs of their types, and the findings so far.

use crate::compare::direction::Directions;
use crate::deprecation;
use crate::finding::Finding;
use crate::input::Options;
use crate::pairing::pairs::Pairs;
use crate::verdict::{Bump, Impact};
use csdl::model::{Annotations, Model, TypeId, TypeTarget, TypeUse};
use csdl::source::Place;

/// The shared state of a running comparison.
pub(crate) struct Context<'a> {
    pub(crate) old: &'a Model,
    pub(crate) new: &'a Model,
    pub(crate) pairs: &'a Pairs,
    pub(crate) directions: &'a Directions,
    pub(crate) options: &'a Options<'a>,
    findings: Findings<'a>,
}

/// The findings so far. The options set the version and the leniency of each.
pub(crate) struct Findings<'a> {
    options: &'a Options<'a>,
    list: Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(options: &'a Options<'a>) -> Self {
        Self { options, list: Vec::new() }
    }

    /// Adds a finding.
    pub(crate) fn push(&mut self, mut finding: Finding) {
        finding.version = self.options.version.map(str::to_owned);
        if self.options.is_beta {
            let lenient = |impact: Impact| impact.min(Impact::Risk);
            finding.verdict.reader = lenient(finding.verdict.reader);
            finding.verdict.writer = lenient(finding.verdict.writer);
        }
        self.list.push(finding);
    }

    pub(crate) fn finish(self) -> Vec<Finding> {
        self.list
    }
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        old: &'a Model,
        new: &'a Model,
        pairs: &'a Pairs,
        directions: &'a Directions,
        options: &'a Options<'a>,
    ) -> Self {
        Self { old, new, pairs, directions, options, findings: Findings::new(options) }
    }

    /// Adds a finding.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a finding about values of a type. Values that are never received break no reader, and values that are never
    /// sent break no writer.
    pub(crate) fn push_of_type(&mut self, mut finding: Finding, ty: &str) {
        let direction = self.directions.of_type(ty);
        if !direction.is_received && finding.verdict.reader > Impact::Safe {
            finding.verdict.reader = Impact::Safe;
            finding.remarks.push("only sent, never received".to_owned());
        }
        if !direction.is_sent && finding.verdict.writer > Impact::Safe {
            finding.verdict.writer = Impact::Safe;
            finding.remarks.push("only received, never sent".to_owned());
        }
        self.push(finding);
    }

    pub(crate) fn finish(self) -> Vec<Finding> {
        self.findings.finish()
    }

    /// The new type of an old one, if it still exists.
    pub(crate) fn became(&self, old: TypeId) -> Option<TypeId> {
        self.pairs.new_of(old)
    }

    /// Returns `true` if both targets are the same type, under any name.
    pub(crate) fn is_same_target(&self, old: &TypeUse, new: &TypeUse) -> bool {
        match (old.target, new.target) {
            (TypeTarget::Primitive(a), TypeTarget::Primitive(b)) => a == b && old.untyped == new.untyped,
            (TypeTarget::Declared(a), TypeTarget::Declared(b)) => self.became(a) == Some(b),
            _ => false,
        }
    }

    /// Returns `true` if the new type is a base of the old one.
    pub(crate) fn is_widened(&self, old: &TypeUse, new: &TypeUse) -> bool {
        let (TypeTarget::Declared(old), TypeTarget::Declared(new)) = (old.target, new.target) else {
            return false;
        };
        self.became(old).is_some_and(|id| id != new && self.new.is_a(id, new))
            || self.pairs.old_of(new).is_some_and(|id| id != old && self.old.is_a(old, id))
    }

    /// Returns `true` if the new type derives from the old one.
    pub(crate) fn is_narrowed(&self, old: &TypeUse, new: &TypeUse) -> bool {
        let (TypeTarget::Declared(old), TypeTarget::Declared(new)) = (old.target, new.target) else {
            return false;
        };
        self.became(old).is_some_and(|id| id != new && self.new.is_a(new, id))
            || self.pairs.old_of(new).is_some_and(|id| id != old && self.old.is_a(id, old))
    }

    /// Makes a removal one level milder if it was announced for a day that has passed, since programs could prepare
    /// for it.
    pub(crate) fn soften(&self, mut finding: Finding, annotations: &Annotations) -> Finding {
        let Some(due) = deprecation::removal_date(annotations) else { return finding };
        if self.options.today.is_some_and(|today| due <= today) {
            let milder = |impact| if impact == Impact::Breaking { Impact::Risk } else { Impact::Safe };
            finding.verdict.reader = milder(finding.verdict.reader);
            finding.verdict.writer = milder(finding.verdict.writer);
            finding.remarks.push(format!("announced to go on {due}"));
        }
        finding
    }

    /// Adds a note if a reference means the same type by another name.
    pub(crate) fn note_renamed(&mut self, subject: &str, old: &TypeUse, new: &TypeUse) {
        let (was, is) = (self.old.type_text(old), self.new.type_text(new));
        if was != is && self.is_same_target(old, new) {
            let finding = Finding::new(&crate::rules::types::TYPE_REFERENCE_RENAMED, subject);
            self.push(finding.old(was, old.place).new_value(is, new.place));
        }
    }
}

/// An element that exists on both sides: its path and places.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'s> {
    /// Path of the element.
    pub(crate) path: &'s str,
    /// Qualified name of the type that the element belongs to, for its direction; empty if there is none.
    pub(crate) owner: &'s str,
    pub(crate) old_place: Place,
    pub(crate) new_place: Place,
}

impl Subject<'_> {
    /// A finding about the element.
    pub(crate) fn finding(
        self,
        rule: &'static crate::rule::Rule,
        old: impl Into<String>,
        new: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, self.path).old(old, self.old_place).new_value(new, self.new_place)
    }
}

/// `Major` if the API changes, else `None`.
pub(crate) fn major_if(changes: bool) -> Bump {
    if changes { Bump::Major } else { Bump::None }
}
