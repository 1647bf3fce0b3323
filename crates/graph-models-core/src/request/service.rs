//! The address of the service.

use std::fmt;

use http::Uri;

use super::root::{self, Clear};
use super::{Cloud, LinkError, RequestError, Version, link};

/// The root of a service. Requests append version and path.
///
/// ```
/// use graph_models_core::request::{Cloud, Service};
///
/// let service = Service::new(Cloud::China);
/// assert_eq!(service.root(), "https://microsoftgraph.chinacloudapi.cn");
/// // The scope to ask a token for.
/// assert_eq!(service.default_scope(), "https://microsoftgraph.chinacloudapi.cn/.default");
///
/// // A link to the same service is accepted unchanged; a link to another host is refused.
/// assert!(service.follows("https://microsoftgraph.chinacloudapi.cn/beta/x?$skiptoken=1").is_ok());
/// assert!(service.follows("https://evil.example/beta/x?$skiptoken=1").is_err());
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Service {
    /// The root, without a slash at the end.
    root: String,
    uri: Uri,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Service {
    /// The service of a cloud.
    pub fn new(cloud: Cloud) -> Self {
        Self { root: root_of(cloud).to_owned(), uri: Uri::from_static(root_of(cloud)) }
    }

    /// The worldwide service.
    pub fn global() -> Self {
        Self::new(Cloud::Global)
    }

    /// The service of US Government L4.
    pub fn us_government_l4() -> Self {
        Self::new(Cloud::UsGovL4)
    }

    /// The service of US Government L5 (DoD).
    pub fn us_government_l5() -> Self {
        Self::new(Cloud::UsGovL5)
    }

    /// The service in China, operated by 21Vianet.
    pub fn china() -> Self {
        Self::new(Cloud::China)
    }

    /// Any other service: a proxy, or a server for tests. A slash at the end of the root is removed.
    ///
    /// ```
    /// use graph_models_core::request::{RequestError, Service};
    ///
    /// assert!(Service::with_root("https://graph.example/proxy").is_ok() && Service::with_root("http://127.0.0.1:8080").is_ok());
    /// // Anyone on the network path could read the token.
    /// assert!(matches!(Service::with_root("http://graph.example"), Err(RequestError::ClearText { .. })));
    /// // Each request adds its own version.
    /// let error = Service::with_root("https://graph.microsoft.com/v1.0").unwrap_err();
    /// assert!(matches!(error, RequestError::RootWithVersion { .. }));
    /// ```
    ///
    /// # Errors
    ///
    /// - [`RequestError::InvalidRoot`] if the root is not an absolute `http` or `https` URL, or has user information,
    ///   a query, a fragment or steps such as `..`.
    /// - [`RequestError::RootWithVersion`] if the root ends in a version, such as `/v1.0`.
    /// - [`RequestError::ClearText`] if the root is `http`, and the host is not loopback: `localhost`, `127.0.0.0/8`
    ///   or `[::1]`. See [`with_plain_http`](Self::with_plain_http).
    pub fn with_root(root: &str) -> Result<Self, RequestError> {
        Self::parse(root, Clear::Loopback)
    }

    /// Any other service. Its root may be `http` even if the host is not loopback.
    ///
    /// **Everyone between client and service can read the token and all data.** Use this only in networks that are
    /// protected in another way, such as the network between containers on one machine.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`with_root`](Self::with_root), except for [`RequestError::ClearText`].
    pub fn with_plain_http(root: &str) -> Result<Self, RequestError> {
        Self::parse(root, Clear::Anywhere)
    }

    fn parse(root: &str, clear: Clear) -> Result<Self, RequestError> {
        root::parse(root, clear).map(|(root, uri)| Self { root, uri })
    }

    /// The root, without a slash at the end.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The path of the root, without a slash at the end. Mostly empty.
    pub(super) fn path(&self) -> &str {
        self.uri.path().trim_end_matches('/')
    }

    /// The cloud, if the root belongs to one.
    pub fn cloud(&self) -> Option<Cloud> {
        CLOUDS.into_iter().find(|&cloud| self.root == root_of(cloud))
    }

    /// Returns `true` if requests go unencrypted to this machine. Such requests must not go through a proxy, which is
    /// another host.
    pub fn is_plain_loopback(&self) -> bool {
        is_plain_loopback(&self.uri)
    }

    /// The OAuth scope for a token of this service: all permissions that were consented to.
    pub fn default_scope(&self) -> String {
        format!("{}/.default", self.root)
    }

    /// The address of a link from this service. An absolute URL stays unchanged; a path is appended to the root.
    ///
    /// # Errors
    ///
    /// Returns an error if the link has another scheme, host or port, or is not a URL.
    pub fn follows(&self, link: &str) -> Result<Uri, LinkError> {
        link::follow((&self.root, &self.uri), None, None, link)
    }

    /// Checks that an absolute address has the scheme, host and port of this service: a request there may have the
    /// token.
    ///
    /// ```
    /// use graph_models_core::request::Service;
    ///
    /// let service = Service::global();
    /// assert!(service.check_origin(&"https://graph.microsoft.com:443/v1.0/me".parse()?).is_ok());
    /// assert!(service.check_origin(&"https://graph.microsoft.com.evil.example/v1.0/me".parse()?).is_err());
    /// # Ok::<(), http::uri::InvalidUri>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the address has another scheme, host or port, or is relative.
    pub fn check_origin(&self, address: &Uri) -> Result<(), LinkError> {
        link::check_origin(&self.uri, address)
    }

    /// Works like [`follows`](Self::follows). A path without a version gets the given version, and the link may also be
    /// relative to the request whose answer contained it.
    pub(super) fn follows_from(
        &self,
        version: Option<Version>,
        request: Option<&Uri>,
        link: &str,
    ) -> Result<Uri, LinkError> {
        link::follow((&self.root, &self.uri), version, request, link)
    }

    /// The part after the root in the address of a request to this service: path and query. `None` for an address of
    /// another service.
    pub fn path_of<'u>(&self, uri: &'u Uri) -> Option<&'u str> {
        let path = uri.path_and_query()?.as_str().strip_prefix(self.path())?;
        (link::is_same_origin(&self.uri, uri) && path.starts_with('/')).then_some(path)
    }

    /// The version of a request to this service. `None` for a request to another service, and for a path without a
    /// version.
    ///
    /// ```
    /// use graph_models_core::request::{Service, Version};
    ///
    /// let uri = "https://graph.microsoft.com/beta/teams".parse()?;
    /// assert_eq!(Service::global().version_of(&uri), Some(Version::Beta));
    /// # Ok::<(), http::uri::InvalidUri>(())
    /// ```
    pub fn version_of(&self, uri: &Uri) -> Option<Version> {
        Version::from_path(self.path_of(uri)?)
    }
}

