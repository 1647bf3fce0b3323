//! Documentation: descriptions from metadata, made safe for rustdoc, and where an item comes from.

use std::borrow::Cow;

use crate::model::Annotations;

/// Columns a line of documentation may take, `/// ` and indentation not counted.
const WIDTH: usize = 96;

/// Paragraphs to lines, wrapped, with an empty line between paragraphs.
pub(super) fn lines<'a>(paragraphs: impl IntoIterator<Item = Cow<'a, str>>) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        wrap(&paragraph, &mut lines);
    }
    lines
}

/// The description and long description of a declaration, as paragraphs.
pub(super) fn described(annotations: &Annotations) -> Vec<Cow<'static, str>> {
    let texts = annotations.description().into_iter().chain(annotations.long_description());
    texts.map(markdown).filter(|text| !text.is_empty()).map(Cow::Owned).collect()
}

/// A text nobody wrote for rustdoc, so that it shows as written: white space folded, what Markdown
/// would take for a link, a tag or emphasis escaped, addresses made links. Code spans stay code.
fn markdown(text: &str) -> String {
    let text: String = text.chars().filter(|&character| !turns_direction(character)).collect();
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let spans: Vec<_> = folded.split('`').collect();
    // An even number of backquotes parts the text into an odd number of spans.
    if spans.len() % 2 == 0 || spans.iter().skip(1).step_by(2).any(|code| code.is_empty()) {
        return prose(&folded);
    }
    let spans = spans
        .iter()
        .enumerate()
        .map(|(index, span)| if index % 2 == 0 { prose(span) } else { format!("`{span}`") });
    spans.collect()
}

/// Marks that change the direction of text: the compiler rejects them, since they hide what stands there.
fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn prose(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        // An address may stand in parentheses or quotation marks.
        let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min();
        match start.and_then(|start| word.split_at_checked(start)) {
            Some((before, address)) => escape(before) + &link(address),
            None => escape(word),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn link(word: &str) -> String {
    let address = word.trim_end_matches(['.', ',', ';', ':', ')', '>', '"', '\'']);
    let rest = word.strip_prefix(address).unwrap_or_default();
    if address.contains(['<', '>', '[', ']', '`', '\\']) {
        return escape(word);
    }
    format!("<{address}>{}", escape(rest))
}

fn escape(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for (position, character) in word.chars().enumerate() {
        let starts_block = position == 0 && matches!(character, '#' | '+' | '-' | '=' | '~' | '|');
        if starts_block || matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn wrap(paragraph: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in unbreakable(paragraph) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        match word.strip_suffix(['.', ')']).filter(|number| line.is_empty() && is_number(number)) {
            // Else the line would begin a list.
            Some(number) => line.extend([number, "\\", word.strip_prefix(number).unwrap_or_default()]),
            None => line.push_str(word),
        }
    }
    lines.push(line);
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_digit())
}

/// The words of a paragraph; a code span counts as part of its word.
fn unbreakable(paragraph: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = paragraph;
    while !rest.is_empty() {
        let mut in_code = false;
        let end = rest.find(|character| {
            in_code ^= character == '`';
            character == ' ' && !in_code
        });
        let (word, after) =
            end.and_then(|end| Some((rest.get(..end)?, rest.get(end + 1..)?))).unwrap_or((rest, ""));
        words.push(word);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn foreign_text_shows_as_written() {
        assert_eq!(markdown("See  [the\n docs] for <b>"), r"See \[the docs\] for \<b\>");
        assert_eq!(markdown("`a_b` or a `"), r"\`a\_b\` or a \`");
        assert_eq!(markdown("set `a_b`, not *c*"), r"set `a_b`, not \*c\*");
        assert_eq!(markdown("- one"), r"\- one");
        assert_eq!(markdown("at https://example.com/a_b."), "at <https://example.com/a_b>.");
    }
}
