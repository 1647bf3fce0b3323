//! Problems found in the input, which are collected and shown like those of a compiler.
//!
//! Stages push problems into [`Diagnostics`] and continue. The pipeline stops between stages if there are errors.
//! Must not write anywhere: [`Diagnostics::render`] returns text.

mod closest;
mod excerpt;
mod render;

pub use closest::closest;
pub use render::Style;

use crate::limits::MOST_DIAGNOSTICS;
use crate::source::Place;

/// The severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A remark: nothing is wrong.
    Note,
    /// Generation continues, but the result may be unexpected.
    Warning,
    /// An error: nothing is generated.
    Error,
}

/// The kind of a problem, for programs that treat some kinds differently. Messages are for people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// Any other problem.
    #[default]
    Other,
    /// Elements or attributes that the reader does not know and skipped.
    UnknownContent,
    /// Annotations whose targets the metadata does not declare.
    DanglingAnnotations,
    /// Annotations of one declaration that contradict each other.
    Contradiction,
    /// A name that is no identifier but can still be read.
    NoIdentifier,
    /// An error that leaves the model complete: generation stops, but a comparison need not.
    KeepsModel,
}

/// A place and a remark about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// The remark; may be empty.
    pub text: String,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// One sentence without a full stop, in lower case.
    pub message: String,
    /// The place of the problem first, then places of conflicting declarations.
    pub labels: Vec<Label>,
    /// Remedies and background.
    pub help: Vec<String>,
    /// The kind of problem.
    pub kind: Kind,
}

impl Diagnostic {
    /// A problem that stops generation.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A problem that does not stop generation.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// A remark.
    pub fn note(message: impl Into<String>) -> Self {
        Self::new(Severity::Note, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self { severity, message: message.into(), labels: Vec::new(), help: Vec::new(), kind: Kind::Other }
    }

    /// Adds a place; the problem is shown at the first one. [`Place::NOWHERE`] adds no place.
    #[must_use]
    pub fn at(mut self, place: Place, text: impl Into<String>) -> Self {
        if place != Place::NOWHERE {
            self.labels.push(Label { place, text: text.into() });
        }
        self
    }

    /// Sets the kind.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }
}

/// The problems of a run, in the order found. At most [`MOST_DIAGNOSTICS`] of them are kept: the first ones, and the
/// first error in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The number of problems that are not kept.
    others: usize,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.is_full() && (diagnostic.severity != Severity::Error || self.has_errors()) {
            self.others += 1;
        } else {
            self.list.push(diagnostic);
        }
    }

    /// Returns `true` if no more problems are kept, except the first error.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MOST_DIAGNOSTICS
    }

    /// The number of problems that are not kept.
    pub fn others(&self) -> usize {
        self.others
    }

    /// Appends problems that were found separately.
    pub fn append(&mut self, later: Self) {
        later.list.into_iter().for_each(|diagnostic| self.push(diagnostic));
        self.others += later.others;
    }

    /// Returns `true` if any problem stops generation.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Turns errors that keep the model into warnings: metadata that is only compared need not be valid for
    /// generation.
    #[must_use]
    pub fn tolerated(mut self) -> Self {
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.kind == Kind::KeepsModel) {
            diagnostic.severity = diagnostic.severity.min(Severity::Warning);
        }
        self
    }

    /// The problems in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Returns `true` if there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
