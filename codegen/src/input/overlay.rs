//! `overlay.toml`: facts that metadata lacks, and corrections. Each entry has a reason, and an entry that applies to
//! nothing is an error.

mod entries;

use super::permissions::Scopes;
use super::toml_file::{parse, placed_all, require_reason};
use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::source::{FileId, Placed, Sources};

/// The form of an overlay.
const FORM: &str = "an entry is a table such as `[[request]]`: what it is about, the facts, and a `reason`";

/// The words of `[[restrict]]`: requests, and `path` for the step through a navigation property.
pub(crate) const LEFT_OUT: [&str; 10] =
    ["list", "get", "create", "update", "replace", "delete", "count", "reference", "media", "path"];

/// The words of `[[allow]]`.
pub(crate) const ALLOWED: [&str; 9] =
    ["list", "get", "create", "update", "replace", "delete", "count", "reference", "media"];

/// The words of `[[require]]`.
const CHANGED: [&str; 4] = ["create", "update", "replace", "delete"];

/// The entries of all overlay files.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    /// Facts about actions and functions from the reference documentation.
    pub operations: Vec<OperationFacts>,
    /// Facts about other requests from the reference documentation.
    pub requests: Vec<RequestFacts>,
    /// Requests that metadata allows and the service does not have.
    pub restrictions: Vec<Restriction>,
    /// Requests that metadata does not allow and the service has.
    pub allowances: Vec<Restriction>,
    /// Query options that the service requires.
    pub requirements: Vec<Requirement>,
    /// Rust names that differ from those that the rules give.
    pub renames: Vec<Rename>,
    /// Properties that `Debug` must not show: `microsoft.graph.passwordProfile/password`.
    pub sensitive: Vec<Placed<String>>,
    /// Properties that clients cannot write: `microsoft.graph.user/id`.
    pub read_only: Vec<Placed<String>>,
}

/// Facts about an action or function.
#[derive(Debug, Clone)]
pub struct OperationFacts {
    /// Qualified name of the action or function.
    pub name: Placed<String>,
    /// Binding type, in `Collection( )` if the operation is bound to a collection.
    pub binding: Placed<String>,
    /// The facts.
    pub facts: Facts,
}

/// Facts about a request that is neither action nor function.
#[derive(Debug, Clone)]
pub struct RequestFacts {
    /// Method and path: `GET /users/{id}`.
    pub request: Placed<String>,
    /// The `$filter` that the service requires for this request.
    pub filter: Option<String>,
    /// The facts.
    pub facts: Facts,
}

/// Facts about a request.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The slice that has the request.
    pub slice: Placed<String>,
    /// HTTP statuses of success.
    pub statuses: Vec<u16>,
    /// Microsoft Entra roles that allow the delegated call; any one is enough.
    pub roles: Vec<String>,
    /// Clouds that offer the request.
    pub clouds: Vec<Placed<String>>,
    /// True if the work of the service continues after the answer.
    pub is_long_running: bool,
    /// The page in the reference documentation.
    pub documentation: Option<String>,
    /// Scopes on behalf of a signed-in user, if the permissions have none.
    pub delegated: Option<Scopes>,
    /// Scopes of an application by itself, if the permissions have none.
    pub application: Option<Scopes>,
}

/// Requests of one resource that are left out or added.
#[derive(Debug, Clone)]
pub struct Restriction {
    /// A navigation property, or an entity set or singleton: `microsoft.graph.user/messages`, `users`.
    pub target: Placed<String>,
    /// The requests, by the names of `[[restrict]]`, such as `create` and `delete`.
    pub requests: Vec<Placed<String>>,
}

/// Query options without which the service refuses requests on a resource.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// A navigation property: `microsoft.graph.user/calendarView`.
    pub target: Placed<String>,
    /// The names of the options.
    pub options: Vec<Placed<String>>,
    /// The requests, such as `delete`. An empty list stands for all requests that read the value of the property: the
    /// value itself, the number of its items, and functions bound to the value.
    pub requests: Vec<Placed<String>>,
}

