//! Checks the root of a service: its form, and whether a token may be sent unencrypted.

use http::Uri;
use percent_encoding::percent_decode_str;

use super::{RequestError, Version, link};

/// The hosts for which `http` is allowed. Other machines on the network can read requests by `http`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clear {
    /// Loopback only.
    Loopback,
    /// All hosts.
    Anywhere,
}

/// Checks a root. Returns its text without slashes at the end, and its URI.
pub(super) fn parse(root: &str, clear: Clear) -> Result<(String, Uri), RequestError> {
    let invalid = || RequestError::InvalidRoot { root: without_secrets(root) };
    let uri: Uri = root.parse().map_err(|_| invalid())?;
    let authority = uri.authority().filter(|authority| link::is_plain(authority)).ok_or_else(invalid)?;
    let is_bare = uri.query().is_none() && !root.contains(['#', '\\']);
    if !is_bare || !link::has_valid_port(authority) {
        return Err(invalid());
    }
    // A client may decode the path and then resolve `..`.
    let path = percent_decode_str(uri.path()).decode_utf8().map_err(|_| invalid())?;
    let segments = || path.split(['/', '\\']).filter(|segment| !segment.is_empty());
    if segments().any(|segment| matches!(segment, "." | "..")) {
        return Err(invalid());
    }
    let kept = root.trim_end_matches('/');
    if let Some(version) = segments().next_back().and_then(Version::from_name) {
        let without = kept.rsplit_once('/').map_or(kept, |(without, _)| without);
        let without = without.trim_end_matches('/').to_owned();
        return Err(RequestError::RootWithVersion { root: root.to_owned(), version, without });
    }
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") if clear == Clear::Anywhere || link::is_loopback(authority.host()) => {}
        Some("http") => return Err(RequestError::ClearText { root: kept.to_owned() }),
        _ => return Err(invalid()),
    }
    Ok((kept.to_owned(), kept.parse().map_err(|_| invalid())?))
}

/// The root without possible secrets: user information (which may contain a password), query and fragment.
fn without_secrets(root: &str) -> String {
    let shown = match (root.find("//"), root.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => {
            let kept = [root.get(..scheme + 2), root.get(at + 1..)];
            kept.into_iter().flatten().collect::<Vec<_>>().join("…@")
        }
        _ => root.to_owned(),
    };
    match shown.find(['?', '#']).and_then(|end| shown.get(..=end)) {
        Some(begin) => format!("{begin}…"),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_in(root: &str, clear: Clear) -> Result<String, RequestError> {
        parse(root, clear).map(|(root, _)| root)
    }

    fn read(root: &str) -> Result<String, RequestError> {
        read_in(root, Clear::Loopback)
    }

    #[test]
    fn a_token_goes_in_clear_to_loopback_only() {
        for host in ["127.0.0.1", "127.8.9.10:80", "localhost", "LocalHost:8080", "[::1]", "[0:0::1]:5"] {
            let root = format!("http://{host}");
            assert_eq!(read(&root).as_deref(), Ok(root.as_str()));
            assert_eq!(read(&format!("{root}/graph/")), Ok(format!("{root}/graph")));
        }
        for host in [
            "example.com",
            "graph.microsoft.com",
            "localhost.evil.com",
            "evil-localhost",
            "localhost.",
            "127.0.0.1.evil.com",
            "0.0.0.0",
            "128.0.0.1",
            "10.0.0.1:8080",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[fe80::1]",
        ] {
            let root = format!("http://{host}");
            assert_eq!(read(&root), Err(RequestError::ClearText { root: root.clone() }), "{host}");
            assert_eq!(read_in(&root, Clear::Anywhere), Ok(root));
        }
        // Some programs take these for an address of loopback, and others for a name or another address.
        for host in
            ["127.0.0.1.", "127.1", "127.0.0.01", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1"]
        {
            let root = format!("http://{host}");
            for clear in [Clear::Loopback, Clear::Anywhere] {
                let invalid = RequestError::InvalidRoot { root: root.clone() };
                assert_eq!(read_in(&root, clear), Err(invalid), "{host}");
            }
        }
        let error = read("HTTP://example.com/").unwrap_err().to_string();
        assert!(error.contains("`https`") && error.contains("Service::with_plain_http"), "{error}");
    }

    #[test]
    fn an_unclear_host_is_none() {
        for root in [
            "http://localhost@evil.com",
            "https://localhost@evil.com",
            "http://localhost:80@evil.com",
            "http://localhost%2eevil.com",
            "http://localhost\\@evil.com",
            "http://localhost\\.evil.com",
            "http://localhost#@evil.com",
            "http://localhost:80x",
            "http://localhost:99999",
            "https://graph.microsoft.com:",
            "http://127.0.0.1,evil.com",
            "http://ⓛocalhost",
            "http:localhost",
            "http:///localhost",
            " http://localhost",
            "https://host/a/../b",
            "https://host/%2e%2E",
            "https://host/a\\b",
        ] {
            for clear in [Clear::Loopback, Clear::Anywhere] {
                let error = read_in(root, clear).unwrap_err();
                assert!(matches!(error, RequestError::InvalidRoot { .. }), "{root}: {error}");
            }
        }
    }

    #[test]
    fn a_version_is_never_doubled() {
        for (root, without) in [
            ("https://graph.microsoft.com/v1.0", "https://graph.microsoft.com"),
            ("https://graph.microsoft.com/v1.0/", "https://graph.microsoft.com"),
            ("https://graph.microsoft.com//BETA//", "https://graph.microsoft.com"),
            ("https://proxy.example/graph/V1.0", "https://proxy.example/graph"),
            ("https://proxy.example/graph/v1%2E0/", "https://proxy.example/graph"),
            ("http://localhost:8080/%62eta", "http://localhost:8080"),
        ] {
            let error = read(root).unwrap_err();
            assert!(matches!(error, RequestError::RootWithVersion { .. }), "{root}: {error}");
            assert!(error.to_string().contains(&format!("`{without}`")), "{root}: {error}");
        }
        for root in [
            "https://x/v1.0?a",
            "https://x/v1.0/?",
            "https://x/v1.0#a",
            "https://u:p@x/v1.0",
            "https://x/v1.0/.",
            "https://x/v1.0/a/..",
            "https://x/v1.0/%2e",
        ] {
            assert!(matches!(read(root), Err(RequestError::InvalidRoot { .. })), "{root}");
        }
        for root in ["https://x/v1.0/graph", "https://x/betas", "https://v1.0.example/x", "https://beta"] {
            assert!(read(root).is_ok(), "{root}");
        }
    }
}
