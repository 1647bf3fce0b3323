//! Reads the modules of a crate: their files, what they declare, what they import, and the paths that they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{Token, tokens};

/// The words of a path: `crate::model::Extra` is `["crate", "model", "Extra"]`.
pub(crate) type Path<'t> = Vec<&'t str>;

/// A module, with a file of its own or inline.
#[derive(Default)]
pub(crate) struct Module<'t> {
    /// The module around this one, by its position.
    pub(crate) parent: Option<usize>,
    /// The file that has the module, by its position.
    pub(crate) file: usize,
    pub(crate) children: BTreeMap<&'t str, usize>,
    /// The names of functions, types, constants and macros that the module declares.
    pub(crate) items: BTreeSet<&'t str>,
    /// The names of modules whose files are not in the folder `src`.
    pub(crate) outside: BTreeSet<&'t str>,
    /// The paths of imported names, also of those that the module exports again.
    pub(crate) imports: BTreeMap<&'t str, Path<'t>>,
    /// The paths of modules from which everything is imported.
    pub(crate) globs: Vec<Path<'t>>,
    /// All paths of more than one word, each with its line.
    pub(crate) named: Vec<(Path<'t>, usize)>,
    /// All other words, each with its line.
    pub(crate) words: Vec<(&'t str, usize)>,
}

/// A file of a crate.
pub(crate) struct File {
    /// The path in the folder `src`.
    pub(crate) path: String,
    /// The files around this one, by their positions, from the root to the file that declares the module of this file.
    pub(crate) ancestors: Vec<usize>,
    /// The top-level module that has the file. `None` for the root of the crate.
    pub(crate) top: Option<String>,
}

/// The modules of a crate. The first one is its root.
#[derive(Default)]
pub(crate) struct Tree<'t> {
    pub(crate) files: Vec<File>,
    pub(crate) modules: Vec<Module<'t>>,
    /// The macros that the crate exports, each with its file.
    pub(crate) macros: BTreeMap<&'t str, usize>,
}

/// Reads the modules of a crate. The files are those of its folder `src`, by their paths there; `root` is one of them.
pub(crate) fn tree<'t>(root: &str, files: &'t BTreeMap<String, String>) -> Tree<'t> {
    let mut tree = Tree::default();
    if let Some(text) = files.get(root) {
        tree.files.push(File { path: root.to_owned(), ancestors: Vec::new(), top: None });
        tree.modules.push(Module::default());
        tree.read(0, "", &tokens(text), files);
    }
    tree
}

