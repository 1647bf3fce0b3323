//! Verdicts on the crate that need the APIs of both sides: names that a new declaration takes from another one,
//! changed ways to make a request, and findings that take nothing from the crate.

use std::collections::BTreeSet;

use super::index::Index;
use super::{Api, Item, Named};
use crate::finding::Finding;
use crate::rule::Change;
use crate::rules::names as rules;
use crate::verdict::Bump;
use graph_models_codegen::input::Overlay;
use graph_models_codegen::rust::names::{camel, snake};

/// The difference of two APIs.
struct Difference<'a> {
    old: &'a Api,
    new: &'a Api,
    /// Removed items.
    lost: Vec<&'a Item>,
    /// Items with another name.
    renamed: Vec<(&'a Item, &'a Named, &'a Named)>,
    /// Items that lost a signature, each with the first lost signature and the one that replaced it.
    changed: Vec<(&'a Item, String, String)>,
    /// The first new item or signature.
    grown: Option<String>,
}

/// Corrects the verdicts of findings on the crate. `is_in_slice` returns true for the findings that count.
pub(crate) fn apply(
    findings: &mut Vec<Finding>,
    (old, new): (&Api, &Api),
    overlays: Option<(&Overlay, &Overlay)>,
    is_in_slice: impl Fn(&Finding) -> bool,
) {
    let difference = Difference::new(old, new, &chosen(overlays));
    let counts = |finding: &Finding| finding.concerns_crate || is_in_slice(finding);
    if difference.is_growth() {
        let most = if difference.grown.is_some() { Bump::Minor } else { Bump::None };
        for finding in findings.iter_mut() {
            if finding.verdict.rust == Bump::Major && counts(finding) {
                finding.verdict.rust = most;
                finding.remarks.push("the crate loses nothing by it".to_owned());
            }
        }
        let is_known = findings.iter().any(|finding| finding.verdict.rust >= Bump::Minor && counts(finding));
        if let (Some(grown), false) = (&difference.grown, is_known) {
            findings.push(unexplained_change(grown, 1).rust(Bump::Minor));
        }
        return;
    }
    let index = Index::new(findings);
    let mut unexplained = Vec::new();
    let is_broken = |findings: &[Finding], subjects: &[String]| {
        index.about(subjects).any(|it| breaks(findings, it, counts))
    };
    for &(item, was, is) in &difference.renamed {
        if is_broken(findings, &was.subjects) {
            continue;
        }
        let sentence =
            format!("the {} of `{}` is `{}` now, and was `{}`", item.role, item.path, is.ident, was.ident);
        let others = [new.owner(&is.scope, &was.ident), old.owner(&was.scope, &is.ident)];
        let cause = others.into_iter().flatten().find_map(|other| index.arrival(findings, other));
        let cause = cause.or_else(|| namesake(findings, was));
        match cause.or_else(|| index.position(&is.subjects)) {
            Some(position) => raise(findings, position, sentence),
            None => unexplained.push(sentence),
        }
    }
    for &item in &difference.lost {
        let Some(was) = old.items.get(item) else { continue };
        if is_broken(findings, &was.subjects) {
            continue;
        }
        let sentence = format!("the {} of `{}` is gone: `{}`", item.role, item.path, was.ident);
        let taker = new.owner(&was.scope, &was.ident).and_then(|taker| index.arrival(findings, taker));
        match taker {
            Some(position) => raise(findings, position, sentence),
            None => unexplained.push(sentence),
        }
    }
    for (item, was, is) in &difference.changed {
        let named = [old, new].into_iter().filter_map(|api| api.items.get(*item));
        let subjects: Vec<_> = named.flat_map(|named| named.subjects.iter().cloned()).collect();
        if is_broken(findings, &subjects) {
            continue;
        }
        let sentence = format!("the {} of `{}` changes from `{was}` to `{is}`", item.role, item.path);
        match cause_of_change(findings, &index, &difference, item) {
            Some(position) => raise(findings, position, sentence),
            None => unexplained.push(sentence),
        }
    }
    let is_known = findings.iter().any(|finding| finding.verdict.rust == Bump::Major && counts(finding));
    if let (Some(first), false) = (unexplained.first(), is_known) {
        findings.push(unexplained_change(first, unexplained.len()));
    }
}

/// Returns `true` if a finding that counts already says that programs no longer compile.
fn breaks(findings: &[Finding], position: usize, counts: impl Fn(&Finding) -> bool) -> bool {
    findings.get(position).is_some_and(|finding| finding.verdict.rust == Bump::Major && counts(finding))
}

/// The finding about a new declaration beside an item, if the name of the declaration gives the former identifier of
/// the item. If there are slices, the crate need not contain the declaration.
fn namesake(findings: &[Finding], item: &Named) -> Option<usize> {
    findings.iter().position(|finding| {
        let subject = finding.subject.as_str();
        let Some((holder, name)) = subject.rsplit_once('/').or_else(|| subject.rsplit_once('.')) else {
            return false;
        };
        let is_beside =
            |other: &String| other.strip_prefix(holder).is_some_and(|rest| rest.starts_with(['/', '.']));
        finding.rule.change == Change::Added
            && !subject.contains(['@', '('])
            && (camel(name) == item.ident || snake(name) == item.ident)
            && item.subjects.iter().any(is_beside)
    })
}

/// The finding for changes that no other finding explains.
fn unexplained_change(first: &str, count: usize) -> Finding {
    let mut finding = Finding::new(&rules::RUST_API_CHANGED, "the crate").remark(first);
    if count > 1 {
        finding.remarks.push(format!("and {} more", count - 1));
    }
    finding.concerns_crate = true;
    finding
}

/// The declarations with a Rust name that only one of the overlays chooses. They have separate findings.
fn chosen(overlays: Option<(&Overlay, &Overlay)>) -> BTreeSet<String> {
    let Some((old, new)) = overlays else { return BTreeSet::new() };
    let names = |overlay: &Overlay| -> BTreeSet<(String, String)> {
        let all = overlay.renames.iter();
        all.map(|rename| (rename.target.value.clone(), rename.to.value.clone())).collect()
    };
    let (old, new) = (names(old), names(new));
    old.symmetric_difference(&new).map(|(target, _)| target.clone()).collect()
}

impl<'a> Difference<'a> {
    fn new(old: &'a Api, new: &'a Api, chosen: &BTreeSet<String>) -> Self {
        let mut difference =
            Self { old, new, lost: Vec::new(), renamed: Vec::new(), changed: Vec::new(), grown: None };
        for (item, was) in &old.items {
            let Some(is) = new.items.get(item) else {
                difference.lost.push(item);
                continue;
            };
            if was.ident != is.ident && !was.subjects.iter().any(|subject| chosen.contains(subject)) {
                difference.renamed.push((item, was, is));
            }
            let (Some(before), Some(after)) = (old.signatures.get(item), new.signatures.get(item)) else {
                continue;
            };
            let came = after.difference(before).next();
            if let Some(gone) = before.difference(after).next() {
                difference.changed.push((item, gone.clone(), came.cloned().unwrap_or_default()));
            }
            let grown = came.map(|came| format!("the {} of `{}` gains `{came}`", item.role, item.path));
            difference.grown = difference.grown.or(grown);
        }
        let added = new.items.keys().find(|item| !old.items.contains_key(*item));
        let added = added.map(|item| format!("the {} of `{}` is new", item.role, item.path));
        difference.grown = difference.grown.or(added);
        difference
    }

    /// Returns `true` if all programs that compiled before still compile.
    fn is_growth(&self) -> bool {
        self.lost.is_empty() && self.renamed.is_empty() && self.changed.is_empty()
    }
}

impl Api {
    fn owner(&self, scope: &str, ident: &str) -> Option<&Named> {
        self.items.get(self.owners.get(&(scope.to_owned(), ident.to_owned()))?)
    }
}

/// The finding that changes an item: one about a new declaration on the path to the item, or one about the
/// declaration itself.
fn cause_of_change(
    findings: &[Finding],
    index: &Index,
    difference: &Difference<'_>,
    item: &Item,
) -> Option<usize> {
    let (was, is) = (difference.old.items.get(item)?, difference.new.items.get(item)?);
    let came = is.subjects.iter().filter(|it| !was.subjects.contains(it)).cloned();
    let on_the_way = Named { subjects: came.collect(), ..is.clone() };
    let own = is.subjects.get(..1).unwrap_or_default();
    index.arrival(findings, &on_the_way).or_else(|| index.position(own))
}

/// Marks a finding as one that breaks programs which compiled before.
fn raise(findings: &mut [Finding], position: usize, sentence: String) {
    let Some(finding) = findings.get_mut(position) else { return };
    finding.verdict.rust = Bump::Major;
    finding.concerns_crate = true;
    finding.remarks.push(sentence);
}
