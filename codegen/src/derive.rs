//! Our extract of Graph's permissions: what the slices need of them, as text.

use crate::config::{Permissions, Scopes};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::input::Input;
use crate::pipeline::{lowered, permissions};
use crate::rust::{Info, Listed, Version};
use crate::text::toml;

/// Derives from Graph's own permissions, their name and text, those that the slices need.
pub fn derive_permissions(
    input: &mut Input,
    name: impl Into<String>,
    text: impl Into<String>,
) -> DerivedPermissions {
    let mut diagnostics = Diagnostics::default();
    input.set_permissions(name, text);
    let lowered = lowered(input, &mut diagnostics).unwrap_or_default();
    let infos: Vec<_> = lowered.iter().flat_map(|it| &it.rust.catalog).map(Listed::info).collect();
    let mut derived = DerivedPermissions::default();
    if !diagnostics.has_errors() {
        derived = DerivedPermissions::new(&infos, &permissions(input, &mut Diagnostics::default()));
        require_some(&infos, &derived, input, &mut diagnostics);
    }
    DerivedPermissions { diagnostics, ..derived }
}

/// What [`derive_permissions`](crate::derive_permissions) gives.
#[derive(Debug, Clone, Default)]
pub struct DerivedPermissions {
    /// The file of permissions; empty if there are errors.
    pub text: String,
    /// Requests for which neither the permissions nor the overlay have a scope: method and path.
    pub missing: Vec<String>,
    /// All that was found wrong or noteworthy.
    pub diagnostics: Diagnostics,
}

/// A file that says nothing of any request is likely another than the one that was meant.
fn require_some(infos: &[&Info], derived: &DerivedPermissions, input: &Input, diagnostics: &mut Diagnostics) {
    let problem = match (infos, derived.text == HEADER, input.permissions.first()) {
        ([], ..) => {
            Diagnostic::error("the slices have no request").at(input.slices.place(0..0), "in this file")
        }
        (_, true, Some(file)) => Diagnostic::error("these permissions know no request of the slices")
            .at(file.place(0..0), "in this file"),
        _ => return,
    };
    diagnostics.push(problem.help("no file of permissions is written, since no scope would stand in it"));
}

const HEADER: &str = "\
# OAuth scopes of the requests: what Graph's permissions.json says of their paths.
#
# Written by `cargo xtask schema permissions --from FILE`; what that file lacks is in overlay.toml.
#   delegated    a signed-in user with a work or school account
#   application  an app on its own
#   least        the least privileged scopes, each enough alone
#   higher       scopes that are enough as well and allow more than that
";

impl DerivedPermissions {
    fn new(infos: &[&Info], permissions: &Permissions) -> Self {
        let mut derived = Self { text: HEADER.to_owned(), ..Self::default() };
        for info in infos {
            let request = format!("{} {}", info.method, without_names(&info.template));
            match permissions.find(info.method, &info.template) {
                Some(found) => derived.text.push_str(&format!(
                    "\n[[request]]\nrequest = {}\ndelegated = {}\napplication = {}\n",
                    toml::string(&request),
                    scopes(&found.delegated),
                    scopes(&found.application)
                )),
                None if info.facts.has_no_scopes() => {
                    derived.missing.push(request);
                }
                None => {}
            }
        }
        derived
    }
}

fn scopes(scopes: &Scopes) -> String {
    format!("{{ least = {}, higher = {} }}", toml::list(&scopes.least), toml::list(&scopes.higher))
}

/// A template whose keys have no names: `/users/{id}`.
fn without_names(template: &str) -> String {
    let segments = template.split('/').map(|segment| if segment.starts_with('{') { "{id}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// The requests for which no scope is known, method and path, if permissions were read.
pub(crate) fn without_scopes(versions: &[Version], is_known: bool) -> Vec<String> {
    let infos = versions.iter().flat_map(|version| &version.catalog).map(Listed::info);
    let without = infos.filter(|info| is_known && info.facts.has_no_scopes());
    without.map(|info| format!("{} {}", info.method, info.template)).collect()
}
