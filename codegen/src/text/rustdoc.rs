//! Markdown of rustdoc: descriptions that show as written.
//!
//! No text becomes a code block, by a fence or by indentation: rustdoc compiles and runs those.

use super::is_dangerous;
use super::markdown::spans;

/// Encodes a text that was not written for rustdoc, so that it shows as written. White space is folded. Markup for
/// links, tags, emphasis and blocks is escaped, and addresses become links. Code spans stay code. Control characters
/// and marks that change the direction of text are removed, since the compiler rejects them.
pub(crate) fn text(text: &str) -> String {
    let text: String =
        text.chars().filter(|&character| character.is_whitespace() || !is_dangerous(character)).collect();
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(spans) = spans(&folded) else { return prose(&folded) };
    let spans = spans
        .iter()
        .enumerate()
        .map(|(index, span)| if index % 2 == 0 { prose(span) } else { format!("`{span}`") });
    spans.collect()
}

fn prose(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        // An address may be in parentheses or quotation marks.
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

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn foreign_text_shows_as_written() {
        assert_eq!(text("See  [the\n docs] for <b>"), r"See \[the docs\] for \<b\>");
        assert_eq!(text("`a_b` or a `"), r"\`a\_b\` or a \`");
        assert_eq!(text("set `a_b`, not *c*"), r"set `a_b`, not \*c\*");
        assert_eq!(text("    let a;"), "let a;");
        assert_eq!(text("```\npanic!()\n```"), r"\`\`\` panic!() \`\`\`");
        assert_eq!(text("````"), r"\`\`\`\`");
        assert_eq!(text("~~~ a"), r"\~~~ a");
        assert_eq!(text("a\u{2028}b\u{202e}\u{7f}"), "a b");
        assert_eq!(text("- one"), r"\- one");
        assert_eq!(text("at https://example.com/a_b."), "at <https://example.com/a_b>.");
    }
}
