//! Methods of erased fields that hold collections.

use std::any::Any;

use super::{Expandable, Expanded, Relation};

impl<T: Any, R> Expanded<Vec<T>, R> {
    /// Returns the items. The slice is empty if there is no collection.
    pub fn as_slice(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }

    /// Returns an iterator over the items.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.as_slice().iter()
    }

    /// Returns an iterator over the items, for changes.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.get_mut().map_or(std::slice::IterMut::default(), |items| items.iter_mut())
    }

    /// Returns the number of items in the field. See [`count`](Expanded::count) for the number of all related values.
    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// Returns `true` if the field has no items.
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl<T: Any, R: Relation<Vec<T>>> Expanded<Vec<T>, R>
where
    Vec<T>: Expandable,
{
    /// Adds an item at the end.
    pub fn push(&mut self, item: impl Into<T>) {
        self.get_or_insert_with(Vec::new).push(item.into());
    }
}

impl<'a, T: Any, R> IntoIterator for &'a Expanded<Vec<T>, R> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Any, R> IntoIterator for &'a mut Expanded<Vec<T>, R> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Any, R> IntoIterator for Expanded<Vec<T>, R> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_inner().unwrap_or_default().into_iter()
    }
}

impl<T: Any, R: Relation<Vec<T>>> FromIterator<T> for Expanded<Vec<T>, R>
where
    Vec<T>: Expandable,
{
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(Vec::from_iter(items))
    }
}
