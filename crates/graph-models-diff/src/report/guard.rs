//! The breaker: a great many removals at once are more often an accident upstream than meant.

use crate::finding::Finding;
use crate::rule::Change;

/// How many elements were removed: types, members, operations and children of the container.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removals {
    /// Of those the slices hold.
    pub in_slice: usize,
    /// Of all.
    pub total: usize,
}

/// How many removals are too many to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Of the elements that slices hold, if there are slices.
    pub in_slice: usize,
    /// Of all.
    pub total: usize,
}

impl Default for Thresholds {
    /// What parts the accidents of four years from all else.
    fn default() -> Self {
        Self { in_slice: 25, total: 100 }
    }
}

impl Removals {
    pub(crate) fn count(&mut self, finding: &Finding) {
        // Annotations that go take nothing away that could be used.
        let is_element = !finding.subject.contains('@') && !finding.is_access();
        if finding.rule.change == Change::Removed && is_element {
            self.total += finding.elements();
            if finding.in_slice {
                self.in_slice += finding.elements();
            }
        }
    }

    /// Whether there are more than the thresholds allow. Without slices all is compared, and the total counts.
    pub fn are_too_many(&self, thresholds: &Thresholds, has_slices: bool) -> bool {
        self.total > thresholds.total || (has_slices && self.in_slice > thresholds.in_slice)
    }
}

impl std::ops::AddAssign for Removals {
    fn add_assign(&mut self, other: Self) {
        self.in_slice += other.in_slice;
        self.total += other.total;
    }
}
