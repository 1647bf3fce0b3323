//! The scratch workspace below `target/conform`: the generated crate and a program that decodes with it.
//!
//! One folder for each metadata file, and one for whatever is pasted. Unchanged files are not touched, so that Cargo
//! compiles only changes: the crate once, and the program when a manifest names other types. All folders share compiled
//! dependencies. So the names of the two packages contain the id of the folder, since Cargo treats packages with the
//! same name and relative path in two workspaces as one package.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use graph_models_codegen::build::folder::Plan;
use graph_models_codegen::{CrateOptions, Files, MadeBy, Output, Runtime, crate_files};

use super::results::Outcome;
use crate::failure::Failure;
use crate::report;
use crate::workspace::{Workspace, read};

/// The metadata that a scratch workspace is for.
pub(super) struct Subject {
    /// The part of the name of the folder that is for people.
    pub(super) stem: String,
    /// The part of names that is different for each metadata.
    pub(super) id: String,
}

impl Subject {
    /// A metadata file. A new state of the same file replaces the earlier one.
    pub(super) fn file(metadata: &Path) -> Self {
        let stem = metadata.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        Self { stem: stem.replace(|c| !is_plain(c), "_"), id: id(metadata) }
    }
}

/// The scratch workspace of a metadata file.
#[derive(Debug)]
pub(super) struct Scratch {
    pub(super) folder: PathBuf,
    /// The name of the package that is the program.
    program: String,
    /// The folder for compiled files.
    build: PathBuf,
}

/// A payload to be decoded.
pub(super) struct Job {
    /// Position of the type among those that the program knows.
    pub(super) ty: usize,
    /// The way to read the payload, by the name that the program knows.
    pub(super) how: &'static str,
    /// The file.
    pub(super) path: PathBuf,
}

/// The argument that makes the program refuse odd values.
pub(super) const STRICT: &str = "strict";

const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"models\", \"runner\"]\n\n\
    # Read once and never debugged: only the time to compile counts.\n\
    [profile.dev]\ndebug = false\nincremental = false\n";

impl Scratch {
    /// Writes the workspace. The program gets the types with these paths.
    pub(super) fn write(
        workspace: &Workspace,
        Subject { stem, id }: &Subject,
        runtime: Option<&str>,
        output: &Output,
        types: &[&str],
    ) -> Result<Self, Failure> {
        let target = target(workspace);
        let folder = target.join("scratch").join(format!("{stem}-{id}"));
        let scratch = Self { folder, program: format!("runner-{id}"), build: target.join("build") };
        let package = format!("models-{id}");
        let runtime = workspace.core(runtime)?;
        let options = CrateOptions {
            name: package.clone(),
            version: "0.0.0".to_owned(),
            runtime: runtime.clone(),
            client: None,
        };
        let mut files = crate_files(output, output.files.clone(), &options);
        // The crate is a member of the scratch workspace.
        if let Some(manifest) = files.get_mut("Cargo.toml") {
            manifest.truncate(manifest.find("\n# A workspace of its own").unwrap_or(manifest.len()));
        }
        let mut files: Files =
            files.into_iter().map(|(path, text)| (format!("models/{path}"), text)).collect();
        let others = [
            ("Cargo.toml", "#", MANIFEST.to_owned()),
            ("runner/Cargo.toml", "#", scratch.program_manifest(&runtime, &package)),
            ("runner/src/main.rs", "//", include_str!("runner.rs").to_owned()),
            ("runner/src/types.rs", "//", table(types)),
        ];
        for (path, mark, text) in others {
            let made_by = MadeBy::Tool.words();
            files.insert(path.to_owned(), format!("{mark} {made_by} for `conform`: do not edit.\n\n{text}"));
        }
        let mut plan = Plan::default();
        plan.folder(&scratch.folder, "a workspace of `conform`", files);
        // The lock file of the tool's workspace: these versions are tested, and probably downloaded already. Cargo
        // updates the copy later.
        let versions = scratch.folder.join("Cargo.lock");
        let lock = workspace.lock().filter(|lock| lock.exists() && !versions.exists());
        if let Some(lock) = lock {
            plan.file(versions, read(&lock)?);
        }
        plan.write()?;
        Ok(scratch)
    }

    /// Compiles the workspace. Shows the output of cargo on the terminal if messages are for people.
    pub(super) fn compile(&self) -> Result<PathBuf, Failure> {
        let mut cargo = self.cargo();
        cargo.stdout(Stdio::null());
        if report::is_open() {
            cargo.stderr(Stdio::inherit());
        } else {
            cargo.arg("--quiet").stderr(Stdio::piped());
        }
        let output = cargo.spawn().and_then(std::process::Child::wait_with_output);
        let output = output.map_err(|error| self.no_cargo(error))?;
        if !output.status.success() {
            if !output.stderr.is_empty() {
                report::difference(&String::from_utf8_lossy(&output.stderr));
            }
            return Err(Failure::Reported("the generated code does not compile".to_owned()));
        }
        Ok(self.runner())
    }

