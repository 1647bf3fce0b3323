//! The meaning of an update of metadata: turns two [`Model`](csdl::model::Model)s, and the files beside them, into
//! classified findings.
//!
//! Names are compared after each alias is replaced by its namespace. Members and keys are compared together with
//! inherited ones. Order is compared only where it has a meaning. Every difference becomes a [`Finding`], or a note if
//! it changes nothing for any program. Must not know XML, tokens, files or the terminal.

mod access;
mod allow;
mod api;
mod check;
mod compare;
mod date;
mod deprecation;
mod finding;
mod input;
mod pairing;
mod report;
mod rule;
pub mod rules;
mod text;
mod verdict;

pub use allow::allow;
pub use allow::file::{AllowEntry, Allows};
pub use check::{Checked, Comparison, check_against};
pub use date::Date;
pub use finding::Finding;
pub use input::history::{History, State};
pub use input::scope::Scope;
pub use input::{Access, Options, Side};
pub use report::Report;
pub use report::guard::{Removals, Thresholds};
pub use rule::{Change, Rule, Section};
pub use verdict::{Bump, Impact, Level, Verdict, View};

/// Compares two sides. The report has every difference once, the worst first.
///
/// The Rust of both sides is also decided, so that the required release follows from names and signatures.
pub fn compare(old: &Side<'_>, new: &Side<'_>, options: &Options<'_>) -> Report {
    let mut findings = compare::models(old, new, options);
    // If no declaration changes its meaning, a new order of declarations is no update.
    let is_update = !options.is_metadata_only && findings.iter().any(|finding| !finding.rule.is_note);
    let crates = if is_update { api::of_both(old, new, options.overlays) } else { None };
    if let Some((before, after)) = &crates {
        let holds = |scope: Option<&Scope>, finding: &Finding| {
            scope.is_none_or(|scope| scope.holds(&finding.subject))
        };
        let is_in_slice = |finding: &Finding| holds(old.scope, finding) || holds(new.scope, finding);
        api::verdict::apply(&mut findings, (before, after), options.overlays, is_in_slice);
    }
    if let Some(history) = options.history {
        history.mark(&mut findings);
    }
    Report::new(findings, old.scope, new.scope)
}

/// Compares the files beside the metadata: once for all versions, as findings of the version in `options`.
pub fn compare_access(old: &Access<'_>, new: &Access<'_>, options: &Options<'_>) -> Report {
    let mut findings = compare::Findings::new(options);
    access::compare(old, new, &mut findings);
    let mut report = Report::new(findings.finish(), None, None);
    report.removals.scopes_before = access::scopes_of(old);
    report
}

/// The examples of the README. They are tested together with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
