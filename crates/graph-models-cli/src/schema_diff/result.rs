//! The result of a run, with its files.

use std::collections::BTreeMap;

use csdl::source::{Place, Sources};
use graph_models_diff::{Bump, Finding, Level, Report, Thresholds, View};

use super::options::DiffOptions;
use crate::report::counted;

/// The result of a run.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) report: Report,
    pub(super) sources: Sources,
    /// The name of the older side.
    pub(super) old_name: String,
    pub(super) new_name: String,
    /// True if there are slices. Findings outside of the slices do not count.
    pub(super) has_slices: bool,
    /// The highest plausible numbers of removals.
    pub(super) thresholds: Thresholds,
    /// True if there are more removals than is plausible.
    pub(super) is_bulk: bool,
    /// True if the number of removals makes the command fail.
    pub(super) stops: bool,
    /// The number of elements and attributes that the reader does not know, and that were not compared.
    pub(super) unknown: usize,
    /// The command that compares, for messages.
    pub(super) command: &'static str,
}

/// A place by file, line and column.
#[derive(Debug, Clone)]
pub(super) struct Location {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Outcome {
    pub(super) fn location(&self, place: Option<Place>) -> Option<Location> {
        let place = place?;
        let (line, column) = self.sources.line_column(place)?;
        Some(Location { file: self.sources.file(place.file)?.name.clone(), line, column })
    }

    /// The place of a finding: the new place of the element, or the old one if the element was removed.
    pub(super) fn shown_location(&self, finding: &Finding) -> Option<Location> {
        self.location(finding.new_place.or(finding.old_place))
    }

    /// The findings that are listed.
    pub(super) fn listed<'a>(&'a self, options: &DiffOptions) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let all = options.all;
        self.report.findings.iter().filter(move |finding| all || finding.in_slice)
    }

    /// The number of findings outside of the slices, by level.
    pub(super) fn outside(&self, view: View) -> BTreeMap<Level, usize> {
        let mut levels = BTreeMap::new();
        for finding in self.report.findings.iter().filter(|finding| !finding.in_slice) {
            *levels.entry(finding.level(view)).or_default() += 1;
        }
        levels
    }

    /// The number of notes of each rule.
    pub(super) fn notes(&self) -> BTreeMap<&'static str, usize> {
        let mut notes = BTreeMap::new();
        for note in &self.report.notes {
            *notes.entry(note.rule.id).or_default() += 1;
        }
        notes
    }

    /// The verdict in one word and one sentence.
    pub(super) fn verdict(&self, view: View) -> (&'static str, String) {
        let levels = self.report.levels(view);
        let count = |level| levels.get(&level).copied().unwrap_or_default();
        let total: usize = levels.values().sum();
        let release = match self.report.bump() {
            Bump::None => "the crate needs no release for its API",
            Bump::Minor => "the crate needs a minor release",
            Bump::Major => "the crate needs a major release",
        };
        let outside: usize = self.outside(view).values().sum();
        let allowed = self.report.findings.iter().filter(|finding| finding.allowed.is_some()).count();
        let (word, sentence) = match (count(Level::Breaking), count(Level::Risky)) {
            (0, 0) if total == 0 && allowed == 0 && outside == 0 && self.report.notes.is_empty() => {
                return ("No changes", "both sides mean the same.".to_owned());
            }
            (0, 0) if total == 0 => ("Safe", format!("nothing changed that matters{}", self.of_slices())),
            (0, 0) => ("Safe", format!("{}, none breaks anything; {release}", changes(total))),
            (0, risky) => ("Risky", format!("{risky} of {} may break programs; {release}", changes(total))),
            (breaking, _) => {
                let verb = if breaking == 1 { "breaks" } else { "break" };
                let whom = self.whom(view);
                ("Breaking", format!("{breaking} of {} {verb} programs ({whom}); {release}", changes(total)))
            }
        };
        let allowed = if allowed == 0 { String::new() } else { format!("; {allowed} more allowed") };
        // The command fails because of the removals, even if none of them is in the slices.
        let word = if self.stops && matches!(word, "Safe" | "Risky") { "Bulk removal" } else { word };
        (word, format!("{sentence}{allowed}."))
    }

    fn of_slices(&self) -> &'static str {
        if self.has_slices { " in the slices" } else { "" }
    }

    /// The number of breaking findings for each group of programs.
    fn whom(&self, view: View) -> String {
        let all = [(View::Reader, "readers"), (View::Writer, "writers"), (View::Rust, "the Rust API")];
        let counted =
            all.into_iter().filter(|&(one, _)| view == View::All || view == one).map(|(one, name)| {
                let breaking = self.report.counting().filter(|finding| finding.level(one) == Level::Breaking);
                format!("{name}: {}", breaking.count())
            });
        counted.collect::<Vec<_>>().join(", ")
    }

    /// The warning about too many removals.
    pub(super) fn bulk_warning(&self) -> Option<String> {
        let removals = self.report.removals;
        let in_slice = if self.has_slices {
            format!(", {} of them in the slices", removals.in_slice)
        } else {
            String::new()
        };
        let elements = removals
            .elements_are_too_many(&self.thresholds, self.has_slices)
            .then(|| format!("{} elements were removed at once{in_slice}", removals.total));
        let scopes = removals.scopes_are_too_many(&self.thresholds).then(|| {
            format!("requests lost {} of their {} scopes at once", removals.scopes, removals.scopes_before)
        });
        let what: Vec<_> = elements.into_iter().chain(scopes).collect();
        self.is_bulk.then(|| {
            format!(
                "{}: most such removals were accidents or retractions, and came back. Compare with a later state \
                 before this is taken over, or say --accept-bulk-removal.",
                what.join(", and ")
            )
        })
    }
}

/// `1 change`, `2 changes`.
pub(super) fn changes(count: usize) -> String {
    counted(count, "change", "changes")
}

/// The old and new value in one line: `Edm.String -> Collection(Edm.String)`.
pub(super) fn before_after(finding: &Finding, arrow: &str) -> String {
    match (&finding.old, &finding.new) {
        (Some(old), Some(new)) => format!("{old} {arrow} {new}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    }
}
