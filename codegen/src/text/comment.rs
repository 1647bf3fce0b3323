//! Comments: one line of Rust, TOML or rustdoc, or the inside of an HTML comment.

use std::borrow::Cow;

use super::is_dangerous;

/// A text that stays on its line behind `//`, `///`, `//!` or `#`: line ends and similar characters are spelled out,
/// such as `\u{a}`.
///
/// Safe text stays unchanged, and so do characters that are merely invisible.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let spelled = text.chars().fold(String::with_capacity(text.len()), |mut spelled, character| {
        match is_dangerous(character) {
            true => spelled.extend(character.escape_unicode()),
            false => spelled.push(character),
        }
        spelled
    });
    Cow::Owned(spelled)
}

/// A text inside `<!-- -->`, on one line.
pub fn html(text: &str) -> String {
    line(text).replace("--", "-\\u{2d}")
}

#[cfg(test)]
mod tests {
    use super::{html, line};

    #[test]
    fn no_comment_ends_early() {
        assert_eq!(line("a\nb\r\u{85}\u{2028}\u{202e}c"), r"a\u{a}b\u{d}\u{85}\u{2028}\u{202e}c");
        assert_eq!(line("plain \u{200b}`text`"), "plain \u{200b}`text`");
        assert_eq!(html("a -->\n<b>"), r"a -\u{2d}>\u{a}<b>");
        assert!(!html("a---->").contains("--"));
    }
}
