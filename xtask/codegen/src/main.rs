//! The program behind `cargo xtask`: generates, or compiles and runs the crate with all commands.

mod others;

use std::process::ExitCode;

use xtask_codegen::command_name;

fn main() -> ExitCode {
    let name = command_name(std::env::args_os().skip(1));
    if name.as_ref().is_some_and(|name| name == "codegen") {
        return graph_models_cli::parse().map_or_else(|code| code, xtask_codegen::run);
    }
    others::run(name.as_deref())
}
