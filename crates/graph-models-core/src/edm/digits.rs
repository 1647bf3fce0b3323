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

    /// A year: at least four digits.
    pub(super) fn year(&mut self, year: u64) {
        if year > 9_999 {
            // A year that long is rare, so that it need not be fast.
            year.to_string().bytes().for_each(|byte| self.push(byte));
        } else {
            self.two(year / 100);
            self.two(year % 100);
        }
    }

    /// A number below 100.
    #[inline]
    pub(super) fn two(&mut self, number: u64) {
        self.digit(number / 10 % 10);
        self.digit(number % 10);
    }

    /// The first digits of a fraction of nine.
    #[inline]
    pub(super) fn fraction(&mut self, nanos: u32, digits: u8) {
        let mut all = [b'0'; 9];
        let mut rest = nanos;
        for place in all.iter_mut().rev() {
            *place = ascii((rest % 10).into());
            rest /= 10;
        }
        all.iter().take(digits.into()).for_each(|byte| self.push(*byte));
    }

    #[inline]
    fn digit(&mut self, digit: u64) {
        self.push(ascii(digit));
    }

    pub(super) fn as_str(&self) -> &str {
        // Only ASCII is pushed.
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The character of a number below ten.
#[inline]
fn ascii(digit: u64) -> u8 {
    b'0' + u8::try_from(digit).unwrap_or(0)
}
