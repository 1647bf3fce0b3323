//! The two sides of a comparison, from the command line.

use std::path::{Path, PathBuf};

use csdl::diagnostic::closest;

use super::git::Repository;
use super::options::DiffOptions;
use super::tree::Tree;
use crate::current::above;
use crate::failure::Failure;
use crate::workspace::{SLICES, Workspace};

/// The two sides.
#[derive(Debug)]
pub(super) struct Sides {
    pub(super) old: Tree,
    pub(super) new: Tree,
    /// The folder that holds the compared folder: the current one, or one above. `None` if both sides are named files
    /// or folders, and neither is a revision or the working tree.
    pub(super) parent: Option<PathBuf>,
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
                parent: Some(parent),
            })
        }
        (Some(one), None) => match range(&git, one) {
            Some((old, new)) => Ok(Sides {
                old: Tree::from_revision(&git, &old?, folder)?,
                new: Tree::from_revision(&git, &new, folder)?,
                parent: Some(parent),
            }),
            None => {
                let side = side(workspace, &git, one, folder);
                let (old, is_revision) =
                    side.map_err(|failure| meant_command(workspace, one).unwrap_or(failure))?;
                if !is_revision {
                    let problem = format!("`{one}` is a file or folder; name the newer side as well");
                    let command = workspace.commands().diff;
                    return Err(Failure::refused(problem, format!("`{command} {one} NEW`")));
                }
                Ok(Sides { old, new: working_tree()?, parent: Some(parent) })
            }
        },
        (Some(old), Some(new)) => {
            let ((old, first), (new, second)) =
                (side(workspace, &git, old, folder)?, side(workspace, &git, new, folder)?);
            if old.is_file != new.is_file {
                return Err(a_file_and_a_folder(workspace, &old, &new));
            }
            Ok(Sides { old, new, parent: (first || second).then_some(parent) })
        }
    }
}

/// The failure for the only side if it is probably meant to be a command.
fn meant_command(workspace: &Workspace, side: &str) -> Option<Failure> {
    let word = closest(side, ["rules"]).filter(|_| !Path::new(side).exists())?;
    let problem = format!("`{side}` is neither a file, a folder nor a revision");
    Some(Failure::refused(problem, format!("did you mean `{} {word}`?", workspace.commands().diff)))
}

/// The failure of a comparison of a file with a folder: the file is whole metadata, and the folder has only a part.
fn a_file_and_a_folder(workspace: &Workspace, old: &Tree, new: &Tree) -> Failure {
    let (file, folder) = if old.is_file { (old, new) } else { (new, old) };
    let problem =
        format!("{} and {} are a file and a folder; compare two files or two folders", old.name, new.name);
    let mut help = Vec::new();
    // Slices in the folder say which part of the file to take.
    if folder.files.contains_key(SLICES) {
        let program = workspace.commands().program;
        help.push(format!(
            "first take from the file what the slices need: `{program} schema extract --from {}`; then compare the \
             folder with what it was before, such as a revision of git",
            file.name
        ));
    }
    Failure::Refused { problem, help }
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
    if name.contains("://") {
        let problem = format!("`{name}` is an address; sides are files, folders and revisions");
        return Err(Failure::refused(problem, "download it to a file, and name that"));
    }
    Ok((Tree::from_revision(git, name, folder)?, true))
}

/// Returns `true` if a name has the extension of a metadata file. Such a file is reported as missing and not taken
/// for a revision.
fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csdl" || extension == "xml")
}
