//! Where the service is.

use http::Uri;

use super::RequestError;

/// The root of a service, to which version and path are appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    root: String,
}

impl Service {
    /// The worldwide service.
    pub fn global() -> Self {
        Self { root: "https://graph.microsoft.com".to_owned() }
    }

    /// The service of US Government L4.
    pub fn us_government_l4() -> Self {
        Self { root: "https://graph.microsoft.us".to_owned() }
    }

    /// The service of US Government L5 (DoD).
    pub fn us_government_l5() -> Self {
        Self { root: "https://dod-graph.microsoft.us".to_owned() }
    }

    /// The service in China, operated by 21Vianet.
    pub fn china() -> Self {
        Self { root: "https://microsoftgraph.chinacloudapi.cn".to_owned() }
    }

    /// Any other service: a proxy, or a server for tests. A slash at the end is dropped.
    ///
    /// # Errors
    ///
    /// [`RequestError::InvalidRoot`] if it is not an absolute `http` or `https` URL, or has user information,
    /// a query or a fragment.
    pub fn at(root: &str) -> Result<Self, RequestError> {
        let invalid = || RequestError::InvalidRoot { root: root.to_owned() };
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
}
