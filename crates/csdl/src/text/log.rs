//! Lines of a terminal. The terminal may be the log of a CI job, which takes some lines for commands.

use super::visible;

/// Marks of commands that GitHub Actions and Azure Pipelines look for anywhere in a line.
const MARKS: [&str; 2] = ["##[", "##vso["];

/// A text as one line that no CI system takes for a command.
///
/// ```
/// use csdl::text::log::line;
///
/// assert_eq!(line("a\n::error::b"), r"a\u{a}::error::b");
/// assert_eq!(line("  ::error::b"), r"  \u{3a}:error::b");
/// ```
pub fn line(text: &str) -> String {
    let mut line = visible(text).into_owned();
    // Runners of GitHub Actions ignore white space before a command.
    let start = line.len() - line.trim_start().len();
    if line.get(start..).is_some_and(|rest| rest.starts_with("::")) {
        line.replace_range(start..=start, r"\u{3a}");
    }
    without_marks(line)
}

/// A text of any number of lines, without marks that CI systems take for a command anywhere in a line.
pub fn without_marks(mut text: String) -> String {
    for mark in MARKS {
        if text.contains(mark) {
            text = text.replace(mark, &mark.replace('[', r"\u{5b}"));
        }
    }
    text
}

/// A text of several lines, each made safe separately. A line end at the end stays.
pub fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(line("::set-env name=a::b"), r"\u{3a}:set-env name=a::b");
        assert_eq!(line("\t\u{a0}::x"), "    \u{a0}\\u{3a}:x");
        assert_eq!(line("a ##[error]b ##vso[c]"), r"a ##\u{5b}error]b ##vso\u{5b}c]");
        assert_eq!(line("a::b"), "a::b");
        assert_eq!(lines("+a\n ::b\r\n"), "+a\n \\u{3a}:b\\u{d}\n");
    }
}
