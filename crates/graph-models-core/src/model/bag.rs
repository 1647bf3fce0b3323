//! The parts of [`Extra`](super::Extra) that most values do not need. They are in a box that is allocated on demand.
//!
//! Control information and undeclared properties have separate types, so that they cannot be confused.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;

use serde_json::Value;

use super::entries::Entries;
use super::kept::Kept;
use super::replaced::{Replaced, Step};
use crate::syntax::TYPE_TAG;

/// The error for a name of the other kind: a property in place of control information, or the reverse.
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

/// Returns `true` if a key is control information or an annotation (OData JSON 4.01, 4.5 and 20), or advertises an
/// operation.
pub(crate) fn is_control(name: &str) -> bool {
    name.starts_with('#') || name.contains('@')
}

/// The suffix that names the changes of a navigation property (OData JSON 4.01, 15): `members@delta`.
pub(crate) const DELTA: &str = "@delta";

/// The suffix that binds a navigation property to existing entities: `members@odata.bind`.
pub(crate) const BIND: &str = "@odata.bind";

/// Splits the name of a property's control information: `members@odata.count` into `members` and `@odata.count`.
pub(crate) fn split_annotation(name: &str) -> Option<(&str, &str)> {
    let (property, annotation) = name.split_at_checked(name.find('@')?)?;
    (!property.is_empty()).then_some((property, annotation))
}

/// Control information and annotations: `@odata.…`, `@microsoft.graph.…`, `property@odata.…`, and `#operation`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Control(Entries);

impl Control {
    /// No control information.
    pub(crate) const EMPTY: Self = Self(Entries::EMPTY);

    /// Sets control information, and returns the former value.
    ///
    /// # Errors
    ///
    /// Returns an error if the name is the name of a property, or `@odata.type`.
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

    /// Returns the entries, so that decoding can add to them.
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
    /// No undeclared property.
    pub(crate) const EMPTY: Self = Self(Entries::EMPTY);

    /// Sets an undeclared property, and returns the former value.
    ///
    /// The name of a declared property is not refused here: writing the value is then an error.
    ///
    /// # Errors
    ///
    /// Returns an error if the name is the name of control information.
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

    /// Returns the entries, so that decoding can add to them.
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

/// The items of a received array that the collection does not hold: nulls, and values that are not of the item type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SkippedItems {
    /// The number of items in the collection. If the number has changed, the places of the skipped items are no longer
    /// valid.
    pub(crate) held: usize,
    /// The skipped items with their indexes in the received array, in ascending order.
    pub(crate) at: Vec<(usize, Kept)>,
}

/// Notes about how the items of a collection were received.
#[derive(Default)]
pub(crate) struct ListNotes {
    /// Items that the collection does not hold, with their indexes in the received array.
    pub(crate) skipped: Vec<(usize, Kept)>,
    /// Items that were received in another form than the canonical one, with their indexes in the collection.
    pub(crate) received: Vec<(usize, Value)>,
    /// The number of items in the collection.
    pub(crate) held: usize,
    /// Values of duplicate keys inside the items, which are JSON without a type.
    pub(crate) replaced: Option<Box<Replaced>>,
}

impl ListNotes {
    /// Adds values of duplicate keys inside the item at an index of the received array.
    #[cold]
    pub(crate) fn push_replaced(&mut self, index: usize, inside: Replaced) {
        self.replaced.get_or_insert_default().push_inside(|| Step::Item(index), inside);
    }
}

/// The content of the box: the bag.
#[derive(Clone, Default)]
pub(crate) struct Bag {
    /// The text of `@odata.type`, if it is not the canonical text.
    pub(crate) tag: Option<Box<str>>,
    /// The JSON of `@odata.type`, if it is no string.
    pub(crate) odd_tag: Option<Value>,
    /// Explicit nulls of fields that have no bit.
    pub(crate) nulls: BTreeSet<usize>,
    pub(crate) control: Control,
    pub(crate) undeclared: Undeclared,
    pub(crate) skipped_items: BTreeMap<usize, SkippedItems>,
    /// The received JSON of a field, or of one item of the field, if it differs from the canonical form.
    pub(crate) received: BTreeMap<(usize, Option<usize>), Value>,
    /// The received JSON of a field that is not of the field's type. The field holds no value.
    pub(crate) kept: BTreeMap<usize, Kept>,
    /// The fields that were received in the other shape: a collection as an item without an array, or a single value in
    /// an array.
    pub(crate) reshaped: BTreeSet<usize>,
    /// The values of duplicate keys that do not count: of the object itself, and of its parts without a type.
    pub(crate) replaced: Option<Box<Replaced>>,
}
