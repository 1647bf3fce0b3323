//! The scratch workspace below `target/conform`: the generated crate and a program that decodes with it.
//!
//! A folder a metadata file. Files that stay the same are not touched, so that cargo compiles only what changed: the
//! crate once, and the program when a manifest names other types.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use graph_codegen::text::toml;
use graph_codegen::{CrateOptions, GraphCore, Output, crate_files};

use super::results::Outcome;
use crate::failure::Failure;
use crate::workspace::root;

/// The scratch workspace of a metadata file.
pub(super) struct Scratch {
    folder: PathBuf,
}

/// A payload to be decoded.
pub(super) struct Job {
    /// Position of the type among those that the program knows.
    pub(super) ty: usize,
    /// How to read it, in the words of the program.
    pub(super) how: &'static str,
    /// The file.
    pub(super) path: PathBuf,
}

const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"models\", \"runner\"]\n\n\
    # Read once and never debugged: only the time to compile counts.\n\
    [profile.dev]\ndebug = false\nincremental = false\n";

impl Scratch {
    /// Writes the workspace; the program knows the types of these paths.
    pub(super) fn write(metadata: &Path, output: &Output, types: &[&str]) -> Result<Self, Failure> {
        let scratch = Self { folder: target().join(folder_name(metadata)) };
        let graph_core = root().join("crates/graph-core");
        let graph_core = graph_core.canonicalize().map_err(Failure::io("find", &graph_core))?;
        let graph_core = graph_core.display().to_string();
        let options = CrateOptions {
            name: "models".to_owned(),
            version: "0.0.0".to_owned(),
            graph_core: GraphCore::Folder(graph_core.clone()),
        };
        let mut files = crate_files(output, output.files.clone(), &options);
        // It is a member here.
        if let Some(manifest) = files.get_mut("Cargo.toml") {
            manifest.truncate(manifest.find("\n# A workspace of its own").unwrap_or(manifest.len()));
        }
        let mut expected: Vec<_> =
            files.into_iter().map(|(path, text)| (format!("models/{path}"), text)).collect();
        expected.push(("Cargo.toml".to_owned(), MANIFEST.to_owned()));
        expected.push(("runner/Cargo.toml".to_owned(), runner_manifest(&graph_core)));
        expected.push(("runner/src/main.rs".to_owned(), include_str!("runner.rs").to_owned()));
        expected.push(("runner/src/types.rs".to_owned(), table(types)));
        scratch.remove_others(&expected)?;
        for (path, text) in &expected {
            scratch.put(path, text)?;
        }
        // The versions that this workspace was tested with, and that are likely fetched.
        let lock = root().join("Cargo.lock");
        if !scratch.folder.join("Cargo.lock").exists() && lock.exists() {
            let text = fs::read_to_string(&lock).map_err(Failure::io("read", &lock))?;
            scratch.put("Cargo.lock", &text)?;
        }
        Ok(scratch)
    }

    fn put(&self, path: &str, text: &str) -> Result<(), Failure> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|current| current == text) {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::io("create", parent))?;
        }
        fs::write(&path, text).map_err(Failure::io("write", &path))
    }

    /// Removes sources of an earlier run that are no longer generated.
    fn remove_others(&self, expected: &[(String, String)]) -> Result<(), Failure> {
        let folder = self.folder.join("models/src/generated");
        let expected: std::collections::BTreeSet<_> =
            expected.iter().map(|(path, _)| self.folder.join(path)).collect();
        let mut pending = vec![folder];
        while let Some(folder) = pending.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.filter_map(Result::ok) {
                let path = entry.path();
                if path.is_dir() {
                    pending.push(path);
                } else if !expected.contains(&path) {
                    fs::remove_file(&path).map_err(Failure::io("remove", &path))?;
                }
            }
        }
        Ok(())
    }

    /// Compiles the workspace; cargo says what it does on the terminal.
    pub(super) fn compile(&self) -> Result<PathBuf, Failure> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let build = target().join("build");
        let status = Command::new(cargo)
            .args(["build", "--package", "runner", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&build)
            .stdout(Stdio::null())
            .status()
            .map_err(Failure::io("start cargo in", &self.folder))?;
        if !status.success() {
            return Err(Failure::Reported("what was generated does not compile".to_owned()));
        }
        Ok(build.join("debug").join(format!("runner{}", std::env::consts::EXE_SUFFIX)))
    }

    /// Runs the jobs; an outcome each, fewer if the program died.
    pub(super) fn run(
        &self,
        runner: &Path,
        jobs: &[Job],
        mut progress: impl FnMut(usize),
    ) -> Result<Vec<Outcome>, Failure> {
        let list = self.folder.join("jobs.tsv");
        // A path may hold whatever a line and a column end with; as JSON it holds neither.
        let lines = jobs.iter().map(|job| {
            let path = serde_json::Value::from(job.path.display().to_string());
            format!("{}\t{}\t{path}\n", job.ty, job.how)
        });
        let lines: Vec<_> = lines.collect();
        fs::write(&list, lines.concat()).map_err(Failure::io("write", &list))?;
        let mut child = Command::new(runner)
            .arg(&list)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(Failure::io("start", runner))?;
        let mut outcomes = Vec::new();
        for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
            let line = line.map_err(Failure::io("read from", runner))?;
            outcomes.push(outcome(&line));
            progress(outcomes.len());
        }
        child.wait().map_err(Failure::io("wait for", runner))?;
        Ok(outcomes)
    }
}

fn outcome(line: &str) -> Outcome {
    let (result, detail) = line.split_once('\t').unwrap_or((line, ""));
    let detail = serde_json::from_str(detail).unwrap_or_else(|_| detail.to_owned());
    match result {
        "lossless" => Outcome::Lossless,
        "lossy" => Outcome::Lossy(detail),
        _ => Outcome::Error(detail),
    }
}

fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("conform")
}

/// A folder for each metadata file by where it is, so that an older state of it is replaced.
fn folder_name(metadata: &Path) -> String {
    let whole = metadata.canonicalize().unwrap_or_else(|_| metadata.to_owned());
    // FNV-1a: two files of one name in different folders must differ, nothing more.
    let hash = whole.to_string_lossy().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let stem = metadata.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let stem = stem.replace(|c| !is_plain(c), "_");
    format!("{stem}-{hash:016x}")
}

fn runner_manifest(graph_core: &str) -> String {
    let graph_core = toml::string(graph_core);
    format!(
        "[package]\nname = \"runner\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         graph-core = {{ path = {graph_core} }}\nmodels = {{ path = \"../models\" }}\nserde = \"1\"\nserde_json = \"1\"\n"
    )
}

/// The module of the types that the program knows.
fn table(types: &[&str]) -> String {
    let rows: Vec<_> = types
        .iter()
        .map(|ty| format!("    (convert::<{ty}>, convert::<graph_core::Page<{ty}>>),\n"))
        .collect();
    format!(
        "//! The types, each as one value and as a page.\n\nuse crate::{{Convert, convert}};\n\n\
         pub(crate) static TYPES: &[(Convert, Convert)] = &[\n{}];\n",
        rows.concat()
    )
}
