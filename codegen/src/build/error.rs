//! The error of a failed generation.

use std::fmt;

use super::folder;

/// The reason for a failed generation.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// An input could not be read, or the generated files could not be written. All files are then unchanged.
    Files(folder::Error),
    /// No output folder was given, and the program is not a build script.
    NoFolder,
    /// The configuration is empty, contradicts itself, or has an impossible file name: the text names the remedy or
    /// the problem.
    Configuration(&'static str),
    /// The errors of the generator, with places and source lines.
    Diagnostics(String),
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Self::Files(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files(error) => error.fmt(f),
            Self::NoFolder => f.write_str("no folder to write to: call `out_dir`, or run in a build script"),
            Self::Configuration(problem) => write!(f, "the configuration cannot be used: {problem}"),
            Self::Diagnostics(text) => f.write_str(text.trim_end()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Files(error) => error.source(),
            Self::NoFolder | Self::Configuration(_) | Self::Diagnostics(_) => None,
        }
    }
}
