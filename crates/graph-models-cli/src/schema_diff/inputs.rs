//! The two sides of a comparison, from the command line.

use std::path::{Path, PathBuf};

use super::git::Repository;
use super::options::DiffOptions;
use super::tree::Tree;
use crate::current::above;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The two sides.
#[derive(Debug)]
pub(super) struct Sides {
    pub(super) old: Tree,
    pub(super) new: Tree,
    /// The folder that holds the compared folder: the current one, or one above.
    pub(super) parent: PathBuf,
    /// True if one of the sides is a revision or the working tree, and not a file or folder.
    pub(super) by_revision: bool,
}

/// Reads both sides.
pub(super) fn read(workspace: &Workspace, options: &DiffOptions) -> Result<Sides, Failure> {
    let folder = options.folder.trim_end_matches('/');
    let parent = above(folder);
    let working_tree = || Tree::working(workspace, &parent, folder);
    let git = Repository(parent.clone());
    match (&options.old, &options.new) {
        (None, _) => {
            let base = git.base()?;
            let short: String = base.chars().take(12).collect();
            Ok(Sides {
                old: Tree::from_revision(&git, &short, folder)?,
                new: working_tree()?,
                by_revision: true,
                parent,
            })
        }
        (Some(one), None) => match range(&git, one) {
            Some((old, new)) => Ok(Sides {
                old: Tree::from_revision(&git, &old?, folder)?,
                new: Tree::from_revision(&git, &new, folder)?,
                by_revision: true,
                parent,
            }),
            None => {
                let (old, is_revision) = side(workspace, &git, one, folder)?;
                if !is_revision {
                    let problem = format!("`{one}` is a file or folder; name the newer side as well");
                    return Err(Failure::Reported(problem));
                }
                Ok(Sides { old, new: working_tree()?, by_revision: true, parent })
            }
        },
        (Some(old), Some(new)) => {
            let ((old, first), (new, second)) =
                (side(workspace, &git, old, folder)?, side(workspace, &git, new, folder)?);
            if old.is_file != new.is_file {
                return Err(Failure::Reported(format!(
                    "{} and {} are a file and a folder; compare two files or two folders",
                    old.name, new.name
                )));
            }
            Ok(Sides { old, new, by_revision: first || second, parent })
        }
    }
}

type Range = (Result<String, Failure>, String);

/// The two revisions of `a..b`; for `a...b` the older one is the merge base.
fn range(git: &Repository, text: &str) -> Option<Range> {
    if Path::new(text).exists() {
        return None;
    }
    let or_head = |text: &str| if text.is_empty() { "HEAD".to_owned() } else { text.to_owned() };
    if let Some((old, new)) = text.split_once("...") {
        let (old, new) = (or_head(old), or_head(new));
        return Some((git.merge_base(&old, &new), new));
    }
    let (old, new) = text.split_once("..")?;
    Some((Ok(or_head(old)), or_head(new)))
}

/// Reads a side by its name; the flag is true if the name is a revision.
fn side(workspace: &Workspace, git: &Repository, name: &str, folder: &str) -> Result<(Tree, bool), Failure> {
    let path = PathBuf::from(name);
    if path.exists() || has_extension(&path) {
        return Ok((Tree::read(workspace, &path)?, false));
    }
    Ok((Tree::from_revision(git, name, folder)?, true))
}

/// Returns `true` if a name has the extension of a metadata file. Such a file is reported as missing and not taken
/// for a revision.
fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csdl" || extension == "xml")
}