/// A Rust name chosen by hand.
#[derive(Debug, Clone)]
pub struct Rename {
    /// A type, a type and its property or member, or an operation: `microsoft.graph.user/displayName`,
    /// `microsoft.graph.assign(microsoft.graph.user)`. One of several overloads also has the names of its parameters:
    /// `microsoft.graph.delta(Collection(microsoft.graph.user), token)`.
    pub target: Placed<String>,
    /// The Rust identifier.
    pub to: Placed<String>,
}

impl Overlay {
    /// Adds the entries of a file.
    pub fn read(&mut self, sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) {
        let content: entries::File = parse(sources, file, FORM, diagnostics).unwrap_or_default();
        for entry in content.operation {
            let (name, binding) = (entry.name.placed(file), entry.binding.placed(file));
            let facts = entry.facts.placed(file, diagnostics);
            self.operations.push(OperationFacts { name, binding, facts });
        }
        for entry in content.request {
            let (request, filter) = (entry.request.placed(file), entry.filter);
            let facts = entry.facts.placed(file, diagnostics);
            self.requests.push(RequestFacts { request, filter, facts });
        }
        for entry in content.restrict {
            require_reason(&entry.reason.placed(file), diagnostics);
            let without = placed_all(entry.without, file);
            for name in &without {
                check_known(name, "request", &LEFT_OUT, diagnostics);
            }
            self.restrictions.push(Restriction { target: entry.target.placed(file), requests: without });
        }
        for entry in content.allow {
            require_reason(&entry.reason.placed(file), diagnostics);
            let requests = placed_all(entry.requests, file);
            for name in &requests {
                check_known(name, "request", &ALLOWED, diagnostics);
            }
            self.allowances.push(Restriction { target: entry.target.placed(file), requests });
        }
        for entry in content.require {
            require_reason(&entry.reason.placed(file), diagnostics);
            let (target, options) = (entry.target.placed(file), placed_all(entry.options, file));
            for option in &options {
                check_option(option, diagnostics);
            }
            if options.is_empty() {
                diagnostics
                    .push(Diagnostic::error("this entry requires nothing").at(target.place, "no option"));
            }
            let requests = placed_all(entry.requests.unwrap_or_default(), file);
            for name in &requests {
                check_known(name, "request", &CHANGED, diagnostics);
            }
            self.requirements.push(Requirement { target, options, requests });
        }
        for entry in content.rename {
            require_reason(&entry.reason.placed(file), diagnostics);
            self.renames.push(Rename { target: entry.target.placed(file), to: entry.to.placed(file) });
        }
        for entry in content.sensitive {
            require_reason(&entry.reason.placed(file), diagnostics);
            self.sensitive.push(entry.property.placed(file));
        }
        for entry in content.read_only {
            require_reason(&entry.reason.placed(file), diagnostics);
            self.read_only.push(entry.property.placed(file));
        }
    }
}

/// Reports a text that cannot be the name of a query option.
fn check_option(option: &Placed<String>, diagnostics: &mut Diagnostics) {
    let name = option.value.strip_prefix('$').unwrap_or(&option.value);
    if name.is_empty() || !name.chars().all(|character| character.is_ascii_alphanumeric()) {
        diagnostics.push(
            Diagnostic::error(format!("`{}` is no query option", option.value))
                .at(option.place, "")
                .help("an option has letters and digits, after a `$` if it is one of OData"),
        );
    }
}

/// Reports a word that is not one of the known words.
fn check_known(word: &Placed<String>, what: &str, known: &[&str], diagnostics: &mut Diagnostics) {
    if known.contains(&word.value.as_str()) {
        return;
    }
    let unknown = Diagnostic::error(format!("unknown {what} `{}`", word.value)).at(word.place, "");
    diagnostics.push(match closest(&word.value, known.iter().copied()) {
        Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
        None => unknown.help(format!("the {what}s are: {}", known.join(", "))),
    });
}
