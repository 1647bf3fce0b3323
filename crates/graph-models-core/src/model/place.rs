//! The position of decoding in a payload, and the messages that name this position. Only errors use it.

use std::fmt::{self, Display};

use serde::de::Error;

use serde_json::Value;

use super::{Kept, ModelInfo, Ref, Slot, Type};
use crate::syntax::marked_number;

/// The maximal number of characters of a text from the payload in a message.
const MAX_SHOWN: usize = 80;

/// The problem with a key that occurs more than once in an object.
pub(crate) const TWICE: &str = "the key stands twice in the object";

/// A value on the path from the root to the current value. The path is a linked list on the stack.
#[derive(Clone, Copy)]
pub(crate) enum Place<'p> {
    /// The whole payload.
    Root,
    /// A property, control information or annotation of an object.
    Property { parent: &'p Place<'p>, info: ModelInfo, name: &'p str },
    /// A member of a JSON object that has no type.
    Member { parent: &'p Place<'p>, name: &'p str },
    /// An item of a collection or JSON array.
    Item { list: &'p Place<'p>, index: usize },
}

/// The JSON value that was found, for a message about the expected type.
#[derive(Clone, Copy)]
pub(crate) enum Found<'a> {
    Null,
    Bool(bool),
    Number(&'a dyn Display),
    /// A number out of range, as its literal.
    OutOfRange(&'a str),
    Text(&'a str),
    Array,
    Object,
}

impl<'a> From<&'a Value> for Found<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => marked_number(text).map_or(Self::Text(text), Self::OutOfRange),
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// Tells an object from an array by the first character of its text, without parsing the text.
impl<'a> From<&'a Kept> for Found<'a> {
    fn from(kept: &'a Kept) -> Self {
        match kept.text() {
            Some(text) if text.starts_with('{') => Self::Object,
            Some(_) => Self::Array,
            None => kept.get().into(),
        }
    }
}

impl Place<'_> {
    /// Returns an error about this place.
    #[cold]
    pub(crate) fn error<E: Error>(&self, problem: &dyn Display) -> E {
        E::custom(self.message(problem))
    }

    /// Returns the error for a value that is not of the type of its slot.
    #[cold]
    pub(crate) fn mismatch<E: Error>(&self, slot: &Slot<'_>, is_item: bool, found: Found<'_>) -> E {
        let expected = Expected::from_slot(slot, is_item);
        E::custom(self.message(&Mismatch::new(expected, found, self)))
    }

    /// Returns the error for a key that occurs twice in an object.
    #[cold]
    pub(crate) fn duplicate<E: Error>(&self) -> E {
        self.error(&TWICE)
    }

    /// Returns a message about this place: the path, the declaring type with the property, the problem.
    pub(crate) fn message(&self, problem: &dyn Display) -> String {
        match (self.property(), self) {
            (None, Self::Root) => problem.to_string(),
            // At the root, the type with the property says enough, and the path is left out.
            (Some((info, name)), Self::Property { parent: Self::Root, .. }) if !info.is_list() => {
                format!("{}.{}: {problem}", info.name(), Shown(name))
            }
            (Some((info, name)), _) if !info.is_list() => {
                format!("{self}: {}.{}: {problem}", info.name(), Shown(name))
            }
            _ => format!("{self}: {problem}"),
        }
    }

    /// Returns the innermost property around this place. The place itself may be the property.
    pub(crate) fn property(&self) -> Option<(ModelInfo, &str)> {
        match self {
            Self::Root => None,
            Self::Property { info, name, .. } => Some((*info, name)),
            Self::Member { parent: around, .. } | Self::Item { list: around, .. } => around.property(),
        }
    }

    /// Returns `true` if messages must not show the value: strings, secrets, and values that the schema does not
    /// declare.
    fn is_shy(&self) -> bool {
        let Some((info, name)) = self.property() else {
            return false;
        };
        info.position(name)
            .and_then(|index| info.field(index))
            .is_none_or(|field| field.is_secret() || matches!(field.kind(), Type::String | Type::Json))
    }
}

/// The path from the root, such as `value[3].owner.displayName`.
impl Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Property { parent, name, .. } | Self::Member { parent, name } => {
                if !matches!(parent, Self::Root) {
                    write!(f, "{parent}.")?;
                }
                Shown(name).fmt(f)
            }
            Self::Item { list, index } => write!(f, "{list}[{index}]"),
        }
    }
}

