//! Failures of commands, and exit codes.

mod advice;
mod encoding;

pub use advice::nearest_file;
pub use encoding::Encoding;

use std::path::{Path, PathBuf};
use std::{fmt, io};

use graph_models_codegen::build::folder;

/// Exit code of a command that found differences or drift.
pub const FOUND: u8 = 1;

/// Exit code of a command that could not do its work, also for a wrong command line.
pub const COULD_NOT: u8 = 2;

/// The exit codes, as a literal.
#[macro_export]
macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0  done, and nothing was found
  1  done, and there are findings or drift
  2  not done: wrong arguments, unreadable input, errors in it, or nothing to do"
    };
}

/// The end of the help text of a command: examples, then the exit codes. In an example `PROGRAM` stands for the name of
/// the program and `COMMAND` for that of the command, which [`with_program`](crate::with_program) fills in.
#[macro_export]
macro_rules! after_help {
    ($($example:literal),+ $(,)?) => {
        concat!("Examples:\n", $("  ", $example, "\n",)+ "\n", $crate::exit_codes!())
    };
}

/// The exit codes, shown at the end of every help text.
pub const EXIT_CODES: &str = exit_codes!();

/// The reason why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// A file could not be read or written.
    Io {
        /// The action as a verb, such as `read`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// A file is not UTF-8.
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The probable encoding of the file.
        encoding: Encoding,
    },
    /// Generated files could not be brought up to date.
    Folder(folder::Error),
    /// The problems were shown; the text is the conclusion.
    Reported(String),
    /// The command cannot do what was asked for.
    Refused {
        /// The problem.
        problem: String,
        /// The remedies.
        help: Vec<String>,
    },
    /// The command did its work and found differences; the text says how many.
    Found(String),
    /// The command did its work, and the results that it printed are findings.
    Printed,
}

impl Failure {
    /// The exit code: 1 for findings and drift, 2 if the command could not do its work.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Found(_) | Self::Printed => FOUND,
            Self::Io { .. }
            | Self::NotUtf8 { .. }
            | Self::Folder(_)
            | Self::Reported(_)
            | Self::Refused { .. } => COULD_NOT,
        }
    }

    /// Makes a failure in `map_err` from the action and the path.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { action, path, error }
    }

    /// A failure with a remedy.
    pub fn refused(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused { problem: problem.into(), help: vec![help.into()] }
    }

    /// A failure for a name that is not one of the known names. The remedy is the nearest known name, or the list of
    /// all of them.
    pub fn unknown<'a>(
        problem: impl Into<String>,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self::Refused { problem: problem.into(), help: advice::nearest(name, known).into_iter().collect() }
    }

    /// The file that the failure is about.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::Folder(
                folder::Error::Io { path, .. }
                | folder::Error::InTheWay { path, .. }
                | folder::Error::Busy(path),
            ) => Some(path),
            Self::Folder(_) | Self::Reported(_) | Self::Refused { .. } | Self::Found(_) | Self::Printed => {
                None
            }
        }
    }

    /// The line of that file, from 1, and the column, if they are known.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        match self {
            Self::NotUtf8 { encoding: Encoding::Other { line, column }, .. } => Some((*line, *column)),
            _ => None,
        }
    }

    /// The remedies.
    pub fn help(&self) -> Vec<String> {
        match self {
            Self::Io { action, path, error } | Self::Folder(folder::Error::Io { action, path, error }) => {
                advice::of_io(action, path, error)
            }
            Self::NotUtf8 { encoding, .. } => vec![encoding.remedy().to_owned()],
            Self::Folder(folder::Error::InTheWay { .. }) => {
                vec!["move it away, or write to another folder".to_owned()]
            }
            Self::Refused { help, .. } => help.clone(),
            Self::Folder(_) | Self::Reported(_) | Self::Found(_) | Self::Printed => Vec::new(),
        }
    }
}

impl From<folder::Error> for Failure {
    fn from(error: folder::Error) -> Self {
        Self::Folder(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, error } | Self::Folder(folder::Error::Io { action, path, error }) => {
                write!(f, "cannot {action} {}: {}", path.display(), advice::reason(error))
            }
            Self::NotUtf8 { path, encoding } => write!(f, "{} {encoding}", path.display()),
            Self::Folder(folder::Error::InTheWay { path, reason }) => {
                write!(f, "{} {reason}", path.display())
            }
            Self::Folder(error) => error.fmt(f),
            Self::Refused { problem: message, .. } | Self::Reported(message) | Self::Found(message) => {
                f.write_str(message)
            }
            Self::Printed => f.write_str("there are findings"),
        }
    }
}
