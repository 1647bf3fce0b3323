//! Output to a terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::failure::Failure;

/// Prints a table to the standard output.
pub(crate) fn print<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> Result<(), Failure> {
    let mut width = head.map(str::len);
    for row in rows {
        for (width, cell) in width.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = io::stdout().lock();
    let mut line = |cells: &[&str]| {
        let mut text = String::new();
        for (cell, width) in cells.iter().zip(width) {
            text.push_str(&format!("{cell:width$}  "));
        }
        writeln!(out, "{}", text.trim_end())
    };
    line(&head).map_err(closed)?;
    for row in rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        line(&cells).map_err(closed)?;
    }
    Ok(())
}

/// Prints a line to the standard output.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    writeln!(io::stdout(), "{text}").map_err(closed)
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
fn closed(error: io::Error) -> Failure {
    Failure::Failed(format!("cannot write the output: {error}"))
}

/// Asks a question, unless `is_answered` is set. Only `y` and `yes` count as yes.
pub(crate) fn confirm(question: &str, is_answered: bool) -> Result<(), Failure> {
    if is_answered {
        return Ok(());
    }
    eprint!("{question} [y/N] ");
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    if !io::stdin().is_terminal() {
        // The input does not come from a terminal, so the cursor is still on the line of the question.
        eprintln!();
    }
    let is_yes = read.is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes");
    if is_yes { Ok(()) } else { Err(Failure::Declined) }
}

/// Returns text from a service on one line, without control characters that could affect the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}

/// Returns the same text as [`printable`], or `-` if there is none.
pub(crate) fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "-".to_owned(), printable)
}
