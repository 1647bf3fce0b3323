//! An index of findings by the declarations that they are about.

use std::collections::BTreeMap;

use super::Named;
use crate::finding::Finding;
use crate::rule::Change;

/// The positions of findings by paths.
pub(super) struct Index {
    /// Findings by the path of the declaration, and by the path of each declaration that contains it.
    paths: BTreeMap<String, Vec<usize>>,
    /// Findings by the name of the declaration alone, after a slash.
    names: BTreeMap<String, Vec<usize>>,
    /// Findings by the paths of declarations that were added or removed together with the subject.
    covered: BTreeMap<String, Vec<usize>>,
}

impl Index {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let mut index = Self { paths: BTreeMap::new(), names: BTreeMap::new(), covered: BTreeMap::new() };
        for (position, finding) in findings.iter().enumerate() {
            if finding.rule.is_note || finding.is_access() {
                continue;
            }
            let subject = &finding.subject;
            index.paths.entry(subject.clone()).or_default().push(position);
            let ends = subject.match_indices(['/', '@']).filter_map(|(at, _)| subject.get(..at));
            for holder in ends {
                index.paths.entry(holder.to_owned()).or_default().push(position);
            }
            if let Some((_, name)) = subject.rsplit_once('/') {
                index.names.entry(format!("/{name}")).or_default().push(position);
            }
            for path in &finding.covers {
                index.covered.entry(path.clone()).or_default().push(position);
                if let Some((_, name)) = path.rsplit_once('/') {
                    index.covered.entry(format!("/{name}")).or_default().push(position);
                }
            }
        }
        index
    }

    /// All findings about these declarations; findings that only cover them come last.
    pub(super) fn about<'i>(&'i self, subjects: &'i [String]) -> impl Iterator<Item = usize> + 'i {
        let of = |map: &'i BTreeMap<String, Vec<usize>>| {
            subjects.iter().filter_map(|subject| map.get(subject)).flatten().copied()
        };
        of(&self.paths).chain(of(&self.names)).chain(of(&self.covered))
    }

    /// The first finding about one of these declarations.
    pub(super) fn position(&self, subjects: &[String]) -> Option<usize> {
        self.about(subjects).next()
    }

    /// The finding about an added, removed or renamed declaration, by which a name became taken or free.
    pub(super) fn arrival(&self, findings: &[Finding], named: &Named) -> Option<usize> {
        let moves = |finding: &Finding| finding.rule.change != Change::Changed;
        self.about(&named.subjects).find(|&position| findings.get(position).is_some_and(moves))
    }
}
