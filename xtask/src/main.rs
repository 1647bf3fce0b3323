//! The workspace's commands: `cargo xtask --help`.

use std::process::ExitCode;

use clap::Parser;

/// Generation makes and drops millions of short texts, from all cores: `bench generate` takes a quarter longer without.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    xtask::run(xtask::Arguments::parse())
}
