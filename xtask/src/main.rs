//! The workspace's commands: `cargo xtask --help`.

use std::process::ExitCode;

use clap::Parser;

/// Generation makes and drops millions of short texts on all cores: without mimalloc `bench generate` takes a quarter
/// longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    xtask::run(xtask::Arguments::parse())
}
