//! The difference of two texts, for people: the first lines that differ, shortened for a log.
//!
//! Must not print.

use std::borrow::Cow;

use similar::TextDiff;

/// The most lines of each text that are compared. Comparing takes time up to the square of this number.
const MOST_LINES: usize = 2_000;

/// The most bytes of a line that are shown.
const LONGEST_LINE: usize = 500;

/// The difference of two texts as a unified diff, from the first line that differs on.
pub fn unified(current: &str, wanted: &str, names: (&str, &str)) -> String {
    let (hunks, rest) = compared(current, wanted);
    let mut text = format!("--- {}\n+++ {}\n", names.0, names.1);
    for hunk in &hunks {
        text.push_str(hunk);
    }
    if rest > 0 {
        text.push_str(&format!("(the {rest} lines after these are not compared)\n"));
    }
    text
}

/// The first part of the difference.
pub fn first(current: &str, wanted: &str, names: (&str, &str)) -> String {
    let hunk = compared(current, wanted).0.into_iter().next();
    hunk.map(|hunk| format!("--- {}\n+++ {}\n{hunk}", names.0, names.1)).unwrap_or_default()
}

/// The parts of the difference, and the number of lines that are not compared.
fn compared(current: &str, wanted: &str) -> (Vec<String>, usize) {
    let (old, new): (Vec<_>, Vec<_>) = (lines(current).collect(), lines(wanted).collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    // Short texts are compared as a whole, so that line numbers are those of the files.
    let skipped = if old.len().max(new.len()) <= MOST_LINES { 0 } else { same.saturating_sub(CONTEXT) };
    let (old, new) = (window(&old, skipped), window(&new, skipped));
    let rest = lines(current).count().max(lines(wanted).count()).saturating_sub(skipped + MOST_LINES);
    let (short_old, short_new): (Vec<_>, Vec<_>) =
        (old.iter().map(short).collect(), new.iter().map(short).collect());
    let (old, new): (String, String) = (short_old.concat(), short_new.concat());
    let diff = TextDiff::from_lines(&old, &new);
    let hunks =
        diff.unified_diff().context_radius(CONTEXT).iter_hunks().map(|hunk| hunk.to_string()).collect();
    (hunks, rest)
}

/// The number of lines that are shown around a difference.
const CONTEXT: usize = 3;

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
}

fn window<'l, 't>(lines: &'l [&'t str], skipped: usize) -> &'l [&'t str] {
    let rest = lines.get(skipped..).unwrap_or_default();
    rest.get(..MOST_LINES).unwrap_or(rest)
}

/// A line, shortened if it is too long.
fn short<'t>(line: &&'t str) -> Cow<'t, str> {
    if line.len() <= LONGEST_LINE {
        return Cow::Borrowed(line);
    }
    let start = line.get(..line.floor_char_boundary(LONGEST_LINE)).unwrap_or_default();
    Cow::Owned(format!("{start}... ({} bytes)\n", line.len()))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINE, MOST_LINES, first, unified};

    const NAMES: (&str, &str) = ("a", "b");

    fn numbered(count: usize) -> String {
        (0..count).fold(String::new(), |text, number| text + &format!("line {number}\n"))
    }

    #[test]
    fn short_texts_are_compared_as_they_are() {
        let (old, new) = (numbered(MOST_LINES), numbered(MOST_LINES).replace("line 9\n", "nine\n"));
        let new = new.replace("line 1000\n", "");
        let expected = "--- a\n+++ b\n@@ -7,7 +7,7 @@\n line 6\n line 7\n line 8\n-line 9\n+nine\n line 10\n line 11\n line 12\n";
        assert_eq!(first(&old, &new, NAMES), expected);
        let whole = similar::TextDiff::from_lines(old.as_str(), new.as_str());
        assert_eq!(unified(&old, &new, NAMES), whole.unified_diff().header("a", "b").to_string());
        assert_eq!(first(&old, &old, NAMES), "");
    }

    #[test]
    fn long_texts_are_compared_from_the_first_difference_on() {
        let old = numbered(500_000);
        let new = old.replace("line 400000\n", "other\n");
        let shown = unified(&old, &new, NAMES);
        assert!(shown.contains("-line 400000\n+other\n"), "{shown}");
        assert!(shown.ends_with("lines after these are not compared)\n") && shown.len() < 1_000, "{shown}");
        // The texts have nothing in common.
        let shown = unified(&old, &old.replace("line", "row"), NAMES);
        assert!(shown.lines().count() <= 2 * MOST_LINES + 10, "{}", shown.lines().count());
    }

    #[test]
    fn long_lines_are_cut() {
        for (length, is_whole) in [(LONGEST_LINE, true), (LONGEST_LINE + 1, false), (50_000_000, false)] {
            let line = "\u{e9}".repeat(length / 2) + if length % 2 == 1 { "a" } else { "" };
            let shown = unified(&line, "", NAMES);
            assert_eq!(shown.contains(&line), is_whole, "{length}");
            assert!(shown.len() < 2 * LONGEST_LINE);
        }
    }
}
