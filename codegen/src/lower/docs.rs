//! Turns paragraphs of documentation into wrapped lines.

use std::borrow::Cow;

use crate::text::rustdoc;
use csdl::model::Annotations;

/// The most columns of a line of documentation, without `/// ` and indentation.
const WIDTH: usize = 96;

/// Wraps paragraphs into lines, with an empty line between paragraphs.
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
    texts.map(rustdoc::text).filter(|text| !text.is_empty()).map(Cow::Owned).collect()
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
            // Without the backslash the line would begin a list.
            Some(number) => line.extend([number, "\\", word.strip_prefix(number).unwrap_or_default()]),
            None => line.push_str(word),
        }
    }
    lines.push(line);
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_digit())
}

/// The words of a paragraph; a code span is part of its word and is not broken.
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
