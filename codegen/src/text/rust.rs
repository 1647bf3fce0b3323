//! Strings of Rust source.

use std::fmt;

/// A text as a string literal: `"a\n"`. Invisible characters are escaped, so that the source shows the whole text.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a>(pub &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A test checks that this is a literal of the same value.
        write!(f, "{:?}", self.0)
    }
}

/// An array of string literals: `["a", "b"]`.
pub(crate) fn list(texts: &[String]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| Quoted(text).to_string()).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Quoted, list};

    /// The literal has the same value for every character. The source contains no character that ends a line or
    /// changes the direction of text.
    #[test]
    fn a_literal_has_the_same_value() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        let literal = Quoted(&all).to_string();
        assert!(!literal.contains(crate::text::is_dangerous));
        let parsed: syn::LitStr = syn::parse_str(&literal).unwrap();
        assert!(parsed.value() == all);
        assert_eq!(list(&["a\"".to_owned(), "\n".to_owned()]), r#"["a\"", "\n"]"#);
    }
}
