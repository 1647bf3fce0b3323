//! `permissions.toml`: the part of Graph's permissions that the slices need.

use serde::Deserialize;

use super::{Permissions, RequestScopes, Scopes};
use crate::input::toml_file::{Text, parse};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{FileId, Sources};

/// The form of an extract.
const FORM: &str = "an entry is `[[request]]` with `request`, `delegated` and `application`; the command \
    `schema permissions` writes them from Graph's own file";

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    request: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    request: Text,
    #[serde(default)]
    delegated: Scopes,
    #[serde(default)]
    application: Scopes,
}

pub(super) fn read(
    permissions: &mut Permissions,
    sources: &Sources,
    file: FileId,
    diagnostics: &mut Diagnostics,
) {
    let content: File = parse(sources, file, FORM, diagnostics).unwrap_or_default();
    for entry in content.request {
        let request = entry.request.placed(file);
        let Some((method, path)) = request.value.split_once(' ') else {
            diagnostics.push(
                Diagnostic::error(format!("`{}` is no request", request.value))
                    .at(request.place, "a method, a space and a path, such as `GET /users/{id}`"),
            );
            continue;
        };
        let scopes = RequestScopes {
            delegated: entry.delegated,
            application: entry.application,
            path: path.to_owned(),
        };
        permissions.insert(method, scopes);
        permissions.entries.push(request);
    }
}
