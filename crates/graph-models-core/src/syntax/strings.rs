//! Reads strings: finds their end, and decodes escapes.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::{Retreat, mark_surrogates, next_special};

impl<'t> Cursor<'t> {
    /// Reads the string at the cursor.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'t, str>, Retreat> {
        match self.plain() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped().map(Cow::Owned),
        }
    }

    /// Reads a string. Lone surrogates are marked.
    #[inline]
    pub(super) fn marked_string(&mut self) -> Result<Cow<'t, str>, Retreat> {
        match self.plain() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.marked().map(Cow::Owned),
        }
    }

    /// Reads a string without escapes. Returns `None`, without moving, if the string has escapes or no end.
    #[inline]
    pub(crate) fn plain(&mut self) -> Option<&'t str> {
        let start = self.at + 1;
        let end = next_special(self.bytes(), start);
        if self.bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    #[cold]
    fn marked(&mut self) -> Result<String, Retreat> {
        let start = *self;
        match self.escaped() {
            Err(Retreat::LoneSurrogate) => {
                *self = start;
                let marked = mark_surrogates(self.skip()?).ok_or(Retreat::Any)?;
                Cursor::new(&marked).string().map(Cow::into_owned)
            }
            read => read,
        }
    }

    /// Reads a string with escapes.
    #[inline(never)]
    fn escaped(&mut self) -> Result<String, Retreat> {
        let bytes = self.bytes();
        let mut start = self.at + 1;
        let mut end = next_special(bytes, start);
        let mut text = String::new();
        loop {
            text.push_str(self.text.get(start..end).ok_or(Retreat::Any)?);
            match bytes.get(end) {
                Some(b'"') => {
                    self.at = end + 1;
                    text.shrink_to_fit();
                    return Ok(text);
                }
                Some(b'\\') => {
                    let (character, length) = escape(bytes.get(end + 1..).unwrap_or_default())?;
                    text.push(character);
                    start = end + 1 + length;
                    end = next_special(bytes, start);
                }
                // The byte is a control character, or the text has ended.
                _ => return Err(Retreat::Any),
            }
        }
    }
}

/// Returns the character of an escape, and the length of the escape in bytes. The backslash was read already.
pub(super) fn escape(bytes: &[u8]) -> Result<(char, usize), Retreat> {
    let character = match bytes {
        [b'u', digits @ ..] => return unicode(digits).map(|(character, length)| (character, length + 1)),
        [byte @ (b'"' | b'\\' | b'/'), ..] => char::from(*byte),
        [b'b', ..] => '\u{8}',
        [b'f', ..] => '\u{c}',
        [b'n', ..] => '\n',
        [b'r', ..] => '\r',
        [b't', ..] => '\t',
        _ => return Err(Retreat::Any),
    };
    Ok((character, 1))
}

/// Decodes `\u` escapes: four digits, or four digits, an escape and four digits again. Returns the character and its
/// length in bytes.
fn unicode(bytes: &[u8]) -> Result<(char, usize), Retreat> {
    let (unit, rest) = hexadecimal(bytes)?;
    if let Some(character) = char::from_u32(unit) {
        return Ok((character, 4));
    }
    // The unit is half of a character. Only a first half may be followed by a second half.
    let low = match rest {
        _ if unit >= 0xdc00 => return Err(Retreat::LoneSurrogate),
        // The text is cut off, so that nothing is known of the second half.
        [] | [b'\\'] => return Err(Retreat::Any),
        [b'\\', b'u', low @ ..] => hexadecimal(low)?.0,
        _ => return Err(Retreat::LoneSurrogate),
    };
    if !(0xdc00..0xe000).contains(&low) {
        return Err(Retreat::LoneSurrogate);
    }
    let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    char::from_u32(code).map(|character| (character, 10)).ok_or(Retreat::Any)
}

/// Returns `true` if an escape is half of a character. The backslash was read already.
pub(super) fn is_surrogate(bytes: &[u8]) -> bool {
    let unit = bytes.strip_prefix(b"u").and_then(|digits| hexadecimal(digits).ok());
    unit.is_some_and(|(unit, _)| char::from_u32(unit).is_none())
}

/// Returns the number of four hexadecimal digits, and the bytes behind them.
fn hexadecimal(bytes: &[u8]) -> Result<(u32, &[u8]), Retreat> {
    let (digits, rest) = bytes.split_first_chunk::<4>().ok_or(Retreat::Any)?;
    let mut number = 0;
    for digit in digits {
        number = number * 16 + char::from(*digit).to_digit(16).ok_or(Retreat::Any)?;
    }
    Ok((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Retreat> {
        Cursor::new(text).string().map(Cow::into_owned)
    }

    #[test]
    fn finds_the_end_wherever_it_stands() {
        for length in 0..40 {
            let plain = "x".repeat(length);
            for behind in ["\"", "\"yyyyyyyyyyyyyyyyyyy\""] {
                assert_eq!(read(&format!("\"{plain}{behind}")), Ok(plain.clone()));
            }
            for wrong in ["", "\u{1f}\"", "\n\"", "\\", "\\\"", "\\x\""] {
                assert_eq!(read(&format!("\"{plain}{wrong}")), Err(Retreat::Any));
            }
            assert_eq!(read(&format!("\"{plain}\\\"ü\u{7f}\"")), Ok(format!("{plain}\"ü\u{7f}")));
        }
    }

    #[test]
    fn reads_escapes_as_serde_json_does() {
        for text in [
            r#""\"\\\/\b\f\n\r\t""#,
            r#""\u00e4\u0000\uFFFF\ud83D\ude00""#,
            r#""a\u+123""#,
            r#""\u12""#,
            r#""\u12g4""#,
            r#""\U0041""#,
            r#""\'""#,
            r#""\ud83d\u0041""#,
            r#""\ud83d\n""#,
            r#""\ud83d""#,
            r#""\ude00\ud83d""#,
            r#""\ude00\ude00""#,
            r#""\ud83d\ud83d""#,
            r#""\ud83d\u12"#,
        ] {
            assert_eq!(read(text).ok(), serde_json::from_str(text).ok(), "{text}");
        }
        assert_eq!(read(r#""\ud83d""#), Err(Retreat::LoneSurrogate));
        assert_eq!(read(r#""\ude00\ud83d""#), Err(Retreat::LoneSurrogate));
        for text in [r#""\ud83d"#, r#""\ud83d\"#, r#""\ud83d\u12"#] {
            assert_eq!(read(text), Err(Retreat::Any), "{text}");
        }
    }
}
