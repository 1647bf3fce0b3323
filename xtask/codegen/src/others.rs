//! All commands except `codegen`: the crate `xtask` has them, and prints the help and the errors about the command
//! line. Only `try` needs the server of its page.

use std::ffi::OsStr;
use std::process::{Command, ExitCode, ExitStatus};

use graph_models_cli::failure::{COULD_NOT, Failure};
use graph_models_cli::report;
use xtask_codegen::workspace::{cargo, root};

/// Compiles `xtask`, and runs it with the arguments of this program, which name a command or none.
pub(crate) fn run(name: Option<&OsStr>) -> ExitCode {
    let cargo = cargo();
    let mut command = Command::new(&cargo);
    // The command runs in the current folder, which need not be that of the workspace.
    command.args(["run", "--quiet", "--package", "xtask", "--manifest-path"]).arg(root().join("Cargo.toml"));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    if name.is_none_or(|name| name != "try") {
        command.arg("--no-default-features");
    }
    match command.arg("--").args(std::env::args_os().skip(1)).status() {
        Ok(status) => code(status),
        Err(error) => {
            let failure = Failure::io("run", &cargo)(error);
            report::failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// The exit code of the command. This program ends with the same code.
fn code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    // A process that a signal ended has no code.
    ExitCode::from(code.unwrap_or(COULD_NOT))
}
