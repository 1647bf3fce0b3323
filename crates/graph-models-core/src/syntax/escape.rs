//! Decodes escapes in strings.

use super::Retreat;

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
