//! Texts of a service without what looks like a token.

use std::fmt;

/// How many bytes of a text are shown.
const MAX_SHOWN: usize = 1000;

/// A text of a service, shown without the words that look like tokens, and cut after about a thousand bytes: services
/// quote what they refuse.
///
/// ```
/// use graph_models_core::request::Redacted;
///
/// let said = format!("{}", Redacted("refused: Bearer 0123456789abcdef"));
/// assert!(!said.contains("0123456789abcdef"));
/// ```
pub struct Redacted<'a>(pub &'a str);

impl Redacted<'_> {
    /// The text in words and what parts them, with what is to be shown of each.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let mut announced = Announced::Nothing;
        self.0.split_inclusive(|c: char| !is_of_word(c)).flat_map(move |part| {
            let word = part.trim_end_matches(|c: char| !is_of_word(c));
            let end = part.get(word.len()..).unwrap_or_default();
            let is_secret = is_token(word) || announced == Announced::Secret && word.len() > 8;
            if !word.is_empty() {
                announced = Announced::by(word);
            }
            announced = announced.after(end);
            [if is_secret { "[token]" } else { word }, end]
        })
    }
}

/// What the words so far say about the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announced {
    Nothing,
    /// A secret if it is the value of what was just named, in JSON: `"access_token": "…"`.
    IfValue,
    Secret,
}

impl Announced {
    fn by(word: &str) -> Self {
        let word = word.to_ascii_lowercase();
        if word == "bearer" {
            Self::Secret
        } else if SECRETS.iter().any(|name| word.ends_with(name)) {
            Self::IfValue
        } else {
            Self::Nothing
        }
    }

    /// The same after what parts words.
    fn after(self, separator: &str) -> Self {
        match (self, separator) {
            (Self::IfValue, ":") => Self::Secret,
            (Self::IfValue, "\"" | " ") | (Self::Secret, _) => self,
            _ => Self::Nothing,
        }
    }
}

/// How the names of secrets end.
const SECRETS: [&str; 4] = ["_token", "secret", "password", "assertion"];

/// The characters of base64, both alphabets, and what parts a token.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=' | '~')
}

/// Whether a word is a JSON Web Token, which begins with an object of JSON in base64, or gives a secret by name.
fn is_token(word: &str) -> bool {
    let is_web_token = word.len() > 20 && word.split(['=', '/']).any(|part| part.starts_with("eyJ"));
    let named = word.split_once('=').filter(|(_, value)| !value.trim_matches('=').is_empty());
    is_web_token || named.is_some_and(|(name, _)| Announced::by(name) == Announced::IfValue)
}

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = MAX_SHOWN;
        for part in self.parts() {
            if part.len() > left {
                let end = (0..=left).rev().find(|&end| part.is_char_boundary(end)).unwrap_or_default();
                f.write_str(part.get(..end).unwrap_or_default())?;
                return f.write_str("…");
            }
            left -= part.len();
            f.write_str(part)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Redacted;

    #[test]
    fn tokens_are_not_shown() {
        let token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIwMDAwIn0.c2lnbmF0dXJl-_";
        for (text, shown) in [
            (format!("The token '{token}' is expired."), "The token '[token]' is expired."),
            (format!("access_token={token}&x=1"), "[token]&x=1"),
            (
                "Authorization: Bearer abc.def-123456, and more".to_owned(),
                "Authorization: Bearer [token], and more",
            ),
            ("Bearer  opaque_token_1".to_owned(), "Bearer  [token]"),
            ("The bearer is unknown: eyJ is short.".to_owned(), "The bearer is unknown: eyJ is short."),
            (
                r#"{"access_token": "opaque-text-1", "x": 1}"#.to_owned(),
                r#"{"access_token": "[token]", "x": 1}"#,
            ),
            (r#"{"client_secret":"opaque-text-1"}"#.to_owned(), r#"{"client_secret":"[token]"}"#),
            ("refresh_token=opaque&client_secret=a".to_owned(), "[token]&[token]"),
            (
                "The client secret has not been accepted.".to_owned(),
                "The client secret has not been accepted.",
            ),
            ("base64== stays, id_token= too".to_owned(), "base64== stays, id_token= too"),
            ("Ünï ✓ stays".to_owned(), "Ünï ✓ stays"),
        ] {
            assert_eq!(Redacted(&text).to_string(), shown);
        }
    }

    #[test]
    fn long_texts_are_cut() {
        let shown = Redacted(&"word ".repeat(1000)).to_string();
        assert_eq!((shown.len(), shown.ends_with("word …")), (1003, true));
        assert_eq!(Redacted(&"é".repeat(1000)).to_string(), "é".repeat(500) + "…");
        assert_eq!(Redacted(&"é".repeat(500)).to_string(), "é".repeat(500));
    }
}
