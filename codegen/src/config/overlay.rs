//! `overlay.toml`: what metadata does not say, and corrections. Each entry has a reason and must apply.

use serde::Deserialize;

use super::toml_file::{Text, parse, placed_all, require_reason};
use crate::diagnostic::{Diagnostic, Diagnostics, closest};
use crate::source::{FileId, Placed, Sources};

/// The clouds Graph is offered in, as `overlay.toml` names them.
pub(crate) const CLOUDS: [&str; 4] = ["global", "usgov-l4", "usgov-l5", "china"];

/// The entries of all overlay files.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    /// What the reference says of operations.
    pub operations: Vec<OperationFacts>,
    /// Rust names that differ from what the rules give.
    pub renames: Vec<Rename>,
    /// Properties that `Debug` must not show: `microsoft.graph.passwordProfile/password`.
    pub sensitive: Vec<Placed<String>>,
}

/// What is known of an operation beyond its declaration.
#[derive(Debug, Clone)]
pub struct OperationFacts {
    /// The slice it is about.
    pub slice: Placed<String>,
    /// Qualified name of the action or function.
    pub name: Placed<String>,
    /// Binding type, in `Collection( )` when bound to a collection.
    pub binding: Placed<String>,
    /// HTTP statuses of success.
    pub statuses: Vec<u16>,
    /// Microsoft Entra roles that allow the delegated call; any one is enough.
    pub roles: Vec<String>,
    /// Clouds that offer it.
    pub clouds: Vec<Placed<String>>,
    /// Whether the work goes on after the answer.
    pub is_long_running: bool,
    /// Its page in the reference.
    pub documentation: Option<String>,
}

/// A Rust name chosen by hand.
#[derive(Debug, Clone)]
pub struct Rename {
    /// A type, or a type and its property or member: `microsoft.graph.user/displayName`.
    pub target: Placed<String>,
    /// The Rust identifier.
    pub to: Placed<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    operation: Vec<OperationEntry>,
    #[serde(default)]
    rename: Vec<RenameEntry>,
    #[serde(default)]
    sensitive: Vec<SensitiveEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OperationEntry {
    slice: Text,
    name: Text,
    binding: Text,
    statuses: Vec<u16>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    clouds: Vec<Text>,
    #[serde(default)]
    long_running: bool,
    documentation: Option<String>,
    reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RenameEntry {
    target: Text,
    to: Text,
    reason: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SensitiveEntry {
    property: Text,
    reason: Text,
}

impl Overlay {
    /// Adds the entries of a file.
    pub fn read(&mut self, sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
        let content: File = parse(sources, file, diagnostics).unwrap_or_default();
        for entry in content.operation {
            require_reason(&entry.reason.placed(file), diagnostics);
            let facts = OperationFacts {
                slice: entry.slice.placed(file),
                name: entry.name.placed(file),
                binding: entry.binding.placed(file),
                statuses: entry.statuses,
                roles: entry.roles,
                clouds: placed_all(entry.clouds, file),
                is_long_running: entry.long_running,
                documentation: entry.documentation,
            };
            facts.clouds.iter().for_each(|cloud| check_cloud(cloud, diagnostics));
            self.operations.push(facts);
        }
        for entry in content.rename {
            require_reason(&entry.reason.placed(file), diagnostics);
            self.renames.push(Rename { target: entry.target.placed(file), to: entry.to.placed(file) });
        }
        for entry in content.sensitive {
            require_reason(&entry.reason.placed(file), diagnostics);
            self.sensitive.push(entry.property.placed(file));
        }
    }
}

fn check_cloud(cloud: &Placed<String>, diagnostics: &mut Diagnostics) {
    if CLOUDS.contains(&cloud.value.as_str()) {
        return;
    }
    let unknown = Diagnostic::error(format!("unknown cloud `{}`", cloud.value)).at(cloud.place, "");
    diagnostics.push(match closest(&cloud.value, CLOUDS) {
        Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
        None => unknown.help(format!("the clouds are: {}", CLOUDS.join(", "))),
    });
}
