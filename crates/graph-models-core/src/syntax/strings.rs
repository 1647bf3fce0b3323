//! Reads strings: finds their end, and has their escapes decoded.

use std::borrow::Cow;

use super::cursor::Cursor;
use super::escape::escape;
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
