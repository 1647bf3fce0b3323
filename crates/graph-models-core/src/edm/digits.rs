//! Builds a short text of digits without the formatting machinery, which would be most of the cost of writing a date.

/// The size of the buffer. It fits the longest instant: a sign, a year of any size, nine digits of a fraction, an
/// offset.
const CAPACITY: usize = 64;

/// A short ASCII text. Bytes that do not fit are dropped; callers must ensure that all bytes fit.
pub(super) struct Digits {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Default for Digits {
    fn default() -> Self {
        Self { bytes: [b'0'; CAPACITY], len: 0 }
    }
}

impl Digits {
    pub(super) fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    /// Appends several bytes at once.
    #[inline]
    pub(super) fn extend<const N: usize>(&mut self, bytes: [u8; N]) {
        if let Some(place) = self.bytes.get_mut(self.len..).and_then(|rest| rest.first_chunk_mut()) {
            *place = bytes;
            self.len += N;
        }
    }

    /// Appends a year with at least four digits.
    #[inline]
    pub(super) fn year(&mut self, year: u64) {
        if year > 9_999 {
            // Longer years are rare, so this code need not be fast.
            year.to_string().bytes().for_each(|byte| self.push(byte));
        } else {
            let ([a, b], [c, d]) = (two(year / 100), two(year % 100));
            self.extend([a, b, c, d]);
        }
    }

    /// Appends the first digits of a fraction with nine digits.
    #[inline]
    pub(super) fn fraction(&mut self, nanos: u32, digits: u8) {
        let digits = digits.min(9);
        let mut rest = nanos / 10_u32.pow(u32::from(9 - digits));
        let end = self.len + usize::from(digits);
        let Some(places) = self.bytes.get_mut(self.len..end) else { return };
        for place in places.iter_mut().rev() {
            *place = ascii((rest % 10).into());
            rest /= 10;
        }
        self.len = end;
    }

    pub(super) fn as_str(&self) -> &str {
        // All bytes are ASCII.
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Returns the two digits of a number below 100.
#[inline]
pub(super) fn two(number: u64) -> [u8; 2] {
    [ascii(number / 10 % 10), ascii(number % 10)]
}

/// Returns the character of a number below ten.
#[inline]
fn ascii(digit: u64) -> u8 {
    b'0' + u8::try_from(digit).unwrap_or(0)
}
