//! Output on the terminal, or in the log of a CI job; for programs, messages as JSON.
//!
//! Must not print text of an input unescaped: all output goes through an encoder here. [`encoded`] is the exception,
//! for the formats of `diff`, which encode each text themselves.

mod message;
mod progress;
mod settings;

use std::io::IsTerminal;

use csdl::diagnostic::{Diagnostic, Diagnostics, Severity, Style};
use csdl::source::Sources;
use graph_models_codegen::text::{json, log};
use serde::Serialize;

use crate::failure::Failure;
pub(crate) use message::Message;
pub use progress::Progress;
pub use settings::{ErrorFormat, ReportOptions, set};

/// Prints a line of results, on the standard output.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => {
        $crate::report::result(&format!($($text)*))
    };
}

/// Prints a line of findings, on the standard error stream.
#[macro_export]
macro_rules! note {
    ($($text:tt)*) => {
        $crate::report::finding(&format!($($text)*))
    };
}

pub use crate::{note, say};

/// A number with its noun: `1 request`, `2 requests`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Prints a line of results, on the standard output. The macro `say` formats it.
pub fn result(text: &str) {
    progress::clear();
    anstream::println!("{}", log::line(text));
}

/// Prints a line that sums up what was done, on the standard output, unless `--quiet` is given.
pub fn summary(text: &str) {
    if !settings::get().quiet {
        result(text);
    }
}

/// Prints a line of findings, on the standard error stream. The macro `note` formats it.
pub fn finding(text: &str) {
    match settings::get().is_json() {
        true => message(&Message::plain(Severity::Note, text)),
        false => line(&log::line(text)),
    }
}

/// Prints a remark about the run, on the standard error stream, unless `--quiet` is given.
pub fn remark(text: &str) {
    if !settings::get().quiet {
        finding(text);
    }
}

/// Prints a detail of the run, on the standard error stream, if `--verbose` is given.
pub fn detail(text: &str) {
    if settings::get().verbose {
        finding(text);
    }
}

/// Returns true if the output of other programs may appear between the messages: messages are for people, and not
/// `--quiet`.
pub fn is_open() -> bool {
    settings::get().shows_progress()
}

/// Prints results of several lines, on the standard output.
pub fn results(text: &str) {
    progress::clear();
    anstream::println!("{}", log::lines(text.trim_end_matches('\n')));
}

/// Prints a value as JSON, on the standard output.
///
/// # Errors
///
/// Returns an error if JSON has no form for the value.
pub fn document(value: &impl Serialize) -> Result<(), Failure> {
    encoded(&json_text(value)?);
    Ok(())
}

/// A value as the text of a JSON file, without hidden characters.
///
/// # Errors
///
/// Returns an error if JSON has no form for the value.
pub fn json_text(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::Reported(format!("the results cannot be written as JSON: {error}")))?;
    Ok(format!("{}\n", json::visible(&text)))
}

/// Prints a text in whose format each part is encoded already, on the standard output.
pub fn encoded(text: &str) {
    progress::clear();
    anstream::print!("{text}");
}

/// Shows a text of several lines on the standard error stream, after an empty line. Such a text is a difference, or the
/// output of another program.
pub fn difference(text: &str) {
    match settings::get().is_json() {
        true => message(&Message::plain(Severity::Note, text.trim_end())),
        false => line(&format!("\n{}", log::lines(text.trim_end_matches('\n')))),
    }
}

/// Shows diagnostics, on the standard error stream.
pub fn diagnostics(diagnostics: &Diagnostics, sources: &Sources) {
    if settings::get().is_json() {
        return messages(diagnostics, sources).iter().for_each(message);
    }
    let text = diagnostics.render(sources, style());
    if !text.is_empty() {
        line(text.trim_end());
    }
}

/// Shows diagnostics, and fails if one of them is an error. The conclusion says what was not done.
///
/// # Errors
///
/// Returns the conclusion as a failure.
pub fn require_no_errors(
    diagnostics: &Diagnostics,
    sources: &Sources,
    conclusion: impl Into<String>,
) -> Result<(), Failure> {
    self::diagnostics(diagnostics, sources);
    if diagnostics.has_errors() { Err(Failure::Reported(conclusion.into())) } else { Ok(()) }
}

/// Like [`require_no_errors`], and silent without an error: for commands that are not about the input.
///
/// # Errors
///
/// Returns the conclusion as a failure.
pub fn require_no_errors_quietly(
    diagnostics: &Diagnostics,
    sources: &Sources,
    conclusion: &str,
) -> Result<(), Failure> {
    match diagnostics.has_errors() {
        true => require_no_errors(diagnostics, sources, conclusion),
        false => Ok(()),
    }
}

/// Shows the one problem of a file, and returns the conclusion as a failure.
#[cfg(feature = "commands")]
pub(crate) fn problem(problem: Diagnostic, sources: &Sources, conclusion: impl Into<String>) -> Failure {
    let mut problems = Diagnostics::default();
    problems.push(problem);
    diagnostics(&problems, sources);
    Failure::Reported(conclusion.into())
}

/// The diagnostics as messages for programs.
pub(crate) fn messages(diagnostics: &Diagnostics, sources: &Sources) -> Vec<Message> {
    let mut messages: Vec<_> =
        diagnostics.iter().map(|diagnostic| Message::of_diagnostic(diagnostic, sources)).collect();
    if diagnostics.others() > 0 {
        let text = format!("{} more problems are not shown", diagnostics.others());
        messages.push(Message::plain(Severity::Note, &text));
    }
    messages
}

/// The failure of a command as a message for programs.
pub(crate) fn message_of(failure: &Failure) -> Message {
    Message::of_file(Severity::Error, &failure.to_string(), failure.file(), failure.help())
        .at(failure.line_column())
}

/// Shows the failure of a command. Findings that are printed already need no words.
pub fn failure(failure: &Failure) {
    if matches!(failure, Failure::Printed) {
        return;
    }
    if settings::get().is_json() {
        return message(&message_of(failure));
    }
    let help = failure.help();
    if help.is_empty() {
        return line(&log::line(&format!("error: {failure}")));
    }
    let problem = help.into_iter().fold(Diagnostic::error(failure.to_string()), Diagnostic::help);
    let mut problems = Diagnostics::default();
    problems.push(problem);
    line(problems.render(&Sources::default(), style()).trim_end());
}

/// Shows a wrong command line: the words of the parser, or one JSON object.
pub fn wrong_arguments(error: &clap::Error, options: ReportOptions) {
    // Help and the version are results.
    match options.is_json() && error.use_stderr() {
        true => {
            let text = error.render().to_string();
            let (problem, rest) = text.trim_end().split_once('\n').unwrap_or((text.trim_end(), ""));
            let help = rest.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned);
            let problem = problem.strip_prefix("error: ").unwrap_or(problem);
            message(&Message::of_file(Severity::Error, problem, None, help.collect()));
        }
        // The parser chooses the stream itself. An error is ignored, since nobody reads a closed stream.
        false => drop(error.print()),
    }
}

fn style() -> Style {
    if std::io::stderr().is_terminal() { Style::Colored } else { Style::Plain }
}

fn message(message: &Message) {
    line(&message.line());
}

/// Prints encoded text, on the standard error stream.
fn line(text: &str) {
    progress::clear();
    anstream::eprintln!("{text}");
}
