//! Headers that are lists.
//!
//! Commas separate elements, semicolons separate the parts of an element, and texts may be quoted.

/// A part of an element: `name`, `name=value`, or `name="value"`.
pub(in crate::request) struct Element<'a> {
    pub(in crate::request) name: &'a str,
    pub(in crate::request) value: Option<String>,
}

/// Returns `true` if the text is a token of HTTP (RFC 9110, 5.6.2).
pub(in crate::request) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_token)
}

/// Returns `true` for a character of a token.
pub(in crate::request) fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// Checks that a text can be the value of a header that a program sets: printable ASCII of at most `longest` bytes.
pub(in crate::request) fn check_value(text: &str, longest: usize) -> Result<(), &'static str> {
    if text.len() > longest {
        return Err("the value is too long");
    }
    match text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => Ok(()),
        false => Err("the value has a character that is not printable ASCII"),
    }
}

/// The elements of a list. Commas inside quotes or angle brackets do not separate.
pub(in crate::request) fn elements(text: &str) -> impl Iterator<Item = &str> {
    split(text, ',')
}

/// The parts of an element.
pub(in crate::request) fn parts(element: &str) -> impl Iterator<Item = Element<'_>> {
    split(element, ';').map(|part| match part.split_once('=') {
        Some((name, value)) => Element { name: name.trim(), value: Some(unquoted(value.trim())) },
        None => Element { name: part, value: None },
    })
}

/// Splits a text at separators outside quotes and angle brackets. Empty parts are left out.
pub(in crate::request) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quotes, mut is_bracketed) = (Quotes::default(), false);
    let parts = text.split(move |c: char| {
        if !is_bracketed {
            quotes.read(c);
        }
        match c {
            '<' if !quotes.is_open => is_bracketed = true,
            '>' if !quotes.is_open => is_bracketed = false,
            _ => {}
        }
        c == separator && !quotes.is_open && !is_bracketed
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// Returns `true` if every quoted text in a header ends. Otherwise such a text would include what follows it.
pub(in crate::request) fn has_closed_quotes(text: &str) -> bool {
    let mut quotes = Quotes::default();
    text.chars().for_each(|c| quotes.read(c));
    !quotes.is_open
}

/// The quotes in a text that is read from its beginning. A backslash inside quotes escapes the next character.
#[derive(Default)]
struct Quotes {
    is_open: bool,
    is_escaped: bool,
}

impl Quotes {
    fn read(&mut self, c: char) {
        let escapes = self.is_open && !self.is_escaped && c == '\\';
        self.is_open ^= c == '"' && !self.is_escaped;
        self.is_escaped = escapes;
    }
}

/// The text between quotes, with escapes resolved.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut is_escaped = false;
    let is_kept = |&c: &char| {
        is_escaped = c == '\\' && !is_escaped;
        !is_escaped
    };
    inner.chars().filter(is_kept).collect()
}
