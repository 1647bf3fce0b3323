//! Links in answers of a service: next pages, later changes, and operations that are watched.
//!
//! Links are followed unchanged, and only to the service that sent them, since the request will carry a token.
//!
//! ```
//! use graph_models_core::request::{LinkError, Service};
//!
//! let service = Service::global();
//! let next = service.follows("https://graph.microsoft.com/beta/alerts?$skiptoken=a%2Fb")?;
//! assert_eq!(next.query(), Some("$skiptoken=a%2Fb"));
//! let error = service.follows("https://graph.microsoft.com@evil.example/").unwrap_err();
//! assert!(matches!(error, LinkError::Invalid { .. }));
//! # Ok::<(), LinkError>(())
//! ```

mod host;
mod relative;

use std::fmt;

use http::Uri;
use http::uri::{Authority, Scheme};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

pub(super) use host::{has_valid_port, is_loopback, is_plain};
pub(super) use relative::{absolute, is_relative};

use super::{Hidden, Version};

/// Characters that are not allowed in a URI but that services put into links. All other characters stay unchanged.
const NOT_OF_A_URI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The reason that a link cannot be followed. The link itself is not shown, since it may hold secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkError {
    /// There is no link to follow.
    Missing,
    /// The link leads to another scheme, host or port than those of the service. The token would go to another party.
    OtherOrigin {
        /// The scheme and authority of the link.
        origin: String,
    },
    /// The link is no URL of the service, no path below its root, and not relative to a request to the service.
    Invalid {
        /// The fault of the link.
        reason: &'static str,
    },
    /// The link is neither a text nor null. What follows is not known, so the walk must not end as if nothing did.
    NotText,
    /// The link leads in a circle: to the page that contains it or to an earlier one. Following it would never end.
    Repeated,
}

impl LinkError {
    /// Returns the error with secrets masked.
    pub(super) fn without(self, hidden: Option<&Hidden>) -> Self {
        match (self, hidden) {
            (Self::OtherOrigin { origin }, Some(hidden)) => {
                Self::OtherOrigin { origin: hidden.clean(&origin).into_owned() }
            }
            (error, _) => error,
        }
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no link to follow"),
            Self::OtherOrigin { origin } => {
                write!(f, "the link leads to {origin}, which is not the service; it is not followed")
            }
            Self::Invalid { reason } => write!(f, "the link cannot be followed: {reason}"),
            Self::NotText => f.write_str("the link is no text; what follows is not known"),
            Self::Repeated => {
                f.write_str("the link leads in a circle: to a page that was read before; it is not followed")
            }
        }
    }
}

impl std::error::Error for LinkError {}

/// The URI of a link, if it stays with the service at a root: its text without a slash at the end, and its URI.
///
/// A link that is a path is appended to the root. Other relative links are relative to the request whose answer
/// contained them, if that request is known and went to the service.
pub(super) fn follow(
    (root, root_uri): (&str, &Uri),
    version: Option<Version>,
    request: Option<&Uri>,
    link: &str,
) -> Result<Uri, LinkError> {
    let invalid = |reason| LinkError::Invalid { reason };
    if link.is_empty() {
        return Err(LinkError::Missing);
    }
    if link.chars().any(char::is_control) {
        return Err(invalid("it has control characters"));
    }
    let absolute = if !is_relative(link) {
        link.to_owned()
    } else if names_host(link) {
        return Err(invalid("it names a host without a scheme"));
    } else if link.starts_with('/') {
        let link = relative::resolve("/", None, link);
        let path = root_uri.path().trim_end_matches('/');
        let is_whole =
            !path.is_empty() && link.strip_prefix(path).is_some_and(|rest| rest.starts_with(['/', '?']));
        match (Version::from_path(&link), version) {
            _ if is_whole => format!("{}{link}", root.strip_suffix(path).unwrap_or(root)),
            // Some parts of Graph omit the version. It is then the version of the request.
            (None, Some(version)) => format!("{root}/{version}{link}"),
            _ => format!("{root}{link}"),
        }
    } else {
        let request = request.ok_or(invalid("it is relative, and to which request is not known"))?;
        resolved(request, link)?
    };
    let uri = plain_uri(&absolute)?;
    check_origin(root_uri, &uri)?;
    Ok(uri)
}

