//! Prints the most common items directly from their tokens: imports, constants, and implementations with constants,
//! types and short functions. The result equals the result of `prettyplease`. This module is several times faster,
//! since it makes no syntax tree.
//!
//! Unknown tokens are left to `prettyplease`: each step returns `None` for them.

mod attributes;
mod expressions;
mod imports;
mod reader;
mod types;

use proc_macro2::Delimiter;
use reader::Reader;

use super::layout::{INDENT, Layout};
use super::trees::Tree;

/// The items, if all of them are known.
pub(super) fn print(trees: &[Tree]) -> Option<String> {
    let mut reader = Reader { rest: trees, layout: Layout::default() };
    reader.layout.open(0);
    while !reader.rest.is_empty() {
        reader.item()?;
    }
    reader.layout.close();
    Some(reader.layout.finish())
}

impl Reader<'_> {
    fn item(&mut self) -> Option<()> {
        self.attributes()?;
        self.visibility();
        let Tree::Ident(kind) = self.next()? else { return None };
        match kind.to_string().as_str() {
            "use" => self.import(),
            "const" => {
                self.constant()?;
                self.layout.hard(0);
                Some(())
            }
            "impl" => self.implementation(),
            _ => None,
        }
    }

    fn visibility(&mut self) {
        if !self.take_word("pub") {
            return;
        }
        self.layout.word("pub");
        if let Some([Tree::Ident(of)]) = self.peek(0).and_then(|tree| tree.group(Delimiter::Parenthesis)) {
            self.next();
            self.layout.word("(");
            self.layout.show(of);
            self.layout.word(")");
        }
        self.layout.word(" ");
    }

    /// Lays out an implementation with its members. One without members is left to `prettyplease`.
    fn implementation(&mut self) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word("impl ");
        self.layout.open(-INDENT);
        self.path()?;
        if self.take_word("for") {
            self.layout.space();
            self.layout.word("for ");
            self.path()?;
        }
        self.layout.close();
        self.layout.word(" {");
        let members = self.group(Delimiter::Brace)?;
        if members.is_empty() {
            return None;
        }
        let rest = std::mem::replace(&mut self.rest, members);
        self.layout.hard(0);
        while !self.rest.is_empty() {
            self.attributes()?;
            self.visibility();
            self.member()?;
            self.layout.hard(if self.rest.is_empty() { -INDENT } else { 0 });
        }
        self.rest = rest;
        self.layout.close();
        self.layout.word("}");
        self.layout.hard(0);
        Some(())
    }

    fn member(&mut self) -> Option<()> {
        match self.next()? {
            word if word.is_word("const") => self.constant(),
            word if word.is_word("type") => self.associated_type(),
            word if word.is_word("fn") => self.function(),
            _ => None,
        }
    }

    fn associated_type(&mut self) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word("type ");
        self.ident()?;
        self.mark('=')?;
        self.layout.word(" = ");
        self.layout.never();
        self.layout.open(-INDENT);
        self.ty()?;
        self.layout.close();
        self.mark(';')?;
        self.layout.word(";");
        self.layout.close();
        Some(())
    }

    /// Lays out a function whose body is one expression.
    fn function(&mut self) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word("fn ");
        self.ident()?;
        self.layout.word("(");
        self.layout.never();
        let parameters = self.group(Delimiter::Parenthesis)?;
        if !parameters.is_empty() {
            self.layout.open(0);
            self.layout.zero();
            self.separated(parameters, Self::parameter)?;
            self.layout.close();
        }
        self.layout.word(")");
        if self.take_mark('-') {
            self.mark('>')?;
            self.layout.open(-INDENT);
            self.layout.word(" -> ");
            self.ty()?;
            self.layout.close();
        }
        self.layout.word(" {");
        self.layout.hard(0);
        let body = self.group(Delimiter::Brace)?;
        self.within(body, Self::statement)?;
        self.layout.hard(-INDENT);
        self.layout.close();
        self.layout.word("}");
        Some(())
    }

    fn parameter(&mut self) -> Option<()> {
        if self.take_mark('&') {
            self.layout.word("&");
            self.peek(0)?.is_word("self").then_some(())?;
            return self.ident();
        }
        self.ident()?;
        self.mark(':')?;
        self.layout.word(": ");
        self.ty()
    }

    /// Lays out a constant: a name, a type and an expression.
    fn constant(&mut self) -> Option<()> {
        self.layout.open(0);
        self.layout.word("const ");
        self.ident()?;
        self.mark(':')?;
        self.layout.word(": ");
        self.ty()?;
        self.mark('=')?;
        self.layout.word(" = ");
        self.layout.never();
        self.expression()?;
        self.mark(';')?;
        self.layout.word(";");
        self.layout.close();
        Some(())
    }
}
