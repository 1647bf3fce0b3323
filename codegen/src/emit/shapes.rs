//! Prints the items that generated code mostly consists of straight from their tokens: structs, enums, statics and
//! constants. As `prettyplease` would, and several times faster, since nothing is parsed into a syntax tree first.
//!
//! Whatever it does not know it leaves to `prettyplease`: each step is `None` then.

use proc_macro2::Delimiter;

use super::layout::{INDENT, Layout};
use super::trees::Tree;

/// A struct expression that is wider stands on several lines.
const NARROW: usize = 34;

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

/// What is still to be printed, and what was.
struct Reader<'a> {
    rest: &'a [Tree],
    layout: Layout,
}

impl<'a> Reader<'a> {
    fn item(&mut self) -> Option<()> {
        self.attributes()?;
        self.visibility()?;
        let Tree::Ident(kind) = self.next()? else { return None };
        match kind.to_string().as_str() {
            "struct" => self.declaration("struct ", Self::field),
            "enum" => self.declaration("enum ", Self::variant),
            "static" => self.constant("static "),
            "impl" => self.declaration("impl ", Self::member),
            _ => None,
        }
    }

    /// A line each.
    fn attributes(&mut self) -> Option<()> {
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
                }
                [Tree::Ident(name)] => {
                    self.layout.word("#[");
                    self.layout.show(name);
                    self.layout.word("]");
                }
                _ => return None,
            }
            self.layout.hard(0);
        }
        Some(())
    }

    fn visibility(&mut self) -> Option<()> {
        if !self.take_word("pub") {
            return Some(());
        }
        self.layout.word("pub");
        if let Some([Tree::Ident(of)]) = self.peek(0).and_then(|tree| tree.group(Delimiter::Parenthesis)) {
            self.next();
            self.layout.word("(");
            self.layout.show(of);
            self.layout.word(")");
        }
        self.layout.word(" ");
        Some(())
    }

    /// Whatever has a name, and members in braces.
    fn declaration(&mut self, kind: &str, member: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word(kind);
        self.path()?;
        self.layout.word(" {");
        let members = self.group(Delimiter::Brace).filter(|members| !members.is_empty())?;
        let rest = std::mem::replace(&mut self.rest, members);
        self.layout.hard(0);
        while !self.rest.is_empty() {
            self.attributes()?;
            self.visibility()?;
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
        self.take_word("const").then_some(())?;
        self.value("const ")
    }

    /// A static by itself.
    fn constant(&mut self, kind: &str) -> Option<()> {
        self.value(kind)?;
        self.layout.hard(0);
        Some(())
    }

    /// A name, a type, and an expression.
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

    fn ty(&mut self) -> Option<()> {
        if self.take_mark('&') {
            self.layout.word("&");
            return self.ty();
        }
        if let Some(item) = self.peek(0).and_then(|tree| tree.group(Delimiter::Bracket)) {
            self.next();
            self.layout.word("[");
            self.within(item, Self::ty)?;
            self.layout.word("]");
            return Some(());
        }
        self.path()?;
        if self.take_mark('<') { self.type_arguments() } else { Some(()) }
    }

    fn type_arguments(&mut self) -> Option<()> {
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

    /// Names, with `::` between.
    fn path(&mut self) -> Option<()> {
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

    /// An expression up to a comma, a semicolon, or the end.
    fn expression(&mut self) -> Option<()> {
        if self.take_mark('&') {
            self.layout.word("&");
            return self.expression();
        }
        let ends = |tree: &&Tree| tree.is_mark(',') || tree.is_mark(';');
        let is_chain = self.rest.iter().take_while(|tree| !ends(tree)).any(|tree| tree.is_mark('.'));
        if is_chain {
            self.layout.open(INDENT);
        }
        match self.peek(0)? {
            Tree::Literal(_) if is_chain => return None,
            Tree::Literal(literal) => {
                self.layout.show(literal);
                self.next();
            }
            Tree::Punct(mark) if mark.as_char() == '-' && !is_chain => {
                self.next();
                self.layout.word("-");
                let Tree::Literal(literal) = self.next()? else { return None };
                self.layout.show(literal);
            }
            Tree::Group(Delimiter::Bracket, elements) if !is_chain => {
                // Plain numbers would stand on fewer lines.
                if elements.first().is_some_and(|first| matches!(first, Tree::Literal(_)) && !is_text(first)) {
                    return None;
                }
                self.next();
                self.list("[", elements, "]")?;
            }
            Tree::Group(Delimiter::Parenthesis, elements) if !is_chain => {
                elements.iter().any(|tree| tree.is_mark(',')).then_some(())?;
                self.next();
                self.list("(", elements, ")")?;
            }
            Tree::Ident(_) => {
                let is_path = |tree: &&Tree| matches!(tree, Tree::Ident(_)) || tree.is_mark(':');
                let after = self.rest.iter().find(|tree| !is_path(tree));
                if let (Some(Tree::Group(Delimiter::Brace, fields)), false) = (after, is_chain) {
                    return self.struct_expression(fields);
                }
                self.path()?;
                match self.peek(0) {
                    Some(Tree::Group(Delimiter::Parenthesis, arguments)) => {
                        self.next();
                        self.list("(", arguments, ")")?;
                    }
                    // The first of a chain is a call, or it is laid out otherwise.
                    _ if is_chain => return None,
                    _ => {}
                }
            }
            _ => return None,
        }
        if is_chain {
            self.calls()?;
            self.layout.close();
        }
        Some(())
    }

    /// Calls of methods, in a group that is open.
    fn calls(&mut self) -> Option<()> {
        while self.take_mark('.') {
            self.layout.zero();
            self.layout.word(".");
            self.ident()?;
            let arguments = self.group(Delimiter::Parenthesis)?;
            self.layout.open(0);
            self.list("(", arguments, ")")?;
            self.layout.close();
        }
        Some(())
    }

    /// Expressions between commas.
    fn list(&mut self, begin: &str, elements: &'a [Tree], end: &str) -> Option<()> {
        self.layout.word(begin);
        if !elements.is_empty() {
            self.layout.open(INDENT);
            self.layout.zero();
            self.separated(elements, 0, Self::expression)?;
            self.layout.close();
        }
        self.layout.word(end);
        Some(())
    }

    fn struct_expression(&mut self, fields: &'a [Tree]) -> Option<()> {
        self.layout.open(INDENT);
        self.path()?;
        self.group(Delimiter::Brace)?;
        self.layout.word(" {");
        self.layout.space();
        self.separated(fields, 1, |reader| {
            reader.ident()?;
            reader.mark(':')?;
            reader.layout.word(": ");
            reader.expression()
        })?;
        self.layout.close_narrow(NARROW);
        self.layout.word("}");
        Some(())
    }

    /// Elements with commas between, and a break after the last.
    fn separated(
        &mut self,
        elements: &'a [Tree],
        blanks: usize,
        element: impl Fn(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let rest = std::mem::replace(&mut self.rest, elements);
        loop {
            element(self)?;
            if !self.rest.is_empty() {
                self.mark(',')?;
            }
            if self.rest.is_empty() {
                break;
            }
            self.layout.word(",");
            self.layout.space();
        }
        self.layout.end_of_list(blanks);
        self.rest = rest;
        Some(())
    }

    /// All of a group.
    fn within(&mut self, trees: &'a [Tree], read: fn(&mut Self) -> Option<()>) -> Option<()> {
        let rest = std::mem::replace(&mut self.rest, trees);
        read(self)?;
        let is_all = self.rest.is_empty();
        self.rest = rest;
        is_all.then_some(())
    }

    fn ident(&mut self) -> Option<()> {
        let Tree::Ident(ident) = self.next()? else { return None };
        self.layout.show(ident);
        Some(())
    }

    fn mark(&mut self, mark: char) -> Option<()> {
        self.take_mark(mark).then_some(())
    }

    fn take_mark(&mut self, mark: char) -> bool {
        self.peek(0).is_some_and(|tree| tree.is_mark(mark)) && self.next().is_some()
    }

    fn take_word(&mut self, word: &str) -> bool {
        self.peek(0).is_some_and(|tree| tree.is_word(word)) && self.next().is_some()
    }

    fn group(&mut self, delimiter: Delimiter) -> Option<&'a [Tree]> {
        self.next()?.group(delimiter)
    }

    fn peek(&self, ahead: usize) -> Option<&'a Tree> {
        self.rest.get(ahead)
    }

    fn next(&mut self) -> Option<&'a Tree> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }
}

fn is_text(tree: &Tree) -> bool {
    matches!(tree, Tree::Literal(literal) if literal.to_string().starts_with('"'))
}

/// The text of a literal of one line.
fn unquote(literal: &str) -> Option<String> {
    let escaped = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(escaped.len());
    let mut characters = escaped.chars();
    while let Some(character) = characters.next() {
        let plain = if character == '\\' { characters.next().filter(|next| matches!(next, '"' | '\\' | '\''))? } else { character };
        text.push(plain);
    }
    Some(text)
}
