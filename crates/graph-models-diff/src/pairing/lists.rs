//! Two lists of things with names: what is in both, what only in one.

use std::collections::BTreeMap;

/// Things of two lists by name.
pub(crate) struct Lists<'o, 'n, T, K> {
    /// In both, in the order of the new.
    pub(crate) both: Vec<(&'o T, &'n T)>,
    /// Only in the old, in its order.
    pub(crate) removed: Vec<(K, &'o T)>,
    /// Only in the new, in its order.
    pub(crate) added: Vec<(K, &'n T)>,
}

/// Matches two lists by what names their items. Of items with one name the first counts.
pub(crate) fn lists<'o, 'n, T, K: Ord + Clone>(
    old: impl Iterator<Item = (K, &'o T)>,
    new: impl Iterator<Item = (K, &'n T)>,
) -> Lists<'o, 'n, T, K> {
    let old: Vec<_> = old.collect();
    let mut rest: BTreeMap<K, &'o T> = BTreeMap::new();
    for (key, item) in &old {
        rest.entry(key.clone()).or_insert(item);
    }
    let mut both = Vec::new();
    let mut added = Vec::new();
    for (key, item) in new {
        match rest.remove(&key) {
            Some(was) => both.push((was, item)),
            None => added.push((key, item)),
        }
    }
    let removed = old.into_iter().filter(|(key, _)| rest.remove(key).is_some()).collect();
    Lists { both, removed, added }
}

/// Takes out of both lists what belongs together by a rule of its own: each item once, the first that fits.
pub(crate) fn match_up<'o, 'n, T, K>(
    lists: &mut Lists<'o, 'n, T, K>,
    is_match: impl Fn(&(K, &'o T), &(K, &'n T)) -> bool,
) -> Vec<(&'o T, &'n T)> {
    let mut matched = Vec::new();
    let mut left = Vec::new();
    for old in lists.removed.drain(..) {
        match lists.added.iter().position(|new| is_match(&old, new)) {
            Some(position) => matched.push((old.1, lists.added.remove(position).1)),
            None => left.push(old),
        }
    }
    lists.removed = left;
    matched
}
