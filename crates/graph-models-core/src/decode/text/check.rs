//! JSON that is checked and not kept.

use std::borrow::Cow;

use serde::de::Deserialize;
use serde_json::Value;

use super::Retreat;
use super::cursor::Cursor;
use crate::json::next_special;
use crate::surrogates::mark;

impl<'t> Cursor<'t> {
    /// Moves past a value of any kind, in which nothing is wrong. Keys may stand twice.
    pub(super) fn check(&mut self) -> Result<(), Retreat> {
        match self.peek() {
            Some(b'"') => self.check_string(),
            Some(b'{') => {
                let mut goes_on = self.enter(b'}')?;
                while goes_on {
                    if self.peek() != Some(b'"') {
                        return Err(Retreat::Any);
                    }
                    self.check_string()?;
                    self.colon()?;
                    self.space();
                    self.check()?;
                    goes_on = self.goes_on(b'}')?;
                }
                Ok(())
            }
            Some(b'[') => {
                let mut goes_on = self.enter(b']')?;
                while goes_on {
                    self.check()?;
                    goes_on = self.goes_on(b']')?;
                }
                Ok(())
            }
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'-' | b'0'..=b'9') => match self.whole_number() {
                Some(_) => Ok(()),
                // It may be out of range.
                None => self.skip_into(|reader| Value::deserialize(reader)).map(drop),
            },
            _ => Err(Retreat::Any),
        }
    }

    /// Moves past a string.
    fn check_string(&mut self) -> Result<(), Retreat> {
        let end = next_special(self.bytes(), self.at + 1);
        match self.bytes().get(end) {
            Some(b'"') => {
                self.at = end + 1;
                Ok(())
            }
            _ => self.marked_string().map(drop),
        }
    }

    /// Reads a string, with marks for lone surrogates.
    pub(super) fn marked_string(&mut self) -> Result<Cow<'t, str>, Retreat> {
        let start = *self;
        match self.string() {
            Err(Retreat::LoneSurrogate) => {
                *self = start;
                let marked = mark(self.skip()?).ok_or(Retreat::Any)?;
                Cursor::new(&marked).string().map(|text| Cow::Owned(text.into_owned()))
            }
            read => read,
        }
    }
}