impl<'t> Tree<'t> {
    /// Reads the content of a module. The files of modules inside are in the folder.
    fn read(
        &mut self,
        module: usize,
        folder: &str,
        tokens: &[Token<'t>],
        files: &'t BTreeMap<String, String>,
    ) {
        let mut depth = 0_usize;
        let mut is_exported = false;
        let mut rest = tokens;
        while let [token, behind @ ..] = rest {
            rest = behind;
            match (token.text, behind) {
                ("{" | "(" | "[", _) => depth += 1,
                ("}" | ")" | "]", _) => depth = depth.saturating_sub(1),
                ("mod", [name, end, ..]) if end.text == ";" => self.file(module, folder, name.text, files),
                ("mod", [name, brace, inside @ ..]) if brace.text == "{" => {
                    let (inside, behind) = inside.split_at(length_to_end(inside));
                    let child = self.child(module, name.text, self.modules[module].file);
                    self.read(child, &format!("{folder}{}/", name.text), inside, files);
                    rest = behind.get(1..).unwrap_or_default();
                }
                // A visibility names a module, but needs nothing of it.
                ("pub", [bracket, ..]) if bracket.text == "(" => {
                    let end = behind.iter().position(|token| token.text == ")").unwrap_or(behind.len());
                    rest = behind.get(end + 1..).unwrap_or_default();
                }
                ("use", _) => {
                    let end = behind.iter().position(|token| token.text == ";").unwrap_or(behind.len());
                    let (statement, behind) = behind.split_at(end);
                    self.import(module, &mut Vec::new(), statement);
                    rest = behind;
                }
                ("macro_export", _) => is_exported = true,
                ("macro_rules", [_, name, ..]) => {
                    self.modules[module].items.insert(name.text);
                    if std::mem::take(&mut is_exported) {
                        self.macros.insert(name.text, self.modules[module].file);
                    }
                }
                ("fn" | "struct" | "enum" | "trait" | "type" | "const" | "static", [name, ..])
                    if depth == 0 && name.is_word() =>
                {
                    self.modules[module].items.insert(name.text);
                }
                _ if token.is_word() => rest = self.path(module, *token, behind),
                _ => rest = without_colons(rest, *token),
            }
        }
    }

    /// Adds the file of a module.
    fn file(&mut self, module: usize, folder: &str, name: &'t str, files: &'t BTreeMap<String, String>) {
        let paths = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
        let Some((path, text)) = paths.into_iter().find_map(|path| Some((path.clone(), files.get(&path)?)))
        else {
            self.modules[module].outside.insert(name);
            return;
        };
        let parent = self.modules[module].file;
        let top = self.files[parent].top.clone().unwrap_or_else(|| name.to_owned());
        let mut ancestors = self.files[parent].ancestors.clone();
        ancestors.push(parent);
        self.files.push(File { path, ancestors, top: Some(top) });
        let child = self.child(module, name, self.files.len() - 1);
        self.read(child, &format!("{folder}{name}/"), &tokens(text), files);
    }

    fn child(&mut self, module: usize, name: &'t str, file: usize) -> usize {
        let child = self.modules.len();
        self.modules.push(Module { parent: Some(module), file, ..Module::default() });
        self.modules[module].children.insert(name, child);
        child
    }

    /// Adds the names of an import: `a::{b as c, d::*}`.
    fn import(&mut self, module: usize, before: &mut Path<'t>, tokens: &[Token<'t>]) {
        let length = before.len();
        let mut line = 0;
        let mut rest = tokens;
        while let [token, behind @ ..] = rest {
            rest = behind;
            match token.text {
                ":" | "$" => {}
                "{" => {
                    let end = length_to_end(behind);
                    let mut inside = &behind[..end];
                    while !inside.is_empty() {
                        let (first, next) = inside.split_at(length_of_part(inside));
                        self.import(module, before, first);
                        inside = next.get(1..).unwrap_or_default();
                    }
                    before.truncate(length);
                    return;
                }
                "*" => {
                    let module = &mut self.modules[module];
                    module.named.push((before.clone(), token.line));
                    module.globs.push(before.clone());
                    before.truncate(length);
                    return;
                }
                "as" => break,
                // `use a::b::{self}` imports `b`.
                "self" if !before.is_empty() => {}
                _ => before.push(token.text),
            }
            line = token.line;
        }
        if let Some(name) = rest.first().map(|alias| alias.text).or(before.last().copied()) {
            let module = &mut self.modules[module];
            module.named.push((before.clone(), line));
            module.imports.insert(name, before.clone());
        }
        before.truncate(length);
    }

    /// Adds the path that begins with a word, and returns the tokens behind it.
    fn path<'s>(&mut self, module: usize, first: Token<'t>, behind: &'s [Token<'t>]) -> &'s [Token<'t>] {
        let mut path = vec![first.text];
        let mut rest = behind;
        while let [a, b, next, after @ ..] = rest
            && a.text == ":"
            && b.text == ":"
            && next.is_word()
        {
            path.push(next.text);
            rest = after;
        }
        let module = &mut self.modules[module];
        if path.len() > 1 {
            module.named.push((path, first.line));
        } else {
            module.words.push((first.text, first.line));
        }
        rest
    }
}

/// Leaves out a path that does not begin with a word: `::std::fmt`, `<T as U>::V`.
fn without_colons<'s, 't>(rest: &'s [Token<'t>], token: Token<'t>) -> &'s [Token<'t>] {
    let mut rest = match rest {
        [next, behind @ ..] if token.text == ":" && next.text == ":" => behind,
        _ => return rest,
    };
    if let [word, behind @ ..] = rest
        && word.is_word()
    {
        rest = behind;
        while let [a, b, next, behind @ ..] = rest
            && a.text == ":"
            && b.text == ":"
            && next.is_word()
        {
            rest = behind;
        }
    }
    rest
}

/// Returns the number of tokens before the brace that ends the content of braces.
fn length_to_end(inside: &[Token<'_>]) -> usize {
    let mut depth = 1_usize;
    let end = inside.iter().position(|token| {
        match token.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.unwrap_or(inside.len())
}

/// Returns the number of tokens before the comma that ends a part of an import.
fn length_of_part(inside: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    let end = inside.iter().position(|token| {
        match token.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && token.text == ","
    });
    end.unwrap_or(inside.len())
}
