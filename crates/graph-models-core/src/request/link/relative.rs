//! Relative links, resolved against the address of the request whose answer held them (RFC 3986, 5.2).

/// Tells whether a link has no scheme, and so is relative to the request.
///
/// A colon in the first segment makes it a scheme, unless the colon belongs to a key, as in `users('a:b')`.
pub(in crate::request) fn is_relative(link: &str) -> bool {
    let end = link.find(['/', '\\', '?', '#', '(', ':']);
    !end.and_then(|end| link.get(end..)).is_some_and(|rest| rest.starts_with(':'))
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
