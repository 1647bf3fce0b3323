//! The key in an entity-id, the URL that names an entity (OData Protocol 4.01, 4.1; URL Conventions, 4.3).

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// The key in an entity-id: the text in its last parentheses, or else its last segment. An id that is no URL is its
/// own key.
pub(super) fn key_of(id: &str) -> Cow<'_, str> {
    if !id.contains('/') && !id.ends_with(')') {
        return Cow::Borrowed(id);
    }
    let (key, is_in_parentheses) = last_key(id);
    let key = match key.split_once('=') {
        Some((name, value)) if is_in_parentheses && is_single(name, value) => value,
        _ => key,
    };
    let decoded = percent_decode_str(key).decode_utf8().unwrap_or(Cow::Borrowed(key));
    match decoded.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) if is_in_parentheses => Cow::Owned(quoted.replace("''", "'")),
        _ => decoded,
    }
}

/// The text of the last key as written, and true if it is in parentheses. Slashes and parentheses in quotes are part
/// of a key.
fn last_key(id: &str) -> (&str, bool) {
    let (mut start, mut is_quoted, mut is_in_parentheses, mut end) = (0, false, false, id.len());
    for (position, c) in id.char_indices() {
        match c {
            '\'' if is_in_parentheses => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '?' | '#' => {
                end = position;
                break;
            }
            // A slash at the end begins no segment.
            '/' if id
                .get(position + 1..)
                .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['?', '#'])) =>
            {
                (start, is_in_parentheses) = (position + 1, false);
            }
            '(' => (start, is_in_parentheses) = (position + 1, true),
            _ => {}
        }
    }
    let key = id.get(start..end).unwrap_or_default().trim_end_matches('/');
    (if is_in_parentheses { key.strip_suffix(')').unwrap_or(key) } else { key }, is_in_parentheses)
}

/// Returns `true` if `name=value` is a single key with its name, and not a key of several parts or a text with `=`.
fn is_single(name: &str, value: &str) -> bool {
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_whole = value.strip_prefix('\'').map_or(!value.contains(','), |rest| {
        rest.strip_suffix('\'').is_some_and(|inside| !inside.replace("''", "").contains('\''))
    });
    is_name && is_whole
}

#[cfg(test)]
mod tests {
    use super::key_of;

    #[test]
    fn keys() {
        for (id, key) in [
            ("1", "1"),
            ("AAMk=", "AAMk="),
            ("users('1')", "1"),
            ("users(1)", "1"),
            ("users/1", "1"),
            ("https://graph.microsoft.com/v1.0/users/1", "1"),
            ("https://graph.microsoft.com/v1.0/users('1')", "1"),
            ("https://graph.microsoft.com/v1.0/users('1')/", "1"),
            ("https://graph.microsoft.com/v1.0/users/1/?x=1#y", "1"),
            ("https://graph.microsoft.com/v1.0/users(id='1')", "1"),
            ("users('o''neil')/messages('a/b(c)')", "a/b(c)"),
            ("users('o''neil')", "o'neil"),
            ("users/o'neil@example.com", "o'neil@example.com"),
            ("users/a%2Fb%20c", "a/b c"),
            ("users('a%27%27b')", "a'b"),
            ("x(a='1',b='2')", "a='1',b='2'"),
            ("x(a=1,b=2)", "a=1,b=2"),
            ("users('a=b')", "a=b"),
            ("items/a=b", "a=b"),
            ("users/%ff", "%ff"),
            ("drives/b!x-y/items/01ABC!1", "01ABC!1"),
            ("/", ""),
            (")", ")"),
            ("", ""),
        ] {
            assert_eq!(key_of(id), key, "{id}");
        }
    }
}
