//! Revisions of git, and the files in them.

use std::path::PathBuf;
use std::process::{Command, Output};

use crate::failure::Failure;

/// A folder of a repository: paths are relative to the folder.
#[derive(Debug)]
pub(super) struct Repository(pub(super) PathBuf);

impl Repository {
    /// The commit of a revision.
    pub(super) fn commit(&self, revision: &str) -> Result<String, Failure> {
        let name = format!("{revision}^{{commit}}");
        let text = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name]);
        text.map(|text| text.trim().to_owned()).map_err(|_| {
            let none = format!("`{revision}` is neither a file, a folder nor a revision");
            let help = "sides are files, folders, or revisions of git, as in `main..HEAD`";
            if self.is_shallow() { Self::shallow(&none) } else { Failure::refused(none, help) }
        })
    }

    /// Returns `true` for a clone that has only the newest commits.
    fn is_shallow(&self) -> bool {
        self.run(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|text| text.trim() == "true")
    }

    /// The failure for a commit that a shallow clone may lack.
    fn shallow(problem: &str) -> Failure {
        let help = "this clone is shallow and lacks older commits: run `git fetch --unshallow`, or check out with \
                    `fetch-depth: 0`";
        Failure::refused(problem, help)
    }

    /// The commit at which the current branch left the default branch.
    pub(super) fn base(&self) -> Result<String, Failure> {
        let default = self.default_branch()?;
        self.merge_base(&default, "HEAD")
    }

    /// The newest common commit of two revisions.
    pub(super) fn merge_base(&self, one: &str, other: &str) -> Result<String, Failure> {
        let (one, other) = (self.commit(one)?, self.commit(other)?);
        let arguments = ["merge-base", &one, &other];
        let output = self.output(&arguments)?;
        let none = || format!("{one} and {other} have no common commit to compare from");
        match output.status.success() {
            false if self.is_shallow() => Err(Self::shallow(&none())),
            // Git prints nothing if there is no common commit.
            false if output.stderr.trim_ascii().is_empty() => Err(Failure::Reported(none())),
            _ => Ok(text(&arguments, output)?.trim().to_owned()),
        }
    }

    /// The default branch of the remote, else `main` or `master`.
    fn default_branch(&self) -> Result<String, Failure> {
        if let Ok(name) = self.run(&["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]) {
            return Ok(name.trim().to_owned());
        }
        let candidates = ["origin/main", "origin/master", "main", "master"];
        let found = candidates.into_iter().find(|name| self.commit(name).is_ok());
        found.map(str::to_owned).ok_or_else(|| {
            let none = "there is no default branch to compare with";
            match self.is_shallow() {
                true => Self::shallow(none),
                false => Failure::refused(none, "name the older side, as in `main..HEAD`, or two files"),
            }
        })
    }

    /// The regular files of a folder in a commit, relative to the workspace: neither links nor submodules.
    pub(super) fn paths(&self, commit: &str, folder: &str) -> Result<Vec<String>, Failure> {
        let text = self.run(&["ls-tree", "-r", "-z", commit, "--", folder])?;
        // An entry is `mode type object<TAB>path`. The modes of regular files begin with 100.
        let entries = text.split('\0').filter(|entry| entry.starts_with("100"));
        Ok(entries.filter_map(|entry| entry.split_once('\t')).map(|(_, path)| path.to_owned()).collect())
    }

    /// The text of a file in a commit.
    pub(super) fn show(&self, commit: &str, path: &str) -> Result<String, Failure> {
        self.run(&["show", &format!("{commit}:./{path}")])
    }

    /// Runs git in the workspace and returns its text.
    fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        text(arguments, self.output(arguments)?)
    }

    fn output(&self, arguments: &[&str]) -> Result<Output, Failure> {
        let mut command = Command::new("git");
        if !self.0.as_os_str().is_empty() {
            command.current_dir(&self.0);
        }
        command.args(arguments).output().map_err(|error| {
            let help = "comparing revisions needs git; two files are compared without it";
            Failure::refused(format!("git cannot be run: {error}"), help)
        })
    }
}

/// The text that git wrote.
fn text(arguments: &[&str], output: Output) -> Result<String, Failure> {
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let name = arguments.first().copied().unwrap_or_default();
        return Err(Failure::Reported(format!("git {name} failed: {}", said.trim().replace('\n', "; "))));
    }
    String::from_utf8(output.stdout)
        .map_err(|error| Failure::Reported(format!("git gave text that is not UTF-8: {error}")))
}
