//! The content of a payload beside its declared values: [`Extra`].
//!
//! Most values have no such content, so `Extra` is three words in size, and costs nothing while it is empty.
//! `Extra` does not know the type of its value; it identifies fields by their index.

use std::fmt;

use serde_json::Value;

use super::bag::Bag;
use super::{Control, Kept, ListNotes, Replaced, SkippedItems, Step, Tag, Undeclared};

/// The bits that hold the state of the tag.
const TAG_BITS: usize = 4;
const TAG_MASK: u64 = (1 << TAG_BITS) - 1;
/// The number of words whose bits hold the state of the tag, and explicit nulls: of 124 fields. For other fields, the
/// null is recorded in the [`Bag`]. Users have about a hundred fields, and many of them are null.
const WORDS: usize = 2;

const UNSET: u64 = 0;
const ABSENT: u64 = 1;
const CANONICAL: u64 = 2;
const OTHER: u64 = 3;
const FORBIDDEN: u64 = 4;
const ODD: u64 = 5;

static NULL: Value = Value::Null;

static NO_CONTROL: Control = Control::EMPTY;
static NOTHING_UNDECLARED: Undeclared = Undeclared::EMPTY;

/// Content that the schema does not declare, and received forms of declared values that differ from the canonical form.
///
/// - *control information*: `@odata.…`, `@microsoft.graph.…`, `property@odata.…`, advertised operations;
/// - *undeclared properties*: of open types, and of schemas newer than this code;
/// - *explicit nulls*: a null and an absent property both give `None`; `Extra` records which one was received;
/// - *received forms*: an enum member in another case, an `Int64` in quotes. They are written back as long as they
///   still mean the current value;
/// - *odd values*: values that are not of the type of their field, which stays empty. They are written back as long as
///   the field is empty; [`kept`](Self::kept) returns them;
/// - *values of duplicate keys*: the last value of a key counts. The others are not written back, but
///   [`deviations`](crate::deviations()) lists them.
///
/// Declared fields, control information and undeclared properties never mix. A new `Extra` is empty.
#[derive(Clone, Default)]
pub struct Extra {
    bits: [u64; WORDS],
    bag: Option<Box<Bag>>,
}

impl Extra {
    /// An empty `Extra`.
    pub const NEW: Self = Self { bits: [UNSET, 0], bag: None };

    /// Returns control information and annotations, without `@odata.type`.
    pub fn control(&self) -> &Control {
        self.bag.as_ref().map_or(&NO_CONTROL, |bag| &bag.control)
    }

    /// Returns control information and annotations, for changes.
    pub fn control_mut(&mut self) -> &mut Control {
        &mut self.bag_mut().control
    }

    /// Returns the properties that the schema does not declare.
    pub fn undeclared(&self) -> &Undeclared {
        self.bag.as_ref().map_or(&NOTHING_UNDECLARED, |bag| &bag.undeclared)
    }

    /// Returns the properties that the schema does not declare, for changes.
    pub fn undeclared_mut(&mut self) -> &mut Undeclared {
        &mut self.bag_mut().undeclared
    }

    /// Returns `true` if the field at an index was received as an explicit null. The result has no meaning if the field
    /// holds a value.
    pub fn is_null(&self, field: usize) -> bool {
        let (word, bit) = null_bit(field);
        match self.bits.get(word) {
            Some(bits) => bits & bit != 0,
            None => self.bag.as_ref().is_some_and(|bag| bag.nulls.contains(&field)),
        }
    }

