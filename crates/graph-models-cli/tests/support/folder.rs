//! A temporary folder, in which tests run the tool.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

pub(crate) struct Folder {
    root: tempfile::TempDir,
    /// The folder in it in which commands run.
    current: PathBuf,
    /// Arguments that are added to each command.
    arguments: &'static [&'static str],
}

impl Folder {
    /// Makes a folder with these files, by name. Each command ends with the arguments.
    pub(crate) fn with(files: &[(&str, &str)], arguments: &'static [&'static str]) -> Self {
        let folder = Self { root: tempfile::tempdir().unwrap(), current: PathBuf::new(), arguments };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Lets commands run in another folder.
    pub(crate) fn enter(&mut self, folder: &str) {
        self.current.push(folder);
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// All files, by their paths in the folder.
    pub(crate) fn all(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        let mut pending = vec![self.root.path().to_owned()];
        while let Some(folder) = pending.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    pending.push(path);
                } else {
                    let name = path.strip_prefix(self.root.path()).unwrap().to_owned();
                    files.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// Runs a command and asserts its exit code. Returns the texts of the standard output and of the standard error
    /// stream.
    pub(crate) fn ends_with(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_graph-models"));
        command.current_dir(self.root.path().join(&self.current)).args(arguments).args(self.arguments);
        // The workspace in which the tests run is no workspace of the tool.
        command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_MANIFEST_DIR");
        let output = command.env("GRAPH_MODELS_CACHE", self.path("cache")).output().unwrap();
        let [said, noted] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{said}\n{noted}");
        (said, noted)
    }

    /// Runs a command and asserts its exit code. Returns the text of both streams.
    pub(crate) fn says(&self, code: i32, arguments: &[&str]) -> String {
        let (said, noted) = self.ends_with(code, arguments);
        said + &noted
    }
}
