//! A page of a collection: items with control information around them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::model::{Extra, Item, Model, ModelTable, Ref, Slot, debug, rest};
use crate::{Deviations, decode, encode};

/// The result of a request for a collection: `{"@odata.context": …, "value": […], "@odata.nextLink": …}`
/// (OData JSON 4.01, 12 and 13).
///
/// Nothing of it is lost when it is written again: control information, undeclared properties and null items are kept.
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

/// The content of a page, as a model. The page itself is no model, since the schema declares no such type.
struct Fields<T> {
    /// There as soon as the page is read or made; an option because that is what a slot refers to.
    items: Option<Vec<T>>,
    extra: Extra,
}

/// The table of a page, and of every other list that is read like one.
pub(crate) static PAGE: ModelTable = ModelTable {
    // Messages then name `value` alone.
    name: "",
    bases: &[],
    is_open: false,
    is_tagged: false,
    names: &["value"],
    rows: "ObjectList",
    gated: &[],
};

/// The message about an object that is no page.
pub(crate) const NO_PAGE: &str = "expected a page: an object whose `value` is a collection";

impl<T> Page<T> {
    /// A page of these items, with nothing around them.
    pub fn new(items: Vec<T>) -> Self {
        Self(Fields { items: Some(items), extra: Extra::default() })
    }

    /// A page that is to be read.
    pub(crate) fn unread() -> Self {
        Self(Fields { items: None, extra: Extra::default() })
    }

    /// Returns `true` if a page was read. An object without items is something else, such as an error response, and must
    /// not count as an empty page.
    pub(crate) fn is_read(&self) -> bool {
        self.0.items.is_some()
    }

    /// The items; those that are null are left out.
    pub fn items(&self) -> &[T] {
        self.0.items.as_deref().unwrap_or_default()
    }

    /// The items, one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items().iter()
    }

    /// The items, to be changed.
    pub fn items_mut(&mut self) -> &mut Vec<T> {
        self.0.items.get_or_insert_default()
    }

    /// The items alone.
    pub fn into_items(self) -> Vec<T> {
        self.0.items.unwrap_or_default()
    }

    /// The address of the next page. Opaque: send it unchanged.
    pub fn next_link(&self) -> Option<&str> {
        self.0.extra.next_link()
    }

    /// The address of later changes. Opaque: send it unchanged.
    pub fn delta_link(&self) -> Option<&str> {
        self.0.extra.delta_link()
    }

    /// The number of items on all pages, if the request asked for it.
    pub fn count(&self) -> Option<i64> {
        self.0.extra.count()
    }

    /// All that stands around the items.
    pub fn extra(&self) -> &Extra {
        &self.0.extra
    }

    /// The same, to be changed.
    pub fn extra_mut(&mut self) -> &mut Extra {
        &mut self.0.extra
    }
}

impl<T: Item> Page<T> {
    /// The places where the page was not as the schema declares it, item by item.
    pub fn deviations(&self) -> Deviations<'_> {
        crate::deviations(self)
    }

    /// The content of the page.
    pub(crate) fn as_model(&self) -> &dyn Model {
        &self.0
    }

    /// The content, to be read into.
    pub(crate) fn as_model_mut(&mut self) -> &mut dyn Model {
        &mut self.0
    }

    /// Takes the items out of a page whose `value` was no list, and which leaves behind no list either. The page of them
    /// knows that they were received in another shape.
    pub(crate) fn take_reshaped(&mut self) -> Option<Self> {
        let items = std::mem::take(self.0.items.as_mut()?);
        if items.is_empty() {
            return None;
        }
        let mut page = Self::new(items);
        page.0.extra.copy_notes(&self.0.extra, 0);
        self.0.extra.forget(0);
        Some(page)
    }
}

impl<T: Item> Model for Fields<T> {
    fn slot(&mut self, field: usize) -> Slot<'_> {
        if field == 0 { T::slot(&mut self.items) } else { Slot::Rest(&mut self.extra) }
    }

    fn get(&self, field: usize) -> Ref<'_> {
        if field == 0 { T::get(&self.items) } else { rest(&PAGE, &self.extra) }
    }
}

impl<'de, T: Item> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut page = Self::unread();
        decode::read_into(&mut page.0, deserializer)?;
        match page.is_read() {
            true => Ok(page),
            false => Err(D::Error::custom(NO_PAGE)),
        }
    }
}

impl<T: Item> Serialize for Page<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        encode::write_dyn_model(&self.0, serializer)
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
        crate::model::equal(&self.0, &other.0)
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
