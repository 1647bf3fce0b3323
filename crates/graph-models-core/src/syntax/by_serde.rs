//! Lets `serde_json` read a value of a text.

use serde_json::de::StrRead;

use super::Retreat;
use super::cursor::Cursor;

impl Cursor<'_> {
    /// Lets serde read the value at the cursor with the given function.
    pub(crate) fn skip_into<T>(
        &mut self,
        read: impl FnOnce(&mut serde_json::Deserializer<StrRead<'_>>) -> serde_json::Result<T>,
    ) -> Result<T, Retreat> {
        read_whole(self.skip()?, read).map_err(|_| Retreat::Any)
    }
}

/// Reads a text that is one value.
pub(crate) fn read_whole<'t, T>(
    text: &'t str,
    read: impl FnOnce(&mut serde_json::Deserializer<StrRead<'t>>) -> serde_json::Result<T>,
) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    read(&mut reader).and_then(|value| reader.end().map(|()| value))
}
