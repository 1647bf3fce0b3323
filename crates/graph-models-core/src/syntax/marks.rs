//! Marks: texts in place of JSON that Rust cannot hold.
//!
//! - A lone surrogate is half of a character. JSON can express it as `\ud83d`, and a Rust string cannot hold it.
//!   Services truncate strings in the middle of a character.
//! - A number out of range, such as `1e400`, is valid JSON, and a double cannot hold it.
//!
//! A mark begins with U+FFFD and a [key]. Behind these, the mark of a lone surrogate has its four digits as tag
//! characters, which are invisible, and the mark of a number has the literal. The mark of a number is a whole string.
//! So marked JSON is read like any other, and is written with the original escape or number again. JSON without such
//! parts is neither searched nor changed.

mod key;

use std::ops::Range;

use serde_json::Value;

use super::escape;
use super::literal::literal;
use key::TAGS;

/// The length of the escape of a code unit: `\u` and four digits.
const ESCAPE: usize = 6;

/// A literal with more bytes than this one, or with an exponent, may be out of the range of a double.
const LONGEST_IN_RANGE: usize = 308;

/// Returns the JSON with a mark for each lone surrogate and for each number out of range. Returns `None` if there is
/// neither.
#[cold]
pub(crate) fn mark(json: &str) -> Option<String> {
    Marking::new(json).all(true)
}

/// Returns the JSON with a mark for each lone surrogate. Returns `None` if there is no lone surrogate.
#[cold]
pub(crate) fn mark_surrogates(json: &str) -> Option<String> {
    Marking::new(json).all(false)
}

/// Returns the JSON with the original escapes and numbers in place of the marks.
pub(crate) fn unmark(json: String) -> String {
    let Some(beginning) = key::known().filter(|beginning| json.contains(beginning)) else { return json };
    let mut plain = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some((before, behind)) = rest.split_once(beginning) {
        if let Some(escape) = escape(behind) {
            plain.push_str(before);
            plain.push_str(&escape);
            rest = behind.get(4 * char::len_utf8('\u{e0000}')..).unwrap_or_default();
        } else if let Some((before, literal, behind)) = whole_number(before, behind) {
            plain.push_str(before);
            plain.push_str(literal);
            rest = behind;
        } else {
            plain.push_str(before);
            plain.push_str(beginning);
            rest = behind;
        }
    }
    plain.push_str(rest);
    plain
}

/// Returns `true` if a text has the mark of a lone surrogate.
pub(crate) fn has_lone_surrogate(text: &str) -> bool {
    let Some(beginning) = key::known() else { return false };
    text.match_indices(beginning).any(|(at, _)| text.get(at + beginning.len()..).and_then(escape).is_some())
}

/// Returns the literal of the number that a text is the mark of.
#[inline]
pub(crate) fn marked_number(text: &str) -> Option<&str> {
    let number = text.strip_prefix(key::known()?)?;
    literal(number).filter(|literal| literal.len() == number.len())
}

/// Returns the text of a JSON string. The mark of a number is no text.
pub(crate) fn string_text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| marked_number(text).is_none())
}

/// Marks parts of a JSON text, which need not be valid.
struct Marking<'t> {
    json: &'t str,
    marked: String,
    /// The index up to which the text is copied. Zero until a part was replaced.
    copied: usize,
}

impl<'t> Marking<'t> {
    const fn new(json: &'t str) -> Self {
        Self { json, marked: String::new(), copied: 0 }
    }

    fn all(mut self, with_numbers: bool) -> Option<String> {
        let mut at = 0;
        while let Some(byte) = self.json.as_bytes().get(at) {
            at = match byte {
                b'"' => self.string(at),
                b'-' | b'0'..=b'9' if with_numbers => self.number(at),
                _ => at + 1,
            };
        }
        if self.copied == 0 {
            return None;
        }
        self.marked.push_str(self.json.get(self.copied..).unwrap_or_default());
        Some(self.marked)
    }

    /// Marks the lone surrogates of the string that begins at an index. Returns the index behind the string.
    fn string(&mut self, start: usize) -> usize {
        let bytes = self.json.as_bytes();
        let mut at = start + 1;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                None => return bytes.len(),
                Some(next) if rest.get(next) == Some(&b'"') => return at + next + 1,
                Some(next) => at = self.escape(at + next),
            }
        }
    }

    /// Marks the escape at an index, if it is a lone surrogate. Returns the index behind the escape.
    fn escape(&mut self, at: usize) -> usize {
        let (json, behind) = (self.json, at + 1);
        let escape = json.get(behind..).unwrap_or_default();
        match escape::escape(escape.as_bytes()) {
            Ok((_, length)) => behind + length,
            // The escape behind it may be invalid, too.
            Err(_) if escape::is_surrogate(escape.as_bytes()) => {
                let digits = escape.get(1..ESCAPE - 1).unwrap_or_default();
                self.replace(at..at + ESCAPE, |marked| push_surrogate(marked, digits));
                at + ESCAPE
            }
            Err(_) => behind + escape.chars().next().map_or(0, char::len_utf8),
        }
    }

    /// Marks the number at an index, if it is out of range. Returns the index behind the number.
    fn number(&mut self, at: usize) -> usize {
        let Some(literal) = self.json.get(at..).and_then(literal) else { return at + 1 };
        let end = at + literal.len();
        if is_out_of_range(literal) {
            self.replace(at..end, |marked| push_number(marked, literal));
        }
        end
    }

    fn replace(&mut self, part: Range<usize>, push_mark: impl FnOnce(&mut String)) {
        self.marked.push_str(self.json.get(self.copied..part.start).unwrap_or_default());
        push_mark(&mut self.marked);
        self.copied = part.end;
    }
}

