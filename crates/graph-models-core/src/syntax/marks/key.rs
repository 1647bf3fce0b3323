//! The beginning of all marks. It is random in each process, so that no text of a sender is taken for a mark. Otherwise
//! a program would write back something else than it received.

use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

/// The first character of a mark.
pub(super) const REPLACEMENT: char = '\u{fffd}';
/// The first tag character. Tag characters are a copy of ASCII from here on, and are invisible.
pub(super) const TAGS: u32 = 0xe0000;
/// The first of the tag characters that stand for six bits.
const FIRST: u32 = TAGS + 0x30;
/// The number of tag characters for 64 bits.
const LENGTH: u32 = 11;

static BEGINNING: OnceLock<String> = OnceLock::new();

/// Returns the beginning of all marks. Returns `None` until a mark was made: then no text has one.
#[inline]
pub(super) fn known() -> Option<&'static str> {
    BEGINNING.get().map(String::as_str)
}

/// Returns the beginning of all marks: U+FFFD and the key.
pub(super) fn beginning() -> &'static str {
    BEGINNING.get_or_init(|| {
        let key = RandomState::new().hash_one(());
        let tag = |place: u32| char::from_u32(FIRST + u32::try_from(key >> (6 * place) & 0x3f).ok()?);
        std::iter::once(REPLACEMENT).chain((0..LENGTH).filter_map(tag)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_character_and_the_key() {
        let tags = beginning().strip_prefix(REPLACEMENT).expect("it begins so");
        assert_eq!(tags.chars().count(), 11);
        assert!(tags.chars().all(|tag| ('\u{e0030}'..='\u{e006f}').contains(&tag)));
        assert_eq!(known(), Some(beginning()));
    }
}
