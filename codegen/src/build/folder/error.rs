//! The error of files that could not be read or written.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// The reason why files could not be read or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    Io {
        /// The attempted action, a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
    },
    /// Something else occupies the place of a generated file or its folder.
    InTheWay {
        /// The path of the thing that is there.
        path: PathBuf,
        /// The problem with the thing: `is a link`.
        reason: &'static str,
    },
    /// Another run is writing to the folder.
    Busy(PathBuf),
}

impl Error {
    /// Adds the action and the file, for `map_err`.
    pub(in crate::build) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { action, path, error }
    }

    pub(in crate::build) fn in_the_way(path: &Path, reason: &'static str) -> Self {
        Self::InTheWay { path: path.to_owned(), reason }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, error } => write!(f, "cannot {action} {}: {error}", path.display()),
            Self::InTheWay { path, reason } => {
                write!(f, "{} {reason}; move it away, or write elsewhere", path.display())
            }
            Self::Busy(path) => write!(
                f,
                "another run is writing to {}; run this one again when that one has ended",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::InTheWay { .. } | Self::Busy(_) => None,
        }
    }
}
