//! Values of every type and JSON of every kind, made from bytes that a strategy draws.
//!
//! One strategy of bytes serves all types: fewer bytes and smaller ones make simpler values, so that a failure
//! shrinks to the fields that matter.

pub(crate) mod json;
pub(crate) mod values;

/// The bytes that are left. When none is, the choice is the first one, which is the simplest.
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

    /// A number below that one.
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.next()) % count.max(1)
    }

    fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        let index = self.below(choices.len());
        choices.get(index).cloned().expect("there is a choice")
    }

    /// A text with what JSON, OData and lists of flags find special.
    fn text(&mut self) -> String {
        const CHARACTERS: [char; 12] = ['a', 'B', '"', '\\', '\n', '\0', 'ü', '🦀', '@', '#', ',', ' '];
        (0..self.below(5)).map(|_| self.pick(&CHARACTERS)).collect()
    }
}
