//! A short text of digits built without the formatting machinery, which is most of the cost of writing a date.

/// Room for the longest instant: a sign, a year of any size, nine digits of a fraction, an offset.
const CAPACITY: usize = 64;

/// A short ASCII text. What does not fit is dropped; callers know that it fits.
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

    /// A number with at least that many digits.
    #[inline]
    pub(super) fn number(&mut self, number: u64, width: u32) {
        let mut unit = 10_u64.pow(width - 1);
        while number / unit >= 10 {
            unit *= 10;
        }
        while unit > 0 {
            self.digit(number / unit % 10);
            unit /= 10;
        }
    }

    /// The first digits of a fraction of nine.
    #[inline]
    pub(super) fn fraction(&mut self, nanos: u32, digits: u8) {
        let mut unit = 100_000_000;
        for _ in 0..digits.min(9) {
            self.digit(u64::from(nanos / unit % 10));
            unit /= 10;
        }
    }

    #[inline]
    fn digit(&mut self, digit: u64) {
        self.push(b'0' + u8::try_from(digit).unwrap_or(0));
    }

    pub(super) fn as_str(&self) -> &str {
        // Only ASCII is pushed.
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
