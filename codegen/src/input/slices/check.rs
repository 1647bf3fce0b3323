//! Problems of slices that can be found without metadata.

mod root;

use std::collections::BTreeMap;

use super::Slice;
use crate::graph::VERSIONS;
use crate::input::is_device;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{Place, Placed};

/// The most characters in the name of a slice. Names of files contain the name of the slice, and have at most 255
/// characters with their ending.
const LONGEST_NAME: usize = 64;

/// Pushes the problems of one slice that can be found without metadata.
pub(super) fn slice(slice: &Slice, diagnostics: &mut Diagnostics) {
    let is_feature = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    if !is_feature(&slice.name) {
        diagnostics.push(
            Diagnostic::error(format!("slice `{}` cannot be named so", slice.name))
                .at(slice.place, "this table")
                .help("the name becomes a Cargo feature: use lower-case letters, digits and `-`"),
        );
    }
    let reserved = match slice.name.as_str() {
        "default" | "full" => Some("stands for several features"),
        name if name.len() > LONGEST_NAME => Some("is longer than 64 characters"),
        name if is_device(name) => Some("is a device on Windows, where no file can have the name"),
        _ => None,
    };
    if let Some(reason) = reserved {
        diagnostics.push(
            Diagnostic::error(format!("slice `{}` cannot be named so", slice.name))
                .at(slice.place, format!("`{}` {reason}", slice.name))
                .help("the name becomes a Cargo feature, and part of the names of files: choose another one"),
        );
    }
    if !VERSIONS.contains(&slice.version.value.as_str()) {
        diagnostics.push(
            Diagnostic::error(format!("unknown version `{}`", slice.version.value))
                .at(slice.version.place, "Graph has `beta` and `v1.0`")
                .help("write `version = \"v1.0\"`, or `version = \"beta\"` for metadata of beta"),
        );
    }
    let lists = [&slice.roots, &slice.types, &slice.operations, &slice.names];
    let takes_nothing = lists.iter().all(|list| list.is_empty());
    if slice.metadata.is_empty() || (takes_nothing && !slice.is_all) {
        diagnostics.push(
            Diagnostic::error(format!("slice `{}` is empty", slice.name))
                .at(slice.place, "this table")
                .help("it needs `metadata`, and `roots`, `types`, `operations` or `all = true`"),
        );
    }
    contradictions(slice, diagnostics);
    for root in &slice.roots {
        if let Some(problem) = root::form(root, slice) {
            diagnostics.push(problem);
        }
    }
    for file in &slice.metadata {
        if let Some(problem) = other_version(file, slice) {
            diagnostics.push(problem);
        }
    }
}

/// Pushes an error for keys that contradict each other.
fn contradictions(slice: &Slice, diagnostics: &mut Diagnostics) {
    let taken = || slice.roots.iter().chain(&slice.types).chain(&slice.operations);
    if let Some(first) = taken().next().filter(|_| slice.is_all) {
        diagnostics.push(
            Diagnostic::error(format!("slice `{}` takes in all, and names parts of it", slice.name))
                .at(first.place, "is in with `all = true`")
                .help("leave out `all`, or `roots`, `types` and `operations`"),
        );
    }
    for left_out in &slice.exclude {
        if let Some(named) = slice.types.iter().chain(&slice.operations).find(|it| it.value == left_out.value)
        {
            diagnostics.push(
                Diagnostic::error(format!(
                    "slice `{}` takes `{}` in and leaves it out",
                    slice.name, named.value
                ))
                .at(left_out.place, "left out here")
                .at(named.place, "taken in here")
                .help("leave out one of both"),
            );
        }
    }
}

/// The warning for metadata that is named like that of another version. Metadata itself does not say its version.
fn other_version(file: &Placed<String>, slice: &Slice) -> Option<Diagnostic> {
    let name = file.value.to_ascii_lowercase();
    let words: Vec<_> = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).collect();
    let has = |version: &str| {
        words.iter().any(|word| {
            word.strip_prefix(version).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let version = slice.version.value.as_str();
    let other = VERSIONS.into_iter().find(|other| *other != version);
    let other = other.filter(|_| VERSIONS.contains(&version))?;
    (has(other) && !has(&slice.version.value)).then(|| {
        Diagnostic::warning(format!(
            "slice `{}` is of `{}`, and its metadata is named like `{other}`",
            slice.name, slice.version.value
        ))
        .at(file.place, format!("named like metadata of `{other}`"))
        .at(slice.version.place, "the version that requests go to")
        .help(format!(
            "requests would go to the wrong version: write `version = \"{other}\"`, or name the other file"
        ))
    })
}

/// Pushes a warning for each root that several slices of a version have.
pub(super) fn same_roots(slices: &[Slice], diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<(&str, &str), (&str, Place)> = BTreeMap::new();
    for slice in slices {
        for root in &slice.roots {
            let key = (slice.version.value.as_str(), root.value.as_str());
            let Some(&(other, place)) = first.get(&key) else {
                first.insert(key, (&slice.name, root.place));
                continue;
            };
            let problem = match other == slice.name {
                true => format!("slice `{other}` has the root `{}` twice", root.value),
                false => format!("slices `{other}` and `{}` have the same root `{}`", slice.name, root.value),
            };
            diagnostics.push(
                Diagnostic::warning(problem).at(root.place, "again here").at(place, "first here").help(
                    "leave out one of both, or name a longer path; both features bring what lies below",
                ),
            );
        }
    }
}
