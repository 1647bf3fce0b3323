//! Strings and keys of TOML.

use super::is_dangerous;

/// A text as a basic string on one line: `"a\nb"`.
///
/// ```
/// use graph_models_codegen::text::toml::string;
///
/// assert_eq!(string("C:\\x\n[a]\u{1b}"), r#""C:\\x\n[a]\u001b""#);
/// ```
pub fn string(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for character in text.chars() {
        match character {
            '"' => string.push_str("\\\""),
            '\\' => string.push_str("\\\\"),
            '\n' => string.push_str("\\n"),
            '\r' => string.push_str("\\r"),
            '\t' => string.push_str("\\t"),
            _ if is_dangerous(character) => string.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => string.push(character),
        }
    }
    string.push('"');
    string
}

/// An array of strings: `["a", "b"]`.
pub fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| string(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A text as a key: bare if TOML allows it, otherwise a string.
pub fn key(text: &str) -> String {
    let is_bare =
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if is_bare { text.to_owned() } else { string(text) }
}

#[cfg(test)]
mod tests {
    use super::{key, list, string};

    #[test]
    fn a_string_has_the_same_value() {
        let all: String = (0..=0x10_ffff).filter_map(char::from_u32).collect();
        let table: toml::Table = toml::from_str(&format!("a = {}\n", string(&all))).unwrap();
        assert!(table.get("a").and_then(toml::Value::as_str) == Some(all.as_str()));
        assert_eq!(list(&["a", "\""]), r#"["a", "\""]"#);
        assert_eq!((key("a-1"), key("\u{fc}"), key("")), ("a-1".into(), "\"\u{fc}\"".into(), "\"\"".into()));
    }
}
