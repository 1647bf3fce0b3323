//! What a comparison found, in order.

pub(crate) mod guard;
pub(crate) mod history;
pub(crate) mod scope;

use std::collections::BTreeMap;

use crate::verdict::{Bump, Level, View};

use crate::finding::Finding;

use crate::Options;
use crate::report::guard::Removals;
use crate::report::scope::Scope;

/// What a comparison found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The findings, the worst first; within a level those of one element together.
    pub findings: Vec<Finding>,
    /// What changed and changes nothing for anybody: new aliases, descriptions.
    pub notes: Vec<Finding>,
    /// How many elements were removed.
    pub removals: Removals,
}

impl Report {
    pub(crate) fn new(all: Vec<Finding>, old: Option<&Scope>, new: Option<&Scope>, _: &Options<'_>) -> Self {
        let mut report = Self::default();
        for mut finding in all {
            let holds = |scope: Option<&Scope>| scope.is_none_or(|scope| scope.holds(&finding.subject));
            finding.in_slice = finding.is_access() || holds(old) || holds(new);
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

    /// Adds another report, as of another version.
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

    /// The findings that count: in the slices, or all if there are none, and not allowed.
    pub fn counting(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.in_slice && finding.allowed.is_none())
    }

    /// How many findings there are of each level that count, for whom one asks for.
    pub fn levels(&self, view: View) -> BTreeMap<Level, usize> {
        let mut levels = BTreeMap::new();
        for finding in self.counting() {
            *levels.entry(finding.level(view)).or_default() += 1;
        }
        levels
    }

    /// The worst level, allowed findings left out; `None` if there are none.
    pub fn worst(&self, view: View) -> Option<Level> {
        self.counting().map(|finding| finding.level(view)).max()
    }

    /// The release that the generated crate needs. What is allowed needs it all the same.
    pub fn bump(&self) -> Bump {
        let in_slice = self.findings.iter().filter(|finding| finding.in_slice);
        in_slice.map(|finding| finding.verdict.rust).max().unwrap_or(Bump::None)
    }
}
