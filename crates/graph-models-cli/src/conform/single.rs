//! A single payload that somebody pasted, as a type of pasted metadata: the steps of `conform`, for the page of `try`.
//!
//! The page itself runs cargo and the program that decodes, since it waits for both without a thread. Must not print.

use std::ffi::OsString;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_codegen::build::folder::Plan;
use graph_models_codegen::{Input, generate};
use serde::{Deserialize, Serialize};

use super::manifest::Entry;
use super::results::{Deviation, Outcome};
use super::scratch::{self, Job, STRICT, Scratch, Subject};
use super::types::Types;
use crate::failure::Failure;
use crate::report::{self, Message};
use crate::workspace::Workspace;

/// The argument of the program with which it also tells the values.
const VALUES: &str = "values";

/// A pasted payload.
pub(crate) struct Payload {
    /// The JSON.
    pub(crate) text: String,
    /// Qualified CSDL name of the declared type.
    pub(crate) ty: String,
    /// The shape, written as in the lists of `conform`.
    pub(crate) shape: String,
    /// True if a value that is not of its declared type is an error.
    pub(crate) is_strict: bool,
}

/// A payload whose files are written but not yet compiled.
#[derive(Debug)]
pub(crate) struct Prepared {
    scratch: Scratch,
    arguments: Vec<OsString>,
    /// The lock that keeps other processes from writing the same files.
    _lock: File,
}

/// The result of decoding and encoding a payload.
#[derive(Debug, Serialize)]
pub(crate) struct Checked {
    /// `lossless`, `tolerated`, `lossy` or `error`.
    outcome: &'static str,
    /// The values that are not of their declared types.
    deviations: Vec<Deviation>,
    /// For a lossy payload: the path to the first difference between the payload and the JSON that is written back.
    difference: Option<String>,
    /// The reason why the payload could not be read.
    problem: Option<String>,
    /// The value, if there is one.
    value: Option<Shown>,
}

/// A value, as the program that decodes prints it.
#[derive(Debug, Serialize, Deserialize)]
struct Shown {
    /// The value as `{:#?}` prints it.
    rust: String,
    /// The JSON that is written back.
    json: String,
}

impl Prepared {
    /// Generates the types of all metadata, and writes the program that decodes the payload.
    ///
    /// # Errors
    ///
    /// Returns the problems of the metadata and of the type, with their places, or the reason why nothing was written.
    pub(crate) fn new(
        workspace: &Workspace,
        runtime: Option<&str>,
        input: &Input,
        payload: Payload,
    ) -> Result<Self, Vec<Message>> {
        let output = generate(input);
        if output.diagnostics.has_errors() {
            return Err(report::messages(&output.diagnostics, input.sources()));
        }
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let ty = payload.ty.trim();
        let file = sources.add("type", ty);
        let place = |part: &str| {
            let start = (part.as_ptr() as usize).saturating_sub(ty.as_ptr() as usize);
            file.place(start..start + part.len())
        };
        let entry =
            Entry::new("", ty, &payload.shape, |part| if part.is_empty() { place(ty) } else { place(part) });
        let types = Types::new(&output);
        let Some(target) = types.require(&entry.ty, &mut diagnostics) else {
            return Err(report::messages(&diagnostics, &sources));
        };
        let how = super::how(&entry, target);
        let written = || -> Result<Self, Failure> {
            let lock = lock(workspace)?;
            // Other metadata replaces it, so that many experiments take the space of one.
            let subject = Subject { stem: "metadata".to_owned(), id: "pasted".to_owned() };
            let scratch = Scratch::write(workspace, &subject, runtime, &output, &[target.path.as_str()])?;
            let job = Job { ty: 0, how, path: payload_file(&scratch, payload.text)? };
            let words: &[&str] = if payload.is_strict { &[VALUES, STRICT] } else { &[VALUES] };
            let arguments = scratch.arguments(&[job], words)?;
            Ok(Self { scratch, arguments, _lock: lock })
        };
        written().map_err(|failure| vec![report::message_of(&failure)])
    }

    /// The folder for everything that is written and compiled.
    pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
        scratch::target(workspace)
    }

    /// The command that compiles.
    pub(crate) fn cargo(&self) -> Command {
        self.scratch.cargo()
    }

    /// The message if the command that compiles did not start.
    pub(crate) fn no_cargo(&self, error: std::io::Error) -> Message {
        report::message_of(&self.scratch.no_cargo(error))
    }

    /// The command that decodes, after compiling.
    pub(crate) fn runner(&self) -> Command {
        let mut runner = Command::new(self.scratch.runner());
        runner.args(&self.arguments);
        runner
    }
}

/// Takes the scratch workspace, which all processes share, until the file is dropped.
fn lock(workspace: &Workspace) -> Result<File, Failure> {
    let folder = scratch::target(workspace);
    std::fs::create_dir_all(&folder).map_err(Failure::io("make", &folder))?;
    let path = folder.join("pasted.lock");
    let file = File::create(&path).map_err(Failure::io("write", &path))?;
    file.lock().map_err(Failure::io("lock", &path))?;
    Ok(file)
}

/// Writes a payload to a file.
fn payload_file(scratch: &Scratch, text: String) -> Result<PathBuf, Failure> {
    let path = scratch.folder.join("payload.json");
    let mut plan = Plan::default();
    plan.file(&path, text);
    plan.write()?;
    Ok(path)
}

impl Checked {
    /// Reads the output of the command that decodes.
    pub(crate) fn new(output: &str, status: ExitStatus) -> Self {
        let line = output.lines().next();
        let outcome = line.map_or_else(|| scratch::unfinished(status), scratch::outcome);
        let shown = line.and_then(|line| line.split('\t').nth(2));
        let value = shown.and_then(|shown| serde_json::from_str(shown).ok());
        let none =
            Self { outcome: "lossless", deviations: Vec::new(), difference: None, problem: None, value };
        match outcome {
            Outcome::Lossless => none,
            Outcome::Tolerated(deviations) => Self { outcome: "tolerated", deviations, ..none },
            Outcome::Lossy(path) => Self { outcome: "lossy", difference: Some(path), ..none },
            Outcome::Error(problem) => Self { outcome: "error", problem: Some(problem), ..none },
        }
    }
}
