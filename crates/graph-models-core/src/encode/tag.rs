//! Decides whether `@odata.type` is written, and with which text (OData JSON 4.01, 4.5.3).

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Object;
use crate::model::{Tag, names_type};

/// The size of the stack buffer for a tag. A name that does not fit is formatted without the buffer.
const CAPACITY: usize = 128;

/// The text of a tag.
pub(super) enum Text<'a> {
    /// The text as received.
    Received(&'a str),
    /// `#` and the name of the type.
    Canonical(&'static str),
    /// The JSON as received, which is no string.
    Odd(&'a Value),
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Received(text) => serializer.serialize_str(text),
            Self::Odd(value) => value.serialize(serializer),
            Self::Canonical(name) => {
                // The text is built on the stack: the formatting machinery would take longer than the rest of an
                // object.
                let mut bytes = [b'#'; CAPACITY];
                if let Some(rest) = bytes.get_mut(1..=name.len()) {
                    rest.copy_from_slice(name.as_bytes());
                }
                let text = bytes.get(..=name.len()).and_then(|text| std::str::from_utf8(text).ok());
                match text {
                    Some(text) => serializer.serialize_str(text),
                    None => serializer.collect_str(&format_args!("#{name}")),
                }
            }
        }
    }
}

/// Returns the tag of an object, or `None` if the object is written without a tag.
///
/// A received tag is written as received. In a hierarchy, reading the tag must give the same variant again, so a tag of
/// another type is replaced by the tag of the variant.
pub(super) fn of<'a>(object: &Object<'a>) -> Option<Text<'a>> {
    let info = object.model.info();
    let canonical = Some(Text::Canonical(info.name()));
    let tag = object.model.extra().tag();
    let Some((hierarchy, is_unknown)) = object.variant else {
        return match tag {
            Tag::Unset | Tag::Absent | Tag::Forbidden => None,
            Tag::Canonical => canonical,
            Tag::Other(text) => Some(Text::Received(text)),
            Tag::Odd(value) => Some(Text::Odd(value)),
        };
    };
    match tag {
        Tag::Forbidden => None,
        // A value of a concrete base may have the tag of a derived type.
        Tag::Other(text)
            if is_unknown || names_type(text, info.name()) || info.name() == hierarchy.name() =>
        {
            Some(Text::Received(text))
        }
        Tag::Absent | Tag::Unset if is_unknown => None,
        Tag::Absent | Tag::Unset if info.name() == hierarchy.name() => None,
        Tag::Odd(value) if is_unknown || info.name() == hierarchy.name() => Some(Text::Odd(value)),
        Tag::Absent | Tag::Unset | Tag::Canonical | Tag::Other(_) | Tag::Odd(_) => canonical,
    }
}
