//! The commands of `graph-models`, the tool for Microsoft Graph's metadata: arguments, files, processes, the terminal.
//!
//! The library exists for the tool and for programs that give its commands a workspace of their own. Its items may
//! change with any release; only the command line is stable. The crate decides nothing about Rust or about metadata:
//! these decisions are the work of `graph-models-codegen` and `graph-models-diff`.

pub mod command;
pub mod difference;
pub mod failure;
pub mod generate;
pub mod report;
pub mod schema_diff;
pub mod whole;
pub mod workspace;

mod call;
mod conform;
mod consent;
mod current;
mod decided;
mod find;
mod schema;
mod slice;
mod snippet;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

pub use command::Arguments;
use command::{Command, SchemaCommand, SharedCommand};
use failure::Failure;
use report::Progress;
use workspace::Workspace;

/// Runs a command in the current folder, with errors on the standard error stream.
pub fn run(arguments: Arguments) -> ExitCode {
    report::set(arguments.report);
    timed(|| command(arguments.command))
}

/// Parses the command line of a program.
///
/// # Errors
///
/// The command line is wrong, which is shown, or asks for help; with the exit code of the program.
pub fn parse<A: clap::Parser>() -> Result<A, ExitCode> {
    A::try_parse().map_err(|error| {
        report::wrong_arguments(&error, report::ReportOptions::of_command_line());
        // Asking for help or the version is no mistake.
        ExitCode::from(if error.use_stderr() { failure::COULD_NOT } else { 0 })
    })
}

/// Runs a command, and tells the time that it took.
pub fn timed(run: impl FnOnce() -> ExitCode) -> ExitCode {
    let begin = std::time::Instant::now();
    let code = run();
    report::detail(&format!("took {:.1} s", begin.elapsed().as_secs_f64()));
    code
}

fn command(command: Command) -> ExitCode {
    let workspace = Workspace::default();
    let result = match command {
        Command::Generate(options) => generate::run(&workspace, &options),
        Command::Diff(options) => return schema_diff::run(&workspace, &options),
        Command::Schema { command } => schema(&workspace, &command),
        Command::Completions { shell } => completions(shell),
        Command::Shared(command) => shared(&workspace, &command),
    };
    exit_code(result)
}

/// Prints the completions of a shell.
fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "graph-models", &mut text);
    let written = std::io::stdout().lock().write_all(&text);
    written.map_err(Failure::io("write to", Path::new("the standard output")))
}

/// Runs a command that has one name everywhere.
///
/// # Errors
///
/// Returns an error if there are findings, or if the command could not do its work.
pub fn shared(workspace: &Workspace, command: &SharedCommand) -> Result<(), Failure> {
    match command {
        SharedCommand::Conform(options) => conform::run(workspace, options),
        SharedCommand::Slice { command } => slice::run(workspace, command),
        SharedCommand::Call(options) => call::run(workspace, options),
        SharedCommand::Find(options) => find::run(workspace, options),
        SharedCommand::Snippet(options) => snippet::run(workspace, options),
        SharedCommand::Consent(options) => consent::run(workspace, options),
    }
}

/// Runs a command about metadata.
///
/// # Errors
///
/// Returns an error if there are findings, or if the command could not do its work.
pub fn schema(workspace: &Workspace, command: &SchemaCommand) -> Result<(), Failure> {
    let _progress = Progress::of("reading the metadata");
    match command {
        SchemaCommand::Check(options) => schema::check(workspace, options),
        SchemaCommand::Stat(options) => schema::stat(workspace, options),
        SchemaCommand::Fmt(options) => schema::format(workspace, options),
        SchemaCommand::Extract(options) => schema::extract(workspace, options),
        SchemaCommand::Permissions(options) => schema::permissions(workspace, options),
    }
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
