//! The files of the workspace that name its version, and their texts in a release.

use std::path::{Path, PathBuf};
use std::process::Command;

use graph_models_cli::failure::Failure;
use graph_models_cli::workspace::{Workspace, read};
use semver::Version;

use crate::changelog::{CHANGELOG, UNRELEASED};

const MANIFEST: &str = "Cargo.toml";
const LOCK: &str = "Cargo.lock";

/// A file that a release changes.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) path: PathBuf,
    pub(super) old: String,
    pub(super) new: String,
}

/// All changes of a release. Files that stay the same are left out.
pub(super) fn all(workspace: &Workspace, version: &Version, date: &str) -> Result<Vec<Edit>, Failure> {
    let root = workspace.root();
    let text = read(&root.join(MANIFEST))?;
    let current = current(&text)?;
    if *version < current {
        let problem = format!("{version} is older than {current}, the version of the workspace");
        return Err(Failure::refused(problem, "versions only grow: name the next one"));
    }
    let mut edits = Vec::new();
    let mut add = |path: PathBuf, old: String, new: String| {
        if old != new {
            edits.push(Edit { path, old, new });
        }
    };
    let new = manifest(&text, &current, version);
    add(root.join(MANIFEST), text, new);
    let text = read(&root.join(LOCK))?;
    let new = lock(&text, &current, version);
    add(root.join(LOCK), text, new);
    let text = read(&root.join(CHANGELOG))?;
    let new = changelog(&text, version, date)?;
    add(root.join(CHANGELOG), text, new);
    for path in pages(root)? {
        let text = read(&path)?;
        let new = page(&text, &current, version);
        add(path, text, new);
    }
    Ok(edits)
}

/// The version in `[workspace.package]`.
fn current(manifest: &str) -> Result<Version, Failure> {
    let lines = manifest.lines().skip_while(|line| line.trim() != "[workspace.package]").skip(1);
    let mut lines = lines.take_while(|line| !line.starts_with('['));
    let version = lines.find_map(|line| line.strip_prefix("version = \"")?.trim_end().strip_suffix('"'));
    let version = version.and_then(|version| Version::parse(version).ok());
    version.ok_or_else(|| Failure::Reported(format!("{MANIFEST} has no version in [workspace.package]")))
}

/// The manifest of the workspace: its version, and the versions of its crates as dependencies of each other.
fn manifest(text: &str, current: &Version, version: &Version) -> String {
    let (old, new) = (format!("version = \"{current}\""), format!("version = \"{version}\""));
    by_lines(text, |line| {
        let is_ours = line == old || line.contains("path = \"");
        if is_ours { line.replace(&old, &new) } else { line.to_owned() }
    })
}

/// The lock file: packages without a source are those of the workspace.
fn lock(text: &str, current: &Version, version: &Version) -> String {
    let (old, new) = (format!("\nversion = \"{current}\"\n"), format!("\nversion = \"{version}\"\n"));
    let packages = text.split("[[package]]").map(|package| match package.contains("\nsource = ") {
        true => package.to_owned(),
        false => package.replacen(&old, &new, 1),
    });
    packages.collect::<Vec<_>>().join("[[package]]")
}

/// The changelog: the unreleased changes get the heading of the version, below a new, empty heading.
fn changelog(text: &str, version: &Version, date: &str) -> Result<String, Failure> {
    let has_heading = |line: &str| {
        line.strip_prefix("## ").and_then(|rest| rest.split(' ').next()) == Some(&version.to_string())
    };
    if text.lines().any(has_heading) {
        let problem = format!("{CHANGELOG} has a heading of {version} already");
        return Err(Failure::refused(problem, "a version is released once: name the next one"));
    }
    let Some((before, after)) = text.split_once(&format!("{UNRELEASED}\n")) else {
        return Err(Failure::Reported(format!("{CHANGELOG} has no line `{UNRELEASED}`")));
    };
    let entries = after.split("\n## ").next().unwrap_or_default();
    if !entries.lines().any(|line| line.starts_with("- ")) {
        let problem = format!("{CHANGELOG} has no entry below `{UNRELEASED}`");
        return Err(Failure::refused(problem, "say what users notice of this release, one line each"));
    }
    Ok(format!("{before}{UNRELEASED}\n\n## {version} - {date}\n{after}"))
}

