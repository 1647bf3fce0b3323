//! Types and paths.

use proc_macro2::Delimiter;

use super::super::layout::INDENT;
use super::super::trees::Tree;
use super::reader::Reader;

impl Reader<'_> {
    pub(super) fn ty(&mut self) -> Option<()> {
        if self.take_mark('&') {
            self.layout.word("&");
            if self.take_mark('\'') {
                self.layout.word("'");
                self.ident()?;
                self.layout.word(" ");
            }
            return self.ty();
        }
        if let Some(item) = self.peek(0).and_then(|tree| tree.group(Delimiter::Bracket)) {
            self.next();
            self.layout.word("[");
            self.within(item, Self::ty)?;
            self.layout.word("]");
            return Some(());
        }
        if matches!(self.peek(0), Some(Tree::Group(Delimiter::Parenthesis, content)) if content.is_empty()) {
            return self.unit();
        }
        if self.take_word("impl") {
            self.layout.word("impl ");
        }
        self.path()?;
        if self.take_mark('<') { self.type_arguments() } else { Some(()) }
    }

    /// Lays out the unit type or value.
    pub(super) fn unit(&mut self) -> Option<()> {
        self.next()?;
        self.layout.word("()");
        Some(())
    }

    pub(super) fn type_arguments(&mut self) -> Option<()> {
        self.layout.word("<");
        self.layout.open(INDENT);
        self.layout.zero();
        loop {
            self.ty()?;
            if self.take_mark('>') {
                break;
            }
            self.mark(',')?;
            self.layout.word(",");
            self.layout.space();
        }
        self.layout.end_of_list(0);
        self.layout.close();
        self.layout.word(">");
        Some(())
    }

    /// Lays out names separated by `::`.
    pub(super) fn path(&mut self) -> Option<()> {
        self.ident()?;
        while let [one, other, Tree::Ident(_), ..] = self.rest
            && one.is_mark(':')
            && other.is_mark(':')
        {
            self.next();
            self.next();
            self.layout.word("::");
            self.ident()?;
        }
        Some(())
    }
}
