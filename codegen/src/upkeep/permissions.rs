//! Our extract of Graph's permissions: the entries that the slices need, as text.

use std::collections::BTreeSet;

use crate::decide;
use crate::input::{Input, Permissions, Scopes, normal};
use crate::rust::{Info, Listed};
use crate::text::toml;
use csdl::diagnostic::{Diagnostic, Diagnostics};

/// Extracts the permissions that the slices need from Graph's own file, given by its name and text.
///
/// The file may also be our extract. Entries that no request needs any more are then left out.
pub fn derive_permissions(
    input: &mut Input,
    name: impl Into<String>,
    text: impl Into<String>,
) -> DerivedPermissions {
    let mut diagnostics = Diagnostics::default();
    input.set_permissions(name, text);
    // An entry of an extract need not apply here, since this function looks for the entries that do.
    input.permissions.entries.clear();
    let versions = decide(input, &mut diagnostics);
    let infos: Vec<_> = versions.iter().flat_map(|version| &version.catalog).map(Listed::info).collect();
    let mut derived = DerivedPermissions::default();
    if !diagnostics.has_errors() {
        derived = DerivedPermissions::new(&infos, &input.permissions);
        require_some(&infos, &derived, input, &mut diagnostics);
    }
    DerivedPermissions { diagnostics, ..derived }
}

/// The result of [`derive_permissions`](crate::derive_permissions).
#[derive(Debug, Clone, Default)]
pub struct DerivedPermissions {
    /// The file of permissions; empty if there are errors.
    pub text: String,
    /// Requests for which neither the permissions nor the overlay have a scope: method and path.
    pub missing: Vec<String>,
    /// All problems and notes.
    pub diagnostics: Diagnostics,
}

/// Reports a file without scopes for any request: it is probably the wrong file.
fn require_some(infos: &[&Info], derived: &DerivedPermissions, input: &Input, diagnostics: &mut Diagnostics) {
    let problem = match (infos, derived.text == HEADER, input.permissions_place) {
        ([], ..) => Diagnostic::error("the slices have no request").at(input.slices.place, "in this file"),
        (_, true, Some(place)) => {
            Diagnostic::error("these permissions know no request of the slices").at(place, "in this file")
        }
        _ => return,
    };
    diagnostics.push(problem.help("no file of permissions is written, since no scope would stand in it"));
}

const HEADER: &str = "\
# OAuth scopes of the requests: what Graph's permissions.json says of their paths.
#
# Written by the command `schema permissions --from FILE`; what that file lacks is in overlay.toml.
#   delegated    a signed-in user with a work or school account
#   application  an app on its own
#   least        the least privileged scopes, each enough alone
#   higher       scopes that are enough as well and allow more than that
";

impl DerivedPermissions {
    fn new(infos: &[&Info], permissions: &Permissions) -> Self {
        let mut derived = Self { text: HEADER.to_owned(), ..Self::default() };
        let mut entries = BTreeSet::new();
        for info in infos {
            // Overloads have equal normalized paths, and so have requests of both versions of Graph. One entry serves
            // them all.
            if !entries.insert((info.method, normal(&info.template))) {
                continue;
            }
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
