//! The workspace's commands: `cargo xtask --help`.

use std::process::ExitCode;

/// Generation makes and drops millions of short texts on all cores: without mimalloc `bench generate` takes a quarter
/// longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    graph_models_cli::parse().map_or_else(|code| code, xtask::run)
}
