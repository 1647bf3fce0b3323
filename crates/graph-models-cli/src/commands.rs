//! The commands of the tool: calls the function that does the work of a command line.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::command::{Arguments, Command, SchemaCommand, SharedCommand};
use crate::failure::Failure;
use crate::report::Progress;
#[cfg(feature = "try")]
use crate::try_page;
use crate::workspace::Workspace;
use crate::{
    call, conform, consent, exit_code, find, generate, report, schema, schema_diff, slice, snippet, timed,
};

/// Runs a command in the current folder, with errors on the standard error stream.
pub fn run(arguments: Arguments) -> ExitCode {
    report::set(arguments.report);
    timed(|| command(arguments.command))
}

fn command(command: Command) -> ExitCode {
    let workspace = Workspace::default();
    exit_code(match command {
        Command::Generate(options) => generate::run(&workspace, &options),
        Command::Diff(options) => schema_diff::run(&workspace, &options),
        Command::Schema { command } => schema(&workspace, &command),
        Command::Completions { shell } => completions(shell),
        Command::Shared(command) => shared(&workspace, &command),
    })
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
        #[cfg(feature = "try")]
        SharedCommand::Try(options) => try_page::run(workspace, options),
        #[cfg(not(feature = "try"))]
        SharedCommand::Try(_) => Err(Failure::refused(
            "this program was compiled without the page",
            "the feature `try` of graph-models-cli has it",
        )),
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
