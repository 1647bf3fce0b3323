//! Calls of runtime macros, as text: a head, then one line per row. A row that is too long for a line takes several.
//! So do the words of a list.

/// The most columns of a line of a table.
const WIDTH: usize = 118;
/// The most columns of a line that is filled with words.
const FILLED: usize = 110;

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

/// Writes words between an opening and a closing mark, on as many lines as needed.
pub(in crate::emit) fn fill(open: &str, words: &[String], close: &str, indent: &str) -> String {
    let one = format!("{indent}{open}{}{close}\n", words.join(" "));
    if one.len() <= FILLED {
        return one;
    }
    let mut text = format!("{indent}{open}\n");
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && indent.len() + 4 + line.len() + 1 + word.len() > FILLED {
            text.push_str(&format!("{indent}    {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text + &format!("{indent}    {line}\n{indent}{close}\n")
}
