//! The entries of an object by their names, without what is in them.

use std::borrow::Cow;

use super::Retreat;
use super::cursor::Cursor;
use super::names::{KnownNames, are_unique, is_new};
use super::part::{JsonPart, ValueExtent};
use crate::decode::json::NUMBER_KEY;
use crate::model::TYPE_TAG;

/// Most objects have fewer entries, so that the list of them is allocated once.
const USUAL_COUNT: usize = 16;

/// The place of an entry in a text.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The place of the quote before its name.
    name: usize,
    value: ValueExtent,
}

/// The places of all entries of an object, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryPlaces {
    list: Vec<Entry>,
    /// A name has escapes, so that names are more than their text.
    has_escapes: bool,
    /// The index of `@odata.type`.
    tag: Option<usize>,
}

/// The entries of an object in which nothing is wrong.
#[derive(Clone, Debug)]
pub(crate) struct ObjectEntries<'t> {
    text: &'t str,
    places: Cow<'t, EntryPlaces>,
}

/// Reads a text that is one object. All of its text is checked.
///
/// # Errors
///
/// The text is no object, or something is wrong with it: the reader of values tells what.
pub(crate) fn object_entries(text: &str) -> Result<ObjectEntries<'_>, Retreat> {
    let mut cursor = Cursor::new(text);
    cursor.space();
    let mut places = EntryPlaces::default();
    cursor.entry_places(&mut places, Cursor::check)?;
    cursor.end()?;
    Ok(ObjectEntries { text, places: Cow::Owned(places) })
}

impl<'t> ObjectEntries<'t> {
    /// The entries of an object of that text, whose places are known.
    pub(crate) fn at(text: &'t str, places: &'t EntryPlaces) -> Self {
        Self { text, places: Cow::Borrowed(places) }
    }

    /// The number of entries.
    pub(crate) fn len(&self) -> usize {
        self.places.list.len()
    }

    /// The index of the entry of that name. It likely is `start` or not far behind.
    pub(crate) fn position_from(&self, start: usize, name: &str) -> Option<usize> {
        let list = &self.places.list;
        let is_it = |entry: &Entry| self.has_name(*entry, name);
        let (before, behind) = list.split_at_checked(start).unwrap_or((list, &[]));
        let later = behind.iter().position(is_it).map(|index| before.len() + index);
        later.or_else(|| before.iter().position(is_it))
    }

    #[inline]
    fn has_name(&self, entry: Entry, name: &str) -> bool {
        if self.places.has_escapes {
            return self.name(entry) == name;
        }
        let from = self.text.as_bytes().get(entry.name + 1..).unwrap_or_default();
        matches!(from.split_at_checked(name.len()), Some((start, [b'"', ..])) if start == name.as_bytes())
    }

    /// The value of the entry of that index.
    pub(crate) fn value(&self, index: usize) -> Option<JsonPart<'t>> {
        self.places.list.get(index).map(|entry| JsonPart::of_entry(self.text, entry.value))
    }

    /// The value of `@odata.type`.
    pub(crate) fn tag(&self) -> Option<JsonPart<'t>> {
        self.value(self.places.tag?)
    }

    /// The name of an entry. It was read before, so that nothing is wrong with it.
    fn name(&self, entry: Entry) -> Cow<'t, str> {
        Cursor::inside(self.text, entry.name, 0, 0).marked_string().unwrap_or_default()
    }

    /// The names and values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Cow<'t, str>, JsonPart<'t>)> {
        self.places.list.iter().map(|entry| (self.name(*entry), JsonPart::of_entry(self.text, entry.value)))
    }
}

impl<'t> Cursor<'t> {
    /// Reads the entries of an object, with a way to move past a value.
    pub(super) fn entry_places(
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
            places.has_escapes |= self.at - start != name.len() + 2;
            self.colon()?;
            self.space();
            // The name of the map that stands for a number with all its digits.
            let is_refused = name == NUMBER_KEY
                || known.may_have(&name, places.list.len())
                    && !is_new(&name, places.list.iter().map(|entry| entry.name), self.text);
            if is_refused {
                return Err(Retreat::Any);
            }
            if name == TYPE_TAG {
                places.tag = Some(places.list.len());
            }
            let at = self.at;
            let is_plain = self.peek() == Some(b'"') && self.plain().is_some();
            if !is_plain {
                pass(self)?;
            }
            places.list.push(Entry { name: start, value: ValueExtent { start: at, end: self.at, is_plain } });
            goes_on = self.goes_on(b'}')?;
        }
        let all_differ = || are_unique(places.list.iter().map(|entry| entry.name).collect(), self.text);
        if known.has_compared_all() || all_differ() { Ok(()) } else { Err(Retreat::Any) }
    }

    /// Reads the entries of an object that is known to have nothing wrong in it but keys that may stand twice.
    pub(super) fn checked_entries(mut self) -> Result<ObjectEntries<'t>, Retreat> {
        let mut places = EntryPlaces::default();
        self.entry_places(&mut places, |cursor| cursor.skip().map(drop))?;
        Ok(ObjectEntries { text: self.text, places: Cow::Owned(places) })
    }
}
