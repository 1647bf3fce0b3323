//! The guard against accidents upstream: very many removals at once are rarely intended.

use crate::finding::Finding;
use crate::rule::Change;
use crate::rules::access::SCOPE_REMOVED;

/// The number of lost scopes that is plausible for any share: a small set of slices has few scopes.
const FEW_SCOPES: usize = 25;

/// The number of removed elements: types, members, operations and children of the container. The scopes of requests
/// are counted apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removals {
    /// Removed elements of the slices.
    pub in_slice: usize,
    /// All removed elements.
    pub total: usize,
    /// The number of scopes that no longer suffice. A scope that several requests lose is counted for each of them.
    pub scopes: usize,
    /// The number of all scopes before the change, counted in the same way.
    pub scopes_before: usize,
}

/// The highest plausible numbers of removals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// The limit for elements of the slices, if there are slices.
    pub in_slice: usize,
    /// The limit for all elements.
    pub total: usize,
    /// The limit for lost scopes of requests, in percent of all of them.
    pub scopes_percent: usize,
}

impl Default for Thresholds {
    /// Limits that separate the accidents of four years from all other updates. A file of permissions that is cut
    /// short loses most scopes, and a review of permissions moves few.
    fn default() -> Self {
        Self { in_slice: 25, total: 100, scopes_percent: 20 }
    }
}

impl Removals {
    pub(crate) fn count(&mut self, finding: &Finding) {
        if *finding.rule == SCOPE_REMOVED {
            self.scopes += 1;
        }
        // Programs do not use annotations, so a removed annotation does not count.
        let is_element = !finding.subject.contains('@') && !finding.is_access();
        if finding.rule.change == Change::Removed && is_element {
            self.total += finding.elements();
            if finding.in_slice {
                self.in_slice += finding.elements();
            }
        }
    }

    /// Returns `true` if there are more removals than the thresholds allow.
    pub fn are_too_many(&self, thresholds: &Thresholds, has_slices: bool) -> bool {
        self.elements_are_too_many(thresholds, has_slices) || self.scopes_are_too_many(thresholds)
    }

    /// Returns `true` if more elements were removed than the thresholds allow. Without slices only the total counts.
    pub fn elements_are_too_many(&self, thresholds: &Thresholds, has_slices: bool) -> bool {
        self.total > thresholds.total || (has_slices && self.in_slice > thresholds.in_slice)
    }

    /// Returns `true` if requests lost a larger share of their scopes than the thresholds allow.
    pub fn scopes_are_too_many(&self, thresholds: &Thresholds) -> bool {
        let most = self.scopes_before.saturating_mul(thresholds.scopes_percent) / 100;
        self.scopes > most.max(FEW_SCOPES)
    }
}

impl std::ops::AddAssign for Removals {
    fn add_assign(&mut self, other: Self) {
        self.in_slice += other.in_slice;
        self.total += other.total;
        self.scopes += other.scopes;
        self.scopes_before += other.scopes_before;
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW_SCOPES, Removals, Thresholds};

    #[test]
    fn lost_scopes_are_a_share_of_all() {
        let are_too_many = |scopes, scopes_before| {
            let removals = Removals { scopes, scopes_before, ..Removals::default() };
            removals.are_too_many(&Thresholds::default(), true)
        };
        assert!(!are_too_many(200, 1_000));
        assert!(are_too_many(201, 1_000));
        assert!(!are_too_many(FEW_SCOPES, FEW_SCOPES));
        assert!(are_too_many(FEW_SCOPES + 1, FEW_SCOPES + 1));
        assert!(!are_too_many(0, 0));
    }
}
