//! Relative links, resolved against the address of the request whose answer held them (RFC 3986, 5.2).

use http::Uri;

use crate::request::LinkError;

/// Returns `true` if a link has no scheme, and so is relative to the request.
///
/// A colon in the first segment ends a scheme, unless the colon belongs to a key, as in `users('a:b')`.
pub(in crate::request) fn is_relative(link: &str) -> bool {
    let end = link.find(['/', '\\', '?', '#', '(', ':']);
    !end.and_then(|end| link.get(end..)).is_some_and(|rest| rest.starts_with(':'))
}

/// The absolute form of a redirect, relative to the address of the request (RFC 3986, 5.2.2).
pub(in crate::request) fn absolute(request: &Uri, location: &str) -> Result<String, LinkError> {
    let invalid = |reason| Err(LinkError::Invalid { reason });
    if location.is_empty() {
        return Err(LinkError::Missing);
    }
    if !is_relative(location) {
        return Ok(location.to_owned());
    }
    // Some programs read a backslash as a slash, and others as part of a name.
    if location.split(['?', '#']).next().is_some_and(|path| path.contains('\\')) {
        return invalid("it has a backslash");
    }
    let (Some(scheme), Some(authority)) = (request.scheme(), request.authority()) else {
        return invalid("it is relative to a request that is no absolute URL");
    };
    Ok(match location.starts_with("//") {
        true => format!("{scheme}:{location}"),
        false => format!("{scheme}://{authority}{}", resolve(request.path(), request.query(), location)),
    })
}

/// Resolves a relative link against the path and the query of a request: a path that may be followed by a query.
pub(super) fn resolve(path: &str, query: Option<&str>, link: &str) -> String {
    let link = link.split('#').next().unwrap_or_default();
    let (relative, asked) = match link.split_once('?') {
        Some((relative, asked)) => (relative, Some(asked)),
        None => (link, None),
    };
    let (resolved, query) = match relative {
        "" => (path.to_owned(), asked.or(query)),
        _ if relative.starts_with('/') => (without_dots(relative), asked),
        _ => {
            let folder = path.rfind('/').and_then(|end| path.get(..=end)).unwrap_or("/");
            (without_dots(&format!("{folder}{relative}")), asked)
        }
    };
    match query {
        Some(query) => format!("{resolved}?{query}"),
        None => resolved,
    }
}

/// The path without its steps `.` and `..` (RFC 3986, 5.2.4). The path begins with a slash.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        if segment == ".." {
            kept.pop();
        } else if segment != "." {
            kept.push(segment);
            continue;
        }
        // A step at the end leads to a folder.
        if segments.peek().is_none() {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_standard() {
        for (link, resolved) in [
            ("g", "/b/c/g"),
            ("./g", "/b/c/g"),
            ("g/", "/b/c/g/"),
            ("/g", "/g"),
            ("?y", "/b/c/d;p?y"),
            ("g?y", "/b/c/g?y"),
            ("#s", "/b/c/d;p?q"),
            ("g#s", "/b/c/g"),
            ("g?y#s", "/b/c/g?y"),
            (";x", "/b/c/;x"),
            ("g;x", "/b/c/g;x"),
            ("", "/b/c/d;p?q"),
            (".", "/b/c/"),
            ("./", "/b/c/"),
            ("..", "/b/"),
            ("../", "/b/"),
            ("../g", "/b/g"),
            ("../..", "/"),
            ("../../g", "/g"),
            ("../../../g", "/g"),
            ("/./g", "/g"),
            ("/../g", "/g"),
            ("g.", "/b/c/g."),
            ("..g", "/b/c/..g"),
            ("./../g", "/b/g"),
            ("./g/.", "/b/c/g/"),
            ("g/./h", "/b/c/g/h"),
            ("g/../h", "/b/c/h"),
            ("g;x=1/../y", "/b/c/y"),
            ("g?y/../x", "/b/c/g?y/../x"),
        ] {
            assert_eq!(resolve("/b/c/d;p", Some("q"), link), resolved, "{link}");
        }
        assert_eq!(resolve("", None, "g"), "/g");
    }

    #[test]
    fn redirects_are_relative_to_the_request() {
        let request = Uri::from_static("https://files.example/b/c/d;p?q=secret");
        let absolute = |location| absolute(&request, location);
        for (location, target) in [
            ("g?y", "https://files.example/b/c/g?y"),
            ("/g", "https://files.example/g"),
            ("?y", "https://files.example/b/c/d;p?y"),
            ("../g#s", "https://files.example/b/g"),
            ("//cdn.example/g", "https://cdn.example/g"),
            ("https://other.example/g", "https://other.example/g"),
            ("g?y=\\", "https://files.example/b/c/g?y=\\"),
        ] {
            assert_eq!(absolute(location).as_deref(), Ok(target), "{location}");
        }
        for location in ["/\\evil.example/x", "\\\\evil.example", "a\\b"] {
            assert!(matches!(absolute(location), Err(LinkError::Invalid { .. })), "{location}");
        }
        assert_eq!(absolute(""), Err(LinkError::Missing));
    }

    #[test]
    fn a_scheme_makes_a_link_absolute() {
        for link in
            ["https://x/y", "http:x", "javascript:alert(1)", "graph.microsoft.com:443/x", " https://x"]
        {
            assert!(!is_relative(link), "{link}");
        }
        for link in ["users", "users('a:b')", "users?$filter=a:b", "./a:b", "/a:b", "?a:b", "#a:b", ""] {
            assert!(is_relative(link), "{link}");
        }
    }
}
