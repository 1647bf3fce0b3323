//! Finds the end of a value of any kind, byte by byte. The bytes may arrive in chunks.

use super::{Retreat, next_special};

/// The maximal nesting depth of objects and arrays in a text. `serde_json` has the same limit.
pub(super) const MAX_DEPTH: u8 = 127;

/// A search for the end of a value. It keeps its state if the bytes end before the value does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// The number of objects and arrays around the current byte.
    depth: u8,
    /// The number of objects and arrays around the value.
    around: u8,
    inside: Inside,
}

/// The part of a value that the next byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// No part yet: the next byte is the first of the value.
    Nothing,
    /// An object or array, outside of strings.
    Parts,
    String,
    /// The byte behind a backslash in a string.
    Escape,
    /// A number or a word (`null`, `true`, `false`).
    Bare,
}

impl Extent {
    /// Starts the search for a value inside the given number of objects and arrays.
    pub(crate) const fn new(around: u8) -> Self {
        Self { depth: around, around, inside: Inside::Nothing }
    }

    /// Continues the search in `bytes` from the index `at`. Returns the index behind the value. Returns `None` if the
    /// bytes end first: then all of them belong to the value, and more bytes may follow.
    ///
    /// The end is right only if the value is valid JSON; the caller checks this by reading the value. The nesting depth
    /// is checked here.
    pub(crate) fn end(&mut self, bytes: &[u8], mut at: usize) -> Result<Option<usize>, Retreat> {
        loop {
            match self.inside {
                Inside::Parts => match self.leave(bytes, &mut at)? {
                    true => return Ok(Some(at)),
                    false if self.inside == Inside::Parts => return Ok(None),
                    false => {}
                },
                Inside::String => {
                    at = next_special(bytes, at);
                    match bytes.get(at) {
                        None => return Ok(None),
                        Some(b'"') if self.depth == self.around => return Ok(Some(at + 1)),
                        Some(b'"') => self.inside = Inside::Parts,
                        Some(b'\\') => self.inside = Inside::Escape,
                        Some(_) => return Err(Retreat::Any),
                    }
                    at += 1;
                }
                Inside::Escape if at < bytes.len() => {
                    at += 1;
                    self.inside = Inside::String;
                }
                Inside::Bare => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    return Ok(rest.iter().position(|byte| !is_bare(*byte)).map(|length| at + length));
                }
                Inside::Nothing => match bytes.get(at) {
                    None => return Ok(None),
                    Some(b'{' | b'[') => self.inside = Inside::Parts,
                    Some(b'"') => {
                        at += 1;
                        self.inside = Inside::String;
                    }
                    Some(_) => self.inside = Inside::Bare,
                },
                Inside::Escape => return Ok(None),
            }
        }
    }

    /// Moves to the end of the outermost object or array and returns `true`. Stops at a string, or at the end of the
    /// bytes, and returns `false`.
    fn leave(&mut self, bytes: &[u8], at: &mut usize) -> Result<bool, Retreat> {
        while let Some(byte) = bytes.get(*at) {
            *at += 1;
            match byte {
                b'"' => {
                    self.inside = Inside::String;
                    return Ok(false);
                }
                b'{' | b'[' if self.depth == MAX_DEPTH => return Err(Retreat::Any),
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == self.around {
                        return Ok(true);
                    }
                }
                _ => {}
            }
        }
        Ok(false)
    }

    /// Returns `true` if the value is a number or a word. Only the byte behind such a value shows its end.
    pub(crate) fn is_bare(self) -> bool {
        self.inside == Inside::Bare
    }
}

/// Returns `true` for the bytes of numbers and words.
const fn is_bare(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end_however_they_are_cut() {
        for (text, length) in [
            ("1,", 1),
            ("-1.5e+3]", 7),
            ("null}", 4),
            (r#""a\"]\\" ,"#, 8),
            (r#""\u00e4",1"#, 8),
            (r#"{"a":[{"]":"}"}]},2"#, 17),
            ("[[],[ ]] ", 8),
            (r#"{"\\":"\"}"}]"#, 12),
            (",", 0),
        ] {
            for piece in 1..=text.len() {
                let mut extent = Extent::new(3);
                let mut found = None;
                for (index, bytes) in text.as_bytes().chunks(piece).enumerate() {
                    if let Some(end) = extent.end(bytes, 0).unwrap() {
                        found = Some(index * piece + end);
                        break;
                    }
                }
                assert_eq!(found, Some(length), "{text} by {piece}");
            }
        }
    }

    #[test]
    fn too_many_levels_and_control_characters_are_refused() {
        assert!(Extent::new(2).end("[".repeat(125).as_bytes(), 0).is_ok());
        assert!(Extent::new(2).end("[".repeat(126).as_bytes(), 0).is_err());
        assert!(Extent::new(0).end(b"[\"\x01", 0).is_err());
    }
}
