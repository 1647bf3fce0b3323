//! A finding: a change, with its verdict.

use sha2::{Digest, Sha256};

use crate::rule::{Rule, Section};
use crate::verdict::{Bump, Impact, Level, Verdict, View};

use csdl::source::Place;

/// One change.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The kind of change.
    pub rule: &'static Rule,
    /// The name of the comparison if a run makes several.
    pub version: Option<String>,
    /// The element, qualified: `microsoft.graph.user/displayName`.
    pub subject: String,
    /// The old value.
    pub old: Option<String>,
    /// The new value.
    pub new: Option<String>,
    /// The old place.
    pub old_place: Option<Place>,
    /// The new place.
    pub new_place: Option<Place>,
    /// The verdict on the change.
    pub verdict: Verdict,
    /// Further facts: the reason for a milder verdict, consequences of the change.
    pub remarks: Vec<String>,
    /// Elements that were added, removed or renamed together with the subject and have no finding of their own.
    pub covers: Vec<String>,
    /// True if the slices contain the element, or if the change affects the crate of the slices.
    pub in_slice: bool,
    /// True if the element is younger than the cool-down.
    pub is_young: bool,
    /// The reason why the finding is allowed, if it is.
    pub allowed: Option<String>,
    /// True if the change affects the crate, whether or not the slices contain the element.
    pub(crate) concerns_crate: bool,
}

impl Finding {
    pub(crate) fn new(rule: &'static Rule, subject: impl Into<String>) -> Self {
        Self {
            rule,
            version: None,
            subject: subject.into(),
            old: None,
            new: None,
            old_place: None,
            new_place: None,
            verdict: rule.verdict,
            remarks: Vec::new(),
            covers: Vec::new(),
            in_slice: true,
            is_young: false,
            allowed: None,
            concerns_crate: false,
        }
    }

    pub(crate) fn old(mut self, text: impl Into<String>, place: Place) -> Self {
        self.old = Some(text.into());
        self.old_place = Some(place);
        self
    }

    pub(crate) fn new_value(mut self, text: impl Into<String>, place: Place) -> Self {
        self.new = Some(text.into());
        self.new_place = Some(place);
        self
    }

    pub(crate) fn reader(mut self, impact: Impact) -> Self {
        self.verdict.reader = impact;
        self
    }

    pub(crate) fn writer(mut self, impact: Impact) -> Self {
        self.verdict.writer = impact;
        self
    }

    pub(crate) fn rust(mut self, bump: Bump) -> Self {
        self.verdict.rust = bump;
        self
    }

    pub(crate) fn remark(mut self, text: impl Into<String>) -> Self {
        self.remarks.push(text.into());
        self
    }

    pub(crate) fn covering(mut self, covers: Vec<String>) -> Self {
        self.covers = covers;
        self
    }

    /// The identifier of this change: twelve hexadecimal digits, the same in every run.
    pub fn fingerprint(&self) -> String {
        let parts = [
            Some(self.rule.id),
            self.version.as_deref(),
            Some(&self.subject),
            self.old.as_deref(),
            self.new.as_deref(),
        ];
        let mut hash = Sha256::new();
        for part in parts {
            // The length distinguishes absent from empty parts, and separates the parts.
            hash.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
        let number =
            hash.finalize().iter().take(6).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{number:012x}")
    }

    /// The level for a group of programs.
    pub fn level(&self, view: View) -> Level {
        self.verdict.level(view)
    }

    /// Returns `true` if reports list the finding among scopes, roles and clouds.
    pub fn is_access(&self) -> bool {
        self.rule.section == Section::Access
    }

    /// The number of elements: the subject, and the elements that were added or removed with it.
    pub fn elements(&self) -> usize {
        1 + self.covers.len()
    }
}
