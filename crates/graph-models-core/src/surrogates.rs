//! Lone surrogates: halves of a character that JSON can express as `\ud83d`, and a Rust string cannot hold.
//!
//! Services truncate strings in the middle of a character. Such a half is replaced by a mark: U+FFFD, and then its four
//! digits as tag characters, which are invisible. So the string is read like any other, and is written with the
//! original escape again.
//! JSON without lone surrogates is neither searched nor changed.

use std::sync::atomic::{AtomicBool, Ordering};

/// The character in place of a lone surrogate.
const REPLACEMENT: char = '\u{fffd}';
/// The first tag character. Tag characters are a copy of ASCII from here on.
const TAGS: u32 = 0xe0000;
/// The first two characters of a mark: every surrogate begins with the digit `d`.
const BEGINNING: &str = "\u{fffd}\u{e0064}";

/// `true` once a mark was made. Until then, written text need not be searched for marks.
static IS_USED: AtomicBool = AtomicBool::new(false);

/// Returns the JSON with a mark for each lone surrogate. Returns `None` if there is no lone surrogate.
#[cold]
pub(crate) fn mark(json: &str) -> Option<String> {
    let mut marked = String::new();
    let mut is_changed = false;
    let mut rest = json;
    // JSON has backslashes only inside strings.
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(at)?;
        marked.push_str(before);
        let length = match surrogate(escape) {
            Some(first) if is_high(first) && escape.get(6..).and_then(surrogate).is_some_and(is_low) => 12,
            Some(lone) => {
                is_changed = true;
                push(&mut marked, lone);
                rest = escape.get(6..)?;
                continue;
            }
            None => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, behind) = escape.split_at_checked(length)?;
        marked.push_str(escape);
        rest = behind;
    }
    marked.push_str(rest);
    if is_changed {
        IS_USED.store(true, Ordering::Relaxed);
    }
    is_changed.then_some(marked)
}

/// Returns the JSON with the original escapes in place of the marks.
pub(crate) fn unmark(json: String) -> String {
    if !IS_USED.load(Ordering::Relaxed) || !json.contains(BEGINNING) {
        return json;
    }
    let mut plain = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some((before, from)) = rest.find(BEGINNING).and_then(|at| rest.split_at_checked(at)) {
        plain.push_str(before);
        let length = match marked(from) {
            Some(escape) => {
                plain.push_str(&escape);
                BEGINNING.len() + 3 * 4
            }
            None => {
                plain.push_str(BEGINNING);
                BEGINNING.len()
            }
        };
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// Returns `true` if a text has a mark.
pub(crate) fn is_marked(text: &str) -> bool {
    text.match_indices(BEGINNING).any(|(at, _)| text.get(at..).and_then(marked).is_some())
}

/// Returns the surrogate, if the text begins with the escape of one.
fn surrogate(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    let code = u16::from_str_radix(digits, 16).ok()?;
    (is_high(code) || is_low(code)).then_some(code)
}

fn is_high(code: u16) -> bool {
    (0xd800..0xdc00).contains(&code)
}

fn is_low(code: u16) -> bool {
    (0xdc00..0xe000).contains(&code)
}

fn push(text: &mut String, surrogate: u16) {
    text.push(REPLACEMENT);
    text.extend(format!("{surrogate:x}").chars().filter_map(|digit| char::from_u32(TAGS + u32::from(digit))));
}

/// Returns the escape for the mark at the beginning of a text. Returns `None` if there is no mark.
fn marked(text: &str) -> Option<String> {
    let digits = text.strip_prefix(REPLACEMENT)?.chars().take(4);
    let digits: Option<String> =
        digits.map(|tag| char::from_u32(u32::from(tag).checked_sub(TAGS)?)).collect();
    let escape = format!("\\u{}", digits?);
    surrogate(&escape)?;
    Some(escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lone_halves_and_gives_them_back() {
        for json in [r#""cut \ud83d""#, r#"["\udc00\ud83d\ud83d\ude00", "\ud83d\\ude00", "\ud800"]"#] {
            let marked = mark(json).expect("there is one");
            assert!(
                is_marked(&marked) && serde_json::from_str::<serde_json::Value>(&marked).is_ok(),
                "{marked}"
            );
            assert_eq!(unmark(marked), json);
        }
        for json in [r#""\ud83d\ude00""#, r#""\\ud83d""#, "\"\u{fffd}\"", r#"{"a": "\n\u00e4"}"#, "\"\\", ""]
        {
            assert_eq!(mark(json), None, "{json}");
        }
        assert!(!is_marked("\u{fffd}\u{e0064}"));
        assert_eq!(unmark("\u{fffd}\u{e0064}x".to_owned()), "\u{fffd}\u{e0064}x");
    }
}
