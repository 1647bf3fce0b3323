//! The commands of `graph-models`, the tool for Microsoft Graph's metadata: arguments, files, processes, the terminal.
//!
//! The library exists for the tool and for programs that give its commands a workspace of their own. Its items may
//! change with any release; only the command line is stable. The crate decides nothing about Rust or about metadata:
//! these decisions are the work of `graph-models-codegen`, `graph-models-lookup` and `graph-models-diff`.
//!
//! The feature `commands` has all commands, and the feature `try` also the server of the page that `try` shows. Both
//! are on by default. Without them the library generates, and does not compile what only the other commands need.

pub mod difference;
pub mod failure;
pub mod generate;
pub mod input;
pub mod options;
pub mod report;
pub mod workspace;

#[cfg(feature = "commands")]
mod call;
#[cfg(feature = "commands")]
pub mod command;
#[cfg(feature = "commands")]
pub mod commands;
#[cfg(feature = "commands")]
mod conform;
#[cfg(feature = "commands")]
mod consent;
mod current;
#[cfg(feature = "commands")]
mod decided;
#[cfg(feature = "commands")]
mod files;
#[cfg(feature = "commands")]
mod find;
#[cfg(feature = "commands")]
mod json_file;
#[cfg(feature = "commands")]
mod requests;
#[cfg(feature = "commands")]
mod schema;
#[cfg(feature = "commands")]
pub mod schema_diff;
#[cfg(feature = "commands")]
mod slice;
#[cfg(feature = "commands")]
mod snippet;
#[cfg(feature = "try")]
mod try_page;

use std::process::ExitCode;

use failure::Failure;

/// Parses the command line of a program.
///
/// # Errors
///
/// Returns the exit code of the program if the command line is wrong or asks for help. The message or the help is
/// already printed.
pub fn parse<A: clap::Parser>() -> Result<A, ExitCode> {
    let command = with_program(A::command());
    let parsed = command.try_get_matches().and_then(|matches| A::from_arg_matches(&matches));
    parsed.map_err(|error| {
        report::wrong_arguments(&error, report::ReportOptions::of_command_line());
        // Asking for help or the version is no mistake.
        ExitCode::from(if error.use_stderr() { failure::COULD_NOT } else { 0 })
    })
}

/// The command line with the names of the program and of its commands in all examples of its help.
pub fn with_program(command: clap::Command) -> clap::Command {
    let program = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    with_names(command, &program, &program)
}

fn with_names(command: clap::Command, program: &str, path: &str) -> clap::Command {
    let help = command.get_after_help().map(ToString::to_string);
    let command = match help {
        Some(help) => command.after_help(help.replace("PROGRAM", program).replace("COMMAND", path)),
        None => command,
    };
    command.mut_subcommands(|inner| {
        let path = format!("{path} {}", inner.get_name());
        with_names(inner, program, &path)
    })
}

/// Runs a command, and reports the time that the command took.
pub fn timed(run: impl FnOnce() -> ExitCode) -> ExitCode {
    let begin = std::time::Instant::now();
    let code = run();
    report::detail(&format!("took {:.1} s", begin.elapsed().as_secs_f64()));
    code
}

/// The exit code of a result. A failure is shown.
pub fn exit_code(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
