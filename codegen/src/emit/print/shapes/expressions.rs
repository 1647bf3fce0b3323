//! Expressions: literals, paths, calls, and lists of these.

use proc_macro2::Delimiter;

use super::super::layout::{Break, INDENT};
use super::super::trees::Tree;
use super::reader::Reader;

/// The most columns of a struct expression on one line.
const NARROW: usize = 34;

impl<'a> Reader<'a> {
    /// Lays out the only expression of a function.
    pub(super) fn statement(&mut self) -> Option<()> {
        // `prettyplease` lays out method calls on a short name differently at the beginning of a line.
        let is_short = matches!(self.rest, [Tree::Ident(_), mark, ..] if mark.is_mark('.'));
        if is_short { None } else { self.expression() }
    }

    /// Lays out an expression up to a comma, a semicolon or the end.
    pub(super) fn expression(&mut self) -> Option<()> {
        if self.take_mark('&') {
            self.layout.word("&");
            return self.expression();
        }
        let ends = |tree: &&Tree| tree.is_mark(',') || tree.is_mark(';');
        if self.rest.iter().take_while(|tree| !ends(tree)).any(|tree| tree.is_mark('.')) {
            return self.chain();
        }
        match self.peek(0)? {
            Tree::Literal(_) => self.literal(),
            Tree::Punct(mark) if mark.as_char() == '-' => {
                self.next();
                self.layout.word("-");
                self.literal()
            }
            Tree::Group(Delimiter::Bracket, elements) => {
                // `prettyplease` writes several plain numbers on one line.
                let is_plain = |first: &Tree| matches!(first, Tree::Literal(_)) && !is_text(first);
                if elements.first().is_some_and(is_plain) {
                    return None;
                }
                self.next();
                self.list("[", elements, "]")
            }
            Tree::Group(Delimiter::Parenthesis, elements) => {
                if elements.is_empty() {
                    return self.unit();
                }
                has_several(elements).then_some(())?;
                self.next();
                self.list("(", elements, ")")
            }
            Tree::Ident(_) => {
                let is_path = |tree: &&Tree| matches!(tree, Tree::Ident(_)) || tree.is_mark(':');
                match self.rest.iter().find(|tree| !is_path(tree)) {
                    Some(Tree::Group(Delimiter::Brace, fields)) => self.struct_expression(fields),
                    _ => self.path_or_call(),
                }
            }
            Tree::Punct(_) | Tree::Group(..) => None,
        }
    }

    fn literal(&mut self) -> Option<()> {
        let Tree::Literal(literal) = self.next()? else { return None };
        self.layout.show(literal);
        Some(())
    }

    fn path_or_call(&mut self) -> Option<()> {
        self.function_path()?;
        match self.peek(0) {
            Some(Tree::Group(Delimiter::Parenthesis, arguments)) => {
                self.next();
                self.arguments(arguments)
            }
            Some(Tree::Group(Delimiter::Bracket, index)) => {
                self.next();
                self.layout.word("[");
                self.within(index, Self::literal)?;
                self.layout.word("]");
                Some(())
            }
            _ => Some(()),
        }
    }

    fn function_path(&mut self) -> Option<()> {
        self.path()?;
        match self.rest {
            [one, other, begin, rest @ ..]
                if one.is_mark(':') && other.is_mark(':') && begin.is_mark('<') =>
            {
                self.rest = rest;
                self.layout.word("::");
                self.type_arguments()
            }
            _ => Some(()),
        }
    }

    /// Lays out an expression followed by method calls.
    fn chain(&mut self) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.open(-INDENT);
        self.function_path()?;
        self.layout.close();
        if let Some(Tree::Group(Delimiter::Parenthesis, arguments)) = self.peek(0) {
            self.next();
            self.arguments(arguments)?;
        }
        self.calls()?;
        self.layout.close();
        Some(())
    }

    /// Lays out method calls in the open group.
    pub(super) fn calls(&mut self) -> Option<()> {
        while self.take_mark('.') {
            self.layout.zero();
            self.layout.word(".");
            self.ident()?;
            let arguments = self.group(Delimiter::Parenthesis)?;
            self.layout.open(0);
            self.arguments(arguments)?;
            self.layout.close();
        }
        Some(())
    }

    /// Lays out the arguments of a call.
    fn arguments(&mut self, arguments: &'a [Tree]) -> Option<()> {
        let is_block = |tree: &Tree| matches!(tree, Tree::Group(Delimiter::Brace, _));
        let begins_with_group = matches!(arguments.first(), Some(Tree::Group(..)));
        // `prettyplease` begins a single list or struct right behind the parenthesis.
        if !has_several(arguments) && (begins_with_group || arguments.iter().any(is_block)) {
            return None;
        }
        self.list("(", arguments, ")")
    }

    /// Lays out expressions separated by commas.
    pub(super) fn list(&mut self, begin: &str, elements: &'a [Tree], end: &str) -> Option<()> {
        self.layout.word(begin);
        if !elements.is_empty() {
            self.layout.open(INDENT);
            self.layout.zero();
            self.separated(elements, Self::element)?;
            self.layout.close();
        }
        self.layout.word(end);
        Some(())
    }

    /// Lays out an element of a list, with its attributes before it: such an attribute is `#[cfg(…)]`.
    fn element(&mut self) -> Option<()> {
        self.attributes()?;
        self.expression()
    }

    pub(super) fn struct_expression(&mut self, fields: &'a [Tree]) -> Option<()> {
        self.layout.open(INDENT);
        self.path()?;
        self.group(Delimiter::Brace)?;
        self.layout.word(" {");
        self.layout.space();
        let rest = std::mem::replace(&mut self.rest, fields);
        loop {
            if self.take_mark('.') {
                self.mark('.')?;
                self.layout.word("..");
                self.expression()?;
                self.layout.line_break(Break { blanks: 1, offset: -INDENT, ..Break::default() });
                break;
            }
            self.ident()?;
            self.mark(':')?;
            self.layout.word(": ");
            self.expression()?;
            if !self.rest.is_empty() {
                self.mark(',')?;
            }
            if self.rest.is_empty() {
                self.layout.end_of_list(1);
                break;
            }
            self.layout.word(",");
            self.layout.space();
        }
        self.rest.is_empty().then_some(())?;
        self.rest = rest;
        self.layout.close_narrow(NARROW);
        self.layout.word("}");
        Some(())
    }

    /// Lays out elements separated by commas, with a break after the last one.
    pub(super) fn separated(
        &mut self,
        elements: &'a [Tree],
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
        self.layout.end_of_list(0);
        self.rest = rest;
        Some(())
    }
}

fn is_text(tree: &Tree) -> bool {
    matches!(tree, Tree::Literal(literal) if literal.to_string().starts_with('"'))
}

/// Returns true for two or more elements.
fn has_several(elements: &[Tree]) -> bool {
    // A comma may also follow the last element.
    elements.iter().rev().skip(1).any(|tree| tree.is_mark(','))
}
