//! Imports and calls of macros.

use proc_macro2::{Delimiter, Spacing};

use super::super::layout::INDENT;
use super::super::trees::Tree;
use super::reader::Reader;

/// What stands otherwise in a macro than other words do.
const KEYWORDS: [&str; 12] =
    ["as", "const", "crate", "dyn", "fn", "for", "impl", "mut", "pub", "static", "struct", "type"];

/// What was printed last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Word,
    Colons,
    Other,
}

impl Reader<'_> {
    /// The rest of an import, with one level of braces at most.
    pub(super) fn import(&mut self) -> Option<()> {
        self.layout.word("use ");
        self.path()?;
        if !self.take_mark(';') {
            self.mark(':')?;
            self.mark(':')?;
            let names = self.group(Delimiter::Brace)?;
            self.mark(';')?;
            self.layout.word("::");
            match names {
                [name @ Tree::Ident(_)] if !name.is_word("self") => {
                    self.within(names, Self::ident)?;
                }
                _ => self.imported(names)?,
            }
        }
        self.layout.word(";");
        self.layout.hard(0);
        Some(())
    }

    fn imported(&mut self, names: &[Tree]) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word("{");
        self.layout.zero();
        self.layout.open_filled();
        for (index, names) in names.split(|tree| tree.is_mark(',')).enumerate() {
            let [Tree::Ident(name)] = names else { return None };
            if index > 0 {
                self.layout.word(",");
                self.layout.space();
            }
            self.layout.show(name);
        }
        self.layout.close();
        self.layout.end_of_list(0);
        self.layout.word("}");
        self.layout.close();
        Some(())
    }

    /// `path!(tokens);`
    pub(super) fn macro_call(&mut self) -> Option<()> {
        self.path()?;
        self.mark('!')?;
        let tokens = self.group(Delimiter::Parenthesis).filter(|tokens| !tokens.is_empty())?;
        self.mark(';')?;
        self.layout.word("!(");
        self.layout.open(INDENT);
        self.layout.zero();
        self.layout.open_filled();
        self.tokens(tokens)?;
        self.layout.close();
        self.layout.end();
        self.layout.close();
        self.layout.word(");");
        self.layout.hard(0);
        Some(())
    }

    /// Tokens of which nobody but the macro knows what they mean.
    fn tokens(&mut self, mut tokens: &[Tree]) -> Option<()> {
        let mut last = Last::Nothing;
        while let Some((token, rest)) = tokens.split_first() {
            tokens = rest;
            match token {
                Tree::Ident(word) if KEYWORDS.iter().any(|keyword| word == keyword) => return None,
                Tree::Ident(word) => {
                    self.space_unless(last == Last::Nothing || last == Last::Colons);
                    self.layout.show(word);
                    last = Last::Word;
                }
                Tree::Literal(word) => {
                    self.space_unless(last == Last::Nothing);
                    self.layout.show(word);
                    last = Last::Word;
                }
                Tree::Group(Delimiter::Bracket, content) => {
                    self.space_unless(last == Last::Nothing || last == Last::Word);
                    self.layout.word("[");
                    self.tokens(content)?;
                    self.layout.word("]");
                    last = Last::Other;
                }
                Tree::Punct(mark) if mark.as_char() == ',' => {
                    self.layout.word(",");
                    last = Last::Other;
                }
                Tree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Spacing::Joint => {
                    let (other, rest) = tokens.split_first()?;
                    other.is_mark(':').then_some(())?;
                    tokens = rest;
                    self.space_unless(last == Last::Nothing || last == Last::Word);
                    self.layout.word("::");
                    last = Last::Colons;
                }
                Tree::Punct(mark) if ['<', '>'].contains(&mark.as_char()) => {
                    // No space follows what is joint, but for a comma that makes no difference.
                    let is_before_comma = tokens.first().is_some_and(|next| next.is_mark(','));
                    (mark.spacing() == Spacing::Alone || is_before_comma).then_some(())?;
                    self.space_unless(last == Last::Nothing);
                    self.layout.show(mark);
                    last = Last::Other;
                }
                Tree::Punct(_) | Tree::Group(..) => return None,
            }
        }
        Some(())
    }

    fn space_unless(&mut self, is_close: bool) {
        if !is_close {
            self.layout.space();
        }
    }
}
