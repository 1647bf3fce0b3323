//! Gates: the Cargo features that an element of an item needs.

/// The features that an element of an item needs besides those of the item: one feature of each set. Empty for an
/// element that is always there with its item.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gate(Vec<Vec<String>>);

impl Gate {
    /// Makes a gate of these sets. Each set names at least one feature. A superset of another set adds no condition
    /// and is left out.
    pub(crate) fn new(mut sets: Vec<Vec<String>>) -> Self {
        sets.sort();
        sets.dedup();
        let holds = |set: &[String], other: &[String]| other.iter().all(|feature| set.contains(feature));
        let is_needed = |set: &&Vec<String>| !sets.iter().any(|other| other != *set && holds(set, other));
        Self(sets.iter().filter(is_needed).cloned().collect())
    }

    /// Returns true if the element is always there with its item.
    pub fn is_open(&self) -> bool {
        self.0.is_empty()
    }

    /// The sets of features. One feature of each set is needed.
    pub fn sets(&self) -> &[Vec<String>] {
        &self.0
    }

    /// The gate of an element that needs both gates.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self::new(self.0.iter().chain(&other.0).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    fn gate(sets: &[&[&str]]) -> Gate {
        Gate::new(sets.iter().map(|set| set.iter().map(|name| (*name).to_owned()).collect()).collect())
    }

    #[test]
    fn a_set_that_holds_another_asks_for_nothing_more() {
        assert_eq!(gate(&[&["calendar", "mail"], &["calendar"]]), gate(&[&["calendar"]]));
        assert_eq!(gate(&[&["calendar"], &["calendar"]]), gate(&[&["calendar"]]));
        let both = gate(&[&["calendar", "mail"], &["mail", "users"]]);
        assert_eq!(both.sets().len(), 2);
    }
}
