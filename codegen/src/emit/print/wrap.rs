//! Breaks long lines of generated text: after `=` and `:`, before `->` and `.`, inside brackets, after `::`, inside
//! string literals, and between the words of comments.
//!
//! Emitters write the usual case on one line. Only the few lines with very long names come here. A name that is longer
//! than a line is the only text that cannot be broken.

use proc_macro2::Literal;

/// The most columns of a generated line.
pub(in crate::emit) const WIDTH: usize = 120;

/// Brackets with fewer columns between them are not broken.
const NARROW: usize = 16;

/// One level of indentation.
const INDENT: &str = "    ";

/// The text with its long lines broken. A line without a place for a break stays as it is.
pub(in crate::emit) fn wrap(text: String) -> String {
    if text.lines().all(fits) {
        return text;
    }
    let mut wrapped = String::with_capacity(text.len() + text.len() / 32);
    append(&text, &mut wrapped);
    wrapped
}

/// Appends text to other text, with its long lines broken.
pub(in crate::emit) fn append(text: &str, to: &mut String) {
    if text.lines().all(fits) {
        to.push_str(text);
    } else {
        text.lines().for_each(|line| push(line, to));
    }
}

/// Appends a line, or the lines that it breaks into.
fn push(line: &str, text: &mut String) {
    if fits(line) {
        text.extend([line, "\n"]);
        return;
    }
    let lines = split(line).filter(|lines| lines.iter().all(|part| part.len() < line.len()));
    match lines {
        Some(lines) => lines.iter().for_each(|line| push(line, text)),
        None => text.extend([line, "\n"]),
    }
}

fn fits(line: &str) -> bool {
    line.len() <= WIDTH || line.chars().count() <= WIDTH
}

fn split(line: &str) -> Option<Vec<String>> {
    let code = line.trim_start_matches(' ');
    let indent = line.get(..line.len() - code.len())?;
    if let Some(docs) = code.strip_prefix("///") {
        return literal(indent, "#[doc = ", &Literal::string(docs).to_string(), "]");
    }
    if let Some(docs) = code.strip_prefix("//!") {
        return literal(indent, "#![doc = ", &Literal::string(docs).to_string(), "]");
    }
    if let Some(words) = code.strip_prefix("// ") {
        return comment(indent, words);
    }
    if code.starts_with('"') {
        let (text, comma) = code.strip_suffix(',').map_or((code, ""), |text| (text, ","));
        return literal(indent, "", text, comma);
    }
    let scan = Scan::new(code)?;
    let in_two = |offset: usize| {
        let (before, after) = code.split_at_checked(offset)?;
        Some(vec![
            format!("{indent}{}", before.trim_end()),
            format!("{indent}{INDENT}{}", after.trim_start()),
        ])
    };
    if let Some(offset) = scan.equals_sign {
        return in_two(offset);
    }
    let group = scan.groups.iter().max_by_key(|group| group.width());
    if let Some(group) = group.filter(|group| group.width() >= NARROW) {
        return group.lines(indent, code);
    }
    if let Some(offset) = scan.arrow.or(scan.colon).or(scan.dot) {
        return in_two(offset);
    }
    match group.filter(|group| !group.is_empty()) {
        Some(group) => group.lines(indent, code),
        None => in_two(scan.path?),
    }
}

/// A comment on two lines. The second one may be broken again.
fn comment(indent: &str, words: &str) -> Option<Vec<String>> {
    const MARK: &str = "// ";
    let room = WIDTH.saturating_sub(indent.len() + MARK.len());
    let spaces = words.match_indices(' ').map(|(offset, _)| offset);
    let space =
        spaces.clone().take_while(|&offset| offset <= room).last().or_else(|| spaces.clone().next())?;
    let (before, after) = words.split_at_checked(space)?;
    Some(vec![format!("{indent}{MARK}{before}"), format!("{indent}{MARK}{}", after.trim_start())])
}

/// A string literal on several lines, each but the last with a backslash at the end. The compiler removes the line end
/// and the spaces that follow.
fn literal(indent: &str, before: &str, text: &str, after: &str) -> Option<Vec<String>> {
    let content = text.strip_prefix('"')?.strip_suffix('"')?;
    let first = format!("{indent}{before}\"");
    let begin = first.len().max(indent.len() + INDENT.len());
    let room = WIDTH.saturating_sub(begin + "\"".len() + after.len());
    let mut lines = vec![first.clone()];
    for part in content.split_inclusive(['/', ' ', '(']).flat_map(|part| cut(part, room)) {
        let last = lines.last_mut()?;
        let is_full = last.len() + part.len() + after.len() + 1 > WIDTH && *last != first;
        // The compiler would drop a space at the start of a line.
        if is_full && !part.starts_with(' ') {
            last.push('\\');
            lines.push(format!("{indent}{INDENT}{part}"));
        } else {
            last.push_str(part);
        }
    }
    let last = lines.last_mut()?;
    last.extend(["\"", after]);
    (lines.len() > 1).then_some(lines)
}