/// Returns an error unless an address is at the service with this root.
pub(super) fn check_origin(root: &Uri, uri: &Uri) -> Result<(), LinkError> {
    let (scheme, authority) = origin(uri)?;
    match is_same_origin(root, uri) {
        true => Ok(()),
        false => Err(LinkError::OtherOrigin { origin: format!("{scheme}://{authority}") }),
    }
}

/// The scheme and the authority of an absolute URI whose host every program reads in the same way.
fn origin(uri: &Uri) -> Result<(&Scheme, &Authority), LinkError> {
    let invalid = |reason| LinkError::Invalid { reason };
    match (uri.scheme(), uri.authority()) {
        (Some(scheme), Some(authority)) if is_plain(authority) => Ok((scheme, authority)),
        (Some(_), Some(_)) => Err(invalid("its host is written in a way that programs read differently")),
        _ => Err(invalid("it is no absolute URL")),
    }
}

/// A relative link, resolved against the address of a request.
fn resolved(request: &Uri, link: &str) -> Result<String, LinkError> {
    let (Some(scheme), Some(authority)) = (request.scheme(), request.authority()) else {
        return Err(LinkError::Invalid { reason: "it is relative to a request that is no absolute URL" });
    };
    Ok(format!("{scheme}://{authority}{}", relative::resolve(request.path(), request.query(), link)))
}

/// Returns `true` for a link such as `//host/path`, also in forms that only some programs read in this way.
pub(super) fn names_host(link: &str) -> bool {
    link.starts_with("//") || link.starts_with("/\\") || link.starts_with('\\')
}

/// The URI of an absolute link, whose host every program reads in the same way.
pub(super) fn plain_uri(link: &str) -> Result<Uri, LinkError> {
    let invalid = |reason| LinkError::Invalid { reason };
    if link.chars().any(char::is_control) {
        return Err(invalid("it has control characters"));
    }
    let uri: Uri = match link.parse() {
        Ok(uri) => uri,
        Err(_) => {
            let encoded = utf8_percent_encode(link, NOT_OF_A_URI).to_string();
            encoded.parse().map_err(|_| invalid("it is no URL"))?
        }
    };
    origin(&uri)?;
    Ok(uri)
}

/// Returns `true` if two addresses have the same scheme, host and port.
pub(super) fn is_same_origin(a: &Uri, b: &Uri) -> bool {
    let (Some(scheme), Some(a_host), Some(b_host)) = (a.scheme(), a.authority(), b.authority()) else {
        return false;
    };
    b.scheme() == Some(scheme) && is_same_host(a_host, b_host, scheme)
}

