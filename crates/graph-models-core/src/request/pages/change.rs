//! Items of a page of changes: present items, and removed ones in any of Graph's forms.
//!
//! - `@removed`, the form of OData 4.01 (JSON Format, 15.3), in most collections;
//! - the facet `deleted`, in drives;
//! - an item with a context that ends in `$deletedEntity`, the form of OData 4.0 (JSON Format, 14.2).

use std::borrow::Cow;

use serde_json::Value;

use super::entity_id::key_of;
use crate::Page;
use crate::model::{Expanded, Item, Model, Ref};
use crate::patch::Patchable;
use crate::request::wire;

/// An item of a page of changes: present or removed.
#[derive(Debug, Clone, PartialEq)]
pub enum Change<T> {
    /// The item is new or changed. Properties that did not change may be absent.
    Present(T),
    /// The item was removed.
    Removed {
        /// The item: its key, and further properties if the service sends them.
        item: T,
        /// The reason.
        reason: RemovalReason,
    },
}

/// The reason why an item was removed (OData JSON 4.01, 15.3), or the state of a deleted item of a drive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovalReason {
    /// The item was deleted permanently.
    Deleted,
    /// The item is no longer in the collection, and may return. An example is a directory object that can be
    /// restored.
    Changed,
    /// Another reason; empty if the service names none.
    Other(String),
}

impl RemovalReason {
    fn parse(reason: &str) -> Self {
        if reason.eq_ignore_ascii_case("deleted") {
            Self::Deleted
        } else if reason.eq_ignore_ascii_case("changed") {
            Self::Changed
        } else {
            Self::Other(reason.to_owned())
        }
    }
}

/// The changes of a collection that belongs to a changed entity: `members@delta` of a group, in a page of changed
/// groups.
impl<T: Item + Patchable> Expanded<Vec<T>> {
    /// Takes out the changes of the collection, in the order received. Returns an empty list if there are none.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
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
        let items = self.erased.take_changes().and_then(|changes| changes.into_items()?.downcast().ok());
        items.map_or(Vec::new(), |items: Box<Vec<T>>| items.into_iter().map(Change::from_item).collect())
    }

    /// Returns the changed items of the collection, as received. Returns an empty slice if there are none.
    ///
    /// A removed item has `@removed` in its control information; [`take_changes`](Self::take_changes) returns it as a
    /// removal.
    pub fn changed_items(&self) -> &[T] {
        let items = self.erased.changes().and_then(|changes| changes.items()?.downcast_ref::<Vec<T>>());
        items.map_or(&[], |items| items.as_slice())
    }
}

impl<T: Item + Patchable> Page<T> {
    /// The items of a page of changes, present and removed ones: each by [`Change::from_item`].
    pub fn into_changes(self) -> impl Iterator<Item = Change<T>> {
        self.into_items().into_iter().map(Change::from_item)
    }
}

impl<T: Item + Patchable> Change<T> {
    /// Decides whether an item of a page of changes is present or removed.
    ///
    /// The item is removed if it has `@removed`, an object in the property `deleted`, whether the type declares it or
    /// not, or a context that ends in `$deletedEntity`. The reason is that of `@removed`, the `state` in `deleted`, or
    /// the property `reason`. The item holds all that was received.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::request::{Change, RemovalReason};
    /// use sample::SimpleIncident;
    ///
    /// for gone in [
    ///     r#"{"id": "1", "@removed": {"reason": "deleted"}}"#,
    ///     r#"{"id": "1", "deleted": {"state": "deleted"}}"#,
    ///     r#"{"@odata.context": "…/$metadata#users/$deletedEntity", "id": "users('1')", "reason": "deleted"}"#,
    /// ] {
    ///     let change = Change::from_item(graph_models_core::from_str::<SimpleIncident>(gone)?);
    ///     assert!(matches!(&change, Change::Removed { reason: RemovalReason::Deleted, .. }));
    ///     assert_eq!(change.id().as_deref(), Some("1"));
    /// }
    /// let kept = graph_models_core::from_str::<SimpleIncident>(r#"{"id": "1"}"#)?;
    /// assert!(matches!(Change::from_item(kept), Change::Present(_)));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn from_item(item: T) -> Self {
        match removal(item.as_model()).map(RemovalReason::parse) {
            Some(reason) => Self::Removed { item, reason },
            None => Self::Present(item),
        }
    }

    /// The item, present or removed.
    pub fn item(&self) -> &T {
        match self {
            Self::Present(item) | Self::Removed { item, .. } => item,
        }
    }

    /// The id of the item: its property `id`, or else the key in its `@odata.id`.
    ///
    /// In the form of OData 4.0, the id of a removed item may be a URL. The result is then the decoded key in this
    /// URL: `1` for `https://graph.microsoft.com/v1.0/users('1')` and for `users/1`.
    pub fn id(&self) -> Option<Cow<'_, str>> {
        let model = self.item().as_model();
        let control = model.extra().control();
        match id_property(model) {
            Some(Cow::Borrowed(id)) if is_deleted_entity(model) => Some(key_of(id)),
            Some(id) => Some(id),
            None => ["@odata.id", "@id"].iter().find_map(|name| control.get(name)?.as_str()).map(key_of),
        }
    }
}

/// The reason why an item was removed; empty if the service names none. `None` if the item is present.
fn removal(model: &dyn Model) -> Option<&str> {
    if let Some(removed) = model.extra().control().get("@removed") {
        return Some(text_in(removed, "reason"));
    }
    if let Some(state) = facet_state(model) {
        return Some(state);
    }
    is_deleted_entity(model).then(|| wire::text(model, "reason").unwrap_or_default())
}

/// The state in the facet `deleted`; empty if the facet has none. `None` if `deleted` is no object.
fn facet_state(model: &dyn Model) -> Option<&str> {
    let state = |facet| wire::text(facet, "state").unwrap_or_default();
    let Some(position) = model.info().position("deleted") else {
        let undeclared = model.extra().undeclared().get("deleted")?;
        return undeclared.is_object().then(|| text_in(undeclared, "state"));
    };
    match model.get(position) {
        Ref::Object(facet) => facet.get().map(state),
        Ref::Hierarchy(facet) => facet.get().map(|facet| state(facet.model)),
        _ => None,
    }
}

/// Returns `true` if the context of an item says that it is a deleted entity (OData JSON 4.0, 14.2).
fn is_deleted_entity(model: &dyn Model) -> bool {
    let control = model.extra().control();
    let mut contexts =
        ["@odata.context", "@context"].into_iter().filter_map(|name| control.get(name)?.as_str());
    contexts.any(|context| context.ends_with("$deletedEntity"))
}

/// The property `id` as text, if it has a value.
fn id_property(model: &dyn Model) -> Option<Cow<'_, str>> {
    let id = match model.info().position("id").map(|position| model.get(position)) {
        Some(Ref::String(id)) => Cow::Borrowed(id.as_deref()?),
        Some(Ref::Guid(id)) => Cow::Owned(id.as_ref()?.to_string()),
        Some(Ref::Int32(id)) => Cow::Owned(id.as_ref()?.to_string()),
        Some(Ref::Int64(id)) => Cow::Owned(id.as_ref()?.to_string()),
        Some(_) => return None,
        None => match model.extra().undeclared().get("id")? {
            Value::String(id) => Cow::Borrowed(id.as_str()),
            Value::Number(id) => Cow::Owned(id.to_string()),
            _ => return None,
        },
    };
    (!id.is_empty()).then_some(id)
}

/// A text in an object; empty if it is missing.
fn text_in<'v>(object: &'v Value, name: &str) -> &'v str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}
