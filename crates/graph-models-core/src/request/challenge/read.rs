//! Parses one header `WWW-Authenticate`, in time linear to its length.

use serde::de::IgnoredAny;

use super::Challenge;
use crate::request::headers::is_of_token;

/// The challenges of one header.
pub(super) fn challenges(text: &str) -> Vec<Challenge> {
    let mut reader = Reader { rest: text };
    let mut found: Vec<Challenge> = Vec::new();
    // True directly behind a scheme, without a comma: a token may follow.
    let mut is_behind_scheme = false;
    loop {
        reader.skip_spaces();
        if reader.take(",") {
            is_behind_scheme = false;
            continue;
        }
        if reader.rest.is_empty() {
            return found;
        }
        if is_behind_scheme && let Some(token) = reader.token68() {
            if let Some(challenge) = found.last_mut() {
                challenge.token = Some(token.to_owned());
            }
            is_behind_scheme = false;
            continue;
        }
        let name = reader.while_is(is_of_token);
        if name.is_empty() {
            reader.skip_one();
            is_behind_scheme = false;
            continue;
        }
        reader.skip_spaces();
        if reader.take("=") {
            reader.skip_spaces();
            let value = reader.value(name);
            if let Some(challenge) = found.last_mut() {
                challenge.parameters.push((name.to_owned(), value));
            }
            is_behind_scheme = false;
        } else {
            found.push(Challenge { scheme: name.to_owned(), token: None, parameters: Vec::new() });
            is_behind_scheme = true;
        }
    }
}

/// The part of a header that is not read yet.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    /// Skips one character, or a whole text in quotes.
    fn skip_one(&mut self) {
        if self.rest.starts_with('"') {
            self.quoted();
            return;
        }
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn while_is(&mut self, is_it: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !is_it(c)).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        found
    }

    /// A token in place of parameters. A comma or the end must follow it.
    fn token68(&mut self) -> Option<&'t str> {
        let before = self.rest;
        let is_of_it = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
        let letters = self.while_is(is_of_it).len();
        let padding = self.while_is(|c| c == '=').len();
        self.skip_spaces();
        let is_one = letters > 0 && (self.rest.is_empty() || self.rest.starts_with(','));
        if !is_one {
            self.rest = before;
            return None;
        }
        before.get(..letters + padding)
    }

    /// The value of a parameter: a text in quotes, or the text up to a comma or a space.
    fn value(&mut self, name: &str) -> String {
        if !self.rest.starts_with('"') {
            return self.while_is(|c| !matches!(c, ',' | ' ' | '\t')).to_owned();
        }
        if name.eq_ignore_ascii_case("claims")
            && let Some(json) = self.raw_json()
        {
            return json.to_owned();
        }
        self.quoted()
    }

    /// JSON in quotes whose own quotes are not escaped.
    ///
    /// The time stays linear. A further text of this form begins with `="{`. Valid JSON has `=` only inside a string.
    /// So this quote ends the string, and no brace may follow it: the reader of the first JSON stops here at the
    /// latest.
    fn raw_json(&mut self) -> Option<&'t str> {
        let inner = self.rest.strip_prefix('"').filter(|inner| inner.starts_with('{'))?;
        let mut values = serde_json::Deserializer::from_str(inner).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let (json, behind) = inner.split_at_checked(values.byte_offset())?;
        self.rest = behind.strip_prefix('"')?;
        Some(json)
    }

    /// A text in quotes, with escapes resolved. If the closing quote is missing, the text is the whole rest.
    fn quoted(&mut self) -> String {
        let mut text = String::new();
        let mut chars = self.rest.strip_prefix('"').unwrap_or(self.rest).chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' => text.extend(chars.next()),
                c => text.push(c),
            }
        }
        self.rest = chars.as_str();
        text
    }
}
