//! The tag (`@odata.type`) of a value: its state, and the type that it names (OData JSON 4.01, 4.5.3).

use serde_json::Value;

/// The state of `@odata.type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag<'a> {
    /// The value was made by hand. The context decides whether the tag is written.
    Unset,
    /// The value was received without a tag.
    Absent,
    /// `#` and the name of the type.
    Canonical,
    /// Any other string.
    Other(&'a str),
    /// The value must be written without a tag.
    Forbidden,
    /// JSON that is no string, and so does not name a type.
    Odd(&'a Value),
}

/// Returns `true` if a tag is exactly `#` and the name.
pub(crate) fn is_canonical_tag(text: &str, name: &str) -> bool {
    text.strip_prefix('#') == Some(name)
}

/// Returns `true` if a tag names the type. `#` may be missing, the URL may be absolute or relative, and the case is
/// ignored.
pub(crate) fn names_type(text: &str, name: &str) -> bool {
    is_canonical_tag(text, name) || named_type(text).eq_ignore_ascii_case(name)
}

/// Returns the name of the type in a tag: the text behind the last `#`.
pub(crate) fn named_type(text: &str) -> &str {
    text.rsplit_once('#').map_or(text, |(_, fragment)| fragment)
}