/// A text from the payload, escaped and shortened.
pub(crate) struct Shown<'a>(pub(crate) &'a str);

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.chars();
        let shown: String = characters.by_ref().take(MAX_SHOWN).flat_map(char::escape_debug).collect();
        let rest = if characters.next().is_some() { "…" } else { "" };
        write!(f, "{shown}{rest}")
    }
}

/// Prints `expected …, found …`.
pub(crate) struct Mismatch<'a> {
    expected: Expected,
    found: Found<'a>,
    is_shy: bool,
}

/// The declared type of a field, or of one item of the field.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) type_name: &'static str,
    pub(crate) is_collection: bool,
}

impl Expected {
    fn from_slot(slot: &Slot<'_>, is_item: bool) -> Self {
        Self { type_name: slot.type_name(), is_collection: slot.is_list() && !is_item }
    }

    /// The declared type of a field.
    pub(crate) fn from_field(field: Ref<'_>) -> Self {
        Self { type_name: field.type_name(), is_collection: field.is_list() }
    }

    /// The declared type of an item of a collection.
    pub(crate) fn from_item(list: Ref<'_>) -> Self {
        Self { type_name: list.type_name(), is_collection: false }
    }
}

impl<'a> Mismatch<'a> {
    pub(crate) fn new(expected: Expected, found: Found<'a>, place: &Place<'_>) -> Self {
        Self { expected, found, is_shy: place.is_shy() || !is_plain(expected.type_name) }
    }

    /// Returns the found value as text, without secrets.
    pub(crate) fn found(&self) -> impl Display {
        Harmless { found: self.found, is_shy: self.is_shy }
    }
}

impl Display for Mismatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        if self.expected.is_collection {
            f.write_str("a collection of ")?;
        }
        let name = self.expected.type_name;
        write!(f, "{name}{}, found {}", hint(name), self.found())
    }
}

/// Returns `true` for numbers, times and Booleans. A value in a field of any other type may be an id, a name or a
/// secret.
fn is_plain(type_name: &str) -> bool {
    let numbers = ["Byte", "SByte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal"];
    let others = ["Boolean", "Date", "TimeOfDay", "DateTimeOffset", "Duration"];
    type_name.strip_prefix("Edm.").is_some_and(|name| numbers.contains(&name) || others.contains(&name))
}

/// The found value as text. A value that may be secret is not shown.
struct Harmless<'a> {
    found: Found<'a>,
    is_shy: bool,
}

impl Display for Harmless<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_shy = self.is_shy;
        match self.found {
            Found::Null => f.write_str("null"),
            Found::Bool(value) if !is_shy => write!(f, "{value}"),
            Found::Bool(_) => f.write_str("a boolean"),
            Found::Number(number) if !is_shy => write!(f, "the number {number}"),
            Found::OutOfRange(number) if !is_shy => write!(f, "the number {}", Shown(number)),
            Found::Number(_) | Found::OutOfRange(_) => f.write_str("a number"),
            Found::Text(text) if !is_shy => write!(f, "the text \"{}\"", Shown(text)),
            Found::Text(_) => f.write_str("a text"),
            Found::Array => f.write_str("an array"),
            Found::Object => f.write_str("an object"),
        }
    }
}

/// Returns an example of a value, for types whose name does not show the form.
fn hint(type_name: &str) -> &'static str {
    match type_name {
        "Edm.DateTimeOffset" => " (such as \"2024-02-29T07:59:59Z\")",
        "Edm.Date" => " (such as \"2024-02-29\")",
        "Edm.TimeOfDay" => " (such as \"07:59:59\")",
        "Edm.Duration" => " (such as \"PT1H30M\")",
        "Edm.Guid" => " (such as \"01234567-89ab-cdef-0123-456789abcdef\")",
        "Edm.Binary" => " (base64)",
        "Edm.Single" | "Edm.Double" => " (a number, \"INF\", \"-INF\" or \"NaN\")",
        _ => "",
    }
}
