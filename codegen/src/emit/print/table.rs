//! Calls of runtime macros, as text: a head, then one line per row. A row that is too long for a line takes several.

/// The most columns of a line of a table.
const WIDTH: usize = 118;

/// Writes parts on one line after an indent, or each on a line of its own if they do not fit. The parts include their
/// separators.
pub(in crate::emit) fn line(indent: &str, parts: &[String]) -> String {
    let width: usize = indent.len() + parts.iter().map(|part| part.len() + 1).sum::<usize>();
    if width <= WIDTH {
        return format!("{indent}{}\n", parts.join(" "));
    }
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        text.push_str(indent);
        if index > 0 {
            text.push_str("    ");
        }
        text.push_str(part);
        text.push('\n');
    }
    text
}
