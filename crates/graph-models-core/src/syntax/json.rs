//! Reads JSON without a declared type into memory.

use serde::de::Deserialize;
use serde_json::{Map, Value};

use super::Retreat;
use super::cursor::Cursor;

impl Cursor<'_> {
    /// Reads any JSON.
    pub(crate) fn json(&mut self) -> Result<Value, Retreat> {
        match self.peek() {
            Some(b'"') => self.string().map(|text| Value::String(text.into_owned())),
            Some(b'{') => self.members().map(Value::Object),
            Some(b'[') => {
                let mut items = Vec::new();
                let mut goes_on = self.enter(b']')?;
                while goes_on {
                    items.push(self.json()?);
                    goes_on = self.goes_on(b']')?;
                }
                Ok(Value::Array(items))
            }
            Some(b'n') => self.word("null").map(|()| Value::Null),
            Some(b't') => self.word("true").map(|()| Value::Bool(true)),
            Some(b'f') => self.word("false").map(|()| Value::Bool(false)),
            Some(b'-' | b'0'..=b'9') => match self.whole_number() {
                Some(number) => Ok(number.to_value()),
                None => self.skip_into(|reader| Value::deserialize(reader)),
            },
            _ => Err(Retreat::Any),
        }
    }

    /// Reads the members of an object. A duplicate key is refused, because one of its values would be lost.
    fn members(&mut self) -> Result<Map<String, Value>, Retreat> {
        let mut members = Map::new();
        let mut goes_on = self.enter(b'}')?;
        while goes_on {
            let name = self.name()?;
            let value = self.json()?;
            if members.insert(name.into_owned(), value).is_some() {
                return Err(Retreat::Any);
            }
            goes_on = self.goes_on(b'}')?;
        }
        Ok(members)
    }
}
