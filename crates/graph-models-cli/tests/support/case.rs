//! A mistake of a user, with a snapshot of the tool's message about it.

#![allow(dead_code, reason = "not every test needs all of it")]

use super::folder::Folder;
use super::tasks::{METADATA, slices};

/// The command that most of the mistakes use.
pub(crate) const GENERATE: [&str; 5] = ["generate", "--slices", "slices.toml", "--out", "out"];

/// A folder with metadata, and slices of it.
pub(crate) struct Case {
    pub(crate) folder: Folder,
    pub(crate) name: &'static str,
}

impl Case {
    /// Adds a slice of v1.0 with these keys in addition to version, metadata and description.
    pub(crate) fn new(name: &'static str, keys: &str) -> Self {
        Self::with(name, &slices(keys))
    }

    pub(crate) fn with(name: &'static str, slices: &str) -> Self {
        let folder = Folder::with(&[("slices.toml", slices), ("graph.csdl", METADATA)], &[]);
        Self { folder, name }
    }

    /// Runs a command, and compares its messages with the snapshot of the case.
    pub(crate) fn says(&self, code: i32, arguments: &[&str]) {
        let (said, noted) = self.folder.ends_with(code, arguments);
        let folder = self.folder.path("");
        let folder = folder.to_str().unwrap().trim_end_matches(['/', '\\']);
        let quoted = arguments.iter().map(|argument| match argument.contains([' ', '\'']) {
            true => format!("'{argument}'"),
            false => (*argument).to_owned(),
        });
        let command = quoted.collect::<Vec<_>>().join(" ");
        let text = format!("$ graph-models {command}\n{said}{noted}(ends with {code})\n");
        let text = text.replace(folder, "[folder]").replace('\\', "/");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../mistakes");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(self.name, text));
    }

    /// Generates, which ends with this code.
    pub(crate) fn generates(&self, code: i32) {
        self.says(code, &GENERATE);
    }
}
