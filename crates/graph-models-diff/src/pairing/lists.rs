//! Two lists of named items: the items in both, and the items in only one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The items of two lists, matched by name.
pub(crate) struct Lists<'o, 'n, T, K> {
    /// Items in both lists, in the order of the new one.
    pub(crate) both: Vec<(&'o T, &'n T)>,
    /// Items in the old list only, in its order.
    pub(crate) removed: Vec<(K, &'o T)>,
    /// Items in the new list only, in its order.
    pub(crate) added: Vec<(K, &'n T)>,
}

/// Matches the items of two lists by name. If several items have one name, the first one counts.
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

/// Numbers the items of one name, so that [`lists`] matches each of them.
pub(crate) fn numbered<'a, T: 'a, K: Ord + Clone>(
    items: impl Iterator<Item = (K, &'a T)>,
) -> impl Iterator<Item = ((K, usize), &'a T)> {
    let mut counts: BTreeMap<K, usize> = BTreeMap::new();
    items.map(move |(key, item)| {
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        ((key, *count), item)
    })
}

/// The most pairs that are compared by another rule. Beyond this number, all items of both lists are reported as
/// removed and added, since nobody reads so many guesses.
const MOST_PAIRS: usize = 1_000_000;

/// Removes pairs that have the same key from both lists, and returns them. Each item is paired once, with the first
/// match; an item without a key is not paired.
pub(crate) fn match_keys<'o, 'n, T, K, Q: Ord>(
    lists: &mut Lists<'o, 'n, T, K>,
    key: impl Fn(&K, &T) -> Option<Q>,
) -> Vec<(&'o T, &'n T)> {
    let mut by_key: BTreeMap<Q, VecDeque<usize>> = BTreeMap::new();
    for (position, (name, item)) in lists.added.iter().enumerate() {
        if let Some(key) = key(name, item) {
            by_key.entry(key).or_default().push_back(position);
        }
    }
    let (mut matched, mut taken) = (Vec::new(), BTreeSet::new());
    lists.removed.retain(|(name, old)| {
        let position = key(name, old).and_then(|key| by_key.get_mut(&key)?.pop_front());
        let new = position.and_then(|position| Some((position, lists.added.get(position)?.1)));
        if let Some((position, new)) = new {
            taken.insert(position);
            matched.push((*old, new));
        }
        new.is_none()
    });
    let mut positions = 0..;
    lists.added.retain(|_| positions.next().is_none_or(|position| !taken.contains(&position)));
    matched
}

/// Removes pairs that match by another rule from both lists, and returns them. Each item is paired once, with the
/// first match. If there are more than [`MOST_PAIRS`] possible pairs, no item is paired.
pub(crate) fn match_up<'o, 'n, T, K>(
    lists: &mut Lists<'o, 'n, T, K>,
    is_match: impl Fn(&(K, &'o T), &(K, &'n T)) -> bool,
) -> Vec<(&'o T, &'n T)> {
    let mut matched = Vec::new();
    if lists.removed.len().saturating_mul(lists.added.len()) > MOST_PAIRS {
        return matched;
    }
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

#[cfg(test)]
mod tests {
    use super::{Lists, MOST_PAIRS, lists, match_keys, match_up};

    fn of<'a>(old: &'a [String], new: &'a [String]) -> Lists<'a, 'a, String, &'a str> {
        let named = |name: &'a String| (name.as_str(), name);
        lists(old.iter().map(named), new.iter().map(named))
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn items_of_one_key_are_paired_in_order() {
        let (old, new) = (names(&["A", "x", "aa", "b"]), names(&["x", "AA", "a", "c", "Aa"]));
        let mut lists = of(&old, &new);
        let key = |name: &&str, _: &String| (*name != "b").then(|| name.to_lowercase());
        let matched = match_keys(&mut lists, key);
        assert_eq!(matched, [(&old[0], &new[2]), (&old[2], &new[1])]);
        assert_eq!(lists.removed, [("b", &old[3])]);
        assert_eq!(lists.added, [("c", &new[3]), ("Aa", &new[4])]);
    }

    #[test]
    fn very_many_items_are_not_guessed() {
        let many = |mark: &str, count: usize| (0..count).map(|it| format!("{mark}{it}")).collect::<Vec<_>>();
        let (old, most) = (many("a", 1_000), MOST_PAIRS / 1_000);
        for (count, expected) in [(most, 1_000), (most + 1, 0)] {
            let new = many("b", count);
            assert_eq!(match_up(&mut of(&old, &new), |_, _| true).len(), expected);
        }
    }
}
