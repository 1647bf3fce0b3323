//! The list of the files that a folder's output wrote.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::Error;
use super::names::{BY_HAND, LIST};
use super::place;
use crate::emit::{HEADER, is_generated};

/// The line before the kind of output.
const HOLDS: &str = "# Holds: ";

/// The line of a run that has begun to write.
const UNFINISHED: &str = "# Unfinished: the next run completes it.";

/// A list as it was found.
#[derive(Debug, Default)]
pub(super) struct List {
    /// Its text; `None` if there is no list.
    pub(super) text: Option<String>,
    /// The paths. Whoever can write to the folder can write the list: each path is checked again where it is used.
    pub(super) paths: BTreeSet<String>,
    /// True for the list of a run that did not end.
    pub(super) is_unfinished: bool,
}

impl List {
    /// Reads the list of a folder.
    pub(super) fn read(root: &Path, holds: &str) -> Result<Self, Error> {
        let path = root.join(LIST);
        let Some(text) = place::read(&path)? else { return Ok(Self::default()) };
        if text.trim().is_empty() {
            return Ok(Self { text: Some(text), ..Self::default() });
        }
        if !is_generated(&text) {
            return Err(Error::in_the_way(&path, BY_HAND));
        }
        let kind = text.lines().find_map(|line| line.strip_prefix(HOLDS));
        if kind.is_some_and(|kind| kind != holds) {
            return Err(Error::in_the_way(&path, "lists the files of another kind of output"));
        }
        let paths = text.lines().filter(|line| is_path(line)).map(ToOwned::to_owned).collect();
        let is_unfinished = text.lines().any(|line| line == UNFINISHED);
        Ok(Self { text: Some(text), paths, is_unfinished })
    }
}

/// The text of a list.
pub(super) fn text<'a>(holds: &str, paths: impl Iterator<Item = &'a str>, is_unfinished: bool) -> String {
    let mut text = format!(
        "{}: do not edit.\n# The generated files of this folder, by which the next run knows its own.\n{HOLDS}{holds}\n",
        HEADER.replace("//", "#")
    );
    let paths: BTreeSet<_> = paths.collect();
    for line in is_unfinished.then_some(UNFINISHED).into_iter().chain(paths) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Returns true for the path of a file below the folder, in no hidden folder.
pub(super) fn is_path(line: &str) -> bool {
    let is_name = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '#'])
            && !part.contains(|c: char| c.is_control() || matches!(c, '\\' | ':'))
    };
    line.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["mod.rs", "v1_0/enums.rs", "json/a b/microsoft.graph.x-page.json", "Cargo.toml"] {
            assert!(is_path(path), "{path}");
        }
        for path in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../a.rs",
            "a/../../b.rs",
            "a//b.rs",
            "a/",
            "./a.rs",
            ".git/config",
            "a/.hidden/b.rs",
            "C:/a.rs",
            "C:a.rs",
            "a\\..\\b.rs",
            "\\\\host\\a",
            "a\0.rs",
            "# a",
        ] {
            assert!(!is_path(path), "{path}");
        }
    }
}
