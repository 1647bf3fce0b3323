//! Finds bytes of a JSON string that need attention (special bytes), many bytes at a time. Special bytes are quotes,
//! backslashes and control characters.

/// Returns a word with the same byte at all eight places.
const fn repeated(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Returns a word with the highest bit set in each special byte of `word`. Only the lowest set bit is reliable: bytes
/// above it may be set by mistake.
#[inline]
const fn specials(word: u64) -> u64 {
    // The subtraction sets the highest bit of a zero byte. Its borrow may also set the highest bit of bytes above.
    let quote = word ^ repeated(b'"');
    let backslash = word ^ repeated(b'\\');
    let found = (quote.wrapping_sub(repeated(1)) & !quote)
        | (backslash.wrapping_sub(repeated(1)) & !backslash)
        | (word.wrapping_sub(repeated(b' ')) & !word);
    found & repeated(0x80)
}

/// Returns `true` for a special byte: a quote, a backslash or a control character.
const fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | ..b' ')
}

/// Returns `true` if one of the bytes is special. The compiler turns this code into a few vector instructions.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "branches would be in the way of vectors")]
fn has_special(block: &[u8; 16]) -> bool {
    block.iter().fold(false, |found, byte| found | (*byte == b'"') | (*byte == b'\\') | (*byte < b' '))
}

/// Returns the index of the first special byte from `from` on, or the length of the bytes if there is none.
#[inline]
pub(crate) fn next_special(bytes: &[u8], from: usize) -> usize {
    let (blocks, rest) = bytes.get(from..).unwrap_or_default().as_chunks();
    let mut at = from;
    for block in blocks {
        if has_special(block) {
            return at + first_special(block);
        }
        at += block.len();
    }
    at + rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len())
}

/// Returns the index of the first special byte in a block that has one.
#[inline]
fn first_special(block: &[u8; 16]) -> usize {
    let word = u128::from_le_bytes(*block);
    #[expect(clippy::cast_possible_truncation, reason = "it is cut into halves")]
    let [low, high] = [word as u64, (word >> 64) as u64];
    match specials(low) {
        0 => 8 + (specials(high).trailing_zeros() / 8) as usize,
        found => (found.trailing_zeros() / 8) as usize,
    }
}

/// Returns `true` if a text needs no escapes in a JSON string.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The last 16 bytes overlap the last whole block, so some bytes are checked twice.
    match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(last), ..) => !has_special(last) && !bytes.as_chunks().0.iter().any(has_special),
        (_, Some(first), Some(last)) => {
            specials(u64::from_le_bytes(*first)) == 0 && specials(u64::from_le_bytes(*last)) == 0
        }
        _ => !bytes.iter().any(|byte| is_special(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_special_or_not_in_every_place() {
        for byte in 0..=u8::MAX {
            for length in 1..40 {
                for place in 0..length {
                    for other in [b'a', 0xff] {
                        let mut bytes = vec![other; length];
                        bytes[place] = byte;
                        assert_eq!(next_special(&bytes, 0), if is_special(byte) { place } else { length });
                    }
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    if let Ok(text) = std::str::from_utf8(&text) {
                        assert_eq!(is_plain(text), !is_special(byte), "{byte}");
                    }
                }
            }
        }
        assert_eq!(next_special(b"a\"b\\", 2), 3);
        assert!(is_plain("") && is_plain("Ünïcödé \u{7f}"));
    }
}
