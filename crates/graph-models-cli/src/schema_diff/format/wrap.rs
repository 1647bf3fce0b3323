//! Lines of at most 80 columns.

use graph_models_codegen::text::log::line;

/// The columns of a line.
const WIDTH: usize = 80;

/// Adds a text as lines: the first begins with one indent, all others with another.
pub(super) fn push_wrapped(text: &str, first: &str, others: &str, output: &mut String) {
    output.push_str(first);
    push_wrapped_after(text, first.len(), others, output);
}

/// Adds a text as lines, if `taken` columns of the first line are already used.
pub(super) fn push_wrapped_after(text: &str, taken: usize, indent: &str, output: &mut String) {
    let text = line(text);
    let lines = wrapped(&text, taken, indent.len());
    for (index, part) in lines.iter().enumerate() {
        if index > 0 {
            output.push_str(indent);
        }
        // A wrapped line in the middle of a text must not be a command of a CI system either.
        output.push_str(&line(part));
        output.push('\n');
    }
}

/// The lines of a text, without indents; `taken` columns of the first line, and `indent` columns of all others, are
/// already used.
fn wrapped(text: &str, taken: usize, indent: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut column = taken;
    for mut word in text.split(' ').filter(|word| !word.is_empty()) {
        let is_start = lines.last().is_none_or(String::is_empty);
        let length = word.chars().count() + usize::from(!is_start);
        if column + length > WIDTH && column > indent {
            lines.push(String::new());
            column = indent;
        }
        while column + word.chars().count() > WIDTH {
            let (head, tail) = part(word, WIDTH - column);
            push(&mut lines, head);
            lines.push(String::new());
            column = indent;
            word = tail;
        }
        column += word.chars().count() + usize::from(push(&mut lines, word));
    }
    lines
}

/// Adds a word to the last line. Returns `true` if a space precedes the word.
fn push(lines: &mut [String], word: &str) -> bool {
    let Some(last) = lines.last_mut() else { return false };
    let has_space = !last.is_empty();
    if has_space {
        last.push(' ');
    }
    last.push_str(word);
    has_space
}

/// Splits a word that is too long: after the last punctuation mark that fits, or else after the last character that
/// fits.
fn part(word: &str, room: usize) -> (&str, &str) {
    let end = word.char_indices().nth(room.max(1)).map_or(word.len(), |(at, _)| at);
    let head = word.get(..end).unwrap_or(word);
    let sign = head.rfind(['/', '@', '.', ',', '(', ')']).map(|at| at + 1).filter(|&at| at < word.len());
    word.split_at_checked(sign.unwrap_or(end)).unwrap_or((word, ""))
}

#[cfg(test)]
mod tests {
    use super::push_wrapped;

    fn wrapped(text: &str) -> Vec<String> {
        let mut output = String::new();
        push_wrapped(text, "    ", "        ", &mut output);
        output.lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_line_is_a_command() {
        let lines = wrapped(&format!("{} ::error::b", "a".repeat(70)));
        assert_eq!(lines.get(1).map(String::as_str), Some(r"        \u{3a}:error::b"));
    }

    #[test]
    fn a_short_text_is_one_line() {
        assert_eq!(wrapped("a  short text"), ["    a short text"]);
        assert_eq!(wrapped(""), ["    "]);
    }

    #[test]
    fn lines_end_between_words() {
        let words = ["word"; 40].join(" ");
        let lines = wrapped(&words);
        assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:#?}");
        assert_eq!(lines.join(" ").split_whitespace().count(), 40);
        assert!(lines.iter().skip(1).all(|line| line.starts_with("        word")));
    }

    #[test]
    fn a_long_word_is_parted_after_a_sign_and_nothing_is_lost() {
        let path = format!("microsoft.graph.{}/{}", "long".repeat(10), "name".repeat(30));
        let lines = wrapped(&format!("type-added {path}"));
        assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:#?}");
        let joined: String = lines.iter().map(|line| line.trim()).collect();
        assert_eq!(joined.replace(' ', ""), format!("type-added{path}"));
    }
}
