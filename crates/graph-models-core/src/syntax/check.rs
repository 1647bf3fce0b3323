//! Validates JSON without keeping it.

use serde::de::Deserialize;
use serde_json::Value;

use super::cursor::Cursor;
use super::names::Names;
use super::{NUMBER_KEY, Retreat};

impl<'t> Cursor<'t> {
    /// Moves past a valid value of any kind. Its objects may have duplicate keys, and its numbers may be out of range.
    pub(crate) fn check(&mut self) -> Result<(), Retreat> {
        self.check_parts(Self::check_string, Self::check_string, Self::pass_number, Self::check)
    }

    /// Moves past a valid value of any kind in which no object has a duplicate key, and no number is out of range.
    /// Returns the text of the value.
    pub(crate) fn unique(&mut self) -> Result<&'t str, Retreat> {
        let start = self.at;
        self.check_unique()?;
        self.text.get(start..self.at).ok_or(Retreat::Any)
    }

    fn check_unique(&mut self) -> Result<(), Retreat> {
        if self.peek() != Some(b'{') {
            let (string, number) = (Self::check_plain, Self::check_number);
            return self.check_parts(string, string, number, Self::check_unique);
        }
        let text = self.text;
        let mut names = Names::default();
        let key = |cursor: &mut Self| {
            let place = cursor.at;
            let name = cursor.string()?;
            // With `arbitrary_precision`, `serde_json` reads a map with this key as a number.
            if name == NUMBER_KEY {
                return Err(Retreat::Any);
            }
            names.add(&name, place, text);
            Ok(())
        };
        self.check_parts(key, Self::check_plain, Self::check_number, Self::check_unique)?;
        if names.are_unique(text) { Ok(()) } else { Err(Retreat::Any) }
    }

    /// Moves past a value. The parameters are functions that move past a key, past a string, past a number that is no
    /// plain whole one, and past a nested value.
    fn check_parts(
        &mut self,
        mut key: impl FnMut(&mut Self) -> Result<(), Retreat>,
        string: fn(&mut Self) -> Result<(), Retreat>,
        number: fn(&mut Self) -> Result<(), Retreat>,
        inner: fn(&mut Self) -> Result<(), Retreat>,
    ) -> Result<(), Retreat> {
        match self.peek() {
            Some(b'"') => string(self),
            Some(b'{') => {
                let mut goes_on = self.enter(b'}')?;
                while goes_on {
                    if self.peek() != Some(b'"') {
                        return Err(Retreat::Any);
                    }
                    key(self)?;
                    self.colon()?;
                    self.space();
                    inner(self)?;
                    goes_on = self.goes_on(b'}')?;
                }
                Ok(())
            }
            Some(b'[') => {
                let mut goes_on = self.enter(b']')?;
                while goes_on {
                    inner(self)?;
                    goes_on = self.goes_on(b']')?;
                }
                Ok(())
            }
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'-' | b'0'..=b'9') => match self.whole_number() {
                Some(_) => Ok(()),
                None => number(self),
            },
            _ => Err(Retreat::Any),
        }
    }

    /// Moves past a string.
    #[inline]
    fn check_string(&mut self) -> Result<(), Retreat> {
        self.marked_string().map(drop)
    }

    /// Moves past a string without lone surrogates. They must be marked before a value is kept.
    fn check_plain(&mut self) -> Result<(), Retreat> {
        self.string().map(drop)
    }

    /// Moves past a number that is not out of range. Such a number must be marked before a value is kept.
    fn check_number(&mut self) -> Result<(), Retreat> {
        self.skip_into(|reader| Value::deserialize(reader)).map(drop)
    }
}
