//! The syntax of names (section 15).
//!
//! Must not know the meaning of a name, nor the places where it may be used.

use crate::limits::{LONGEST_IDENTIFIER, LONGEST_QUALIFIED_NAME};

/// The error in a simple identifier (section 15.2), if any.
///
/// A letter or underscore, then letters, digits and underscores. The specification names Unicode categories. This
/// function uses the ones that `char` knows, so it refuses a name with combining marks.
pub(super) fn identifier_problem(name: &str) -> Option<String> {
    let Some(first) = name.chars().next() else { return Some("is empty".to_owned()) };
    if !(first.is_alphabetic() || first == '_') {
        return Some(format!("starts with `{first}`; a name starts with a letter or `_`"));
    }
    if let Some(wrong) = name.chars().find(|&c| !(c.is_alphanumeric() || c == '_')) {
        return Some(format!("has the character `{wrong}`; a name has letters, digits and `_`"));
    }
    match name.chars().count() {
        count if count > LONGEST_IDENTIFIER => {
            Some(format!("has {count} characters; a name has at most {LONGEST_IDENTIFIER}"))
        }
        _ => None,
    }
}

/// Characters that are not allowed in identifiers, but that real metadata uses in names, as in `request-id`.
///
/// None of them has a special meaning in a path, in a query or in JSON.
const TOLERATED: [char; 4] = ['-', '~', '!', '+'];

/// The first tolerated character of a name that is no identifier. `None` for an identifier.
///
/// # Errors
///
/// Returns an error if the name is no identifier even without its tolerated characters.
pub(super) fn tolerated(name: &str) -> Result<Option<char>, String> {
    if identifier_problem(name).is_none() {
        return Ok(None);
    }
    let is_tolerated = |&(position, c): &(usize, char)| position > 0 && TOLERATED.contains(&c);
    let plain = name.chars().enumerate().map(|it| if is_tolerated(&it) { '_' } else { it.1 });
    match identifier_problem(&plain.collect::<String>()) {
        Some(problem) => Err(problem),
        None => Ok(name.chars().enumerate().find(is_tolerated).map(|(_, c)| c)),
    }
}

/// The error in identifiers joined by dots (sections 15.1 and 15.3), if any.
pub(super) fn dotted_problem(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("is empty".to_owned());
    }
    let problem = name.split('.').find_map(|part| match part {
        "" => Some("has an empty part".to_owned()),
        _ => identifier_problem(part),
    });
    let is_long = || name.chars().count() > LONGEST_QUALIFIED_NAME;
    problem.or_else(|| {
        is_long().then(|| format!("is too long; a name has at most {LONGEST_QUALIFIED_NAME} characters"))
    })
}

/// The inside of `Collection( )`, if the text has that form.
pub(super) fn collection_item(text: &str) -> Option<&str> {
    text.strip_prefix("Collection(")?.strip_suffix(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        for name in ["user", "_", "a1", "\u{fc}ber", "\u{43f}\u{43e}\u{43b}\u{435}", &"a".repeat(128)] {
            assert_eq!(identifier_problem(name), None, "{name}");
        }
        for name in ["", "1a", "a-b", "a b", "a.b", " a", "a\u{202e}", &"a".repeat(129)] {
            assert!(identifier_problem(name).is_some(), "{name}");
        }
    }

    #[test]
    fn names_that_can_be_read() {
        for (name, character) in [("request-id", '-'), ("a~b!c", '~'), ("\u{fc}b-er", '-'), ("_-", '-')] {
            assert_eq!(tolerated(name), Ok(Some(character)), "{name}");
        }
        let hostile =
            ["a-b'", "a-\"b", "a-b/c", "a-b@c", "a-\u{1}", "a-\u{202e}b", "a-b c", "a-b.c", "a-`", "a-{b}"];
        for name in hostile.into_iter().chain(["", "-", "-a", "1-a", &"a-".repeat(65)]) {
            assert!(tolerated(name).is_err(), "{name}");
        }
        assert_eq!(tolerated("user"), Ok(None));
    }

    #[test]
    fn dotted() {
        assert_eq!(dotted_problem("microsoft.graph.user"), None);
        for name in ["", ".", "a..b", "a.", "a.1"] {
            assert!(dotted_problem(name).is_some(), "{name}");
        }
    }
}
