//! Running cargo: how long it takes, and how much memory the compiler takes for it.

use std::fmt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// What cargo is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Profile {
    /// `cargo check`
    Check,
    /// `cargo build`
    Dev,
    /// `cargo build --release`
    Release,
}

impl Profile {
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Dev => &["build"],
            Self::Release => &["build", "--release"],
        }
    }

    /// The folder of its artifacts below the target folder.
    pub(super) fn folder(self) -> &'static str {
        if self == Self::Release { "release" } else { "debug" }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Check => "check",
            Self::Dev => "dev build",
            Self::Release => "release build",
        })
    }
}

/// What a compilation costs; 0 where it was not measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Cost {
    pub(super) seconds: f64,
    /// Largest resident set of any compiler, in MB; Linux only.
    pub(super) memory: f64,
    /// Size of what comes out, in MB.
    pub(super) artifact: f64,
}

/// Runs cargo in a folder and measures it.
pub(super) fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Cost, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let start = Instant::now();
    let mut child = Command::new(cargo)
        .current_dir(folder)
        .args(arguments)
        .arg("--quiet")
        .arg("--target-dir")
        .arg(target)
        // What an edit costs is another question: here everything is compiled.
        .env("CARGO_INCREMENTAL", "0")
        .stdout(Stdio::null())
        .spawn()
        .map_err(Failure::io("start cargo in", folder))?;
    let mut memory: f64 = 0.0;
    let status = loop {
        memory = memory.max(compilers_below(&child));
        if let Some(status) = child.try_wait().map_err(Failure::io("wait for cargo in", folder))? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    if !status.success() {
        return Err(Failure::Reported(format!("cargo failed in {}", folder.display())));
    }
    Ok(Cost { seconds: start.elapsed().as_secs_f64(), memory, artifact: 0.0 })
}

/// The largest peak of memory of the compilers that a process started, in MB.
fn compilers_below(cargo: &Child) -> f64 {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    processes.filter_map(|process| peak(&process.path(), cargo.id())).fold(0.0, f64::max)
}

/// The peak of memory of a process that is a compiler and was started by another, in MB.
fn peak(process: &Path, parent: u32) -> Option<f64> {
    let text = std::fs::read_to_string(process.join("status")).ok()?;
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    value("Name:").filter(|name| *name == "rustc")?;
    value("PPid:").filter(|id| id.parse() == Ok(parent))?;
    Some(value("VmHWM:")?.split(' ').next()?.parse::<f64>().ok()? / 1024.0)
}
