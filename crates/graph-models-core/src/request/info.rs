//! What is known of a request before it is made: a static table row each.
//!
//! Plain data made by generated code; nothing here builds or sends a request.

use std::fmt;

use http::Method;

/// What is known of every request of a kind: of one method on one path of a service.
#[derive(Debug)]
#[non_exhaustive]
pub struct OperationInfo {
    /// Qualified CSDL name of the action or function. Requests that are neither are `list`, `get`, `create`,
    /// `update`, `delete` and their like.
    pub name: &'static str,
    /// The version of the service that has it: `beta` or `v1.0`.
    pub version: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the version, with a placeholder `{name}` for each key. Empty for a request that can be made but
    /// that the metadata leads to by other paths only.
    pub path: &'static str,
    /// What it is bound to: the type of the resource, or of its items.
    pub binding: Binding,
    /// Scopes that allow it on behalf of a signed-in user.
    pub delegated: Scopes,
    /// Scopes that allow it to an application by itself.
    pub application: Scopes,
    /// Microsoft Entra roles any one of which the signed-in user needs.
    pub roles: &'static [&'static str],
    /// The clouds that offer it.
    pub clouds: &'static [Cloud],
    /// The HTTP statuses of success that the reference names; empty if it was not looked up.
    pub statuses: &'static [u16],
    /// Whether the work goes on after the answer.
    pub is_long_running: bool,
    /// Its page in the reference.
    pub documentation: Option<&'static str>,
    /// The `$filter` without which the service refuses the request; it is always sent.
    pub filter: Option<&'static str>,
}

impl OperationInfo {
    /// A request of which nothing is known but what it is.
    pub const fn new(
        name: &'static str,
        version: &'static str,
        method: Method,
        path: &'static str,
        binding: Binding,
    ) -> Self {
        Self {
            name,
            version,
            method,
            path,
            binding,
            delegated: Scopes::NONE,
            application: Scopes::NONE,
            roles: &[],
            clouds: &[],
            statuses: &[],
            is_long_running: false,
            documentation: None,
            filter: None,
        }
    }

    /// The same, with the scopes of a signed-in user: least, higher.
    #[must_use]
    pub const fn delegated(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.delegated = Scopes { least, higher };
        self
    }

    /// The same, with the scopes of an application by itself: least, higher.
    #[must_use]
    pub const fn application(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.application = Scopes { least, higher };
        self
    }

    /// The same, with [`roles`](Self::roles).
    #[must_use]
    pub const fn roles(mut self, roles: &'static [&'static str]) -> Self {
        self.roles = roles;
        self
    }

    /// The same, with [`clouds`](Self::clouds).
    #[must_use]
    pub const fn clouds(mut self, clouds: &'static [Cloud]) -> Self {
        self.clouds = clouds;
        self
    }

    /// The same, with [`statuses`](Self::statuses).
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// The same, [long-running](Self::is_long_running).
    #[must_use]
    pub const fn long_running(mut self) -> Self {
        self.is_long_running = true;
        self
    }

    /// The same, with [`documentation`](Self::documentation).
    #[must_use]
    pub const fn documentation(mut self, page: &'static str) -> Self {
        self.documentation = Some(page);
        self
    }

    /// The same, with [`filter`](Self::filter).
    #[must_use]
    pub const fn filter(mut self, filter: &'static str) -> Self {
        self.filter = Some(filter);
        self
    }
}

/// What an operation is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Qualified CSDL name of the type; empty for an operation that is not bound.
    pub type_name: &'static str,
    /// Whether it is bound to a collection of it.
    pub is_collection: bool,
}

impl Binding {
    /// One value of a type.
    pub const fn one(type_name: &'static str) -> Self {
        Self { type_name, is_collection: false }
    }

    /// A collection of a type.
    pub const fn collection(type_name: &'static str) -> Self {
        Self { type_name, is_collection: true }
    }
}

/// OAuth scopes any one of which allows a request. One that needs several scopes at once joins them by `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes {
    /// Those that allow least beside it.
    pub least: &'static [&'static str],
    /// Others that allow it too.
    pub higher: &'static [&'static str],
}

impl Scopes {
    /// No scope is known to allow it.
    pub const NONE: Self = Self { least: &[], higher: &[] };
}

/// A cloud that Graph is offered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The worldwide cloud.
    Global,
    /// US Government L4.
    UsGovL4,
    /// US Government L5 (DoD).
    UsGovL5,
    /// China, operated by 21Vianet.
    China,
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Global => "global",
            Self::UsGovL4 => "US Government L4",
            Self::UsGovL5 => "US Government L5",
            Self::China => "China",
        })
    }
}
