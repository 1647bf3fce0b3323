//! Measures cargo: its time, and the memory of the compiler.

use std::fmt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use graph_models_cli::failure::Failure;

/// The command of Cargo that is measured.
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

    /// The folder of the artifacts of this build, below the target folder.
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

/// The costs of a compilation; 0 for costs that were not measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Cost {
    pub(super) seconds: f64,
    /// Processor time in seconds; Linux only.
    pub(super) user: f64,
    /// Largest resident set of any compiler, in MB; Linux only.
    pub(super) memory: f64,
    /// Size of the output, in MB.
    pub(super) artifact: f64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s (user {:.2} s), peak {:.0} MB", self.seconds, self.user, self.memory)
    }
}

/// The time in seconds below which a measurement is repeated: short measurements vary with the load of the machine.
const SHORT: f64 = 60.0;

/// Measures. A short measurement is done three times, and the median counts.
pub(super) fn steady(mut measure: impl FnMut() -> Result<Cost, Failure>) -> Result<Cost, Failure> {
    let first = measure()?;
    if first.seconds >= SHORT {
        return Ok(first);
    }
    let mut costs = [first, measure()?, measure()?];
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let [_, middle, _] = costs;
    Ok(middle)
}

/// Runs cargo in a folder and measures it.
pub(super) fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<Cost, Failure> {
    let (start, user) = (Instant::now(), user_of_children());
    let mut child = Command::new(xtask_codegen::workspace::cargo())
        .current_dir(folder)
        .args(arguments)
        .arg("--quiet")
        .arg("--target-dir")
        .arg(target)
        // Incremental compilation is off: everything is compiled.
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
        std::thread::sleep(Duration::from_millis(50));
    };
    if !status.success() {
        return Err(Failure::Reported(format!("cargo failed in {}", folder.display())));
    }
    let user = user_of_children() - user;
    Ok(Cost { seconds: start.elapsed().as_secs_f64(), user, memory, artifact: 0.0 })
}

/// The user time of all ended child processes, in seconds.
fn user_of_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may contain any characters. The fields are counted after it.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks = fields.split(' ').nth(13).and_then(|ticks| ticks.parse::<f64>().ok());
    // Linux reports a hundred ticks a second to user space on every architecture.
    ticks.unwrap_or_default() / 100.0
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
