//! Two lists of named items: the items in both, and the items in one only.

use std::collections::BTreeMap;

/// The items of two lists, matched by name.
pub(crate) struct Lists<'o, 'n, T, K> {
    /// Items in both lists, in the order of the new one.
    pub(crate) both: Vec<(&'o T, &'n T)>,
    /// Items in the old list only, in its order.
    pub(crate) removed: Vec<(K, &'o T)>,
    /// Items in the new list only, in its order.
    pub(crate) added: Vec<(K, &'n T)>,
}

/// Matches the items of two lists by name. Of several items with one name the first counts.
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

/// Removes pairs that match by another rule from both lists, and returns them. Each item is paired once, with the first
/// match.
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
