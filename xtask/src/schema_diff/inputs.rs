//! Which two sides are meant.

use std::path::{Path, PathBuf};

use super::git;
use super::options::DiffOptions;
use super::tree::Tree;
use crate::failure::Failure;
use crate::workspace::root;

/// The two sides.
#[derive(Debug)]
pub(super) struct Sides {
    pub(super) old: Tree,
    pub(super) new: Tree,
    /// Whether either side is a revision or the working tree, not named as a file or folder.
    pub(super) by_revision: bool,
}

/// Reads both sides.
pub(super) fn read(options: &DiffOptions) -> Result<Sides, Failure> {
    let folder = options.folder.trim_end_matches('/');
    let working_tree = || Tree::read(&root().join(folder));
    match (&options.old, &options.new) {
        (None, _) => {
            let base = git::base()?;
            let short: String = base.chars().take(12).collect();
            Ok(Sides { old: Tree::of_revision(&short, folder)?, new: working_tree()?, by_revision: true })
        }
        (Some(one), None) => match range(one) {
            Some((old, new)) => Ok(Sides {
                old: Tree::of_revision(&old?, folder)?,
                new: Tree::of_revision(&new, folder)?,
                by_revision: true,
            }),
            None => {
                let (old, is_revision) = side(one, folder)?;
                if !is_revision {
                    let problem = format!("`{one}` is a file or folder; name the newer side as well");
                    return Err(Failure::Reported(problem));
                }
                Ok(Sides { old, new: working_tree()?, by_revision: true })
            }
        },
        (Some(old), Some(new)) => {
            let ((old, first), (new, second)) = (side(old, folder)?, side(new, folder)?);
            if old.is_file != new.is_file {
                return Err(Failure::Reported(format!(
                    "{} and {} are a file and a folder; compare two of a kind",
                    old.name, new.name
                )));
            }
            Ok(Sides { old, new, by_revision: first || second })
        }
    }
}

type Range = (Result<String, Failure>, String);

/// The two revisions of `a..b`, or of `a...b`, where the older one is their merge base.
fn range(text: &str) -> Option<Range> {
    if Path::new(text).exists() {
        return None;
    }
    let or_head = |text: &str| if text.is_empty() { "HEAD".to_owned() } else { text.to_owned() };
    if let Some((old, new)) = text.split_once("...") {
        let (old, new) = (or_head(old), or_head(new));
        return Some((git::merge_base(&old, &new), new));
    }
    let (old, new) = text.split_once("..")?;
    Some((Ok(or_head(old)), or_head(new)))
}

/// A side by its name, and whether that was a revision.
fn side(name: &str, folder: &str) -> Result<(Tree, bool), Failure> {
    let path = PathBuf::from(name);
    if path.exists() || has_extension(&path) {
        return Ok((Tree::read(&path)?, false));
    }
    Ok((Tree::of_revision(name, folder)?, true))
}

/// A name that ends like a metadata file is one, so that a missing file is called missing.
fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "csdl" || extension == "xml")
}
