//! The search for a secret at one place of a text, in all the encodings in which services quote it. Must not know what
//! the secret is.

/// The number of leading characters of a secret that are found even if the rest is missing.
const BEGINNING: usize = 16;
/// The number of nested encodings that are recognised. Each encoding encodes the escape sign of the one before.
const MAX_DEPTH: usize = 4;
/// The number of backslashes before a character that are recognised as its escape.
const MAX_BACKSLASHES: usize = 64;

/// A set of bytes.
pub(super) struct ByteSet(pub(super) [bool; 256]);

impl ByteSet {
    pub(super) fn add(&mut self, byte: u8) {
        if let Some(is_in) = self.0.get_mut(usize::from(byte)) {
            *is_in = true;
        }
    }

    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).is_some_and(|is_in| *is_in)
    }
}

/// The memory of searches. It is used again and again, so that a search allocates nothing.
#[derive(Default)]
pub(super) struct Search {
    /// The positions in the text behind the part of the secret that was found. There are several if a byte may have
    /// several encodings.
    ends: Vec<usize>,
    /// The positions behind a part that is one byte longer.
    next: Vec<usize>,
}

impl Search {
    /// The length of the secret at the beginning of a text: the whole secret, or its first [`BEGINNING`] bytes or more.
    pub(super) fn length_of(&mut self, secret: &[u8], text: &[u8]) -> Option<usize> {
        let Self { ends, next } = self;
        ends.clear();
        ends.push(0);
        let mut longest = 0;
        for (count, &byte) in secret.iter().enumerate() {
            next.clear();
            for &end in ends.iter() {
                let rest = text.get(end..).unwrap_or_default();
                lengths(rest, byte, &mut |length| next.push(end + length));
            }
            next.sort_unstable();
            next.dedup();
            let Some(&last) = next.last() else {
                return (count >= BEGINNING).then_some(longest);
            };
            longest = last;
            std::mem::swap(ends, next);
        }
        Some(longest)
    }
}

/// Finds the possible lengths of one byte at the beginning of a text: one for each encoding that is found there.
///
/// An escape character may itself be encoded, and then has several lengths.
fn lengths(text: &[u8], byte: u8, found: &mut impl FnMut(usize)) {
    let Some(&first) = text.first() else { return };
    match first {
        b'%' => percent(text, byte, found),
        b'\\' => backslash(text, byte, found),
        b'&' => entity(text, byte, found),
        _ => {}
    }
    if first == byte {
        found(1);
    }
}

/// Percent-encoding: `%2D`, `%252D` and so on.
fn percent(text: &[u8], byte: u8, found: &mut impl FnMut(usize)) {
    let mut digits = text.get(1..).unwrap_or_default();
    for depth in 0..MAX_DEPTH {
        if digits.get(..2).and_then(hexadecimal) == Some(u32::from(byte)) {
            found(depth * 2 + 3);
        }
        let Some(deeper) = digits.strip_prefix(b"25") else { break };
        digits = deeper;
    }
}

/// Backslash escapes: `\u002d`, `\u{2d}`, `\x2d`, `\/` and so on.
///
/// Backslashes double each time a text is quoted inside another text. Up to [`MAX_BACKSLASHES`] are recognised.
fn backslash(text: &[u8], byte: u8, found: &mut impl FnMut(usize)) {
    let count = text.iter().take(MAX_BACKSLASHES).take_while(|&&byte| byte == b'\\').count();
    let rest = text.get(count..).unwrap_or_default();
    let is_it = |digits: Option<&[u8]>| digits.and_then(hexadecimal) == Some(u32::from(byte));
    let braced = || rest.iter().take(10).position(|&byte| byte == b'}');
    if byte == b'\\' {
        (1..=MAX_DEPTH).map(|depth| 1 << depth).filter(|&length| length <= count).for_each(&mut *found);
    }
    let after = match rest.first() {
        Some(b'u') if rest.get(1) == Some(&b'{') => {
            braced().filter(|&end| is_it(rest.get(2..end))).map(|end| end + 1)
        }
        Some(b'u' | b'U') => is_it(rest.get(1..5)).then_some(5),
        Some(b'x' | b'X') => is_it(rest.get(1..3)).then_some(3),
        Some(&sign) => (sign == byte && !byte.is_ascii_alphanumeric()).then_some(1),
        None => None,
    };
    if let Some(after) = after {
        found(count + after);
    }
}

/// HTML character references: `&#45;`, `&#x2d;`, `&amp;`, also `&amp;#45;`.
fn entity(text: &[u8], byte: u8, found: &mut impl FnMut(usize)) {
    let mut before = 1;
    for _ in 0..MAX_DEPTH {
        let rest = text.get(before..).unwrap_or_default();
        let Some(end) = rest.iter().take(10).position(|&byte| byte == b';') else { break };
        let named = match rest.get(..end).unwrap_or_default() {
            b"amp" => Some(u32::from(b'&')),
            b"lt" => Some(u32::from(b'<')),
            b"gt" => Some(u32::from(b'>')),
            b"quot" => Some(u32::from(b'"')),
            b"apos" => Some(u32::from(b'\'')),
            [b'#', b'x' | b'X', digits @ ..] => hexadecimal(digits),
            [b'#', digits @ ..] => std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()),
            _ => None,
        };
        if named == Some(u32::from(byte)) {
            found(before + end + 1);
        }
        if !rest.starts_with(b"amp;") {
            break;
        }
        before += 4;
    }
}

fn hexadecimal(digits: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(digits).ok()?;
    let is_plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
