//! Masks text that looks like a token.

use std::fmt;

/// The number of bytes shown of a text.
const MAX_SHOWN: usize = 1000;

/// A text from a service, printed with tokens masked and cut after about 1000 bytes.
///
/// Services quote the refused text, so their messages may contain tokens.
///
/// ```
/// use graph_models_core::request::Redacted;
///
/// let said = format!("{}", Redacted("refused: Bearer 0123456789abcdef"));
/// assert!(!said.contains("0123456789abcdef"));
/// ```
pub struct Redacted<'a>(pub &'a str);

impl Redacted<'_> {
    /// The text as words and separators. A word that looks like a secret is replaced by `[token]`.
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

/// The state of the scan: it tells whether the words so far announce a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announced {
    Nothing,
    /// A name of a secret was read. If a JSON value follows, the value is the secret: `"access_token": "…"`.
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

    /// The state after a separator.
    fn after(self, separator: &str) -> Self {
        match (self, separator) {
            (Self::IfValue, ":") => Self::Secret,
            (Self::IfValue, "\"" | " ") | (Self::Secret, _) => self,
            _ => Self::Nothing,
        }
    }
}

/// Endings of names that announce a secret.
const SECRETS: [&str; 4] = ["_token", "secret", "password", "assertion"];

/// Returns `true` for the characters of a token: both base64 alphabets and separators inside tokens.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=' | '~')
}

/// Returns `true` if a word is a JSON Web Token or has the form `secret_name=value`.
///
/// A JSON Web Token begins with `eyJ`, which is base64 for `{"`.
fn is_token(word: &str) -> bool {
    let is_web_token = word.len() > 20 && word.split(['=', '/', '.']).any(|part| part.starts_with("eyJ"));
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
            (format!("tempauth=v1.{token} is over"), "[token] is over"),
            ("v1.eyJzaXRlaWQiOiJhYmNkZWYwMTIzNDU2Nzg5In0 is over".to_owned(), "[token] is over"),
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
