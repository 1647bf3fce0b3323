//! The workspace's commands: those of `graph-models-cli` with the workspace's paths, and those that only a workspace
//! has.

mod bench;
mod changelog;
mod command;
mod release;
mod update;

use std::process::ExitCode;

pub use command::Arguments;
use command::{BenchCommand, Command, WorkspaceSchemaCommand};
use graph_models_cli::commands::{schema, shared};
use graph_models_cli::{exit_code, report, schema_diff, timed};
use xtask_codegen::codegen;
use xtask_codegen::workspace::workspace;

/// Runs a command, with errors on the standard error stream.
pub fn run(arguments: Arguments) -> ExitCode {
    report::set(arguments.report);
    timed(|| command(arguments.command))
}

fn command(command: Command) -> ExitCode {
    let workspace = workspace();
    exit_code(match command {
        Command::Codegen(options) => codegen::run(&workspace, &options),
        Command::Bench { command: BenchCommand::Compile(options) } => bench::compile(&workspace, &options),
        Command::Bench { command: BenchCommand::Generate { metadata } } => {
            bench::generate(&workspace, &metadata)
        }
        Command::Bench { command: BenchCommand::Features { names, write } } => {
            bench::features::run(&workspace, &names, write)
        }
        Command::Release(options) => release::run(&workspace, &options),
        Command::SchemaDiff(options) => schema_diff::run(&workspace, &options),
        Command::Schema { command: WorkspaceSchemaCommand::Shared(command) } => schema(&workspace, &command),
        Command::Schema { command: WorkspaceSchemaCommand::Update(options) } => {
            update::run(&workspace, &options)
        }
        Command::Shared(command) => shared(&workspace, &command),
    })
}
