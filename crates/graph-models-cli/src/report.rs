//! Output on the terminal, or in the log of a CI job.
//!
//! Must not print text of an input unescaped: all output goes through an encoder here. The documents of `schema-diff`
//! are the exception: they encode each text for its place.

use std::io::IsTerminal;

use csdl::diagnostic::{Diagnostics, Style};
use csdl::source::Sources;
use graph_models_codegen::text::{json, log};

use crate::failure::Failure;

/// Prints a line of results, on the standard output.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => {
        $crate::report::result(&format!($($text)*))
    };
}

/// Prints a line about the run, on the standard error stream.
#[macro_export]
macro_rules! note {
    ($($text:tt)*) => {
        $crate::report::remark(&format!($($text)*))
    };
}

pub use crate::{note, say};

/// Prints a line of results, on the standard output. The macro `say` formats it.
pub fn result(text: &str) {
    anstream::println!("{}", log::line(text));
}

/// Prints a line about the run, on the standard error stream. The macro `note` formats it.
pub fn remark(text: &str) {
    anstream::eprintln!("{}", log::line(text));
}

/// Prints results of several lines, on the standard output.
pub fn results(text: &str) {
    anstream::println!("{}", log::lines(text.trim_end_matches('\n')));
}

/// Prints results as JSON, on the standard output.
pub fn document(text: &str) {
    anstream::println!("{}", json::visible(text));
}

/// Shows the difference of two texts, after an empty line, on the standard error stream.
pub fn difference(text: &str) {
    anstream::eprint!("\n{}", log::lines(text));
}

/// Shows diagnostics, on the standard error stream.
pub fn diagnostics(diagnostics: &Diagnostics, sources: &Sources) {
    let style = if std::io::stderr().is_terminal() { Style::Colored } else { Style::Plain };
    let text = diagnostics.render(sources, style);
    if !text.is_empty() {
        anstream::eprintln!("{}", text.trim_end());
    }
}

/// Shows the failure of a command.
pub fn failure(failure: &Failure) {
    note!("error: {failure}");
}
