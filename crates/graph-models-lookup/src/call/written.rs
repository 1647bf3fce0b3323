//! Requests as references and programs write them: `GET https://graph.microsoft.com/v1.0/me?$select=id HTTP/1.1`.

use super::segments::outside;

/// The versions of the service.
const VERSIONS: [&str; 2] = ["v1.0", "beta"];

/// A method and an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written<'t> {
    pub(crate) method: &'t str,
    pub(crate) address: Address<'t>,
}

/// An address in the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address<'t> {
    /// True if the address begins with the root of the service.
    pub(crate) is_absolute: bool,
    pub(crate) version: Option<&'static str>,
    /// The path below the version, without slashes around it.
    pub(crate) path: &'t str,
    /// The query options, as they are written.
    pub(crate) query: &'t str,
}

impl<'t> Written<'t> {
    /// Reads a request. The protocol behind the address makes no difference. `None` if the text is something else.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let (method, address) = text.trim().split_once(char::is_whitespace)?;
        let address = match address.rsplit_once(char::is_whitespace) {
            Some((before, protocol)) if protocol.starts_with("HTTP/") => before,
            _ => address,
        };
        let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
        Some(Self { method, address: Address::parse(address)? }).filter(|_| is_method)
    }
}

impl<'t> Address<'t> {
    /// Reads an address, with or without the root of the service and the version. `None` if it has no path.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let text = text.trim();
        let (is_absolute, rest) = match text.strip_prefix("https://") {
            Some(rest) => (true, rest.split_once('/')?.1),
            None => (false, text.strip_prefix('/').unwrap_or(text)),
        };
        let path = outside(rest, '?').next().unwrap_or_default();
        let query = rest.get(path.len()..).and_then(|rest| rest.strip_prefix('?')).unwrap_or_default();
        let below = |(first, below)| Some((Some(named_version(first)?), below));
        let (version, path) = path.split_once('/').and_then(below).unwrap_or((None, path));
        let path = path.trim_end_matches('/');
        (!path.is_empty()).then_some(Self { is_absolute, version, path, query })
    }
}

/// The version that the first segment of a path names, in any case. Some pages of the reference write `v1` for `v1.0`.
fn named_version(segment: &str) -> Option<&'static str> {
    let is_named = |version: &&str| {
        let short = version.strip_suffix(".0").unwrap_or(version);
        [*version, short].iter().any(|name| name.eq_ignore_ascii_case(segment))
    };
    VERSIONS.into_iter().find(is_named)
}

#[cfg(test)]
mod tests {
    use super::{Address, Written};

    fn read(text: &str) -> Option<(&str, &str)> {
        Written::parse(text).map(|written| (written.method, written.address.path))
    }

    #[test]
    fn a_request_is_read_as_documented() {
        assert_eq!(read("GET /users"), Some(("GET", "users")));
        for protocol in ["", " HTTP/1.1", " HTTP/2"] {
            let text = format!(" GET https://graph.microsoft.com/v1.0/me/?$select=id{protocol}");
            assert_eq!(read(&text), Some(("GET", "me")));
            assert_eq!(Written::parse(&text).unwrap().address.query, "$select=id");
        }
        assert_eq!(
            read("POST /beta/users/{id|userPrincipalName?}/x"),
            Some(("POST", "users/{id|userPrincipalName?}/x"))
        );
        for other in ["/users", "get /users", "GET", "GET /", "GET https://graph.microsoft.com"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn an_address_may_name_its_root_and_version() {
        let read = |text| Address::parse(text).map(|address| (address.is_absolute, address.version));
        assert_eq!(read("https://graph.microsoft.com/v1.0/me"), Some((true, Some("v1.0"))));
        assert_eq!(read(" /beta/users?$top=1"), Some((false, Some("beta"))));
        assert_eq!(read("beta/users"), Some((false, Some("beta"))));
        assert_eq!(read("https://graph.microsoft.com/v1/me"), Some((true, Some("v1.0"))));
        assert_eq!(read("/V1.0/me"), Some((false, Some("v1.0"))));
        assert_eq!(read("/v2/me"), Some((false, None)));
        assert_eq!(read("/users/beta"), Some((false, None)));
    }
}