fn is_same_host(a: &Authority, b: &Authority, scheme: &Scheme) -> bool {
    let port = |authority| host::port(authority, if *scheme == Scheme::HTTPS { 443 } else { 80 });
    a.host().eq_ignore_ascii_case(b.host()) && port(a).is_some() && port(a) == port(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Service;

    fn followed(link: &str) -> Result<String, LinkError> {
        let service = Service::global();
        service.follows_from(Some(Version::Beta), None, link).map(|uri| uri.to_string())
    }

    fn followed_from(request: &str, link: &str) -> Result<String, LinkError> {
        let request: Uri = request.parse().unwrap();
        Service::global().follows_from(Some(Version::Beta), Some(&request), link).map(|uri| uri.to_string())
    }

    #[test]
    fn links_of_the_service_stay_as_they_are() {
        for link in [
            "https://graph.microsoft.com/beta/alerts?$skiptoken=a%2Fb+c",
            "https://graph.microsoft.com/v1.0/alerts?$top=5&$skip=5",
            "https://graph.microsoft.com:443/beta/operations('a:b')",
            "https://graph.microsoft.com/beta/x/../y//z?%zz",
        ] {
            assert_eq!(followed(link).as_deref(), Ok(link));
        }
        let loud = "https://GRAPH.microsoft.com/beta/x";
        assert!(followed(loud).is_ok());
    }

    #[test]
    fn what_no_uri_can_hold_is_encoded() {
        assert_eq!(
            followed("https://graph.microsoft.com/beta/x?$filter=a eq 'é|\"'").as_deref(),
            Ok("https://graph.microsoft.com/beta/x?$filter=a%20eq%20'%C3%A9%7C%22'"),
        );
    }

    #[test]
    fn paths_stand_below_the_root() {
        assert_eq!(followed("/v1.0/x").as_deref(), Ok("https://graph.microsoft.com/v1.0/x"));
        assert_eq!(
            followed("/teams('1')/operations('2')").as_deref(),
            Ok("https://graph.microsoft.com/beta/teams('1')/operations('2')"),
        );
        let service = Service::with_root("http://localhost:80/graph").unwrap();
        let local = |version, link| service.follows_from(version, None, link).map(|uri| uri.to_string());
        assert_eq!(local(None, "/beta/x").as_deref(), Ok("http://localhost:80/graph/beta/x"));
        // A path that begins at the root of the host, as RFC 3986 defines it.
        for version in [None, Some(Version::Beta)] {
            assert_eq!(local(version, "/graph/beta/x").as_deref(), Ok("http://localhost:80/graph/beta/x"));
        }
        assert_eq!(
            local(Some(Version::Beta), "/graphs/1").as_deref(),
            Ok("http://localhost:80/graph/beta/graphs/1")
        );
    }

    #[test]
    fn other_relative_links_are_relative_to_the_request() {
        let request = "https://graph.microsoft.com/v1.0/users/delta?$top=2";
        for (link, uri) in [
            ("delta?$skiptoken=a%2Fb", "https://graph.microsoft.com/v1.0/users/delta?$skiptoken=a%2Fb"),
            ("?$skip=2", "https://graph.microsoft.com/v1.0/users/delta?$skip=2"),
            ("../groups", "https://graph.microsoft.com/v1.0/groups"),
            ("messages('a:b')/x", "https://graph.microsoft.com/v1.0/users/messages('a:b')/x"),
            ("./a:b", "https://graph.microsoft.com/v1.0/users/a:b"),
            ("@evil.example/x", "https://graph.microsoft.com/v1.0/users/@evil.example/x"),
            ("/v1.0/groups?$skip=1", "https://graph.microsoft.com/v1.0/groups?$skip=1"),
        ] {
            assert_eq!(followed_from(request, link).as_deref(), Ok(uri), "{link}");
        }
        for link in [
            "\\\\evil.example/x",
            "//evil.example/x",
            "javascript:alert(1)",
            " https://graph.microsoft.com/x",
        ] {
            assert!(matches!(followed_from(request, link), Err(LinkError::Invalid { .. })), "{link}");
        }
        // A relative link in the answer of another host is not followed.
        let elsewhere = followed_from("https://evil.example/v1.0/users", "?$skip=2");
        assert!(matches!(elsewhere, Err(LinkError::OtherOrigin { .. })));
        assert!(matches!(followed_from("/v1.0/users", "?$skip=2"), Err(LinkError::Invalid { .. })));
    }

    #[test]
    fn hosts_can_be_addresses() {
        let at = |root, link| Service::with_root(root).unwrap().follows(link).is_ok();
        assert!(
            at("http://[::1]:8080", "http://[::1]:8080/beta/x")
                && !at("http://[::1]:8080", "http://[::1]/beta/x")
        );
        assert!(
            at("https://127.0.0.1", "https://127.0.0.1:443/x")
                && !at("https://127.0.0.1", "https://127.0.0.2/x")
        );
    }

    #[test]
    fn no_link_leads_elsewhere() {
        for link in [
            "https://evil.example/beta/x",
            "http://graph.microsoft.com/beta/x",
            "https://graph.microsoft.com:8443/beta/x",
            "https://graph.microsoft.com.evil.example/x",
            "https://graph.microsoft.co/x",
        ] {
            assert!(matches!(followed(link), Err(LinkError::OtherOrigin { .. })), "{link}");
        }
        for link in [
            "https://graph.microsoft.com@evil.example/x",
            "https://user:pw@graph.microsoft.com/x",
            "https://graph.microsoft.com\\@evil.example/x",
            "https://graph.microsoft.com%2eevil.example/x",
            "https://graph.microsoft.com:443x/x",
            "https://graph.microsoft.com:99999/x",
            "https:///x",
            "https://",
            "//evil.example/x",
            "/\\evil.example/x",
            "alerts?$skip=5",
            "?$skip=5",
            "ftp:x",
            "javascript:alert(1)",
            "https://graph.microsoft.com/x\r\nauthorization: y",
            " https://graph.microsoft.com/x",
        ] {
            assert!(followed(link).is_err(), "{link}");
        }
        assert_eq!(followed(""), Err(LinkError::Missing));
    }

    #[test]
    fn errors_do_not_show_what_the_link_holds() {
        let error = followed("https://evil.example/x?$skiptoken=secret").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the link leads to https://evil.example, which is not the service; it is not followed"
        );
        assert!(!format!("{error:?}").contains("secret"));
    }
}
