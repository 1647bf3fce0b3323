//! Text as XML 1.0: escapes characters that would end the text, that a reader would change, or that XML does not
//! have.
//!
//! Must not know more about the place of a text than attribute, content or comment.

/// The value of an attribute in double quotes.
pub fn attribute(value: &str) -> String {
    escape(value, true)
}

/// The content of an element.
pub fn content(text: &str) -> String {
    escape(text, false)
}

/// The content of a comment, which ends at `-->` and cannot hold `--`.
pub fn comment(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '-' && safe.ends_with('-') {
            safe.push(' ');
        }
        safe.push(if is_character(character) { character } else { '\u{fffd}' });
    }
    if safe.ends_with('-') {
        safe.push(' ');
    }
    safe
}

/// Returns `true` if XML 1.0 can contain the character, directly or by its number.
fn is_character(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn escape(text: &str, is_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if is_attribute => escaped.push_str("&quot;"),
            // A reader turns these characters into spaces in an attribute, and into other line ends in content.
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            _ if !is_character(character) => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{attribute, comment, content};

    #[test]
    fn what_xml_does_not_have_is_replaced_and_nothing_ends_early() {
        assert_eq!(content("a]]>b\0\u{c}<"), "a]]&gt;b\u{fffd}\u{fffd}&lt;");
        assert_eq!(attribute("\"\n\u{ffff}"), "&quot;&#10;\u{fffd}");
        assert_eq!(comment(" a-b -->\0-"), " a-b - ->\u{fffd}- ");
        assert_eq!(comment("---"), "- - - ");
    }
}
