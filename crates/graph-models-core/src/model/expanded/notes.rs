//! Control information that belongs to an expansion, such as `members@odata.count`.

use serde_json::{Number, Value};

use crate::syntax::string_text;

/// A kind of control information of an expansion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// `@odata.context`
    Context,
    /// `@odata.count`
    Count,
    /// `@odata.nextLink`
    NextLink,
    /// `@odata.deltaLink`
    DeltaLink,
}

impl Note {
    /// Parses the part of a name behind the property, such as `@odata.count`.
    pub(crate) fn parse(annotation: &str) -> Option<Self> {
        [Self::Context, Self::Count, Self::NextLink, Self::DeltaLink]
            .into_iter()
            .find(|note| note.name() == annotation)
    }

    /// Returns the part of the name behind the property.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Context => "@odata.context",
            Self::Count => "@odata.count",
            Self::NextLink => "@odata.nextLink",
            Self::DeltaLink => "@odata.deltaLink",
        }
    }

    /// Returns `true` if the JSON is a valid value for this kind: a string, also in an array for links, and for the
    /// count a whole number that is not negative.
    pub(crate) fn takes(self, value: &Value) -> bool {
        match self {
            Self::Count => number(value).is_some(),
            Self::NextLink | Self::DeltaLink => link_text(value).is_some(),
            Self::Context => string_text(value).is_some(),
        }
    }
}

/// Returns the address in the JSON of a link: a text, or the only text in an array.
pub(crate) fn link_text(value: &Value) -> Option<&str> {
    match value.as_array() {
        None => string_text(value),
        Some(items) => match items.as_slice() {
            [item] => string_text(item),
            _ => None,
        },
    }
}

/// Returns the count from a number or a string. It is a string with `IEEE754Compatible=true` (OData JSON 4.01, 3.2).
fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64().filter(|count| Number::from(*count) == *number),
        Value::String(text) => text.parse().ok().filter(|count: &u64| count.to_string() == *text),
        _ => None,
    }
}

/// The control information of one expansion, as received and in the order received.
#[derive(Clone, Default)]
pub(crate) struct Notes(Vec<(Note, Value)>);

impl Notes {
    pub(super) const EMPTY: Self = Self(Vec::new());

    pub(crate) fn get(&self, note: Note) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == note).map(|(_, value)| value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Note, &Value)> {
        self.0.iter().map(|(note, value)| (*note, value))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn set(&mut self, note: Note, value: Option<Value>) {
        self.0.retain(|(known, _)| *known != note);
        self.0.extend(value.map(|value| (note, value)));
    }

    pub(super) fn count(&self) -> Option<u64> {
        number(self.get(Note::Count)?)
    }

    pub(super) fn text(&self, note: Note) -> Option<&str> {
        string_text(self.get(note)?)
    }

    pub(super) fn link(&self, note: Note) -> Option<&str> {
        link_text(self.get(note)?).filter(|link| !link.is_empty())
    }
}

/// Compares without regard to the order, and to the form of the count (number or string).
impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        let texts = [Note::Context, Note::NextLink, Note::DeltaLink];
        self.count() == other.count() && texts.into_iter().all(|note| self.get(note) == other.get(note))
    }
}
