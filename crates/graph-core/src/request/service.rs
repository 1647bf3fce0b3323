//! Where the service is.

use http::Uri;

use super::{Cloud, LinkError, RequestError, Version, link};

/// The root of a service, to which version and path are appended.
///
/// ```
/// use graph_core::request::{Cloud, Service};
///
/// let service = Service::of(Cloud::China);
/// assert_eq!(service.root(), "https://microsoftgraph.chinacloudapi.cn");
/// // Tokens are asked for with this scope.
/// assert_eq!(service.default_scope(), "https://microsoftgraph.chinacloudapi.cn/.default");
///
/// // A link of the service is followed as it is, and never to anybody else.
/// assert!(service.follows("https://microsoftgraph.chinacloudapi.cn/beta/x?$skiptoken=1").is_ok());
/// assert!(service.follows("https://evil.example/beta/x?$skiptoken=1").is_err());
/// # Ok::<(), graph_core::request::RequestError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    root: String,
}

impl Service {
    /// The service of a cloud.
    pub fn of(cloud: Cloud) -> Self {
        Self { root: root(cloud).to_owned() }
    }

    /// The worldwide service.
    pub fn global() -> Self {
        Self::of(Cloud::Global)
    }

    /// The service of US Government L4.
    pub fn us_government_l4() -> Self {
        Self::of(Cloud::UsGovL4)
    }

    /// The service of US Government L5 (DoD).
    pub fn us_government_l5() -> Self {
        Self::of(Cloud::UsGovL5)
    }

    /// The service in China, operated by 21Vianet.
    pub fn china() -> Self {
        Self::of(Cloud::China)
    }

    /// Any other service: a proxy, or a server for tests. A slash at the end is dropped.
    ///
    /// # Errors
    ///
    /// [`RequestError::InvalidRoot`] if it is not an absolute `http` or `https` URL, or has user information,
    /// a query or a fragment.
    pub fn at(root: &str) -> Result<Self, RequestError> {
        let invalid = || RequestError::InvalidRoot { root: without_user(root) };
        let uri: Uri = root.parse().map_err(|_| invalid())?;
        let is_http = matches!(uri.scheme_str(), Some("https" | "http"));
        let has_user = uri.authority().is_none_or(|authority| authority.as_str().contains('@'));
        if !is_http || has_user || uri.query().is_some() || root.contains('#') {
            return Err(invalid());
        }
        Ok(Self { root: root.trim_end_matches('/').to_owned() })
    }

    /// The root, without a slash at its end.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The cloud, if it is that of one.
    pub fn cloud(&self) -> Option<Cloud> {
        CLOUDS.into_iter().find(|&cloud| self.root == root(cloud))
    }

    /// The scope of OAuth with which a token for this service is asked for: all that was consented to.
    pub fn default_scope(&self) -> String {
        format!("{}/.default", self.root)
    }

    /// The address of a link that this service gave: an absolute URL, as it is, or a path, below the root.
    ///
    /// # Errors
    ///
    /// It leads to another scheme, host or port, or is no URL.
    pub fn follows(&self, link: &str) -> Result<Uri, LinkError> {
        link::follow(&self.root, None, link)
    }

    /// The same; a path without a version is one of that version.
    pub(super) fn follows_in(&self, version: Option<Version>, link: &str) -> Result<Uri, LinkError> {
        link::follow(&self.root, version, link)
    }

    /// What stands behind the root in the address of a request to this service.
    pub(super) fn path_of<'u>(&self, uri: &'u Uri) -> Option<&'u str> {
        let root: Uri = self.root.parse().ok()?;
        let path = uri.path_and_query()?.as_str();
        let path = path.strip_prefix(root.path().trim_end_matches('/'))?;
        let is_here = root.scheme() == uri.scheme() && root.authority() == uri.authority();
        (is_here && path.starts_with('/')).then_some(path)
    }

    /// The version that a request to this service is of.
    pub(super) fn version_of(&self, uri: &Uri) -> Option<Version> {
        Version::of_path(self.path_of(uri)?)
    }
}

const CLOUDS: [Cloud; 4] = [Cloud::Global, Cloud::UsGovL4, Cloud::UsGovL5, Cloud::China];

const fn root(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Global => "https://graph.microsoft.com",
        Cloud::UsGovL4 => "https://graph.microsoft.us",
        Cloud::UsGovL5 => "https://dod-graph.microsoft.us",
        Cloud::China => "https://microsoftgraph.chinacloudapi.cn",
    }
}

/// The root without user information, which may hold a password.
fn without_user(root: &str) -> String {
    match (root.find("//"), root.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => {
            let kept = [root.get(..scheme + 2), root.get(at + 1..)];
            kept.into_iter().flatten().collect::<Vec<_>>().join("…@")
        }
        _ => root.to_owned(),
    }
}