/// Returns `true` if `serde_json` cannot hold a number.
fn is_out_of_range(literal: &str) -> bool {
    let may_be = literal.len() > LONGEST_IN_RANGE || literal.contains(['e', 'E']);
    may_be && serde_json::from_str::<Value>(literal).is_err()
}

/// Adds the mark of a lone surrogate. Two escapes with digits in different cases have the same mark.
fn push_surrogate(marked: &mut String, digits: &str) {
    let tag = |digit: u8| char::from_u32(TAGS + u32::from(digit.to_ascii_lowercase()));
    marked.push_str(key::beginning());
    marked.extend(digits.bytes().filter_map(tag));
}

/// Adds the mark of a number. The first character is an escape: strings without escapes are read without a look at
/// their content, and the content of a mark must be seen.
fn push_number(marked: &mut String, literal: &str) {
    let key = key::beginning().trim_start_matches(key::REPLACEMENT);
    for part in ["\"\\ufffd", key, literal, "\""] {
        marked.push_str(part);
    }
}

/// Returns the escape whose digits are the first tag characters of a text, if it is that of a surrogate.
fn escape(tags: &str) -> Option<String> {
    let digits = tags.chars().take(4);
    let digits: Option<String> =
        digits.map(|tag| char::from_u32(u32::from(tag).checked_sub(TAGS)?)).collect();
    let escape = format!("u{}", digits?);
    escape::is_surrogate(escape.as_bytes()).then(|| format!("\\{escape}"))
}

/// Returns the literal of a mark that is a whole value, and the JSON around the value. The parameters are the JSON
/// before the mark's beginning and behind it.
fn whole_number<'t>(before: &'t str, behind: &'t str) -> Option<(&'t str, &'t str, &'t str)> {
    // A quote behind a backslash begins no string.
    let before = before.strip_suffix('"').filter(|before| !before.ends_with('\\'))?;
    let literal = literal(behind)?;
    // A string before a colon is a key.
    let behind = behind.get(literal.len()..)?.strip_prefix('"').filter(|behind| !behind.starts_with(':'))?;
    Some((before, literal, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_json(text: &str) -> bool {
        serde_json::from_str::<Value>(text).is_ok()
    }

    #[test]
    fn marks_lone_halves_and_gives_them_back() {
        for json in [r#""cut \ud83d""#, r#"["\udc00\ud83d\ud83d\ude00", "\ud83d\\ude00", "\ud800"]"#] {
            let marked = mark(json).expect("there is one");
            assert!(has_lone_surrogate(&marked) && is_json(&marked), "{marked}");
            assert_eq!(mark_surrogates(json).as_ref(), Some(&marked));
            assert_eq!(unmark(marked), json);
        }
        for json in [r#""\ud83d\ude00""#, r#""\\ud83d""#, "\"\u{fffd}\"", r#"{"a": "\n\u00e4"}"#, "\"\\", ""]
        {
            assert_eq!(mark(json), None, "{json}");
        }
        assert_eq!(unmark(mark(r#""\uD83D""#).expect("there is one")), r#""\ud83d""#);
        assert!(!has_lone_surrogate(key::beginning()));
        assert_eq!(unmark(key::beginning().to_owned()), key::beginning());
    }

    #[test]
    fn marks_numbers_out_of_range_and_gives_them_back() {
        let long = "9".repeat(400);
        for json in
            ["1e400", "[-1e400]", r#"{"a":1E+999,"b":[0.5e4000,1]}"#, &long, &format!("[1,-{long}.25e-3,2]")]
        {
            let marked = mark(json).expect("there is one");
            assert!(!is_json(json) && is_json(&marked) && !has_lone_surrogate(&marked), "{marked}");
            assert_eq!(mark_surrogates(json), None);
            let value: Value = serde_json::from_str(&marked).expect("it is JSON");
            assert_eq!(unmark(value.to_string()), json);
        }
        for json in ["1e308", "1e-400", "0e400", "-", "\"1e400\"", "[1.,e400]", &"9".repeat(308)] {
            assert_eq!(mark(json), None, "{json}");
        }
        let marked = mark("1e400").expect("there is one");
        let text: String = serde_json::from_str(&marked).expect("it is a string");
        assert_eq!(marked_number(&text), Some("1e400"));
        for text in ["1e400", "", key::beginning(), &format!("{text} "), &format!(" {text}")] {
            assert_eq!(marked_number(text), None, "{text}");
        }
    }

    #[test]
    fn only_a_whole_value_becomes_a_number() {
        let number = format!("{}1e400", key::beginning());
        for json in [
            format!("{{\"{number}\":1}}"),
            format!("[\"{number} \"]"),
            format!("[\" {number}\"]"),
            format!("[\"\\\"{number}\"]"),
            format!("[\"{number}\\\"\"]"),
            format!("[\"{number}{number}\"]"),
        ] {
            assert_eq!(unmark(json.clone()), json);
        }
        assert_eq!(unmark(format!("[\"{number}\",\"{number}\"]")), "[1e400,1e400]");
    }
}
