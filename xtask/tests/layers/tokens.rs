//! Reads Rust source as tokens, without comments and without code for tests.

/// A word, a sign, or a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    pub(crate) text: &'t str,
    /// The line, counted from 1.
    pub(crate) line: usize,
}

impl Token<'_> {
    /// Returns `true` for a word: a name or a keyword.
    pub(crate) fn is_word(&self) -> bool {
        self.text.chars().all(is_of_word)
    }
}

/// Returns the tokens of a source text that are compiled without tests.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    without_tests(&all(text))
}

fn all(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first);
        let (token, behind) = rest.split_at(length);
        if !first.is_whitespace() && !token.starts_with("//") && !token.starts_with("/*") {
            // `r#type` is the name `type`.
            tokens.push(Token { text: token.strip_prefix("r#").unwrap_or(token), line });
        }
        line += token.matches('\n').count();
        rest = behind;
    }
    tokens
}

/// Returns the length of the first token, comment or white space.
fn length(text: &str, first: char) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return of_comment(text);
    }
    let unmarked = text.trim_start_matches(['b', 'c', 'r']);
    let marks = text.len() - unmarked.len();
    let quoted = unmarked.trim_start_matches('#');
    if marks <= 2 && text.get(..marks).is_some_and(|marks| marks.ends_with('r')) && quoted.starts_with('"') {
        let end = format!("\"{}", "#".repeat(unmarked.len() - quoted.len()));
        let start = text.len() - quoted.len() + 1;
        let found = text.get(start..).and_then(|inside| inside.find(&end));
        return found.map_or(text.len(), |found| start + found + end.len());
    }
    if marks <= 1 && unmarked.starts_with('"') {
        return marks + of_quoted(unmarked, '"');
    }
    if marks <= 1 && is_character(unmarked) {
        return marks + of_quoted(unmarked, '\'');
    }
    if text.starts_with("r#") || is_of_word(first) {
        let start = if text.starts_with("r#") { 2 } else { 0 };
        let name = text.get(start..).unwrap_or_default();
        return start + name.find(|c| !is_of_word(c)).unwrap_or(name.len());
    }
    first.len_utf8()
}

/// Returns the length of a comment that may have further ones inside.
fn of_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth -= 1;
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Returns the length of a literal with escapes, which begins with the quote.
fn of_quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(at, _)| at + quote.len_utf8())
}

/// Tells a character from a lifetime.
fn is_character(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('\'') else { return false };
    inside.starts_with('\\') || inside.chars().nth(1) == Some('\'')
}

fn is_of_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Leaves out the items behind `#[cfg(test)]`.
fn without_tests<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut kept = Vec::new();
    let mut rest = tokens;
    while let [token, behind @ ..] = rest {
        if let Some(item) = behind_test_attribute(rest) {
            rest = behind_item(item);
        } else {
            kept.push(*token);
            rest = behind;
        }
    }
    kept
}

/// Returns the tokens behind the attribute, if they begin with an attribute of code for tests.
fn behind_test_attribute<'s, 't>(tokens: &'s [Token<'t>]) -> Option<&'s [Token<'t>]> {
    if tokens.first()?.text != "#" {
        return None;
    }
    let end = tokens.iter().position(|token| token.text == "]")?;
    let (attribute, behind) = tokens.split_at_checked(end + 1)?;
    let texts: Vec<_> = attribute.iter().map(|token| token.text).collect();
    let is_for_tests = texts.starts_with(&["#", "[", "cfg", "("])
        && texts.contains(&"test")
        && !texts.iter().any(|text| ["not", "any"].contains(text));
    is_for_tests.then_some(behind)
}

/// Returns the tokens behind an item: behind its semicolon, or behind its braces.
fn behind_item<'s, 't>(tokens: &'s [Token<'t>]) -> &'s [Token<'t>] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return tokens.get(at + 1..).unwrap_or_default();
                }
            }
            ";" if depth == 0 => return tokens.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
    }
    &[]
}

#[test]
fn comments_literals_and_tests_are_no_names() {
    let text = "// a\nb /* c /* d */ e */ \"f \\\" g\" r#\"h \" i\"# 'j' '\\'' &'k r#type b'l' br\"m\" 0..9\n\
                #[cfg(test)]\n#[rustfmt::skip]\nmod tests {\n    fn n() { o }\n}\n#[cfg(test)] mod p;\nq\n\
                #[cfg(not(test))] r";
    let words: Vec<_> = tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect();
    assert_eq!(words, ["b", "k", "type", "0", "9", "q", "cfg", "not", "test", "r"]);
    assert_eq!(tokens(text).iter().find(|token| token.text == "q").map(|token| token.line), Some(9));
}
