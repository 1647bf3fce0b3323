//! Rules: kinds of changes.

use crate::verdict::{Bump, Impact, Verdict};

/// A kind of change, with its default verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable name in kebab-case.
    pub id: &'static str,
    /// The change in one sentence.
    pub meaning: &'static str,
    /// The remedy in one sentence.
    pub remedy: &'static str,
    /// The default verdict. Findings may be milder, or worse if the rule says so.
    pub verdict: Verdict,
    /// The kind of change of the element.
    pub change: Change,
    /// The section of reports that lists the finding.
    pub section: Section,
    /// True if the change has no effect on any program. Reports count it as a note.
    pub is_note: bool,
}

/// The kind of change of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The element is new.
    Added,
    /// The element was removed.
    Removed,
    /// The element has another name.
    Renamed,
    /// Another property of the element changed.
    Changed,
}

/// The section of reports that lists a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Declarations of the metadata.
    Metadata,
    /// Access to requests: scopes, roles, clouds, and other facts of the overlay.
    Access,
}

impl Rule {
    pub(crate) const fn new(
        id: &'static str,
        (reader, writer, rust): (Impact, Impact, Bump),
        change: Change,
        meaning: &'static str,
        remedy: &'static str,
    ) -> Self {
        let verdict = Verdict { reader, writer, rust };
        Self { id, meaning, remedy, verdict, change, section: Section::Metadata, is_note: false }
    }

    pub(crate) const fn access(self) -> Self {
        Self { section: Section::Access, ..self }
    }

    pub(crate) const fn note(self) -> Self {
        Self { is_note: true, ..self }
    }
}

/// Declares rules as statics, and the list of them.
macro_rules! rules {
    ($list:ident: $($name:ident = $rule:expr;)*) => {
        $(pub(crate) static $name: Rule = $rule;)*
        pub(crate) static $list: &[&Rule] = &[$(&$name),*];
    };
}
pub(crate) use rules;
