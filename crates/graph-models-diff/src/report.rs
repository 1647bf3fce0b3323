//! The report of a comparison: its findings in order.

pub(crate) mod guard;

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::input::scope::Scope;
use crate::report::guard::Removals;
use crate::verdict::{Bump, Level, View};

/// The report of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The findings, the worst first. Findings of one level and element are together.
    pub findings: Vec<Finding>,
    /// Changes that have no effect on any program: other aliases, other descriptions.
    pub notes: Vec<Finding>,
    /// The number of removed elements.
    pub removals: Removals,
}

impl Report {
    pub(crate) fn new(all: Vec<Finding>, old: Option<&Scope>, new: Option<&Scope>) -> Self {
        let mut report = Self::default();
        for mut finding in all {
            let holds = |scope: Option<&Scope>| scope.is_none_or(|scope| scope.holds(&finding.subject));
            finding.in_slice = finding.is_access() || finding.concerns_crate || holds(old) || holds(new);
            report.removals.count(&finding);
            if finding.rule.is_note {
                report.notes.push(finding);
            } else {
                report.findings.push(finding);
            }
        }
        report.sort();
        report
    }

    /// Adds another report, such as the report of another version.
    pub fn join(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.notes.extend(other.notes);
        self.removals += other.removals;
        self.sort();
    }

    fn sort(&mut self) {
        let key = |finding: &Finding| {
            let version = finding.version.clone();
            (std::cmp::Reverse(finding.level(View::All)), version, finding.subject.clone(), finding.rule.id)
        };
        self.findings.sort_by_cached_key(key);
        self.notes.sort_by_cached_key(key);
    }

    /// The findings that count: in the slices (all findings if there are no slices), and not allowed.
    pub fn counting(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.in_slice && finding.allowed.is_none())
    }

    /// The number of findings that count, by level for a group of programs.
    pub fn levels(&self, view: View) -> BTreeMap<Level, usize> {
        let mut levels = BTreeMap::new();
        for finding in self.counting() {
            *levels.entry(finding.level(view)).or_default() += 1;
        }
        levels
    }

    /// The worst level of the findings that count; `None` if there are none.
    pub fn worst(&self, view: View) -> Option<Level> {
        self.counting().map(|finding| finding.level(view)).max()
    }

    /// The release that the generated crate needs. Allowed findings count too.
    pub fn bump(&self) -> Bump {
        let in_slice = self.findings.iter().filter(|finding| finding.in_slice);
        in_slice.map(|finding| finding.verdict.rust).max().unwrap_or(Bump::None)
    }
}
