//! The verdict on a change: its impact on deployed programs and on the generated crate.

use std::fmt;

/// The impact of a change on a deployed program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// No effect.
    Safe,
    /// Some programs may misbehave.
    Risk,
    /// Programs that use the element fail.
    Breaking,
}

/// The release that the generated crate needs, by semantic versioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// The public API is the same.
    None,
    /// The public API grows.
    Minor,
    /// Programs that compiled may no longer compile.
    Major,
}

/// The verdict on a change, for three groups of programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// A deployed program that reads from the changed service.
    pub reader: Impact,
    /// A deployed program that sends to the changed service.
    pub writer: Impact,
    /// A program compiled against the regenerated crate.
    pub rust: Bump,
}

/// The group of programs whose verdict counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Deployed readers.
    Reader,
    /// Deployed writers.
    Writer,
    /// Users of the crate.
    Rust,
    /// The worst of the three.
    All,
}

/// The level of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Information: no program is affected.
    Info,
    /// Some programs may misbehave.
    Risky,
    /// Programs fail, or no longer compile.
    Breaking,
}

impl Impact {
    fn level(self) -> Level {
        match self {
            Self::Safe => Level::Info,
            Self::Risk => Level::Risky,
            Self::Breaking => Level::Breaking,
        }
    }
}

impl Verdict {
    /// The level for a group of programs.
    pub fn level(self, view: View) -> Level {
        let rust = if self.rust == Bump::Major { Level::Breaking } else { Level::Info };
        match view {
            View::Reader => self.reader.level(),
            View::Writer => self.writer.level(),
            View::Rust => rust,
            View::All => self.reader.level().max(self.writer.level()).max(rust),
        }
    }
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Safe => "safe",
            Self::Risk => "risk",
            Self::Breaking => "breaking",
        })
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        })
    }
}
