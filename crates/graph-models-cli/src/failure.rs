//! Failures of commands, and exit codes.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use graph_models_codegen::build::folder;

/// Exit code of a command that found differences or drift.
pub const FOUND: u8 = 1;

/// Exit code of a command that could not do its work, also for a wrong command line.
pub const COULD_NOT: u8 = 2;

/// The exit codes, shown at the end of every help text.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  done, and nothing was found
  1  done, and there are findings or drift
  2  not done: wrong arguments, unreadable input, errors in it, or nothing to do";

/// The reason why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// A file could not be read or written.
    Io {
        /// The action, as `read`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// A file is not UTF-8; with the offset of the first invalid byte.
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The offset.
        offset: usize,
    },
    /// Generated files could not be brought up to date.
    Folder(folder::Error),
    /// The problems were shown; the text is the conclusion.
    Reported(String),
    /// The command did its work and found differences; the text says how many.
    Found(String),
}

impl Failure {
    /// The exit code: 1 for findings and drift, 2 if the command could not do its work.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Found(_) => FOUND,
            Self::Io { .. } | Self::NotUtf8 { .. } | Self::Folder(_) | Self::Reported(_) => COULD_NOT,
        }
    }

    /// Makes a failure in `map_err` from the action and the path.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { action, path, error }
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
            Self::Io { action, path, error } => write!(f, "cannot {action} {}: {error}", path.display()),
            Self::NotUtf8 { path, offset } => write!(f, "{} is not UTF-8 (byte {offset})", path.display()),
            Self::Folder(error) => error.fmt(f),
            Self::Reported(message) | Self::Found(message) => f.write_str(message),
        }
    }
}
