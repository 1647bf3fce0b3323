//! Finds the entries of an object by their names, without reading their values.
//!
//! If a key occurs more than once, only one of its entries is found: the one that counts in decoding. That is the last
//! one, and for `@odata.type` the first one.

use std::borrow::Cow;
use std::num::NonZeroUsize;

use super::cursor::Cursor;
use super::names::{KnownNames, is_last, name_at};
use super::part::JsonPart;
use super::{Retreat, TYPE_TAG, position_from};

/// The initial capacity of the list. Most objects have fewer entries, so the list is allocated once.
const USUAL_COUNT: usize = 16;

/// The position of an entry in a text.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The index of the quote before the name.
    name: usize,
    /// The index at which the value begins.
    value: usize,
    /// The index behind the value, if the value is a string without escapes.
    plain_end: Option<NonZeroUsize>,
}

/// The positions of all entries of an object, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryPlaces {
    list: Vec<Entry>,
    /// A name has escapes, so names must be decoded before they are compared.
    has_escapes: bool,
    /// The index of the entry `@odata.type`.
    tag: Option<usize>,
}

/// The entries of an object that is valid JSON.
#[derive(Clone, Debug)]
pub(crate) struct ObjectEntries<'t> {
    text: &'t str,
    places: Cow<'t, EntryPlaces>,
}

impl EntryPlaces {
    /// Returns the positions of the names.
    fn names(&self) -> impl ExactSizeIterator<Item = usize> {
        self.list.iter().map(|entry| entry.name)
    }

    /// Removes the entries of duplicate keys that do not count.
    #[cold]
    fn keep_counted(&mut self, text: &str) {
        let mut is_last = is_last(self.list.len(), |index| {
            self.list.get(index).map_or_else(Cow::default, |entry| name_at(text, entry.name))
        });
        let first_tag = self.tag;
        if let Some(first) = first_tag {
            for (index, entry) in self.list.iter().enumerate().skip(first) {
                if let Some(counts) = is_last.get_mut(index).filter(|_| name_at(text, entry.name) == TYPE_TAG)
                {
                    *counts = index == first;
                }
            }
        }
        let mut counts = is_last.iter().copied();
        self.list.retain(|_| counts.next().unwrap_or(true));
        // Entries before the tag were removed too.
        self.tag = first_tag.map(|first| is_last.iter().take(first).filter(|counts| **counts).count());
    }
}

/// Finds the entries of a text that is one object. The whole text is checked.
///
/// # Errors
///
/// Returns an error if the text is no object or has a fault. The reader of whole values makes the message.
pub(crate) fn object_entries(text: &str) -> Result<ObjectEntries<'_>, Retreat> {
    let mut cursor = Cursor::new(text);
    cursor.space();
    let mut places = EntryPlaces::default();
    cursor.entry_places(&mut places, Cursor::check)?;
    cursor.end()?;
    Ok(ObjectEntries { text, places: Cow::Owned(places) })
}

/// Finds the entries of a text that is a valid object. Returns all entries of a duplicate key.
pub(crate) fn all_entries(text: &str) -> Result<ObjectEntries<'_>, Retreat> {
    let mut places = EntryPlaces::default();
    Cursor::new(text).all_places(&mut places, Cursor::pass)?;
    Ok(ObjectEntries { text, places: Cow::Owned(places) })
}

impl<'t> ObjectEntries<'t> {
    /// Returns the entries of an object in a text, from their known positions.
    pub(crate) fn at(text: &'t str, places: &'t EntryPlaces) -> Self {
        Self { text, places: Cow::Borrowed(places) }
    }

    /// Returns the number of entries.
    pub(crate) fn len(&self) -> usize {
        self.places.list.len()
    }

    /// Returns the index of the entry with this name. The search begins at `start`, where the entry most likely is.
    pub(crate) fn position_from(&self, start: usize, name: &str) -> Option<usize> {
        position_from(&self.places.list, start, |entry| self.has_name(*entry, name))
    }

    #[inline]
    fn has_name(&self, entry: Entry, name: &str) -> bool {
        if self.places.has_escapes {
            return name_at(self.text, entry.name) == name;
        }
        let from = self.text.as_bytes().get(entry.name + 1..).unwrap_or_default();
        matches!(from.split_at_checked(name.len()), Some((start, [b'"', ..])) if start == name.as_bytes())
    }

    /// Returns the value of the entry at an index.
    pub(crate) fn value(&self, index: usize) -> Option<JsonPart<'t>> {
        self.places.list.get(index).map(|entry| self.part(entry))
    }

    /// Returns the value of `@odata.type`.
    pub(crate) fn tag(&self) -> Option<JsonPart<'t>> {
        self.value(self.places.tag?)
    }

    fn part(&self, entry: &Entry) -> JsonPart<'t> {
        JsonPart::with_plain_end(self.text, entry.value, entry.plain_end)
    }

    /// Returns the names and values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Cow<'t, str>, JsonPart<'t>)> {
        self.places.list.iter().map(|entry| (name_at(self.text, entry.name), self.part(entry)))
    }
}

impl<'t> JsonPart<'t> {
    /// Returns the entries of the object that the value is.
    pub(crate) fn entries(self) -> Result<ObjectEntries<'t>, Retreat> {
        self.cursor().checked_entries()
    }
}

impl<'t> Cursor<'t> {
    /// Finds the entries of an object. The function that moves past a value is a parameter.
    pub(crate) fn entry_places(
        &mut self,
        places: &mut EntryPlaces,
        pass: impl Fn(&mut Self) -> Result<(), Retreat>,
    ) -> Result<(), Retreat> {
        if !self.all_places(places, pass)? {
            places.keep_counted(self.text);
        }
        Ok(())
    }

    /// Finds all entries of an object. Returns `true` if no key occurs twice.
    fn all_places(
        &mut self,
        places: &mut EntryPlaces,
        pass: impl Fn(&mut Self) -> Result<(), Retreat>,
    ) -> Result<bool, Retreat> {
        if self.peek() != Some(b'{') {
            return Err(Retreat::Any);
        }
        places.list.clear();
        (places.has_escapes, places.tag) = (false, None);
        let mut known = KnownNames::default();
        let mut goes_on = self.enter(b'}')?;
        if goes_on {
            places.list.reserve(USUAL_COUNT);
        }
        while goes_on {
            let start = self.at;
            let name = self.marked_name()?;
            places.has_escapes |= matches!(name, Cow::Owned(_));
            known.add(&name, places.names(), self.text);
            if name == TYPE_TAG {
                places.tag.get_or_insert(places.list.len());
            }
            let value = self.at;
            let is_plain = self.peek() == Some(b'"') && self.plain().is_some();
            let plain_end = if is_plain { NonZeroUsize::new(self.at) } else { None };
            if !is_plain {
                pass(self)?;
            }
            places.list.push(Entry { name: start, value, plain_end });
            goes_on = self.goes_on(b'}')?;
        }
        Ok(known.are_unique(places.names(), self.text))
    }

    /// Moves past a value that is valid JSON.
    fn pass(&mut self) -> Result<(), Retreat> {
        self.skip().map(drop)
    }

    /// Finds the entries of an object that is valid JSON.
    fn checked_entries(mut self) -> Result<ObjectEntries<'t>, Retreat> {
        let mut places = EntryPlaces::default();
        self.entry_places(&mut places, Self::pass)?;
        Ok(ObjectEntries { text: self.text, places: Cow::Owned(places) })
    }
}