/// A part of a string literal, in pieces that fit into the room of a line. No piece ends inside an escape.
fn cut(mut part: &str, room: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    while part.len() > room {
        let (mut at, mut is_between_words) = (0, false);
        for (end, is_mark) in ends(part).take_while(|&(end, _)| end <= room) {
            if is_mark || !is_between_words {
                (at, is_between_words) = (end, is_mark);
            }
        }
        let Some((piece, rest)) = part.split_at_checked(at).filter(|(piece, _)| !piece.is_empty()) else {
            break;
        };
        pieces.push(piece);
        part = rest;
    }
    pieces.push(part);
    pieces
}

/// The ends of the characters and escapes of a string literal, and whether a mark between words ends there.
fn ends(content: &str) -> impl Iterator<Item = (usize, bool)> {
    let mut rest = content.char_indices().peekable();
    std::iter::from_fn(move || {
        let (_, character) = rest.next()?;
        if character == '\\' && rest.next().is_some_and(|(_, kind)| kind == 'u') {
            rest.by_ref().find(|&(_, character)| character == '}');
        }
        let end = rest.peek().map_or(content.len(), |&(next, _)| next);
        Some((end, matches!(character, '-' | '_' | '.' | ',' | '?' | '&' | '=')))
    })
}

/// The places for breaks in a line of code.
#[derive(Default)]
struct Scan {
    /// The offset after an `=` outside of all brackets, if code follows.
    equals_sign: Option<usize>,
    /// The offsets before `->`, after `:`, before `.` and after `::`, outside of all brackets.
    arrow: Option<usize>,
    colon: Option<usize>,
    dot: Option<usize>,
    path: Option<usize>,
    /// The brackets that are open and closed on the line, outside of all others.
    groups: Vec<Group>,
}

/// A pair of brackets.
struct Group {
    start: usize,
    end: usize,
    /// The offsets of the commas directly inside the brackets.
    commas: Vec<usize>,
}

impl Scan {
    /// `None` for a line that ends in the middle of a string.
    fn new(code: &str) -> Option<Self> {
        let mut scan = Self::default();
        let mut open: Vec<Group> = Vec::new();
        let (mut is_string, mut is_escaped, mut before) = (false, false, ' ');
        for (offset, character) in code.char_indices() {
            if is_string {
                is_string = character != '"' || is_escaped;
                is_escaped = character == '\\' && !is_escaped;
                before = character;
                continue;
            }
            match character {
                '"' => is_string = true,
                '(' | '[' | '{' | '<' => open.push(Group::new(offset)),
                '>' if matches!(before, '-' | '=') => {}
                ')' | ']' | '}' | '>' => scan.close(&mut open, offset),
                ',' => {
                    if let Some(group) = open.last_mut() {
                        group.commas.push(offset);
                    }
                }
                '=' | ':' | '-' | '.' if open.is_empty() => scan.mark(character, offset, code),
                _ => {}
            }
            before = character;
        }
        (!is_string).then_some(scan)
    }

    /// Records the offset of a mark outside of all brackets.
    fn mark(&mut self, mark: char, offset: usize, code: &str) {
        let rest = code.get(offset + 1..).unwrap_or_default();
        match mark {
            '=' if rest.starts_with(' ') => self.equals_sign = Some(offset + 1),
            ':' if rest.starts_with(' ') => self.colon = Some(offset + 1),
            ':' if rest.starts_with(':') => self.path = Some(offset + 2),
            '-' if rest.starts_with('>') => self.arrow = Some(offset),
            '.' => self.dot = Some(offset),
            _ => {}
        }
    }

    /// Closes the innermost bracket. Keeps the group if no other bracket of the line closes around it.
    fn close(&mut self, open: &mut Vec<Group>, end: usize) {
        let Some(group) = open.pop() else { return };
        self.groups.retain(|inner| inner.start < group.start);
        self.groups.push(Group { end, ..group });
    }
}

impl Group {
    fn new(start: usize) -> Self {
        Self { start, end: start, commas: Vec::new() }
    }

    fn width(&self) -> usize {
        self.end - self.start
    }

    fn is_empty(&self) -> bool {
        self.width() <= 1
    }

