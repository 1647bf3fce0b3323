//! Texts of a service without what looks like a token.

use std::fmt;

/// Shows a text without the words that look like tokens: services quote what they refuse.
pub(super) struct Redacted<'a>(pub(super) &'a str);

impl Redacted<'_> {
    /// The text in words and what parts them, with what is to be shown of each.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let mut is_bearer = false;
        self.0.split_inclusive(|c: char| !is_of_word(c)).flat_map(move |part| {
            let word = part.trim_end_matches(|c: char| !is_of_word(c));
            let end = part.get(word.len()..).unwrap_or_default();
            let is_secret = !word.is_empty() && (is_token(word) || is_bearer && word.len() > 8);
            is_bearer = word.eq_ignore_ascii_case("bearer") || is_bearer && word.is_empty();
            [if is_secret { "[token]" } else { word }, end]
        })
    }
}

/// The characters of base64, both alphabets, and what parts a token.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=' | '~')
}

/// A JSON Web Token begins with an object of JSON in base64.
fn is_token(word: &str) -> bool {
    word.len() > 20 && word.split(['=', '/']).any(|part| part.starts_with("eyJ"))
}

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|part| f.write_str(part))
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
            ("Ünï ✓ stays".to_owned(), "Ünï ✓ stays"),
        ] {
            assert_eq!(Redacted(&text).to_string(), shown);
        }
    }
}