    /// The command that compiles the workspace.
    pub(super) fn cargo(&self) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--package", &self.program, "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&self.build);
        cargo
    }

    /// The failure if the command that compiles did not start.
    pub(super) fn no_cargo(&self, error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound => Failure::refused(
                "cannot start cargo, which compiles the types: there is no such program",
                "install Rust from https://rustup.rs, or name the program in the variable CARGO",
            ),
            _ => Failure::io("start cargo in", &self.folder)(error),
        }
    }

    /// The program that was compiled.
    pub(super) fn runner(&self) -> PathBuf {
        self.build.join("debug").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX))
    }

    fn program_manifest(&self, runtime: &Runtime, package: &str) -> String {
        format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
             graph-models-core = {}\nmodels = {{ path = \"../models\", package = \"{package}\" }}\n\
             serde = \"1\"\nserde_json = \"1\"\n",
            self.program,
            runtime.dependency(false)
        )
    }

    /// Writes the list of jobs. Returns the arguments with which the program does them.
    pub(super) fn arguments(&self, jobs: &[Job], words: &[&str]) -> Result<Vec<OsString>, Failure> {
        let list = self.folder.join("jobs.tsv");
        // A path may contain tabs and line ends. They are escaped in JSON.
        let lines = jobs.iter().map(|job| {
            let path = serde_json::Value::from(job.path.display().to_string());
            format!("{}\t{}\t{path}\n", job.ty, job.how)
        });
        let lines: Vec<_> = lines.collect();
        let mut plan = Plan::default();
        plan.file(&list, lines.concat());
        plan.write()?;
        Ok(std::iter::once(list.into()).chain(words.iter().map(OsString::from)).collect())
    }

    /// Runs the jobs. Returns an outcome for each job; if the program dies, each job that it did not finish has an
    /// error with the exit status.
    pub(super) fn run(
        &self,
        runner: &Path,
        jobs: &[Job],
        is_strict: bool,
        mut progress: impl FnMut(usize),
    ) -> Result<Vec<Outcome>, Failure> {
        let words: &[&str] = if is_strict { &[STRICT] } else { &[] };
        let mut child = Command::new(runner)
            .args(self.arguments(jobs, words)?)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Failure::io("start", runner))?;
        let mut outcomes = Vec::new();
        for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
            let line = line.map_err(Failure::io("read from", runner))?;
            outcomes.push(outcome(&line));
            progress(outcomes.len());
        }
        let status = child.wait().map_err(Failure::io("wait for", runner))?;
        outcomes.resize_with(jobs.len(), || unfinished(status));
        Ok(outcomes)
    }
}

/// The outcome of a job that the program did not finish.
pub(super) fn unfinished(status: ExitStatus) -> Outcome {
    Outcome::Error(format!("the program that decodes ended before it ({status})"))
}

/// The folder below which everything is.
pub(super) fn target(workspace: &Workspace) -> PathBuf {
    workspace.target().join("conform")
}

/// The outcome of a job, from a line of the program's output.
pub(super) fn outcome(line: &str) -> Outcome {
    let mut columns = line.split('\t');
    let (result, detail) = (columns.next().unwrap_or(line), columns.next().unwrap_or_default());
    if result == "tolerated" {
        return serde_json::from_str(detail)
            .map_or_else(|_| Outcome::Error(line.to_owned()), Outcome::Tolerated);
    }
    let detail = serde_json::from_str(detail).unwrap_or_else(|_| detail.to_owned());
    match result {
        "lossless" => Outcome::Lossless,
        "lossy" => Outcome::Lossy(detail),
        _ => Outcome::Error(detail),
    }
}

/// The id of a metadata file, derived from its path, so that a new state of the same file replaces the earlier one.
fn id(metadata: &Path) -> String {
    let whole = metadata.canonicalize().unwrap_or_else(|_| metadata.to_owned());
    // FNV-1a: the hash only has to distinguish paths.
    let hash = whole.to_string_lossy().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// The module of the types that the program knows.
fn table(types: &[&str]) -> String {
    let rows: Vec<_> = types
        .iter()
        .map(|ty| format!("    (convert::<{ty}>, convert::<graph_models_core::Page<{ty}>>),\n"))
        .collect();
    format!(
        "//! The types, each as one value and as a page.\n\nuse crate::{{Convert, convert}};\n\n\
         pub(crate) static TYPES: &[(Convert, Convert)] = &[\n{}];\n",
        rows.concat()
    )
}