    /// Sets whether the field at an index is written as null while it holds no value. In both cases, an odd value that
    /// was [kept](Self::kept) for the field is dropped.
    pub fn set_null(&mut self, field: usize, is_null: bool) {
        if let Some(bag) = &mut self.bag {
            bag.kept.remove(&field);
        }
        let (word, bit) = null_bit(field);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits = if is_null { *bits | bit } else { *bits & !bit };
        } else if is_null {
            self.bag_mut().nulls.insert(field);
        } else if let Some(bag) = &mut self.bag {
            bag.nulls.remove(&field);
        }
    }

    /// Always writes `@odata.type`, with the name of the type.
    pub fn force_odata_type(&mut self) {
        self.set_tag_state(CANONICAL);
    }

    /// Never writes `@odata.type`, not even if the type is unclear without it: some endpoints reject the tag.
    pub fn forbid_odata_type(&mut self) {
        self.set_tag_state(FORBIDDEN);
    }

    /// Writes `@odata.type` only if the type is unclear without it. This is the state of a value made by hand.
    pub fn infer_odata_type(&mut self) {
        self.set_tag_state(UNSET);
    }

    pub(crate) fn tag(&self) -> Tag<'_> {
        match self.bits[0] & TAG_MASK {
            ABSENT => Tag::Absent,
            CANONICAL => Tag::Canonical,
            OTHER => self.bag.as_ref().and_then(|bag| bag.tag.as_deref()).map_or(Tag::Absent, Tag::Other),
            FORBIDDEN => Tag::Forbidden,
            ODD => Tag::Odd(self.bag.as_ref().and_then(|bag| bag.odd_tag.as_ref()).unwrap_or(&NULL)),
            _ => Tag::Unset,
        }
    }

    pub(crate) fn set_tag_received(&mut self, text: Option<String>) {
        self.set_tag_state(if text.is_some() { OTHER } else { CANONICAL });
        if let Some(text) = text {
            self.bag_mut().tag = Some(text.into_boxed_str());
        }
    }

    #[cold]
    pub(crate) fn set_tag_odd(&mut self, value: Value) {
        self.set_tag_state(ODD);
        // A null tag is recorded in the bits, without memory for a value.
        if !value.is_null() {
            self.bag_mut().odd_tag = Some(value);
        }
    }

    pub(crate) fn set_tag_absent(&mut self) {
        self.set_tag_state(ABSENT);
    }

    fn set_tag_state(&mut self, state: u64) {
        self.bits[0] = self.bits[0] & !TAG_MASK | state;
        if let Some(bag) = &mut self.bag {
            bag.tag = None;
            bag.odd_tag = None;
        }
    }

    /// Returns the received JSON of a field, or of one item of the field, if it differs from the canonical form.
    pub(crate) fn received(&self, field: usize, item: Option<usize>) -> Option<&Value> {
        self.bag.as_ref()?.received.get(&(field, item))
    }

    pub(crate) fn set_received(&mut self, field: usize, value: Value) {
        self.bag_mut().received.insert((field, None), value);
    }

    /// Returns the received JSON of the field at an index, if it is not of the field's type. The JSON is written back
    /// as long as the field holds no value.
    pub fn kept(&self, field: usize) -> Option<&Value> {
        self.odd(field).map(Kept::get)
    }

    /// Returns the same JSON as [`kept`](Self::kept), in its stored form.
    pub(crate) fn odd(&self, field: usize) -> Option<&Kept> {
        self.bag.as_ref()?.kept.get(&field)
    }

    #[cold]
    pub(crate) fn set_kept(&mut self, field: usize, value: Kept) {
        self.bag_mut().kept.insert(field, value);
    }

    /// Returns `true` if a collection was received as an item without an array, or a single value in an array.
    pub(crate) fn is_reshaped(&self, field: usize) -> bool {
        self.bag.as_ref().is_some_and(|bag| bag.reshaped.contains(&field))
    }

    #[cold]
    pub(crate) fn set_reshaped(&mut self, field: usize, item: Option<usize>, received: Option<Value>) {
        let bag = self.bag_mut();
        bag.reshaped.insert(field);
        bag.received.extend(received.map(|value| ((field, item), value)));
    }

    /// Returns the received items that a collection does not hold, if their places are still valid.
    pub(crate) fn skipped_items(&self, field: usize, held: usize) -> Option<&SkippedItems> {
        self.bag.as_ref()?.skipped_items.get(&field).filter(|skipped| skipped.held == held)
    }

    /// Records how the items of the collection with the given index and name were received.
    pub(crate) fn set_list_notes(&mut self, field: usize, name: &str, notes: ListNotes) {
        if let Some(replaced) = notes.replaced {
            self.add_replaced_inside(name, *replaced);
        }
        let bag = self.bag_mut();
        if !notes.skipped.is_empty() {
            bag.skipped_items.insert(field, SkippedItems { held: notes.held, at: notes.skipped });
        }
        bag.received.extend(notes.received.into_iter().map(|(item, value)| ((field, Some(item)), value)));
    }

    /// Copies the notes about a field: its skipped items, received forms and odd value.
    pub(crate) fn copy_notes(&mut self, source: &Self, field: usize) {
        let Some(from) = &source.bag else { return };
        let received = from.received.range((field, None)..=(field, Some(usize::MAX)));
        let received: Vec<_> = received.map(|(key, value)| (*key, value.clone())).collect();
        let skipped = from.skipped_items.get(&field).cloned();
        let kept = from.kept.get(&field).cloned();
        let is_reshaped = from.reshaped.contains(&field);
        if !received.is_empty() || skipped.is_some() || kept.is_some() || is_reshaped {
            let bag = self.bag_mut();
            bag.received.extend(received);
            bag.skipped_items.extend(skipped.map(|skipped| (field, skipped)));
            bag.kept.extend(kept.map(|kept| (field, kept)));
            bag.reshaped.extend(is_reshaped.then_some(field));
        }
    }

    /// Drops the notes about a field: its explicit null, received forms and odd value.
    pub(crate) fn forget(&mut self, field: usize) {
        self.set_null(field, false);
        if let Some(bag) = &mut self.bag {
            // The work must not depend on the notes about other fields: a field may be forgotten many times.
            let of_field = bag.received.range((field, None)..=(field, Some(usize::MAX)));
            let of_field: Vec<_> = of_field.map(|(key, _)| *key).collect();
            for key in of_field {
                bag.received.remove(&key);
            }
            bag.skipped_items.remove(&field);
            bag.reshaped.remove(&field);
        }
    }

    /// Returns the values of duplicate keys that do not count.
    pub(crate) fn replaced(&self) -> Option<&Replaced> {
        self.bag.as_ref()?.replaced.as_deref()
    }

    /// Returns the values of duplicate keys that do not count, for additions.
    #[cold]
    pub(crate) fn replaced_mut(&mut self) -> &mut Replaced {
        self.bag_mut().replaced.get_or_insert_default()
    }

    /// Removes and returns the values of one key that do not count, and those inside its value.
    pub(crate) fn take_replaced(&mut self, name: &str) -> Option<Replaced> {
        let replaced = self.bag.as_mut()?.replaced.as_mut()?;
        Some(replaced.take(name)).filter(|taken| !taken.is_empty())
    }

    /// Adds values of duplicate keys inside the value of a key, if there are any.
    pub(crate) fn add_replaced_inside(&mut self, name: &str, inside: Replaced) {
        if !inside.is_empty() {
            self.replaced_mut().push_inside(|| Step::key(name), inside);
        }
    }

    /// Adds values of duplicate keys that do not count.
    pub(crate) fn extend_replaced(&mut self, replaced: Option<Replaced>) {
        if let Some(replaced) = replaced {
            self.replaced_mut().extend(replaced);
        }
    }

    fn bag_mut(&mut self) -> &mut Bag {
        self.bag.get_or_insert_default()
    }
}

