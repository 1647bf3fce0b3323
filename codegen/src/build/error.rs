//! Why generation failed.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::folder;

/// Why generation failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written: what was to be done, to which.
    Io {
        /// A verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// The generated files could not be written; all files are as they were.
    Folder(folder::Error),
    /// There is no folder to write to: none was given, and no build script runs.
    NoFolder,
    /// The configuration asks for nothing, for two things at once, or names a file as no file can be named: the
    /// remedy or the problem.
    Configuration(&'static str),
    /// The problems that the generator found, with places and source lines.
    Diagnostics(String),
}

impl Error {
    /// For `map_err`: what was being done to which file.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { action, path, error }
    }
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Self::Folder(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, error } => write!(f, "cannot {action} {}: {error}", path.display()),
            Self::Folder(error) => error.fmt(f),
            Self::NoFolder => f.write_str("no folder to write to: call `out_dir`, or run in a build script"),
            Self::Configuration(problem) => write!(f, "the configuration cannot be used: {problem}"),
            Self::Diagnostics(text) => f.write_str(text.trim_end()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::Folder(error) => error.source(),
            Self::NoFolder | Self::Configuration(_) | Self::Diagnostics(_) => None,
        }
    }
}
