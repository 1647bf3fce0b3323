//! The marks of lone surrogates and of numbers out of range.
//!
//! Nothing here is the crate's own code, so that the tests can compare both.

use std::sync::LazyLock;

use graph_models_core::from_str;
use serde_json::value::RawValue;

use crate::sample::Owner;

/// Returns the beginning of all marks in this process.
pub(crate) fn beginning() -> &'static str {
    static BEGINNING: LazyLock<String> = LazyLock::new(|| {
        let marked: Owner = from_str(r#"{"displayName":"\ud800"}"#).unwrap();
        let digits = "\u{e0064}\u{e0038}\u{e0030}\u{e0030}";
        marked.display_name.unwrap().strip_suffix(digits).unwrap().to_owned()
    });
    &BEGINNING
}

/// Returns the text with a mark in place of each lone surrogate and of each number out of range. Returns `None` if
/// there is neither.
pub(crate) fn marked(text: &str) -> Option<String> {
    let (mut marked, mut at, mut is_inside) = (String::new(), 0, false);
    while let Some(character) = text[at..].chars().next() {
        let mut length = character.len_utf8();
        match character {
            '"' => is_inside = !is_inside,
            '\\' if is_inside => match (unit(text, at), unit(text, at + 6)) {
                (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => length = 12,
                (Some(lone @ 0xd800..0xe000), _) => {
                    marked.push_str(beginning());
                    let digits = format!("{lone:x}");
                    let tags =
                        digits.chars().map(|digit| char::from_u32(0xe0000 + u32::from(digit)).unwrap());
                    marked.extend(tags);
                    at += 6;
                    continue;
                }
                _ => length = 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            },
            '-' | '0'..='9' if !is_inside => {
                if let Some(number) = number(&text[at..]) {
                    length = number.len();
                    if number.parse().is_ok_and(f64::is_infinite) {
                        marked.push_str(&format!("\"\\ufffd{}{number}\"", &beginning()[3..]));
                        at += length;
                        continue;
                    }
                }
            }
            _ => {}
        }
        marked.push_str(&text[at..at + length]);
        at += length;
    }
    (marked != text).then_some(marked)
}

/// Returns the code unit whose escape stands at an index.
fn unit(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

/// Returns the number that a text begins with.
fn number(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"+-.eE".contains(c)).unwrap_or(text.len());
    (1..=end).rev().map(|end| &text[..end]).find(|number| serde_json::from_str::<&RawValue>(number).is_ok())
}
