//! The workspace's commands. The only crate that touches files, processes and the terminal.

mod bench;
mod call;
mod cargo_manifest;
mod codegen;
mod command;
mod conform;
mod difference;
mod failure;
mod from_types;
mod json_text;
mod report;
mod schema;
mod schema_diff;
mod schemas;
mod slice;
mod update;
mod whole;
mod workspace;

use std::process::ExitCode;

pub use command::Arguments;
use command::{BenchCommand, Command, SchemaCommand};

/// Runs a command, with errors on the standard error stream.
pub fn run(arguments: Arguments) -> ExitCode {
    let result = match arguments.command {
        Command::Codegen(options) => codegen::run(&options),
        Command::Conform(options) => conform::run(&options),
        Command::Bench { command: BenchCommand::Compile(options) } => bench::compile(&options),
        Command::Bench { command: BenchCommand::Generate { metadata } } => bench::generate(&metadata),
        Command::Bench { command: BenchCommand::Features { names } } => bench::features::run(&names),
        Command::Slice { command } => slice::run(&command),
        Command::Call(options) => call::run(&options),
        Command::SchemaDiff(options) => return schema_diff::run(&options),
        Command::Schema { command: SchemaCommand::Check(options) } => schema::check(&options),
        Command::Schema { command: SchemaCommand::Stat(options) } => schema::stat(&options),
        Command::Schema { command: SchemaCommand::Fmt(options) } => schema::format(&options),
        Command::Schema { command: SchemaCommand::Extract(options) } => schema::extract(&options),
        Command::Schema { command: SchemaCommand::Permissions(options) } => schema::permissions(&options),
        Command::Schema { command: SchemaCommand::Update(options) } => update::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
