//! Tokens as trees that can be looked at without being copied.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, TokenStream, TokenTree};

/// A token, or a group of them.
#[derive(Debug)]
pub(super) enum Tree {
    Group(Delimiter, Vec<Tree>),
    Ident(Ident),
    Punct(Punct),
    Literal(Literal),
}

impl Tree {
    pub(super) fn all(tokens: TokenStream) -> Vec<Self> {
        let trees = tokens.into_iter().map(|tree| match tree {
            TokenTree::Group(group) => {
                let (delimiter, tokens) = (group.delimiter(), group.stream());
                // Taking the tokens while the group also holds them would copy each of them.
                drop(group);
                Self::Group(delimiter, Self::all(tokens))
            }
            TokenTree::Ident(ident) => Self::Ident(ident),
            TokenTree::Punct(mark) => Self::Punct(mark),
            TokenTree::Literal(literal) => Self::Literal(literal),
        });
        trees.collect()
    }

    /// Turns trees back into tokens.
    pub(super) fn tokens(trees: Vec<Self>) -> TokenStream {
        let tokens = trees.into_iter().map(|tree| match tree {
            Self::Group(delimiter, trees) => Group::new(delimiter, Self::tokens(trees)).into(),
            Self::Ident(ident) => TokenTree::Ident(ident),
            Self::Punct(mark) => mark.into(),
            Self::Literal(literal) => literal.into(),
        });
        tokens.collect()
    }

    pub(super) fn is_mark(&self, wanted: char) -> bool {
        matches!(self, Self::Punct(mark) if mark.as_char() == wanted)
    }

    pub(super) fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == wanted)
    }

    pub(super) fn group(&self, wanted: Delimiter) -> Option<&[Self]> {
        match self {
            Self::Group(delimiter, trees) if *delimiter == wanted => Some(trees),
            _ => None,
        }
    }
}
