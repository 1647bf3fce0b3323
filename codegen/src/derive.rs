//! Our extract of Graph's permissions: what the slices need of them, as text.

use crate::config::{Permissions, Scopes};
use crate::diagnostic::Diagnostics;
use crate::pipeline::{Input, lowered, permissions};
use crate::rust::{Info, Listed};

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
    let derived = match diagnostics.has_errors() {
        true => DerivedPermissions::default(),
        false => DerivedPermissions::new(&infos, &permissions(input, &mut Diagnostics::default())),
    };
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
                    "\n[[request]]\nrequest = {request:?}\ndelegated = {}\napplication = {}\n",
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
    format!("{{ least = {:?}, higher = {:?} }}", scopes.least, scopes.higher)
}

/// A template whose keys have no names: `/users/{id}`.
fn without_names(template: &str) -> String {
    let segments = template.split('/').map(|segment| if segment.starts_with('{') { "{id}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
