//! Methods of erased fields that hold collections.

use std::any::Any;

use super::{Expandable, Expanded, Relation};
use crate::model::Item;
use crate::patch::Patchable;
use crate::request::Change;

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

/// The changes of a collection that belongs to a changed entity: `members@delta` of a group, in a page of changed
/// groups.
impl<T: Item + Patchable> Expanded<Vec<T>> {
    /// Takes out the changes of the collection, in the order received. Returns an empty list if there are none.
    ///
    /// ```
    /// # #[path = "../../../tests/support/sample.rs"] mod sample;
    /// use graph_models_core::request::{Change, RemovalReason};
    ///
    /// let mut incident: sample::SimpleIncident = graph_models_core::from_str(
    ///     r#"{"children@delta": [{"id": "1"}, {"id": "2", "@removed": {"reason": "deleted"}}]}"#,
    /// )?;
    /// let [added, removed] = &incident.children.take_changes()[..] else { panic!("there are two") };
    /// assert!(matches!(added, Change::Present(_)));
    /// assert!(matches!(removed, Change::Removed { reason: RemovalReason::Deleted, .. }));
    /// assert_eq!(removed.id().as_deref(), Some("2"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn take_changes(&mut self) -> Vec<Change<T>> {
        let items = self.erased.take_changes().and_then(|mut changes| changes.items.take()?.downcast().ok());
        items.map_or(Vec::new(), |items: Box<Vec<T>>| items.into_iter().map(Change::from_item).collect())
    }

    /// Returns the changed items of the collection, as received. Returns an empty slice if there are none.
    ///
    /// A removed item has `@removed` in its control information; [`take_changes`](Self::take_changes) returns it as a
    /// removal.
    pub fn changed_items(&self) -> &[T] {
        let items = self.erased.changes().and_then(|changes| changes.items.value()?.downcast_ref::<Vec<T>>());
        items.map_or(&[], |items| items.as_slice())
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