/// Returns `true` if a request to this address goes unencrypted to this machine. Such a request must not go through a
/// proxy, which is another host.
pub fn is_plain_loopback(uri: &Uri) -> bool {
    uri.scheme_str() == Some("http") && uri.host().is_some_and(link::is_loopback)
}

const CLOUDS: [Cloud; 4] = [Cloud::Global, Cloud::UsGovL4, Cloud::UsGovL5, Cloud::China];

const fn root_of(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Global => "https://graph.microsoft.com",
        Cloud::UsGovL4 => "https://graph.microsoft.us",
        Cloud::UsGovL5 => "https://dod-graph.microsoft.us",
        Cloud::China => "https://microsoftgraph.chinacloudapi.cn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_belongs_to_the_service_however_its_origin_is_written() {
        let global = Service::global();
        let proxy = Service::with_root("https://proxy.example:443/graph/").unwrap();
        for (service, address, path) in [
            (&global, "https://graph.microsoft.com/v1.0/me?$top=1", Some("/v1.0/me?$top=1")),
            (&global, "https://graph.microsoft.com:443/v1.0/me", Some("/v1.0/me")),
            (&global, "https://GRAPH.microsoft.com/v1.0/me", Some("/v1.0/me")),
            (&global, "https://graph.microsoft.com:8443/v1.0/me", None),
            (&global, "http://graph.microsoft.com/v1.0/me", None),
            (&global, "https://user@graph.microsoft.com/v1.0/me", None),
            (&global, "/v1.0/me", None),
            (&proxy, "https://proxy.example/graph/v1.0/me", Some("/v1.0/me")),
        ] {
            let address: Uri = address.parse().unwrap();
            assert_eq!(service.path_of(&address), path, "{address}");
            assert_eq!(service.check_origin(&address).is_ok(), path.is_some(), "{address}");
            assert_eq!(service.version_of(&address), path.map(|_| Version::V1), "{address}");
        }
        // A part of the same host is another service, but no other origin.
        let beside = "https://proxy.example/graphs/v1.0/me".parse().unwrap();
        assert_eq!((proxy.path_of(&beside), proxy.check_origin(&beside)), (None, Ok(())));
        assert_eq!(proxy, Service::with_root("https://proxy.example:443/graph").unwrap());
        assert_eq!(format!("{proxy:?}"), r#"Service { root: "https://proxy.example:443/graph", .. }"#);
    }
}
