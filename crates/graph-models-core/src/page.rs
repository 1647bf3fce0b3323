//! A page of a collection: items with control information around them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::decode::{Attempts, NO_PAGE, read_into};
use crate::encode::{Writer, write_dyn_model};
use crate::json::{FromJson, ToJson};
use crate::model::deviations::{At, Deviations, Document, deviations};
use crate::model::{Extra, ITEMS, Item, LIST, Model, Ref, Slot, debug, equal, rest};

/// The result of a request for a collection: `{"@odata.context": …, "value": […], "@odata.nextLink": …}`
/// (OData JSON 4.01, 12 and 13).
///
/// Encoding a decoded page loses nothing: control information, undeclared properties and null items are kept.
///
/// ```
/// let page: graph_models_core::Page<String> = graph_models_core::from_str(
///     r#"{"value": ["a", null, "b"], "@odata.nextLink": "https://graph.microsoft.com/v1.0/next"}"#,
/// )?;
/// assert_eq!(page.items(), ["a", "b"]);
/// assert_eq!(page.next_link(), Some("https://graph.microsoft.com/v1.0/next"));
/// assert_eq!(graph_models_core::to_value(&page)?["value"], serde_json::json!(["a", null, "b"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Page<T>(Fields<T>);

/// The content of a page, as a model. The page itself is no model, because the schema declares no such type.
struct Fields<T> {
    /// `None` only while the page is being decoded. The field is an option because a slot refers to an option.
    items: Option<Vec<T>>,
    extra: Extra,
}

impl<T> Page<T> {
    /// Returns a page of these items, without control information.
    pub fn new(items: Vec<T>) -> Self {
        Self(Fields { items: Some(items), extra: Extra::default() })
    }

    /// Returns an empty page to be filled by decoding.
    pub(crate) fn unread() -> Self {
        Self(Fields { items: None, extra: Extra::default() })
    }

    /// Returns `true` if a page was decoded. An object without items is something else, such as an error response, and
    /// must not count as an empty page.
    pub(crate) fn is_read(&self) -> bool {
        self.0.items.is_some()
    }

    /// Returns the items. Null items are left out.
    pub fn items(&self) -> &[T] {
        self.0.items.as_deref().unwrap_or_default()
    }

    /// Returns an iterator over the items.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items().iter()
    }

    /// Returns the items, for changes.
    pub fn items_mut(&mut self) -> &mut Vec<T> {
        self.0.items.get_or_insert_default()
    }

    /// Returns the items without the rest of the page.
    pub fn into_items(self) -> Vec<T> {
        self.0.items.unwrap_or_default()
    }

    /// Returns the address of the next page. The address is opaque: send it unchanged. An empty address counts as
    /// missing.
    pub fn next_link(&self) -> Option<&str> {
        self.0.extra.next_link()
    }

    /// Returns the address of later changes. The address is opaque: send it unchanged. An empty address counts as
    /// missing.
    pub fn delta_link(&self) -> Option<&str> {
        self.0.extra.delta_link()
    }

    /// Returns the number of items on all pages, if the request asked for this number.
    pub fn count(&self) -> Option<i64> {
        self.0.extra.count()
    }

    /// Returns the content of the page beside its items.
    pub fn extra(&self) -> &Extra {
        &self.0.extra
    }

    /// Returns the content of the page beside its items, for changes.
    pub fn extra_mut(&mut self) -> &mut Extra {
        &mut self.0.extra
    }
}

impl<T: Item> Page<T> {
    /// Returns the places at which the page differs from the schema, item by item.
    pub fn deviations(&self) -> Deviations<'_> {
        deviations(self)
    }

    /// Returns the content of the page.
    pub(crate) fn as_model(&self) -> &dyn Model {
        &self.0
    }

    /// Returns the content of the page, for decoding.
    pub(crate) fn as_model_mut(&mut self) -> &mut dyn Model {
        &mut self.0
    }

    /// Takes the items out of a page whose `value` was received without an array. The page is then left without a list.
    /// The returned page has the items, and records how they were received.
    pub(crate) fn take_reshaped(&mut self) -> Option<Self> {
        let items = std::mem::take(self.0.items.as_mut()?);
        if items.is_empty() {
            return None;
        }
        let mut page = Self::new(items);
        page.0.extra.copy_notes(&self.0.extra, 0);
        page.0.extra.extend_replaced(self.0.extra.take_replaced(ITEMS));
        self.0.extra.forget(0);
        Some(page)
    }
}

impl<T: Item> Document for Page<T> {
    fn collect<'a>(&'a self, place: &At<'_>, found: &mut Deviations<'a>) {
        place.model(self.as_model(), found);
    }
}

impl<T: Item> Model for Fields<T> {
    fn slot(&mut self, field: usize) -> Slot<'_> {
        if field == 0 { T::slot(&mut self.items) } else { Slot::Rest(&mut self.extra) }
    }

    fn get(&self, field: usize) -> Ref<'_> {
        if field == 0 { T::get(&self.items) } else { rest(&LIST, &self.extra) }
    }
}

impl<'de, T: Item> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut page = Self::unread();
        read_into(&mut page.0, deserializer)?;
        match page.is_read() {
            true => Ok(page),
            false => Err(D::Error::custom(NO_PAGE)),
        }
    }
}

impl<T: Item> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_dyn_model(&self.0, serializer)
    }
}

impl<T: Item> FromJson for Page<T> {
    fn read_json(mut attempts: Attempts<'_>) -> serde_json::Result<Self> {
        loop {
            let mut page = Self::unread();
            if attempts.model(page.as_model_mut())? {
                return Ok(page);
            }
        }
    }
}

impl<T: Item> ToJson for Page<T> {
    fn write_json(&self, writer: &mut Writer) {
        writer.model(self.as_model());
    }
}

impl<T: Item> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Page")?;
        debug(&self.0, f)
    }
}

impl<T: Clone> Clone for Page<T> {
    fn clone(&self) -> Self {
        Self(Fields { items: self.0.items.clone(), extra: self.0.extra.clone() })
    }
}

impl<T: Item> PartialEq for Page<T> {
    fn eq(&self, other: &Self) -> bool {
        equal(&self.0, &other.0)
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_items().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
