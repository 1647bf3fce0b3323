//! Finds which top-level modules of a crate name which others.

use std::collections::{BTreeMap, BTreeSet};

use crate::tokens::{Token, tokens};

/// One module names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: String,
    pub(crate) to: String,
    /// The file and the line, such as `model/extra.rs:12`.
    pub(crate) place: String,
}

/// A file of a top-level module.
struct File<'t> {
    /// The top-level module.
    module: &'t str,
    /// The number of modules around the content of the file.
    depth: usize,
    path: String,
    tokens: Vec<Token<'t>>,
}

/// Returns the references between the top-level modules of a crate. The files are those of its folder `src`, by their
/// paths there; `root` is one of them.
pub(crate) fn edges(root: &str, files: &BTreeMap<String, String>) -> Vec<Edge> {
    let Some(text) = files.get(root) else { return Vec::new() };
    let root_tokens = tokens(text);
    let mut modules = Vec::new();
    for name in declared(&root_tokens) {
        read("", name, (name, 1), files, &mut modules);
    }
    let names = names(&root_tokens, &modules);
    let mut edges = Vec::new();
    for file in &modules {
        for token in named(&file.tokens, file.depth) {
            let target = names.get(token.text).copied().filter(|target| *target != file.module);
            edges.extend(target.map(|target| Edge {
                from: file.module.to_owned(),
                to: target.to_owned(),
                place: format!("{}:{}", file.path, token.line),
            }));
        }
    }
    edges
}

/// Returns the edges that are part of a circle.
pub(crate) fn circles(edges: &[Edge]) -> Vec<&Edge> {
    let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in edges {
        targets.entry(&edge.from).or_default().insert(&edge.to);
    }
    let leads_back = |edge: &&Edge| {
        let mut reached = BTreeSet::new();
        let mut open = vec![edge.to.as_str()];
        while let Some(module) = open.pop() {
            if reached.insert(module) {
                open.extend(targets.get(module).into_iter().flatten());
            }
        }
        reached.contains(edge.from.as_str())
    };
    edges.iter().filter(leads_back).collect()
}

/// Adds the file of a module, and those of the modules inside.
fn read<'t>(
    folder: &str,
    name: &str,
    (module, depth): (&'t str, usize),
    files: &'t BTreeMap<String, String>,
    read_files: &mut Vec<File<'t>>,
) {
    let paths = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
    let Some((path, text)) = paths.into_iter().find_map(|path| Some((path.clone(), files.get(&path)?)))
    else {
        return;
    };
    let tokens = tokens(text);
    for inside in declared(&tokens) {
        read(&format!("{folder}{name}/"), inside, (module, depth + 1), files, read_files);
    }
    read_files.push(File { module, depth, path, tokens });
}

/// Returns the names of the modules that have files of their own.
fn declared<'t>(tokens: &[Token<'t>]) -> Vec<&'t str> {
    tokens
        .windows(3)
        .filter_map(|window| match window {
            [keyword, name, end] if keyword.text == "mod" && end.text == ";" => Some(name.text),
            _ => None,
        })
        .collect()
}

/// Returns the module for each name of the crate's root: the modules themselves, what the root imports from them, and
/// the macros that they export.
fn names<'t>(root: &[Token<'t>], modules: &[File<'t>]) -> BTreeMap<&'t str, &'t str> {
    let tops: BTreeSet<_> = modules.iter().map(|file| file.module).collect();
    let mut names = BTreeMap::new();
    let mut rest = root;
    while let Some(at) = rest.iter().position(|token| token.text == "use") {
        let statement = rest.get(at + 1..).unwrap_or_default();
        let end = statement.iter().position(|token| token.text == ";").unwrap_or(statement.len());
        let (statement, behind) = statement.split_at(end);
        let first =
            statement.iter().find(|token| token.is_word() && !["crate", "self"].contains(&token.text));
        if let Some(module) = first.and_then(|first| tops.get(first.text)) {
            let ends = statement.windows(2).filter_map(|pair| match pair {
                [name, sign] if name.is_word() && [",", "}"].contains(&sign.text) => Some(name.text),
                _ => None,
            });
            names.extend(ends.chain(statement.last().map(|last| last.text)).map(|name| (name, *module)));
        }
        rest = behind;
    }
    for file in modules {
        let mut is_exported = false;
        for window in file.tokens.windows(3) {
            let [first, _, name] = window else { continue };
            is_exported |= first.text == "macro_export";
            if first.text == "macro_rules" && std::mem::take(&mut is_exported) {
                names.insert(name.text, file.module);
            }
        }
    }
    // A module has precedence over a function of the same name.
    names.extend(tops.into_iter().map(|module| (module, module)));
    names
}

/// Returns the names of the crate's root that a file names: behind `crate::`, or behind as many `super::` as there are
/// modules around.
fn named<'t>(tokens: &[Token<'t>], depth: usize) -> Vec<Token<'t>> {
    let mut found = Vec::new();
    // The numbers of braces around the inline modules that are open.
    let mut inline = Vec::new();
    let mut braces = 0_usize;
    let mut rest = tokens;
    while let [token, behind @ ..] = rest {
        rest = behind;
        match token.text {
            "{" => braces += 1,
            "}" => {
                braces = braces.saturating_sub(1);
                if inline.last() == Some(&braces) {
                    inline.pop();
                }
            }
            "mod" if matches!(behind, [_, brace, ..] if brace.text == "{") => inline.push(braces),
            "crate" => found.extend(after_colons(behind).map(targets).unwrap_or_default()),
            "super" => {
                let mut count = 1;
                while let Some([next, after @ ..]) = after_colons(rest)
                    && next.text == "super"
                {
                    count += 1;
                    rest = after;
                }
                if count == depth + inline.len() {
                    found.extend(after_colons(rest).map(targets).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the tokens behind `::`.
fn after_colons<'s, 't>(tokens: &'s [Token<'t>]) -> Option<&'s [Token<'t>]> {
    match tokens {
        [a, b, behind @ ..] if a.text == ":" && b.text == ":" => Some(behind),
        _ => None,
    }
}

/// Returns the first names of a path, or of all paths in braces.
fn targets<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    match tokens {
        [brace, inside @ ..] if brace.text == "{" => {
            let mut targets = Vec::new();
            let (mut depth, mut is_first) = (1_usize, true);
            for token in inside {
                match token.text {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    "," if depth == 1 => is_first = true,
                    _ if depth == 1 && is_first => {
                        targets.push(*token);
                        is_first = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            targets
        }
        [name, ..] => vec![*name],
        [] => Vec::new(),
    }
}
