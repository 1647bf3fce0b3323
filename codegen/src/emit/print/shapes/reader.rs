//! A reader of tokens, one after the other.

use proc_macro2::Delimiter;

use super::super::layout::Layout;
use super::super::trees::Tree;

/// The remaining tokens, and the text so far.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [Tree],
    pub(super) layout: Layout,
}

impl<'a> Reader<'a> {
    pub(super) fn ident(&mut self) -> Option<()> {
        let Tree::Ident(ident) = self.next()? else { return None };
        self.layout.show(ident);
        Some(())
    }

    pub(super) fn mark(&mut self, mark: char) -> Option<()> {
        self.take_mark(mark).then_some(())
    }

    pub(super) fn take_mark(&mut self, mark: char) -> bool {
        self.peek(0).is_some_and(|tree| tree.is_mark(mark)) && self.next().is_some()
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.peek(0).is_some_and(|tree| tree.is_word(word)) && self.next().is_some()
    }

    pub(super) fn group(&mut self, delimiter: Delimiter) -> Option<&'a [Tree]> {
        self.next()?.group(delimiter)
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<&'a Tree> {
        self.rest.get(ahead)
    }

    pub(super) fn next(&mut self) -> Option<&'a Tree> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Reads all tokens of a group. Fails if some remain.
    pub(super) fn within(&mut self, trees: &'a [Tree], read: fn(&mut Self) -> Option<()>) -> Option<()> {
        let rest = std::mem::replace(&mut self.rest, trees);
        read(self)?;
        let is_all = self.rest.is_empty();
        self.rest = rest;
        is_all.then_some(())
    }
}
