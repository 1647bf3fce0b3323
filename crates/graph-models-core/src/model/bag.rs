//! The parts of [`Extra`](super::Extra) that most values do not have: kept in a box that is made on demand.
//!
//! Control information and undeclared properties are two types, so that one cannot be put in the place of the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;

use serde_json::Value;

use super::kept::Kept;

/// Names with JSON values, in the order received.
#[derive(Clone, Debug, Default)]
pub struct Entries(Vec<(String, Kept)>);

impl Entries {
    /// The value of that name. An object or array is kept as its text, and read when it is asked for.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, kept)| kept.get())
    }

    /// The names and values, in order. All values are read.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.kept().map(|(name, kept)| (name, kept.get()))
    }

    /// The names with values as they are kept, in order.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (&str, &Kept)> {
        self.0.iter().map(|(name, kept)| (name.as_str(), kept))
    }

    /// Returns `true` if there is an entry of that name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an entry at the end; the caller knows that the name is new.
    pub(crate) fn push(&mut self, name: String, value: impl Into<Kept>) {
        self.0.push((name, value.into()));
    }

    fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        if let Some((_, old)) = self.0.iter_mut().find(|(key, _)| *key == name) {
            return Some(std::mem::replace(old, value.into()).into_value());
        }
        self.0.push((name, value.into()));
        None
    }

    fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(index).1.into_value())
    }
}

/// Order says nothing in a JSON object, so it takes no part.
impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        // Names are unique and mostly in the same order: sorting is needed for the rest only.
        if self.0 == other.0 {
            return true;
        }
        let sorted = |entries: &Self| {
            let mut names: Vec<usize> = (0..entries.0.len()).collect();
            names.sort_by(|a, b| entries.0.get(*a).map(|e| &e.0).cmp(&entries.0.get(*b).map(|e| &e.0)));
            names
        };
        sorted(self).into_iter().zip(sorted(other)).all(|(a, b)| self.0.get(a) == other.0.get(b))
    }
}

/// A name stands in the wrong bag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// A name with `@` or a leading `#` is control information, not a property.
    IsControl,
    /// A name without `@` and without a leading `#` is a property, not control information.
    IsProperty,
    /// `@odata.type` follows from the value; see [`Extra::force_odata_type`](super::Extra::force_odata_type).
    IsType,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IsControl => "a name with `@` or a leading `#` is control information, not a property",
            Self::IsProperty => "a name without `@` and without a leading `#` is not control information",
            Self::IsType => {
                "`@odata.type` follows from the value and is not set like other control information"
            }
        })
    }
}

impl std::error::Error for NameError {}

/// The tag of a hierarchy.
pub(crate) const TYPE_TAG: &str = "@odata.type";

/// Returns `true` if a key is control information or an annotation (OData JSON 4.01, 4.5 and 20), or advertises an
/// operation.
pub(crate) fn is_control(name: &str) -> bool {
    name.starts_with('#') || name.contains('@')
}

/// The changes of a navigation property, after the name of the property (OData JSON 4.01, 15).
pub(crate) const DELTA: &str = "@delta";

/// Splits the name of control information of a property: `members@odata.count` to `members` and `@odata.count`.
pub(crate) fn split_annotation(name: &str) -> Option<(&str, &str)> {
    let (property, annotation) = name.split_at_checked(name.find('@')?)?;
    (!property.is_empty()).then_some((property, annotation))
}

/// Control information and annotations: `@odata.…`, `@microsoft.graph.…`, `property@odata.…`, and `#operation`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Control(Entries);

impl Control {
    /// None at all.
    pub(crate) const EMPTY: Self = Self(Entries(Vec::new()));

    /// Sets control information, and returns what it replaces.
    ///
    /// # Errors
    ///
    /// The name is that of a property, or `@odata.type`.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) -> Result<Option<Value>, NameError> {
        let name = name.into();
        if name == TYPE_TAG {
            return Err(NameError::IsType);
        }
        if !is_control(&name) {
            return Err(NameError::IsProperty);
        }
        Ok(self.0.insert(name, value))
    }

    /// Removes control information.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    pub(crate) fn push(&mut self, name: String, value: impl Into<Kept>) {
        self.0.push(name, value);
    }
}

impl Deref for Control {
    type Target = Entries;

    fn deref(&self) -> &Entries {
        &self.0
    }
}

/// Properties the schema does not declare.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undeclared(Entries);

impl Undeclared {
    /// None at all.
    pub(crate) const EMPTY: Self = Self(Entries(Vec::new()));

    /// Sets an undeclared property, and returns what it replaces.
    ///
    /// Writing the value checks that its type does not declare the name.
    ///
    /// # Errors
    ///
    /// The name is that of control information.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) -> Result<Option<Value>, NameError> {
        let name = name.into();
        if is_control(&name) {
            return Err(NameError::IsControl);
        }
        Ok(self.0.insert(name, value))
    }

    /// Removes an undeclared property.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    pub(crate) fn push(&mut self, name: String, value: impl Into<Kept>) {
        self.0.push(name, value);
    }
}

impl Deref for Undeclared {
    type Target = Entries;

    fn deref(&self) -> &Entries {
        &self.0
    }
}

/// The items of a payload that a collection does not hold: nulls, and values that are not of the type of the items.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SkippedItems {
    /// The number of items in the collection. With another number of items, the skipped ones have lost their places.
    pub(crate) others: usize,
    /// The skipped items with their places in the payload, ascending.
    pub(crate) at: Vec<(usize, Value)>,
}

/// Notes about a collection from decoding, beside its items.
#[derive(Default)]
pub(crate) struct ListNotes {
    /// Items that the collection does not hold, counted with those that it holds.
    pub(crate) skipped: Vec<(usize, Value)>,
    /// Items in another form than the canonical one, counted without the skipped ones.
    pub(crate) received: Vec<(usize, Value)>,
    /// The number of items in the collection.
    pub(crate) others: usize,
}

/// All that is rare.
#[derive(Clone, Default)]
pub(crate) struct Bag {
    /// The text of `@odata.type` where it is not the canonical one.
    pub(crate) tag: Option<Box<str>>,
    /// The JSON of `@odata.type` where it is no text.
    pub(crate) odd_tag: Option<Value>,
    /// Explicit nulls of fields that have no bit.
    pub(crate) nulls: BTreeSet<usize>,
    pub(crate) control: Control,
    pub(crate) undeclared: Undeclared,
    pub(crate) skipped_items: BTreeMap<usize, SkippedItems>,
    /// The JSON of a field, or of an item of it, where the canonical form differs.
    pub(crate) received: BTreeMap<(usize, Option<usize>), Value>,
    /// JSON that was received for a field and is not of its type: the field holds no value.
    pub(crate) kept: BTreeMap<usize, Value>,
    /// Collections that were received as one bare value, and single values that were received as an array of one.
    pub(crate) reshaped: BTreeSet<usize>,
}