/// Returns the word and the bit for the explicit null of a field. A late field has no word.
const fn null_bit(field: usize) -> (usize, u64) {
    let bit = field.saturating_add(TAG_BITS);
    (bit / 64, 1 << (bit % 64))
}

/// Prints only how much content there is, and the harmless part of it: undeclared values and links may be secrets.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extra")
            .field("tag", &self.tag())
            .field("control", &self.control().len())
            .field("undeclared", &self.undeclared().len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_three_words() {
        assert_eq!(size_of::<Extra>(), 24);
    }

    #[test]
    fn nulls_of_many_fields_are_apart_from_each_other_and_from_the_tag() {
        let mut extra = Extra::default();
        for field in [0, 59, 60, 61, 123, 124, 500] {
            assert!(!extra.is_null(field));
            extra.set_null(field, true);
            assert!(extra.is_null(field));
        }
        assert_eq!(extra.tag(), Tag::Unset);
        assert!(!extra.is_null(1) && !extra.is_null(62));
        extra.force_odata_type();
        for field in [0, 59, 60, 61, 123, 124, 500] {
            assert!(extra.is_null(field));
            extra.set_null(field, false);
            assert!(!extra.is_null(field));
        }
        assert_eq!(extra.tag(), Tag::Canonical);
    }

    #[test]
    fn bags_refuse_names_of_each_other() {
        use super::super::NameError;
        let mut extra = Extra::default();
        assert_eq!(extra.undeclared_mut().insert("a@b", Value::Null), Err(NameError::IsControl));
        assert_eq!(extra.undeclared_mut().insert("#a", Value::Null), Err(NameError::IsControl));
        assert_eq!(extra.control_mut().insert("a", Value::Null), Err(NameError::IsProperty));
        assert_eq!(extra.control_mut().insert("@odata.type", Value::Null), Err(NameError::IsType));
        assert_eq!(extra.undeclared_mut().insert("a", 1.into()), Ok(None));
        assert_eq!(extra.undeclared_mut().insert("a", 2.into()), Ok(Some(1.into())));
        assert_eq!(extra.undeclared().get("a"), Some(&2.into()));
        assert_eq!(extra.undeclared_mut().remove("a"), Some(2.into()));
        assert!(extra.undeclared().is_empty());
    }
}
