//! Static facts about requests, one table row for each request.
//!
//! The facts are plain data made by generated code. Must not build or send a request.

use std::fmt;

use http::Method;

/// The static facts about one method on one path of a service.
#[derive(Debug)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The qualified CSDL name of the action or function. For other requests a verb: `list`, `get`, `create`, `update`,
    /// `delete` and so on.
    pub name: &'static str,
    /// The version of Graph that has the request: `beta` or `v1.0`.
    pub version: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the version, with a placeholder `{name}` for each key.
    ///
    /// Empty for a request that, according to the metadata, exists only on other paths.
    pub path: &'static str,
    /// The binding: the type of the resource, or of the items of a collection.
    pub binding: Binding,
    /// The scopes that allow the request on behalf of a signed-in user.
    pub delegated: Scopes,
    /// The scopes that allow the request to an application by itself.
    pub application: Scopes,
    /// The Microsoft Entra roles of which the signed-in user needs one.
    pub roles: &'static [&'static str],
    /// The clouds that offer the request.
    pub clouds: &'static [Cloud],
    /// The success statuses in the reference documentation. Empty if they were not looked up.
    pub statuses: &'static [u16],
    /// `true` if the work continues after the answer.
    pub is_long_running: bool,
    /// The address of the request's page in the reference documentation.
    pub documentation: Option<&'static str>,
    /// The `$filter` that the service requires. It is always sent.
    pub filter: Option<&'static str>,
    /// The query options without which the service refuses the request, such as the time window of a calendar view.
    ///
    /// A request that lacks one of them is not sent ([`MissingOption`](crate::request::RequestError::MissingOption)).
    pub required_options: &'static [&'static str],
}

impl OperationInfo {
    /// Makes the facts of a request with only its identity. All other facts are unknown.
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
            required_options: &[],
        }
    }

    /// Sets the scopes of a signed-in user: the least privileged ones, then the higher ones.
    #[must_use]
    pub const fn delegated(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.delegated = Scopes { least, higher };
        self
    }

    /// Sets the scopes of an application by itself: the least privileged ones, then the higher ones.
    #[must_use]
    pub const fn application(
        mut self,
        least: &'static [&'static str],
        higher: &'static [&'static str],
    ) -> Self {
        self.application = Scopes { least, higher };
        self
    }

    /// Sets [`roles`](Self::roles).
    #[must_use]
    pub const fn roles(mut self, roles: &'static [&'static str]) -> Self {
        self.roles = roles;
        self
    }

    /// Sets [`clouds`](Self::clouds).
    #[must_use]
    pub const fn clouds(mut self, clouds: &'static [Cloud]) -> Self {
        self.clouds = clouds;
        self
    }

    /// Sets [`statuses`](Self::statuses).
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Marks the request as [long-running](Self::is_long_running).
    #[must_use]
    pub const fn long_running(mut self) -> Self {
        self.is_long_running = true;
        self
    }

    /// Sets [`documentation`](Self::documentation).
    #[must_use]
    pub const fn documentation(mut self, page: &'static str) -> Self {
        self.documentation = Some(page);
        self
    }

    /// Sets [`filter`](Self::filter).
    #[must_use]
    pub const fn filter(mut self, filter: &'static str) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Sets [`required_options`](Self::required_options).
    #[must_use]
    pub const fn required_options(mut self, options: &'static [&'static str]) -> Self {
        self.required_options = options;
        self
    }
}

/// The binding of an operation: the type that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The qualified CSDL name of the type; empty for an unbound operation.
    pub type_name: &'static str,
    /// `true` if the operation is bound to a collection of the type.
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

/// OAuth scopes, of which any one allows a request. If several scopes are needed at once, `+` joins their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes {
    /// The scopes with the least privileges that allow the request.
    pub least: &'static [&'static str],
    /// Other scopes that also allow the request.
    pub higher: &'static [&'static str],
}

impl Scopes {
    /// No scope is known.
    pub const NONE: Self = Self { least: &[], higher: &[] };
}

/// A cloud that offers Graph.
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
