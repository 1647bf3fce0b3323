//! Calls of macros of the runtime, as text: a head, then a row a line; what has no room on a line takes several.

/// Columns that a line of a table may take.
const WIDTH: usize = 118;

/// Parts on one line, after an indent, or each on a line of its own where they have no room. Parts hold what stands
/// between them.
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
