//! The guard against accidents upstream: very many removals at once are rarely intended.

use crate::finding::Finding;
use crate::rule::Change;

/// The number of removed elements: types, members, operations and children of the container.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removals {
    /// Removed elements of the slices.
    pub in_slice: usize,
    /// All removed elements.
    pub total: usize,
}

/// The highest plausible numbers of removals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// The limit for elements of the slices, if there are slices.
    pub in_slice: usize,
    /// The limit for all elements.
    pub total: usize,
}

impl Default for Thresholds {
    /// Limits that separate the accidents of four years from all other updates.
    fn default() -> Self {
        Self { in_slice: 25, total: 100 }
    }
}

impl Removals {
    pub(crate) fn count(&mut self, finding: &Finding) {
        // Programs do not use annotations, so a removed annotation does not count.
        let is_element = !finding.subject.contains('@') && !finding.is_access();
        if finding.rule.change == Change::Removed && is_element {
            self.total += finding.elements();
            if finding.in_slice {
                self.in_slice += finding.elements();
            }
        }
    }

    /// Returns `true` if there are more removals than the thresholds allow. Without slices only the total counts.
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
