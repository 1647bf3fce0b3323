//! Gates: the Cargo features without which an element of an item is left out.

/// The features that an element of an item needs besides those of the item: one feature of each set. Empty for an element
/// that is always there with its item.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gate(Vec<Vec<String>>);

impl Gate {
    /// A gate of these sets. Each set names at least one feature.
    pub(crate) fn new(mut sets: Vec<Vec<String>>) -> Self {
        sets.sort();
        sets.dedup();
        Self(sets)
    }

    /// Returns true if the element is always there with its item.
    pub fn is_open(&self) -> bool {
        self.0.is_empty()
    }

    /// The sets of features, one of each of which is needed.
    pub fn sets(&self) -> &[Vec<String>] {
        &self.0
    }

    /// The gate of an element that needs what both gates need.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).cloned().collect())
    }
}
