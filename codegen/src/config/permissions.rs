//! `permissions.toml`: the OAuth scopes of requests, which metadata does not hold.

use serde::Deserialize;

use super::toml_file::{Text, parse, require_reason};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Placed, Sources};

/// The entries of all permission files.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    /// One entry an operation.
    pub operations: Vec<OperationScopes>,
}

/// The scopes of an operation.
#[derive(Debug, Clone)]
pub struct OperationScopes {
    /// Qualified name of the action or function.
    pub name: Placed<String>,
    /// Binding type, in `Collection( )` when bound to a collection.
    pub binding: Placed<String>,
    /// Scopes on behalf of a signed-in user.
    pub delegated: Scopes,
    /// Scopes of an application by itself.
    pub application: Scopes,
}

/// Scopes any one of which allows a request.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scopes {
    /// Those that allow least beside it.
    #[serde(default)]
    pub least: Vec<String>,
    /// Others that allow it too.
    #[serde(default)]
    pub higher: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    operation: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Text,
    binding: Text,
    #[serde(default)]
    delegated: Scopes,
    #[serde(default)]
    application: Scopes,
    reason: Text,
}

impl Permissions {
    /// Adds the entries of a file.
    pub fn read(&mut self, sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
        let content: File = parse(sources, file, diagnostics).unwrap_or_default();
        for entry in content.operation {
            require_reason(&entry.reason.placed(file), diagnostics);
            self.operations.push(OperationScopes {
                name: entry.name.placed(file),
                binding: entry.binding.placed(file),
                delegated: entry.delegated,
                application: entry.application,
            });
        }
    }
}
