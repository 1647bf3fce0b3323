//! One side of a comparison, as texts: from a file, a folder, or a folder of a revision.

use std::collections::BTreeMap;
use std::path::Path;

use super::git::Repository;
use crate::failure::Failure;
use crate::files;
use crate::workspace::{OVERLAYS, PERMISSIONS, SLICES, Workspace, read};

/// The texts of a side by their names, relative to the folder.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The name of the side: `v1.0.csdl`, `schemas`, `main:schemas`.
    pub name: String,
    /// Texts by relative path; a single file by its own name.
    pub files: BTreeMap<String, Text>,
    /// True if the side is a single file.
    pub is_file: bool,
}

/// A text, with its name in messages.
#[derive(Debug, Clone)]
pub struct Text {
    /// The name.
    pub shown: String,
    /// The text.
    pub text: String,
}

impl Tree {
    /// Reads a file, or all metadata and configuration of a folder.
    ///
    /// # Errors
    ///
    /// Returns an error if a file or folder cannot be read, or if a file is not UTF-8.
    pub fn read(workspace: &Workspace, path: &Path) -> Result<Self, Failure> {
        let name = workspace.shown(path);
        let mut files = BTreeMap::new();
        let is_file = !path.is_dir();
        if is_file {
            let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            files.insert(own, Text { shown: name.clone(), text: read(path)? });
        } else {
            for file in files::below(path, &[])? {
                let relative = file.strip_prefix(path).unwrap_or(&file);
                let relative = relative.display().to_string().replace('\\', "/");
                if is_read(&relative) {
                    let text = Text { shown: workspace.shown(&file), text: read(&file)? };
                    files.insert(relative, text);
                }
            }
        }
        Ok(Self { name, files, is_file })
    }

    /// Reads a folder in another folder. The files are named relative to the inner folder.
    pub(super) fn working(workspace: &Workspace, parent: &Path, folder: &str) -> Result<Self, Failure> {
        let path = parent.join(folder);
        if !path.exists() {
            let problem = format!("there is no folder {folder}, neither here nor above");
            let help =
                "`--folder DIR` names the folder of the metadata; two files are compared by their names";
            return Err(Failure::refused(problem, help));
        }
        let mut tree = Self::read(workspace, &path)?;
        folder.clone_into(&mut tree.name);
        for (relative, text) in &mut tree.files {
            text.shown = format!("{folder}/{relative}");
        }
        Ok(tree)
    }

    /// Reads a folder of a revision.
    pub(super) fn from_revision(git: &Repository, revision: &str, folder: &str) -> Result<Self, Failure> {
        let commit = git.commit(revision)?;
        let mut files = BTreeMap::new();
        for path in git.paths(&commit, folder)? {
            let Some(relative) = path.strip_prefix(folder).map(|path| path.trim_start_matches('/')) else {
                continue;
            };
            if is_read(relative) {
                let text = Text { shown: format!("{revision}:{path}"), text: git.show(&commit, &path)? };
                files.insert(relative.to_owned(), text);
            }
        }
        Ok(Self { name: format!("{revision}:{folder}"), files, is_file: false })
    }

    /// The metadata files.
    pub fn metadata(&self) -> impl Iterator<Item = (&String, &Text)> {
        self.files.iter().filter(|(name, _)| self.is_file || is_metadata(name))
    }
}

fn is_metadata(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| {
        extension.eq_ignore_ascii_case("csdl") || extension.eq_ignore_ascii_case("xml")
    })
}

/// Returns `true` for metadata and the files beside it, except hidden ones.
fn is_read(name: &str) -> bool {
    let is_hidden = name.split('/').any(|part| part.starts_with('.'));
    let is_beside = OVERLAYS.contains(&name) || [SLICES, PERMISSIONS].contains(&name);
    (is_metadata(name) && !is_hidden) || is_beside
}
