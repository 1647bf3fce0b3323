//! Prints the most common items directly from their tokens: imports, structs, enums, statics, constants and short
//! functions. The result equals the result of `prettyplease`. This module is several times faster, since it makes no
//! syntax tree.
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
            "struct" => self.declaration("struct ", Self::field),
            "enum" => self.declaration("enum ", Self::variant),
            "use" => self.import(),
            "static" => self.constant("static "),
            "const" => self.constant("const "),
            "impl" => self.declaration("impl ", Self::member),
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

    /// Lays out a declaration with a name, and members in braces.
    fn declaration(&mut self, kind: &str, member: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word(kind);
        self.layout.open(-INDENT);
        self.path()?;
        if kind == "impl " && self.take_word("for") {
            self.layout.space();
            self.layout.word("for ");
            self.path()?;
        }
        self.layout.close();
        self.layout.word(" {");
        let members = self.group(Delimiter::Brace)?;
        if members.is_empty() {
            // Among items without values, only enums are printed here; others are left to `prettyplease`.
            (kind == "enum ").then_some(())?;
            self.layout.close();
            self.layout.word("}");
            self.layout.hard(0);
            return Some(());
        }
        let rest = std::mem::replace(&mut self.rest, members);
        self.layout.hard(0);
        while !self.rest.is_empty() {
            self.attributes()?;
            self.visibility();
            member(self)?;
            self.layout.hard(if self.rest.is_empty() { -INDENT } else { 0 });
        }
        self.rest = rest;
        self.layout.close();
        self.layout.word("}");
        self.layout.hard(0);
        Some(())
    }

    fn field(&mut self) -> Option<()> {
        self.ident()?;
        self.mark(':')?;
        self.layout.word(": ");
        self.ty()?;
        self.mark(',')?;
        self.layout.word(",");
        Some(())
    }

    fn variant(&mut self) -> Option<()> {
        self.ident()?;
        if let Some(content) = self.peek(0).and_then(|tree| tree.group(Delimiter::Parenthesis)) {
            self.next();
            self.layout.open(INDENT);
            self.layout.word("(");
            self.layout.zero();
            self.within(content, Self::ty)?;
            self.layout.end_of_list(0);
            self.layout.word(")");
            self.layout.close();
        }
        self.mark(',')?;
        self.layout.word(",");
        Some(())
    }

    fn member(&mut self) -> Option<()> {
        match self.next()? {
            word if word.is_word("const") => self.value("const "),
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

    /// Lays out a static or a constant.
    fn constant(&mut self, kind: &str) -> Option<()> {
        self.value(kind)?;
        self.layout.hard(0);
        Some(())
    }

    /// Lays out a name, a type and an expression.
    fn value(&mut self, kind: &str) -> Option<()> {
        self.layout.open(0);
        self.layout.word(kind);
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
