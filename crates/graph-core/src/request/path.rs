//! Path templates filled with keys that cannot leave their segment.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::RequestError;

/// Everything but the unreserved characters of RFC 3986: a key stands in one segment whatever it holds.
const KEY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Fills the placeholders `{name}` of a template.
///
/// A key between quotes (`name='{value}'`) is a string literal of OData, in which a quote is doubled.
pub(super) fn fill(template: &'static str, keys: &[(&'static str, &str)]) -> Result<String, RequestError> {
    let mut path = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let found = keys.iter().find(|(key, _)| *key == name);
        let &(key, value) = found.ok_or_else(|| RequestError::MissingKey { key: name.to_owned() })?;
        if value.is_empty() {
            return Err(RequestError::EmptyKey { key });
        }
        let is_quoted = before.ends_with('\'');
        if !is_quoted && matches!(value, "." | "..") {
            return Err(RequestError::DotKey { key });
        }
        path.push_str(before);
        // Writing to a string cannot fail.
        let _ = if is_quoted {
            write!(path, "{}", utf8_percent_encode(&value.replace('\'', "''"), KEY))
        } else {
            write!(path, "{}", utf8_percent_encode(value, KEY))
        };
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::request::RequestError;

    fn key(value: &str) -> Result<String, RequestError> {
        fill("/alerts/{alert_id}/refresh", &[("alert_id", value)])
    }

    #[test]
    fn keys_stay_in_their_segment() {
        for (value, encoded) in [
            ("DirectoryRole_9a_X", "DirectoryRole_9a_X"),
            ("a/../b", "a%2F..%2Fb"),
            ("a?b#c", "a%3Fb%23c"),
            ("50%", "50%25"),
            ("refresh:All", "refresh%3AAll"),
            ("it's", "it%27s"),
            ("ü", "%C3%BC"),
            ("a\\b\r\n", "a%5Cb%0D%0A"),
        ] {
            assert_eq!(key(value), Ok(format!("/alerts/{encoded}/refresh")));
        }
    }

    #[test]
    fn steps_are_no_keys() {
        assert_eq!(key(""), Err(RequestError::EmptyKey { key: "alert_id" }));
        assert_eq!(key(".."), Err(RequestError::DotKey { key: "alert_id" }));
        assert_eq!(key("..."), Ok("/alerts/.../refresh".to_owned()));
    }

    #[test]
    fn quotes_in_literals_are_doubled() {
        let filled = fill("/a(n='{x}')", &[("x", "it's")]);
        assert_eq!(filled.as_deref(), Ok("/a(n='it%27%27s')"));
    }

    #[test]
    fn every_placeholder_needs_a_value() {
        let missing = RequestError::MissingKey { key: "b".to_owned() };
        assert_eq!(fill("/x/{b}", &[("a", "1")]), Err(missing));
    }
}
