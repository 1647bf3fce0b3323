//! Markdown as GitHub shows it: code, prose and links, also in cells of tables.

use super::visible;

/// A text as a code span in prose, in as many backquotes as it needs.
///
/// ```
/// use graph_models_codegen::text::markdown::code;
///
/// assert_eq!(code("a_b"), "`a_b`");
/// assert_eq!(code("a``b\n"), r"``` a``b\u{a} ```");
/// ```
pub fn code(text: &str) -> String {
    let text = visible(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // Markdown removes one space on each side of the code.
    let needs_space = longest > 0 || (text.starts_with(' ') && text.ends_with(' '));
    let space = if needs_space { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A text as a code span in a cell of a table. `|` would end the cell even in code, so it is escaped.
pub fn code_in_table(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A text that shows as written at the start of a paragraph: it also begins no list, heading or fence.
pub fn paragraph(text: &str) -> String {
    inert_start(self::text(text))
}

/// A text that shows as written within a line, a heading or a cell of a table. Code spans stay code.
pub fn text(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = visible(&text);
    match spans(&text) {
        None => escape(&text.replace('`', "\u{0}")).replace('\u{0}', "\\`"),
        Some(spans) => {
            let shown = spans.iter().enumerate().map(|(index, span)| match index % 2 {
                1 => format!("`{}`", span.replace('|', "\\|")),
                _ => escape(span),
            });
            shown.collect()
        }
    }
}

/// A text that shows as written, without code spans. On GitHub it mentions nobody and refers to nothing.
pub fn literal(text: &str) -> String {
    let mut output = String::new();
    for character in visible(text).chars() {
        // Marks within words, as in `Edm.Int32` or a qualified name, are harmless.
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '@' | '&' | '~') {
            output.push('\\');
        }
        output.push(character);
    }
    output
}

/// A link to a page. An address that does not begin with `http` or `https` is shown as code.
pub fn link(label: &str, address: &str) -> String {
    if !["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)) {
        return code_in_table(address);
    }
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(character);
    let mut encoded = String::with_capacity(address.len());
    for character in address.chars() {
        let mut bytes = [0; 4];
        match is_plain(character) {
            true => encoded.push(character),
            false => character
                .encode_utf8(&mut bytes)
                .bytes()
                .for_each(|byte| encoded.push_str(&format!("%{byte:02X}"))),
        }
    }
    format!("[{label}]({encoded})")
}

/// The parts of a text between backquotes, of which every second one is code. `None` if the backquotes do not form
/// plain pairs.
pub(super) fn spans(text: &str) -> Option<Vec<&str>> {
    let spans: Vec<_> = text.split('`').collect();
    // An even number of backquotes splits the text into an odd number of spans.
    let is_paired = spans.len() % 2 == 1 && !spans.iter().skip(1).step_by(2).any(|code| code.is_empty());
    is_paired.then_some(spans)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Escapes a mark that would begin a heading, a list, a fence or a line at the start of a paragraph.
fn inert_start(text: String) -> String {
    let digits = text.len() - text.trim_start_matches(|first: char| first.is_ascii_digit()).len();
    let rest = text.get(digits..).unwrap_or_default();
    let begins = match digits {
        0 => rest.starts_with(['#', '+', '-', '=', '~']),
        _ => rest.starts_with(['.', ')']),
    };
    if begins { format!("{}\\{rest}", text.get(..digits).unwrap_or_default()) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{code, code_in_table, link, literal, paragraph, text};

    #[test]
    fn text_shows_as_written() {
        assert_eq!(text("a\n\n# b | `c|d` <e>"), r"a # b \| `c\|d` \<e\>");
        assert_eq!(paragraph("    a"), "a");
        assert_eq!(text("````\nx"), r"\`\`\`\` x");
        assert_eq!(paragraph("~~~\na"), r"\~~~ a");
        assert_eq!(paragraph("1. a"), r"1\. a");
        assert_eq!(text("a\0\u{202e}"), r"a\\u{0}\\u{202e}");
        assert_eq!(literal("@a #1 &lt; `x`\n"), r"\@a \#1 \&lt; \`x\`\\u{a}");
    }

    #[test]
    fn code_and_links_end_where_they_should() {
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(code_in_table("a|b"), r"`a\|b`");
        assert_eq!(link("x", "https://a/b?c=d#e"), "[x](https://a/b?c=d#e)");
        assert_eq!(link("x", "https://a/) b|\n`"), "[x](https://a/%29%20b%7C%0A%60)");
        assert_eq!(link("x", "javascript:a"), "`javascript:a`");
    }
}
