//! The parts of [`Extra`](super::Extra) that most values do not have: kept in a box that is made on demand.
//!
//! Control information and undeclared properties are two types, so that one cannot be put in the place of the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;

use serde_json::Value;

use super::entries::Entries;
use super::kept::Kept;

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
    pub(crate) const EMPTY: Self = Self(Entries::EMPTY);

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

    /// The entries, for those that are received.
    pub(crate) fn entries_mut(&mut self) -> &mut Entries {
        &mut self.0
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
    pub(crate) const EMPTY: Self = Self(Entries::EMPTY);

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

    /// The entries, for those that are received.
    pub(crate) fn entries_mut(&mut self) -> &mut Entries {
        &mut self.0
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
    pub(crate) at: Vec<(usize, Kept)>,
}

/// Notes about a collection from decoding, beside its items.
#[derive(Default)]
pub(crate) struct ListNotes {
    /// Items that the collection does not hold, counted with those that it holds.
    pub(crate) skipped: Vec<(usize, Kept)>,
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
    pub(crate) kept: BTreeMap<usize, Kept>,
    /// Collections that were received as one bare value, and single values that were received as an array of one.
    pub(crate) reshaped: BTreeSet<usize>,
}
