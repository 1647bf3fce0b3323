//! Values of keys that occur more than once in an object. The last value of a key counts. The other values are stored
//! here, so that they can be listed.
//!
//! The stored form is a tree like the JSON itself, so that its size is limited by the size of the JSON. A list of paths
//! would not be: a path may be long, and may lead to many values.

mod inside;

pub(crate) use inside::replaced_inside;

use super::kept::Kept;

/// The values in an object or array that do not count, in the order received.
#[derive(Clone, Default)]
pub(crate) struct Replaced(Vec<(Step, Uncounted)>);

/// The step from an object or array to one of its parts.
#[derive(Clone)]
pub(crate) enum Step {
    /// A key of the object.
    Key(Box<str>),
    /// An index of the array.
    Item(usize),
}

/// The values that do not count at one key or index.
#[derive(Clone)]
pub(crate) enum Uncounted {
    /// A value of the key. A later one counts.
    Value(Kept),
    /// A value of the key. The first one counts.
    Ignored(Kept),
    /// Values inside the value.
    Inside(Replaced),
}

impl Step {
    pub(crate) fn key(name: &str) -> Self {
        Self::Key(name.into())
    }
}

impl Replaced {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, (Step, Uncounted)> {
        self.0.iter()
    }

    /// Adds a value of a key of which a later one counts.
    #[cold]
    pub(crate) fn push(&mut self, name: &str, value: Kept) {
        self.0.push((Step::key(name), Uncounted::Value(value)));
    }

    /// Adds a value of a key of which the first one counts.
    #[cold]
    pub(crate) fn push_ignored(&mut self, name: &str, value: Kept) {
        self.0.push((Step::key(name), Uncounted::Ignored(value)));
    }

    /// Adds the values inside a part, if there are any.
    #[inline]
    pub(crate) fn push_inside(&mut self, step: impl FnOnce() -> Step, inside: Self) {
        if !inside.is_empty() {
            self.0.push((step(), Uncounted::Inside(inside)));
        }
    }

    /// Removes and returns the values of a key and inside its value.
    pub(super) fn take(&mut self, name: &str) -> Self {
        let is_of_key = |(step, _): &(Step, Uncounted)| matches!(step, Step::Key(key) if **key == *name);
        let (taken, left) = std::mem::take(&mut self.0).into_iter().partition(is_of_key);
        self.0 = left;
        Self(taken)
    }

    /// Adds the values of another list at the end.
    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}
