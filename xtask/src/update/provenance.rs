//! `provenance.toml`: the origin of the metadata and the permissions.

use std::collections::BTreeMap;
use std::path::Path;

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_cli::failure::Failure;
use graph_models_cli::report;
use graph_models_cli::workspace::read;
use graph_models_codegen::input::parse;
use graph_models_codegen::text::toml;
use serde::Deserialize;
use xtask_codegen::workspace::shown;

/// The name of the file, beside the slices.
pub(super) const NAME: &str = "provenance.toml";

/// The key of the permissions among the inputs.
pub(super) const PERMISSIONS: &str = "permissions";

const HEADER: &str = "\
# Origin of the metadata and the permissions in this folder.
#
# Written by `cargo xtask schema update`; it changes only together with what it is about.
#   source         the address, without a query, or the name of a file
#   date           the day of the update
#   sha256         of the source as it came
#   generator      the version of the workspace that took the source in
#   etag, last-modified  the state of the source, as its server calls it
#   result         SHA-256 of what was taken from the source and of the files that decide this: only while they are the
#                  same, the next update asks the server for the source on the condition that it has changed
";

/// The form of the file.
const FORM: &str = "`schema update` writes this file: restore it from the history of the repository";

/// The origins, by version. The key [`PERMISSIONS`] has the origin of the permissions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Provenance {
    pub(super) entries: BTreeMap<String, Entry>,
}

/// The origin of one input.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Entry {
    pub(super) source: String,
    pub(super) date: String,
    pub(super) sha256: String,
    pub(super) generator: String,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) result: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    metadata: BTreeMap<String, Entry>,
    permissions: Option<Entry>,
}

impl Provenance {
    /// Reads the file, if there is one.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let mut sources = Sources::default();
        let file = sources.add(shown(path), read(path)?);
        let mut diagnostics = Diagnostics::default();
        let content: Option<File> = parse(&sources, file, FORM, &mut diagnostics);
        report::diagnostics(&diagnostics, &sources);
        let Some(content) = content else {
            let name = shown(path);
            return Err(Failure::Reported(format!("{name} cannot be understood; nothing was changed")));
        };
        let mut entries = content.metadata;
        entries.extend(content.permissions.map(|entry| (PERMISSIONS.to_owned(), entry)));
        Ok(Self { entries })
    }

    /// Returns `true` if another provenance also has every input of this one, with the same source.
    pub(super) fn has_sources_of(&self, other: &Self) -> bool {
        let is_known = |(name, entry): (&String, &Entry)| {
            other.entries.get(name).is_some_and(|known| known.source == entry.source)
        };
        self.entries.iter().all(is_known)
    }

    /// The inputs that another provenance lacks, or has in another state.
    pub(super) fn changed_since(&self, other: &Self) -> Vec<&str> {
        let changed = self.entries.iter().filter(|(name, entry)| other.entries.get(*name) != Some(entry));
        changed.map(|(name, _)| name.as_str()).collect()
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        // The metadata of the versions comes first.
        let (permissions, metadata): (Vec<_>, Vec<_>) =
            self.entries.iter().partition(|(name, _)| name.as_str() == PERMISSIONS);
        for (name, entry) in metadata.into_iter().chain(permissions) {
            let table = match name.as_str() {
                PERMISSIONS => name.clone(),
                version => format!("metadata.{}", toml::key(version)),
            };
            text.push_str(&format!("\n[{table}]\n"));
            let fields = [
                ("source", Some(&entry.source)),
                ("date", Some(&entry.date)),
                ("sha256", Some(&entry.sha256)),
                ("generator", Some(&entry.generator)),
                ("etag", entry.etag.as_ref()),
                ("last-modified", entry.last_modified.as_ref()),
                ("result", Some(&entry.result)),
            ];
            for (field, value) in fields {
                if let Some(value) = value {
                    text.push_str(&format!("{field} = {}\n", toml::string(value)));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, PERMISSIONS, Provenance};

    #[test]
    fn what_is_written_is_read() {
        let entry = Entry {
            source: "https://example.com/v1.0".to_owned(),
            date: "2026-11-30".to_owned(),
            sha256: "00".to_owned(),
            generator: "0.1.0".to_owned(),
            etag: Some("W/\"a\u{85}b\"\n[metadata.beta]".to_owned()),
            last_modified: None,
            result: "ff".to_owned(),
        };
        let mut provenance = Provenance::default();
        for name in ["v1.0", "beta", PERMISSIONS] {
            provenance.entries.insert(name.to_owned(), entry.clone());
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("provenance.toml");
        assert_eq!(Provenance::read(&path).unwrap(), Provenance::default());
        std::fs::write(&path, provenance.text()).unwrap();
        assert_eq!(Provenance::read(&path).unwrap(), provenance);
        std::fs::write(&path, "[permissions]\nsource = 1\n").unwrap();
        assert!(Provenance::read(&path).is_err());
    }
}
