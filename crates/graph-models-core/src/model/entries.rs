//! Received JSON values by name: control information, and undeclared properties.
//!
//! The first entries are stored one by one. If there are many more, those are stored as one text, because a separate
//! entry takes up to fifteen times the bytes of its text.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::kept::Kept;
use crate::syntax::{all_entries, is_last};

/// The number of entries that are stored one by one. Nearly all objects have fewer.
const FEW: usize = 16;

/// Names with JSON values, in the order received.
#[derive(Clone, Default)]
pub struct Entries {
    list: Vec<(String, Kept)>,
    /// Further entries, stored as one text.
    more: Option<Box<Lot>>,
}

/// Many entries as the text of an object without its braces. The entries are parsed on demand, and are then cached.
#[derive(Default)]
struct Lot {
    text: String,
    count: usize,
    entries: OnceLock<Vec<(String, Kept)>>,
}

impl Entries {
    /// No entries.
    pub(super) const EMPTY: Self = Self { list: Vec::new(), more: None };

    /// Returns the value with the given name. An object or array is stored as text, and is parsed on demand.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.kept().find(|(key, _)| *key == name).map(|(_, kept)| kept.get())
    }

    /// Returns the names and values, in order. All values are parsed.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.kept().map(|(name, kept)| (name, kept.get()))
    }

    /// Returns the names and the stored values, in order. Afterwards, all entries are cached one by one.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (&str, &Kept)> {
        let more = self.more.as_ref().map_or(&[][..], |lot| lot.entries.get_or_init(|| lot.read()));
        self.list.iter().chain(more).map(|(name, kept)| (name.as_str(), kept))
    }

    /// Calls a function with the names and the stored values, in order, until the function fails. Does not add entries
    /// to the cache.
    pub(crate) fn each<E>(&self, mut call: impl FnMut(&str, &Kept) -> Result<(), E>) -> Result<(), E> {
        for (name, kept) in &self.list {
            call(name, kept)?;
        }
        let Some(lot) = &self.more else { return Ok(()) };
        match lot.entries.get() {
            Some(entries) => entries.iter().try_for_each(|(name, kept)| call(name, kept)),
            None => lot.read().iter().try_for_each(|(name, kept)| call(name, kept)),
        }
    }

    /// Returns `true` if there is an entry with the given name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.kept().any(|(key, _)| key == name)
    }

    /// Returns the number of entries.
    pub fn len(&self) -> usize {
        self.list.len() + self.more.as_ref().map_or(0, |lot| lot.count)
    }

    /// Returns `true` if there is no entry.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns `true` if further entries are stored as text, so that [`push_text`](Self::push_text) can add them.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= FEW
    }

    /// Adds an entry at the end. If the name is not new, the caller must call [`keep_last`](Self::keep_last) before the
    /// entries are used.
    pub(crate) fn push(&mut self, name: String, value: impl Into<Kept>) {
        let value = value.into();
        if self.more.is_none() {
            self.list.push((name, value));
        } else {
            self.push_as_text(name, &value);
        }
    }

    fn push_as_text(&mut self, name: String, value: &Kept) {
        let name = Value::from(name).to_string();
        match value.text() {
            Some(text) => self.push_text(&name, text),
            None => self.push_text(&name, &value.with(ToString::to_string)),
        }
    }

    /// Adds an entry at the end. Both parameters are valid JSON. See [`push`](Self::push) for the name.
    pub(crate) fn push_text(&mut self, name: &str, value: &str) {
        let lot = self.more.get_or_insert_default();
        let comma = if lot.text.is_empty() { "" } else { "," };
        for part in [comma, name, ":", value] {
            lot.text.push_str(part);
        }
        lot.count += 1;
        lot.entries = OnceLock::new();
    }

    /// Removes and returns all entries but the last of each name. Also removes the entries for which the function
    /// returns `true`.
    #[cold]
    pub(crate) fn keep_last(&mut self, is_outdated: impl Fn(&str) -> bool) -> Vec<(String, Kept)> {
        let has_lot = self.more.is_some();
        let all = std::mem::take(self.unfold());
        let mut is_last =
            is_last(all.len(), |index| all.get(index).map(|(name, _)| name.as_str())).into_iter();
        let counts = |(name, _): &(String, Kept)| is_last.next().unwrap_or(true) && !is_outdated(name);
        let (left, removed) = all.into_iter().partition(counts);
        self.list = left;
        if has_lot {
            // The entries are stored in little memory again.
            for (name, kept) in self.list.split_off(self.list.len().min(FEW)) {
                self.push_as_text(name, &kept);
            }
        }
        removed
    }

    pub(super) fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        let list = self.unfold();
        if let Some((_, old)) = list.iter_mut().find(|(key, _)| *key == name) {
            return Some(std::mem::replace(old, value.into()).into_value());
        }
        list.push((name, value.into()));
        None
    }

    /// Sets many entries, whose names differ.
    pub(crate) fn insert_all(&mut self, entries: Vec<(String, Value)>) {
        let list = self.unfold();
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_unstable_by(|a, b| name_of(list, *a).cmp(name_of(list, *b)));
        let mut added = Vec::new();
        for (name, value) in entries {
            let known = order.binary_search_by(|place| name_of(list, *place).cmp(&name));
            let place = known.ok().and_then(|index| order.get(index));
            match place.and_then(|place| list.get_mut(*place)) {
                Some((_, old)) => *old = value.into(),
                None => added.push((name, value.into())),
            }
        }
        list.extend(added);
    }

    /// Returns the values by their names, for many searches.
    pub(crate) fn by_name(&self) -> BTreeMap<&str, &Value> {
        self.iter().collect()
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Value> {
        let list = self.unfold();
        let index = list.iter().position(|(key, _)| key == name)?;
        Some(list.remove(index).1.into_value())
    }

    /// Returns the text of further entries.
    fn more_text(&self) -> &str {
        self.more.as_ref().map_or("", |lot| &lot.text)
    }

    /// Stores all entries one by one, so that they can be changed.
    fn unfold(&mut self) -> &mut Vec<(String, Kept)> {
        if let Some(mut lot) = self.more.take() {
            self.list.extend(lot.entries.take().unwrap_or_else(|| lot.read()));
        }
        &mut self.list
    }
}

fn name_of(list: &[(String, Kept)], index: usize) -> &str {
    list.get(index).map_or("", |(name, _)| name)
}

impl Lot {
    fn read(&self) -> Vec<(String, Kept)> {
        let text = format!("{{{}}}", self.text);
        // The entries were validated before they were stored, by the same rules.
        let Ok(entries) = all_entries(&text) else { return Vec::new() };
        let all = entries.iter().map(|(name, value)| {
            let kept = value.text().map_or_else(|_| Value::Null.into(), Kept::received);
            (name.into_owned(), kept)
        });
        all.collect()
    }
}

/// Copies the text without the cached entries.
impl Clone for Lot {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), count: self.count, entries: OnceLock::new() }
    }
}

/// Compares without regard to order, because order has no meaning in a JSON object.
impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        // Names are unique and mostly in the same order, so entries are sorted only if this comparison fails.
        if self.list == other.list && self.more_text() == other.more_text() {
            return true;
        }
        let sorted = |entries: &Self| {
            let mut all = entries.clone();
            let mut all = std::mem::take(all.unfold());
            all.sort_by(|(a, _), (b, _)| a.cmp(b));
            all
        };
        sorted(self) == sorted(other)
    }
}
