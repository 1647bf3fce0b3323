//! `cargo xtask codegen`, and the code that it shares with the other commands of the workspace.
//!
//! The command is a crate by itself, since it is the first one that people run: `xtask` has all commands and needs
//! more than twice as much to compile.

pub mod codegen;
pub mod from_types;
pub mod options;
pub mod workspace;

mod cargo_manifest;
mod command_name;
mod json_text;
mod record;
mod schemas;

use std::process::ExitCode;

pub use command_name::command_name;
use graph_models_cli::{exit_code, report, timed};
use options::{Arguments, Command};

/// Runs the command, with errors on the standard error stream.
pub fn run(arguments: Arguments) -> ExitCode {
    report::set(arguments.report);
    let Command::Codegen(options) = arguments.command;
    timed(|| exit_code(codegen::run(&workspace::workspace(), &options)))
}
