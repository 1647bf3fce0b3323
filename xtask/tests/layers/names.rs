//! Finds which files of a crate name things of which others.

use std::collections::BTreeSet;

use crate::tree::{Module, Path, Tree};

/// One file names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    /// The file that names, by its position.
    pub(crate) from: usize,
    /// The file that declares what is named.
    pub(crate) to: usize,
    /// The line of the name.
    pub(crate) line: usize,
    /// The path as written.
    pub(crate) path: String,
}

/// The meaning of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(usize),
    /// An item, by its file.
    Item(usize),
}

/// The most imports that lead to each other.
const MOST_STEPS: usize = 16;

/// Returns the references between the files of a crate. Imports that export a name again are followed to the file that
/// declares the name.
pub(crate) fn edges(tree: &Tree<'_>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (number, module) in tree.modules.iter().enumerate() {
        let mut add = |path: &Path<'_>, line: usize| {
            for target in resolved(tree, number, path, MOST_STEPS) {
                let to = match target {
                    Target::Module(module) => tree.modules[module].file,
                    Target::Item(file) => file,
                };
                if to != module.file {
                    edges.push(Edge { from: module.file, to, line, path: path.join("::") });
                }
            }
        };
        for (path, line) in &module.named {
            add(path, *line);
        }
        if !module.globs.is_empty() {
            for (word, line) in module.words.iter().filter(|(word, _)| !is_own(module, word)) {
                add(&vec![*word], *line);
            }
        }
    }
    edges
}

/// Returns `true` for a name that the module has without imports of everything.
fn is_own(module: &Module<'_>, name: &str) -> bool {
    module.items.contains(name) || module.imports.contains_key(name) || module.children.contains_key(name)
}

/// Returns the meanings of a path in a module: a module and an item may have one name. None for paths of other crates.
fn resolved(tree: &Tree<'_>, module: usize, path: &[&str], steps: usize) -> BTreeSet<Target> {
    let Some((&first, rest)) = path.split_first() else { return [Target::Module(module)].into() };
    let start = match first {
        "crate" => 0,
        "self" => module,
        "super" => tree.modules[module].parent.unwrap_or(module),
        _ => {
            let found = looked_up(tree, module, first, steps);
            return behind(tree, found, rest, steps);
        }
    };
    inside(tree, start, rest, steps)
}

/// Returns the meanings of a path in a module that is known. A name that is not found is made by a macro of the module.
fn inside(tree: &Tree<'_>, module: usize, path: &[&str], steps: usize) -> BTreeSet<Target> {
    match path.split_first() {
        None => [Target::Module(module)].into(),
        Some((&"super", rest)) => inside(tree, tree.modules[module].parent.unwrap_or(module), rest, steps),
        Some((first, rest)) => {
            let found = looked_up(tree, module, first, steps);
            if tree.modules[module].outside.contains(first) {
                return BTreeSet::new();
            }
            if found.is_empty() {
                return [Target::Item(tree.modules[module].file)].into();
            }
            behind(tree, found, rest, steps)
        }
    }
}

/// Returns the meanings of the rest of a path, whose first names are found.
fn behind(tree: &Tree<'_>, found: BTreeSet<Target>, rest: &[&str], steps: usize) -> BTreeSet<Target> {
    let module = found.iter().find_map(|target| match target {
        Target::Module(module) => Some(*module),
        Target::Item(_) => None,
    });
    match module {
        Some(module) if !rest.is_empty() => inside(tree, module, rest, steps),
        _ => found,
    }
}

/// Returns the meanings of a name in a module.
fn looked_up(tree: &Tree<'_>, module: usize, name: &str, steps: usize) -> BTreeSet<Target> {
    let Module { file, children, items, imports, globs, .. } = &tree.modules[module];
    let mut found = BTreeSet::new();
    found.extend(children.get(name).map(|child| Target::Module(*child)));
    found.extend(items.contains(name).then_some(Target::Item(*file)));
    if module == 0 {
        found.extend(tree.macros.get(name).map(|file| Target::Item(*file)));
    }
    let Some(steps) = steps.checked_sub(1) else { return found };
    if found.is_empty()
        && let Some(path) = imports.get(name)
    {
        found = resolved(tree, module, path, steps);
    }
    if found.is_empty() && !imports.contains_key(name) {
        for glob in globs {
            for target in resolved(tree, module, glob, steps) {
                if let Target::Module(from) = target
                    && from != module
                {
                    found.extend(looked_up(tree, from, name, steps));
                }
            }
        }
    }
    found
}