    /// The line, with the content of the brackets on separate lines.
    fn lines(&self, indent: &str, code: &str) -> Option<Vec<String>> {
        let begin = self.start + 1;
        let mut lines = vec![format!("{indent}{}", code.get(..begin)?)];
        let mut from = begin;
        for &comma in &self.commas {
            lines.push(format!("{indent}{INDENT}{}", code.get(from..=comma)?.trim()));
            from = comma + 1;
        }
        let last = code.get(from..self.end)?.trim();
        if !last.is_empty() {
            // Lists in square brackets are also arguments of macros that accept no trailing comma.
            let is_list = code.get(self.start..begin)? == "[" || self.commas.is_empty();
            lines.push(format!("{indent}{INDENT}{last}{}", if is_list { "" } else { "," }));
        }
        lines.push(format!("{indent}{}", code.get(self.end..)?));
        Some(lines)
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{WIDTH, wrap};

    /// The tokens of code, without the commas before closing brackets.
    fn tokens(text: &str) -> String {
        let text = text.parse::<TokenStream>().unwrap().to_string();
        text.split_whitespace().collect::<String>().replace(",)", ")").replace(",>", ">")
    }

    #[test]
    fn long_lines_are_broken_and_mean_the_same() {
        let name = "Name".repeat(12);
        for line in [
            format!("pub const INFO: &'static request::OperationInfo = &super::{name}::{name};"),
            format!("    pub fn {name}({name}: impl std::fmt::Display) -> request::Member<{name}<K>> {{}}"),
            format!("    ) -> request::Members<{name}<request::Elsewhere>, request::Member<{name}<K>>> {{"),
            format!("        self.0.path.by(\"/{name}/{{id}}\", &[&{name}])"),
            format!("        device_management().{name}{name}()"),
            format!("pub(crate) static {name}{name}: request::OperationInfo ="),
            format!("    {name}<K>(request::Many<{name}, {name}<K>, K>)"),
            format!("        [\"microsoft.graph.{name}\", \"microsoft.graph.{name}\"],"),
            format!("                {name}{name}::default(),"),
            format!("        {name}{name}::from_path(&self.0.path)"),
            format!("pub use requests_{name}::{name}{name};"),
        ] {
            let wrapped = wrap(line.clone());
            assert!(
                wrapped.lines().count() > 1 && wrapped.lines().all(|line| line.len() <= WIDTH),
                "{wrapped}"
            );
            if let (Ok(_), Ok(_)) = (line.parse::<TokenStream>(), wrapped.parse::<TokenStream>()) {
                assert_eq!(tokens(&wrapped), tokens(&line));
            }
        }
    }

    #[test]
    fn long_texts_are_broken_and_mean_the_same() {
        let text = format!("/a/{}b ", "segment/".repeat(30));
        {
            let source = format!("///{text}\nstruct A;");
            let item: syn::ItemStruct = syn::parse_str(&wrap(source)).unwrap();
            let syn::Meta::NameValue(doc) = &item.attrs.first().unwrap().meta else { panic!() };
            let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(value), .. }) = &doc.value else { panic!() };
            assert_eq!(value.value(), text);
        }
        let wrapped = wrap(format!("    {text:?},"));
        assert!(wrapped.lines().count() > 1 && wrapped.lines().all(|line| line.len() <= WIDTH), "{wrapped}");
        let value: syn::LitStr = syn::parse_str(wrapped.trim().trim_end_matches(',')).unwrap();
        assert_eq!(value.value(), text);
    }

    /// Texts without spaces and slashes are cut at other marks, and without marks anywhere, but never in an escape.
    #[test]
    fn texts_of_one_long_word_are_broken_and_mean_the_same() {
        for word in ["word-", "word", "a\n", "\u{1}", "\\", "\"", "\u{e9}\u{5b57}", "?a=b&"] {
            for length in [200, 201, 202, 500] {
                let text = word.repeat(length / word.len());
                for indent in 0..9 {
                    let source = format!("{}{}", " ".repeat(indent * 4), proc_macro2::Literal::string(&text));
                    let wrapped = wrap(source);
                    assert!(wrapped.lines().all(super::fits), "{wrapped}");
                    let value: syn::LitStr = syn::parse_str(wrapped.trim()).unwrap();
                    assert_eq!(value.value(), text);
                }
            }
        }
        let wrapped = wrap(format!("\"https://example.com/{}list-things?view=1\"", "one-two-".repeat(14)));
        assert_eq!(wrapped.lines().nth(1).unwrap().trim_end(), format!("    {}\\", "one-two-".repeat(14)));
    }

    #[test]
    fn comments_are_broken_between_words() {
        let words =
            |text: &str| text.replace("// ", "").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let comment = format!("// {}", "some words ".repeat(40));
        let wrapped = wrap(comment.trim_end().to_owned());
        assert!(wrapped.lines().all(|line| line.starts_with("// ") && line.len() <= WIDTH), "{wrapped}");
        assert_eq!(words(&wrapped), words(&comment));
        let text = format!(" About `{}`.", "name.".repeat(40));
        let file = syn::parse_file(&wrap(format!("//!{text}\n\nstruct A;\n"))).unwrap();
        let syn::Meta::NameValue(doc) = &file.attrs.first().unwrap().meta else { panic!() };
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(value), .. }) = &doc.value else { panic!() };
        assert_eq!(value.value(), text);
    }

    #[test]
    fn a_line_without_a_place_for_a_break_stays() {
        let line = format!("    {},\n", "N".repeat(WIDTH));
        assert_eq!(wrap(line.clone()), line);
    }
}
