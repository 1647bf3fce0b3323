//! Prose of a terminal: text that is harmless to the terminal and shows everything that it contains.
//!
//! Must not change text that is already visible.

use std::borrow::Cow;

/// The text for a tab, so that underlines below it are at the right column.
const TAB: &str = "    ";

/// The text with escapes, such as `\u{1b}`, for every character that is invisible, moves the cursor or reorders the
/// text after it.
///
/// Works character by character: the escape of a prefix is a prefix of the escape.
///
/// ```
/// assert_eq!(csdl::text::visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().fold(String::with_capacity(text.len()), push_visible))
}

fn push_visible(mut escaped: String, character: char) -> String {
    match character {
        '\t' => escaped.push_str(TAB),
        _ if is_hidden(character) => escaped.extend(character.escape_unicode()),
        _ => escaped.push(character),
    }
    escaped
}

/// Control characters, format characters that hide or reorder text, and the private planes, since the renderer uses
/// a private character itself.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
                | '\u{f0000}'..='\u{10ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_terminal_would_obey_is_spelled_out() {
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("a\u{202e}b\r\n"), "a\\u{202e}b\\u{d}\\u{a}");
        assert_eq!(visible("\u{9b}\tx"), "\\u{9b}    x");
        assert_eq!(visible("\u{fc}ser"), "\u{fc}ser");
    }
}
