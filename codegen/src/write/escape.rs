//! Text as XML: characters that would end it, or that a reader would change.
//!
//! Must not know where the text stands beyond attribute or content.

/// The value of an attribute, to stand in double quotes.
pub(super) fn attribute(value: &str) -> String {
    escape(value, true)
}

/// The content of an element.
pub(super) fn content(text: &str) -> String {
    escape(text, false)
}

fn escape(text: &str, is_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if is_attribute => escaped.push_str("&quot;"),
            // A reader makes spaces of them in an attribute, and one line end of another in content.
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
