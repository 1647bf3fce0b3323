//! The form of identifiers: they have only characters that Rust allows, they are in NFC (the form in which compilers
//! compare them), and they are no keywords.

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Keywords of Rust 2024, strict and reserved. An identifier that equals a keyword takes a trailing underscore.
const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The field that every struct has. A property of that name takes a trailing underscore.
const FIELD: &str = "extra";

/// Names that no generated type may have: names of the prelude that generated code uses, the type parameter `K` of
/// typed paths, and the type parameter `X` of their method `update`. A type of such a name takes a trailing underscore.
const PRELUDE: [&str; 12] =
    ["AsRef", "Box", "Default", "From", "Into", "K", "None", "Option", "Some", "String", "Vec", "X"];

/// The parameter of generated functions that take a path. Among other identifiers, only keywords get a trailing
/// underscore.
const PATH: &str = "path_";

/// Turns a text into an identifier: removes characters that Rust does not allow, adds a leading letter if the first
/// character cannot begin an identifier, and avoids keywords. `_1st` becomes `x_1st`, `_` becomes `x`, `self` becomes
/// `self_`.
pub(super) fn ident(text: String, lead: char) -> String {
    // Nearly all names are plain.
    let text = if is_plain(&text) { text } else { startable(&text, lead) };
    if is_taken(&text) { format!("{text}_") } else { text }
}

/// Returns true for a keyword, and for the field that every struct has.
fn is_taken(text: &str) -> bool {
    is_keyword(text) || text == FIELD
}

/// Returns true for a keyword.
pub(crate) fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

fn startable(text: &str, lead: char) -> String {
    let mut ident: String = text.chars().filter(|&character| is_xid_continue(character)).collect();
    if !is_startable(&ident) {
        if ident.chars().all(|character| character == '_') {
            ident.clear();
        }
        ident.insert(0, lead);
    }
    // A combining mark may merge with the letter before it.
    ident.nfc().collect()
}

/// The identifier of a type: never a name that generated code takes from the prelude.
pub(super) fn of_type(ident: String) -> String {
    if PRELUDE.contains(&ident.as_str()) { format!("{ident}_") } else { ident }
}

/// Returns true if a type, or any item, cannot have this name.
pub(crate) fn is_reserved(text: &str, is_type: bool) -> bool {
    is_taken(text) || text == PATH || (is_type && PRELUDE.contains(&text))
}

/// Returns true if a text is a valid identifier, in the form in which compilers compare identifiers.
pub(crate) fn is_identifier(text: &str) -> bool {
    let is_word = || is_startable(text) && text.chars().all(is_xid_continue) && is_nfc(text);
    !is_taken(text) && (is_plain(text) || is_word())
}

/// Returns true for an ASCII letter followed by ASCII letters, digits and underscores.
fn is_plain(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Returns true if an identifier may begin like this text. An underscore alone is no identifier.
fn is_startable(text: &str) -> bool {
    text.starts_with(is_xid_start) || (text.starts_with('_') && text.contains(|c| c != '_'))
}

#[cfg(test)]
mod tests {
    use super::{ident, is_identifier};

    /// The parser of Rust accepts every identifier that this module makes.
    #[test]
    fn identifiers_are_those_of_the_parser() {
        let parses = |text: &str| syn::parse_str::<syn::Ident>(text).is_ok();
        for character in (0..=0x1_ffff).filter_map(char::from_u32) {
            for text in [character.to_string(), format!("a{character}")] {
                let made = ident(text.clone(), 'x');
                assert!(is_identifier(&made), "{text:?}: {made:?}");
                if !text.is_ascii() && made == text {
                    assert!(parses(&text), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn forms() {
        for (text, expected) in [
            ("a\u{b2}", "a"),
            ("\u{24d0}", "x"),
            ("\u{fdfa}", "x"),
            ("\u{fdfa}1", "x1"),
            ("_", "x"),
            ("__", "x"),
            ("", "x"),
            ("_a", "_a"),
            ("1_a", "x1_a"),
            ("I\u{307}", "\u{130}"),
            ("\u{2126}", "\u{3a9}"),
            ("\u{212a}", "K"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("extra", "extra_"),
        ] {
            assert_eq!(ident(text.to_owned(), 'x'), expected, "{text:?}");
        }
    }
}
