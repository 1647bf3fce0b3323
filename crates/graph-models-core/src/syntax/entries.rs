//! Finds the entries of an object by their names, without reading their values.

use std::borrow::Cow;
use std::num::NonZeroUsize;

use super::cursor::Cursor;
use super::names::{KnownNames, are_unique, is_new, name_at};
use super::part::JsonPart;
use super::{NUMBER_KEY, Retreat, TYPE_TAG, position_from};

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

impl<'t> Cursor<'t> {
    /// Finds the entries of an object. The function that moves past a value is a parameter.
    pub(crate) fn entry_places(
        &mut self,
        places: &mut EntryPlaces,
        pass: impl Fn(&mut Self) -> Result<(), Retreat>,
    ) -> Result<(), Retreat> {
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
            if self.peek() != Some(b'"') {
                return Err(Retreat::Any);
            }
            let start = self.at;
            let name = self.marked_string()?;
            places.has_escapes |= matches!(name, Cow::Owned(_));
            self.colon()?;
            self.space();
            // With `arbitrary_precision`, `serde_json` reads a map with this key as a number.
            let is_refused = name == NUMBER_KEY
                || known.may_have(&name, places.list.len())
                    && !is_new(&name, places.list.iter().map(|entry| entry.name), self.text);
            if is_refused {
                return Err(Retreat::Any);
            }
            if name == TYPE_TAG {
                places.tag = Some(places.list.len());
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
        let all_differ = || are_unique(places.list.iter().map(|entry| entry.name).collect(), self.text);
        if known.has_compared_all() || all_differ() { Ok(()) } else { Err(Retreat::Any) }
    }

    /// Finds the entries of an object that is valid JSON. Only duplicate keys are still possible.
    pub(super) fn checked_entries(mut self) -> Result<ObjectEntries<'t>, Retreat> {
        let mut places = EntryPlaces::default();
        self.entry_places(&mut places, |cursor| cursor.skip().map(drop))?;
        Ok(ObjectEntries { text: self.text, places: Cow::Owned(places) })
    }
}
