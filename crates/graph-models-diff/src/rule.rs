//! What a rule is.

use crate::verdict::{Bump, Impact, Verdict};

/// A kind of change, and what it means for whom unless the finding knows better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable name in kebab-case.
    pub id: &'static str,
    /// What the change is, one sentence.
    pub meaning: &'static str,
    /// What to do about it, one sentence.
    pub remedy: &'static str,
    /// What it means where nothing more is known. Findings may be milder, or worse where the rule says so.
    pub verdict: Verdict,
    /// What happened to the element.
    pub change: Change,
    /// Where reports list it.
    pub section: Section,
    /// Whether it changes nothing for anybody: counted, and not a finding.
    pub is_note: bool,
}

/// What happened to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// Something else about it is different.
    Changed,
}

/// Where reports list a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What metadata declares.
    Metadata,
    /// Who may call what, where: scopes, roles, clouds, and what else the overlay says.
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
