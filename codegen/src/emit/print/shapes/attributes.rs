//! Documentation and other attributes.

use proc_macro2::Delimiter;

use super::super::layout::INDENT;
use super::super::trees::Tree;
use super::reader::Reader;

impl Reader<'_> {
    /// Lays out attributes, one on each line.
    pub(super) fn attributes(&mut self) -> Option<()> {
        while self.peek(0).is_some_and(|tree| tree.is_mark('#')) {
            self.next();
            let attribute = self.group(Delimiter::Bracket)?;
            match attribute {
                [name, mark, Tree::Literal(text)] if name.is_word("doc") && mark.is_mark('=') => {
                    let text = unquote(&text.to_string())?;
                    if text.starts_with('/') {
                        return None;
                    }
                    self.layout.word("///");
                    self.layout.word(text.trim_end_matches(' '));
                    self.layout.hard(0);
                }
                [Tree::Ident(name), rest @ ..] => {
                    self.layout.word("#[");
                    self.layout.show(name);
                    if !rest.is_empty() {
                        self.within(rest, Self::condition)?;
                    }
                    self.layout.word("]");
                    self.layout.space();
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Names and conditions in parentheses: `(any(feature = "a", feature = "b"))`.
    fn condition(&mut self) -> Option<()> {
        let conditions = self.group(Delimiter::Parenthesis)?;
        self.layout.word("(");
        self.layout.open(INDENT);
        self.layout.zero();
        let rest = std::mem::replace(&mut self.rest, conditions);
        loop {
            self.ident()?;
            if self.take_mark('=') {
                self.layout.word(" = ");
                let Tree::Literal(value) = self.next()? else { return None };
                self.layout.show(value);
            } else if matches!(self.peek(0), Some(Tree::Group(..))) {
                self.condition()?;
            }
            if self.rest.is_empty() {
                break;
            }
            self.mark(',')?;
            self.layout.word(",");
            self.layout.space();
        }
        self.rest = rest;
        self.layout.end();
        self.layout.close();
        self.layout.word(")");
        Some(())
    }
}

/// The text of a literal of one line.
fn unquote(literal: &str) -> Option<String> {
    // `quote!` turns doc comments into raw literals.
    if let Some(raw) = literal.strip_prefix("r\"") {
        return Some(raw.strip_suffix('"')?.to_owned());
    }
    let escaped = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(escaped.len());
    let mut characters = escaped.chars();
    while let Some(character) = characters.next() {
        let plain = if character == '\\' {
            characters.next().filter(|next| matches!(next, '"' | '\\' | '\''))?
        } else {
            character
        };
        text.push(plain);
    }
    Some(text)
}