/// The pages that may show how to depend on the crates: all Markdown except the changelog.
fn pages(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let files = files(root)?.into_iter();
    Ok(files
        .filter(|path| path.extension().is_some_and(|it| it == "md") && !path.ends_with(CHANGELOG))
        .collect())
}

/// The files of the workspace that git tracks or would add.
pub(super) fn files(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut command = Command::new("git");
    command.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = command.output().map_err(Failure::io("start git in", root))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Failure::Reported(format!("git ls-files failed: {said}")));
    }
    let names = String::from_utf8_lossy(&output.stdout);
    let paths = names.split('\0').filter(|name| !name.is_empty()).map(|name| root.join(name));
    // A file that was deleted is listed until the deletion is committed.
    let mut paths: Vec<_> = paths.filter(|path| path.is_file()).collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// A page: the requirement in each line of a manifest that names a crate of ours.
fn page(text: &str, current: &Version, version: &Version) -> String {
    let (old, new) = (requirement(current), requirement(version));
    by_lines(text, |line| {
        let name = line.trim_start().split([' ', '=']).next().unwrap_or_default();
        let is_ours = name == "csdl" || name == "graph-models" || name.starts_with("graph-models-");
        match is_ours && line.contains('=') {
            true => line.replacen(&format!("\"{old}\""), &format!("\"{new}\""), 1),
            false => line.to_owned(),
        }
    })
}

/// The shortest requirement that takes in all compatible versions: `0.2`, or `1`.
fn requirement(version: &Version) -> String {
    match version.major {
        0 => format!("0.{}", version.minor),
        major => major.to_string(),
    }
}

fn by_lines(text: &str, change: impl Fn(&str) -> String) -> String {
    let lines: Vec<_> = text.split('\n').map(change).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[test]
    fn only_versions_of_our_crates_change() {
        let text = "[workspace.package]\nversion = \"0.1.0\"\n\n[workspace.dependencies]\n\
                    csdl = { path = \"crates/csdl\", version = \"0.1.0\" }\nother = { version = \"0.1.0\" }\nhyper = \"0.1.0\"\n";
        assert_eq!(current(text).unwrap(), version("0.1.0"));
        let new = manifest(text, &version("0.1.0"), &version("0.2.0"));
        assert_eq!(
            new,
            text.replace("package]\nversion = \"0.1.0\"", "package]\nversion = \"0.2.0\"")
                .replace("csdl\", version = \"0.1.0\"", "csdl\", version = \"0.2.0\"")
        );
        let text = "version = 4\n\n[[package]]\nname = \"csdl\"\nversion = \"0.1.0\"\ndependencies = [\n \"a\",\n]\n\n\
                    [[package]]\nname = \"a\"\nversion = \"0.1.0\"\nsource = \"registry\"\n";
        let new = lock(text, &version("0.1.0"), &version("0.2.0"));
        assert_eq!(new, text.replacen("\"0.1.0\"", "\"0.2.0\"", 1));
    }

    #[test]
    fn pages_name_the_compatible_versions() {
        let text = "graph-models = { version = \"0.1\", features = [\"mail\"] }\nreqwest = { version = \"0.1\" }\n  graph-models-client = \"0.1\"\nSay graph-models \"0.1\".\n";
        let new = page(text, &version("0.1.4"), &version("1.2.0"));
        assert_eq!(
            new,
            "graph-models = { version = \"1\", features = [\"mail\"] }\nreqwest = { version = \"0.1\" }\n  graph-models-client = \"1\"\nSay graph-models \"0.1\".\n"
        );
        assert_eq!(page(text, &version("0.1.4"), &version("0.1.5")), text);
    }

    #[test]
    fn what_was_unreleased_gets_the_heading_of_the_version() {
        let text = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A.\n\n## 0.1.0 - 2026-01-02\n\n- B.\n";
        let new = changelog(text, &version("0.2.0"), "2026-03-04").unwrap();
        assert_eq!(new, text.replace("## Unreleased\n", "## Unreleased\n\n## 0.2.0 - 2026-03-04\n"));
        for (text, version) in
            [(text, "0.1.0"), ("## Unreleased\n\n## 0.1.0\n\n- B.\n", "0.2.0"), ("# Changelog\n", "0.2.0")]
        {
            assert!(changelog(text, &self::version(version), "2026-03-04").is_err(), "{text}");
        }
        // The version in the manifest can be released if it was not released before.
        assert!(changelog("## Unreleased\n\n- A.\n", &self::version("0.1.0"), "2026-03-04").is_ok());
    }
}
