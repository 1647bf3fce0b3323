//! The program behind `cargo xtask`: generates, or has the crate with all commands compiled and run.

mod others;

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == "codegen") {
        return graph_models_cli::parse().map_or_else(|code| code, xtask_codegen::run);
    }
    others::run()
}
