//! The names that `use` declarations bring into a file.

use std::collections::BTreeMap;

use super::tokens::{Kind, Token};

/// The imports of a file, also those inside functions and modules.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The path for each imported name.
    names: BTreeMap<String, Vec<String>>,
    /// Paths of modules whose names are all imported.
    globs: Vec<Vec<String>>,
}

impl Uses {
    /// Reads the declarations of a file.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let mut uses = Self::default();
        for (index, _) in tokens.iter().enumerate().filter(|(_, token)| token.is_word("use")) {
            let end = end_of(tokens, index);
            uses.tree(tokens.get(index + 1..end).unwrap_or_default(), &[]);
        }
        uses
    }

    /// The full paths that a path of the file may stand for.
    pub(super) fn full(&self, path: &[&str]) -> Vec<Vec<String>> {
        let own = || path.iter().map(|name| (*name).to_owned());
        match path.split_first() {
            Some((first, rest)) if let Some(known) = self.names.get(*first) => {
                let rest = rest.iter().map(|name| (*name).to_owned());
                vec![known.iter().cloned().chain(rest).collect()]
            }
            _ => {
                let through = self.globs.iter().map(|glob| glob.iter().cloned().chain(own()).collect());
                std::iter::once(own().collect()).chain(through).collect()
            }
        }
    }

    /// Reads one tree below a path.
    fn tree(&mut self, tokens: &[Token<'_>], above: &[String]) {
        let mut path = above.to_vec();
        let mut rest = tokens;
        while let [first, behind @ ..] = rest {
            rest = behind;
            match first.text {
                "::" => {}
                "*" if first.kind == Kind::Sign => {
                    self.globs.push(path);
                    return;
                }
                "{" => {
                    let inside = behind.get(..behind.len().saturating_sub(1)).unwrap_or_default();
                    for part in parts(inside) {
                        self.tree(part, &path);
                    }
                    return;
                }
                "as" => {
                    if let Some(name) = behind.first() {
                        self.names.insert(name.text.to_owned(), path);
                    }
                    return;
                }
                "self" if !above.is_empty() => {}
                _ if first.kind == Kind::Ident => path.push(first.text.to_owned()),
                _ => return,
            }
        }
        if let Some(name) = path.last() {
            self.names.insert(name.clone(), path);
        }
    }
}

/// The position of the semicolon that ends a declaration.
pub(super) fn end_of(tokens: &[Token<'_>], start: usize) -> usize {
    let behind = tokens.iter().skip(start).position(|token| token.is(";"));
    behind.map_or(tokens.len(), |length| start + length)
}

/// The parts between commas outside of braces.
fn parts<'a, 't>(tokens: &'a [Token<'t>]) -> impl Iterator<Item = &'a [Token<'t>]> {
    let mut depth = 0_usize;
    let parts = tokens.split(move |token| {
        match token.text {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.is(",")
    });
    parts.filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::Uses;

    #[test]
    fn names_stand_for_full_paths() {
        let uses = Uses::of(&tokens(
            "use graph_models::v1_0::{self, User, paths, security::{paths as secure}};\n\
             use graph_models::beta::paths::IdentityGovernance as Governance;\n\
             fn f() { use graph_models::prelude::*; }",
        ));
        let full = |path: &[&str]| uses.full(path).iter().map(|path| path.join("::")).collect::<Vec<_>>();
        assert_eq!(full(&["paths", "users"]), ["graph_models::v1_0::paths::users"]);
        assert_eq!(full(&["v1_0", "paths", "me"]), ["graph_models::v1_0::paths::me"]);
        assert_eq!(full(&["secure", "x"]), ["graph_models::v1_0::security::paths::x"]);
        assert_eq!(full(&["Governance", "f"]), ["graph_models::beta::paths::IdentityGovernance::f"]);
        assert_eq!(full(&["other"]), ["other", "graph_models::prelude::other"]);
    }

    #[test]
    fn declarations_without_an_end_are_read() {
        for text in ["use a::{b", "use", "use a::b as", "use {,};", "use ::a::*"] {
            Uses::of(&tokens(text));
        }
    }
}
