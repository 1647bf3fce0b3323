//! Makes values of every type, and JSON of every kind, from random bytes.
//!
//! All types share one proptest strategy, which produces bytes. Fewer and smaller bytes make simpler values, so
//! proptest shrinks a failure to the fields that matter.

pub(crate) mod json;
pub(crate) mod values;

/// The remaining bytes. When none remain, every choice is the first one, which is the simplest.
pub(crate) struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl<'a> Bytes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or_default()
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next())
    }

    /// Returns a number below `count`.
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.next()) % count.max(1)
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        let index = self.below(choices.len());
        choices.get(index).cloned().expect("there is a choice")
    }

    /// Returns a text with characters that are special in JSON, in OData, and in lists of flags.
    fn text(&mut self) -> String {
        const CHARACTERS: [char; 12] = ['a', 'B', '"', '\\', '\n', '\0', 'ü', '🦀', '@', '#', ',', ' '];
        (0..self.below(5)).map(|_| self.pick(&CHARACTERS)).collect()
    }
}
