//! Rust text as tokens with their places. Comments and white space are left out.
//!
//! A program need not be complete or correct: the tokens of macros are tokens too.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// The text; of a raw identifier without `r#`.
    pub(super) text: &'t str,
    /// Offset of the first byte.
    pub(super) start: usize,
}

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Ident,
    /// A sign; `::` is one token.
    Sign,
    /// A literal, or a lifetime.
    Literal,
}

impl Token<'_> {
    /// Returns true for a sign.
    pub(super) fn is(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }

    /// Returns true for a keyword or a name.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Ident && self.text == word
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let skipped = blank(rest);
        if skipped > 0 {
            start += skipped;
            continue;
        }
        let (kind, length, prefix) = token(rest);
        let end = start + length;
        tokens.push(Token { kind, text: text.get(start + prefix..end).unwrap_or_default(), start });
        start = end;
    }
    tokens
}

/// The length of the white space or the comment with which a text begins.
fn blank(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return block_comment(text);
    }
    text.len() - text.trim_start().len()
}

/// The length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    let bytes = text.as_bytes();
    while let Some(pair) = bytes.get(at..at + 2) {
        match pair {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The kind and the length of the token with which a text begins, and the length of the part before its name.
fn token(text: &str) -> (Kind, usize, usize) {
    if let Some(length) = string(text) {
        return (Kind::Literal, length, 0);
    }
    let raw = text.strip_prefix("r#").map_or(0, name);
    if raw > 0 {
        return (Kind::Ident, 2 + raw, 2);
    }
    let first = text.chars().next().unwrap_or(' ');
    match first {
        '\'' => (Kind::Literal, quote(text), 0),
        _ if first.is_ascii_digit() => (Kind::Literal, number(text), 0),
        _ if name(text) > 0 => (Kind::Ident, name(text), 0),
        ':' if text.starts_with("::") => (Kind::Sign, 2, 0),
        _ => (Kind::Sign, first.len_utf8(), 0),
    }
}

/// The length of a name.
fn name(text: &str) -> usize {
    let is_first = |c: char| c.is_alphabetic() || c == '_';
    if !text.starts_with(is_first) {
        return 0;
    }
    text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len())
}

/// The length of a number. The dots of a range and of a method do not belong to it.
fn number(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let whole = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let fraction = text.get(whole..).and_then(|rest| rest.strip_prefix('.'));
    match fraction.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        Some(rest) => whole + 1 + rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
        None => whole,
    }
}

/// The length of a character or of a lifetime.
fn quote(text: &str) -> usize {
    let mut inside = text.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), Some(escaped)) => {
            let behind = 2 + escaped.len_utf8();
            let rest = text.get(behind..).unwrap_or_default();
            rest.find('\'').map_or(text.len(), |end| behind + end + 1)
        }
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1 + text.get(1..).map_or(0, name),
    }
}

/// The length of a string of any form: `"…"`, `b"…"`, `r#"…"#`.
fn string(text: &str) -> Option<usize> {
    let unmarked = text.strip_prefix(['b', 'c']).unwrap_or(text);
    if let Some(rest) = unmarked.strip_prefix('r') {
        let inside = rest.trim_start_matches('#');
        let hashes = rest.len() - inside.len();
        let inside = inside.strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        let before = text.len() - inside.len();
        return Some(inside.find(&end).map_or(text.len(), |at| before + at + end.len()));
    }
    let inside = unmarked.strip_prefix('"')?;
    let before = text.len() - inside.len();
    let mut is_escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(before + at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_strings_hold_no_names() {
        assert_eq!(texts("a // b\n/* c /* d */ e */ f"), ["a", "f"]);
        assert_eq!(
            texts(r##"x("y\"z", r#"a"b"#, b"c", br"d\")"##),
            ["x", "(", r#""y\"z""#, ",", r##"r#"a"b"#"##, ",", "b\"c\"", ",", "br\"d\\\"", ")"]
        );
        assert_eq!(texts("\"no end"), ["\"no end"]);
        assert_eq!(texts("a /* no end"), ["a"]);
    }

    #[test]
    fn characters_are_no_lifetimes() {
        assert_eq!(
            texts("'a' 'b '\\'' '\\u{1}' '\u{e9}' c"),
            ["'a'", "'b", "'\\''", "'\\u{1}'", "'\u{e9}'", "c"]
        );
        assert_eq!(
            texts("fn f<'v>(x: &'v str)"),
            ["fn", "f", "<", "'v", ">", "(", "x", ":", "&", "'v", "str", ")"]
        );
    }

    #[test]
    fn numbers_end_before_methods_and_ranges() {
        assert_eq!(
            texts("1.0 1..2 1.max(2) 0x1f_u8"),
            ["1.0", "1", ".", ".", "2", "1", ".", "max", "(", "2", ")", "0x1f_u8"]
        );
    }

    #[test]
    fn paths_and_raw_names() {
        assert_eq!(
            texts("a::b::<C>() r#type b r"),
            ["a", "::", "b", "::", "<", "C", ">", "(", ")", "type", "b", "r"]
        );
        let starts: Vec<_> = tokens(" r#type\u{e9} +").iter().map(|token| token.start).collect();
        assert_eq!(starts, [1, 10]);
    }
}
