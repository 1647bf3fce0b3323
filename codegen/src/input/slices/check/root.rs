//! The form of roots: paths below the version, without keys of their own.

use super::Slice;
use crate::graph::VERSIONS;
use csdl::diagnostic::Diagnostic;
use csdl::source::Placed;

/// The error for a root that is not written as a path below the version.
pub(super) fn form(root: &Placed<String>, slice: &Slice) -> Option<Diagnostic> {
    let written = Written::new(&root.value);
    let fault = written.fault?;
    let mut problem = Diagnostic::error(format!("the root `{}` {fault}", root.value))
        .at(root.place, "a root is a path below the version");
    problem = match written.path.as_str() {
        "" => problem.help("a root is written as `users`, or `identityGovernance/accessReviews`"),
        "*" => problem.help("`all = true` takes in everything, without `roots`"),
        path => problem.help(format!("write `{path}`")),
    };
    if let Some(version) = written.version.filter(|version| *version != slice.version.value) {
        problem = problem.help(format!(
            "the slice is of `{}`: a root of `{version}` belongs to a slice with `version = \"{version}\"`",
            slice.version.value
        ));
    }
    Some(problem)
}

/// A root as people write it: a request, an address, a path of the reference.
struct Written {
    /// The first thing that makes it no root.
    fault: Option<&'static str>,
    /// The path that is meant.
    path: String,
    /// The version in front of the path.
    version: Option<&'static str>,
}

impl Written {
    fn new(text: &str) -> Self {
        let (method, rest) = without_method(text);
        let (host, rest) = without_host(rest);
        let (rest, options) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
        let (version, path) = without_version(rest.trim_matches(is_separator));
        let (segments, has_keys) = segments(path);
        let faults = [
            (text.is_empty(), "is empty"),
            (method.is_some(), "is a request"),
            (host.is_some(), "is an address"),
            (version.is_some(), "begins with a version"),
            (!options.is_empty(), "has query options"),
            (rest.contains('\\'), "has backslashes"),
            (rest.starts_with('/'), "begins with a slash"),
            (rest.ends_with('/'), "ends with a slash"),
            (has_keys, "has a key in parentheses"),
            (segments.iter().any(|segment| segment.starts_with('$')), "ends with more than a path"),
            (text == "*", "is a pattern"),
        ];
        let fault = faults.into_iter().find(|(is_there, _)| *is_there).map(|(_, fault)| fault);
        let path = segments.into_iter().take_while(|segment| !segment.starts_with('$'));
        Self { fault, path: path.collect::<Vec<_>>().join("/"), version }
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\')
}

/// The HTTP method in front, as in `GET /users`.
fn without_method(text: &str) -> (Option<&str>, &str) {
    match text.trim().split_once(char::is_whitespace) {
        Some((method, rest)) if ["GET", "POST", "PATCH", "PUT", "DELETE"].contains(&method) => {
            (Some(method), rest.trim_start())
        }
        _ => (None, text),
    }
}

/// The service in front: a scheme and a host, or a host before a version.
fn without_host(text: &str) -> (Option<&str>, &str) {
    if let Some((_, rest)) = text.split_once("://") {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        return (Some(host), path);
    }
    match text.split_once('/') {
        Some((host, path)) if host.contains('.') && without_version(path).0.is_some() => (Some(host), path),
        _ => (None, text),
    }
}

/// The version in front, in any case.
fn without_version(path: &str) -> (Option<&'static str>, &str) {
    let (first, rest) = path.split_once(is_separator).unwrap_or((path, ""));
    let known = VERSIONS.into_iter().find(|version| first.eq_ignore_ascii_case(version));
    match known {
        Some(version) => (Some(version), rest.trim_matches(is_separator)),
        None => (None, path),
    }
}

/// The segments of a path, with a key in parentheses as a segment of its own, and whether there is such a key.
fn segments(path: &str) -> (Vec<String>, bool) {
    let mut has_keys = false;
    let mut segments = Vec::new();
    for segment in path.split(is_separator).filter(|segment| !segment.is_empty()) {
        match segment.split_once('(') {
            Some((name, key)) if key.ends_with(')') => {
                has_keys = true;
                segments.push(name.to_owned());
                // `delta()` has no key.
                segments.extend((key != ")").then(|| "{id}".to_owned()));
            }
            _ => segments.push(segment.to_owned()),
        }
    }
    // A key at the end is left out: the root of a collection already includes its items.
    if has_keys && segments.len() > 1 && segments.last().is_some_and(|last| last == "{id}") {
        segments.pop();
    }
    (segments, has_keys)
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn a_root_is_found_in_what_people_write() {
        for (text, fault, path) in [
            ("", "is empty", ""),
            ("*", "is a pattern", "*"),
            ("/users", "begins with a slash", "users"),
            ("users/", "ends with a slash", "users"),
            ("//users//", "begins with a slash", "users"),
            ("/V1.0/users", "begins with a version", "users"),
            ("beta", "begins with a version", ""),
            ("GET /v1.0/users/{id}", "is a request", "users/{id}"),
            ("https://graph.microsoft.us/v1.0/users?$top=5", "is an address", "users"),
            ("https://graph.microsoft.com/v1.0/$metadata#users", "is an address", ""),
            ("https://graph.microsoft.com", "is an address", ""),
            ("graph.microsoft.com/v1.0/users", "is an address", "users"),
            ("users?$top=5", "has query options", "users"),
            ("users\\messages", "has backslashes", "users/messages"),
            ("users('1')", "has a key in parentheses", "users"),
            ("users('1')/messages", "has a key in parentheses", "users/{id}/messages"),
            ("users/$count", "ends with more than a path", "users"),
            ("users/{id}/photo/$value", "ends with more than a path", "users/{id}/photo"),
        ] {
            let written = Written::new(text);
            assert_eq!((written.fault, written.path.as_str()), (Some(fault), path), "{text}");
        }
        for text in ["users", "users/{id}/messages", "me", "microsoft.graph.user", "GET", "usage.v1/x"] {
            assert_eq!(Written::new(text).fault, None, "{text}");
        }
        assert_eq!(Written::new("/BETA/users").version, Some("beta"));
    }
}
