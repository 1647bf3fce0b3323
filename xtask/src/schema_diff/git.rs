//! Revisions of git, and the files in them.

use std::process::Command;

use crate::failure::Failure;
use crate::workspace::root;

/// The commit of a revision.
pub(super) fn commit(revision: &str) -> Result<String, Failure> {
    let text =
        run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")]);
    text.map(|text| text.trim().to_owned())
        .map_err(|_| Failure::Reported(format!("`{revision}` is neither a file, a folder nor a revision")))
}

/// The commit at which the current branch left the default branch.
pub(super) fn base() -> Result<String, Failure> {
    let default = default_branch()?;
    merge_base(&default, "HEAD")
}

/// The newest common commit of two revisions.
pub(super) fn merge_base(one: &str, other: &str) -> Result<String, Failure> {
    let (one, other) = (commit(one)?, commit(other)?);
    Ok(run(&["merge-base", &one, &other])?.trim().to_owned())
}

/// The default branch of the remote, else `main` or `master`.
fn default_branch() -> Result<String, Failure> {
    if let Ok(name) = run(&["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]) {
        return Ok(name.trim().to_owned());
    }
    let candidates = ["origin/main", "origin/master", "main", "master"];
    let found = candidates.into_iter().find(|name| commit(name).is_ok());
    found.map(str::to_owned).ok_or_else(|| {
        Failure::Reported("there is no default branch to compare with; name the older side".to_owned())
    })
}

/// The regular files of a folder in a commit, relative to the workspace: neither links nor submodules.
pub(super) fn paths(commit: &str, folder: &str) -> Result<Vec<String>, Failure> {
    let text = run(&["ls-tree", "-r", "-z", commit, "--", folder])?;
    // An entry is `mode type object<TAB>path`. The modes of regular files begin with 100.
    let entries = text.split('\0').filter(|entry| entry.starts_with("100"));
    Ok(entries.filter_map(|entry| entry.split_once('\t')).map(|(_, path)| path.to_owned()).collect())
}

/// The text of a file in a commit.
pub(super) fn show(commit: &str, path: &str) -> Result<String, Failure> {
    run(&["show", &format!("{commit}:./{path}")])
}

/// Runs git in the workspace and returns its output.
fn run(arguments: &[&str]) -> Result<String, Failure> {
    let mut command = Command::new("git");
    let folder = root();
    if !folder.as_os_str().is_empty() {
        command.current_dir(folder);
    }
    let output = command
        .args(arguments)
        .output()
        .map_err(|error| Failure::Reported(format!("git cannot be run: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let name = arguments.first().copied().unwrap_or_default();
        return Err(Failure::Reported(format!("git {name} failed: {}", said.trim().replace('\n', "; "))));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| Failure::Reported(format!("git gave text that is not UTF-8: {error}")))
}
