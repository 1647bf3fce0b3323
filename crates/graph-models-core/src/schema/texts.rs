//! Finds descriptions in the form in which generated code holds them. A few long texts compile faster than many short
//! ones.
//!
//! A text has one row per description: the name, `: `, the description and a null character. Rows are sorted by name.
//! The null character is not allowed in XML, so no description contains it.

use std::cmp::Ordering;

/// The end of a row.
const END: char = '\0';

/// The separator between a name and its description.
const SEPARATOR: &str = ": ";

/// The description of a name. Both the texts and their rows are sorted.
pub(super) fn find(texts: &[&'static str], name: &str) -> Option<&'static str> {
    let starts_after = |text: &&str| text.split_once(SEPARATOR).is_none_or(|(first, _)| first > name);
    let after = texts.partition_point(|text| !starts_after(text));
    find_row(texts.get(after.checked_sub(1)?)?, name)
}

/// Finds a row by binary search.
fn find_row(mut rows: &'static str, name: &str) -> Option<&'static str> {
    while !rows.is_empty() {
        let (front, _) = rows.split_at_checked(rows.floor_char_boundary(rows.len() / 2))?;
        let start = front.rfind(END).map_or(0, |end| end + END.len_utf8());
        let (before, from) = rows.split_at_checked(start)?;
        let (row, after) = from.split_once(END).unwrap_or((from, ""));
        let (found, text) = row.split_once(SEPARATOR)?;
        match found.cmp(name) {
            Ordering::Equal => return Some(text),
            Ordering::Less => rows = after,
            Ordering::Greater => rows = before,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find;

    const TEXTS: [&str; 3] = [
        "a: The first.\0a.b: Has: a colon, and\na line.\0a/b: Ünïcödé.\0b: \0",
        "c: One row.\0",
        "d: Without an end.",
    ];

    #[test]
    fn each_name_has_its_own_text() {
        let found = |name| find(&TEXTS, name);
        assert_eq!(found("a"), Some("The first."));
        assert_eq!(found("a.b"), Some("Has: a colon, and\na line."));
        assert_eq!(found("a/b"), Some("Ünïcödé."));
        assert_eq!(found("b"), Some(""));
        assert_eq!(found("c"), Some("One row."));
        assert_eq!(found("d"), Some("Without an end."));
    }

    #[test]
    fn what_is_not_there_has_none() {
        for name in ["", "A", "a.", "a.bb", "bb", "cc", "e", "The first.", "a: The first."] {
            assert_eq!(find(&TEXTS, name), None, "{name}");
        }
        assert_eq!(find(&[], "a"), None);
        assert_eq!(find(&[""], "a"), None);
    }
}
