//! The syntax of names (section 15).
//!
//! Must not know the meaning of a name, nor the places where it may stand.

/// The longest simple identifier, in characters (section 15.2).
const LONGEST_IDENTIFIER: usize = 128;

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

/// The error in identifiers joined by dots (sections 15.1 and 15.3), if any.
pub(super) fn dotted_problem(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("is empty".to_owned());
    }
    name.split('.').find_map(|part| match part {
        "" => Some("has an empty part".to_owned()),
        _ => identifier_problem(part),
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
    fn dotted() {
        assert_eq!(dotted_problem("microsoft.graph.user"), None);
        for name in ["", ".", "a..b", "a.", "a.1"] {
            assert!(dotted_problem(name).is_some(), "{name}");
        }
    }
}
