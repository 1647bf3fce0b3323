//! The results of the checked payloads, and their output as text or JSON.

use serde::{Deserialize, Serialize};

use crate::command::OutputFormat;
use crate::failure::Failure;
use crate::report;
use crate::report::say;

/// The result of a payload.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Encoding gave the same JSON value.
    Lossless,
    /// Encoding gave the same JSON value, but the payload has values that are not of their declared types.
    Tolerated(Vec<Deviation>),
    /// Encoding gave another JSON value. The text is the path to the first difference.
    Lossy(String),
    /// The payload could not be read, decoded or encoded.
    Error(String),
}

/// A value that is not of its declared type, in the words of the runner.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Deviation {
    path: String,
    property: String,
    declared: String,
    found: String,
    /// The whole message: the place, the reason, and the result of reading the value.
    message: String,
}

/// The result of each payload by the path of its file, in the order of the manifest.
#[derive(Debug)]
pub(super) struct Results(pub(super) Vec<(String, Outcome)>);

impl Results {
    fn lossless(&self) -> usize {
        self.0.iter().filter(|(_, outcome)| *outcome == Outcome::Lossless).count()
    }

    fn tolerated(&self) -> usize {
        self.0.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Tolerated(_))).count()
    }

    fn lost(&self) -> usize {
        self.0.len() - self.lossless() - self.tolerated()
    }

    pub(super) fn are_kept(&self) -> bool {
        self.lost() == 0
    }

    pub(super) fn failure(&self) -> String {
        format!("{} of {} payloads are lossy or refused", self.lost(), self.0.len())
    }

    pub(super) fn print(&self, format: OutputFormat) -> Result<(), Failure> {
        match format {
            OutputFormat::Text => self.print_text(),
            OutputFormat::Json => report::document(&self.json())?,
        }
        Ok(())
    }

    fn print_text(&self) {
        let (mut lossy, mut errors) = (0, 0);
        for (file, outcome) in &self.0 {
            match outcome {
                Outcome::Lossless => say!("{file}: lossless"),
                Outcome::Tolerated(deviations) => {
                    say!("{file}: tolerated");
                    for deviation in deviations {
                        say!("  {}", deviation.message);
                    }
                }
                Outcome::Lossy(path) => {
                    lossy += 1;
                    say!("{file}: lossy: {path}");
                }
                Outcome::Error(message) => {
                    errors += 1;
                    say!("{file}: error: {message}");
                }
            }
        }
        let (total, lossless, tolerated) = (self.0.len(), self.lossless(), self.tolerated());
        say!("{total} payloads: {lossless} lossless, {tolerated} tolerated, {lossy} lossy, {errors} errors");
    }

    fn json(&self) -> Report<'_> {
        let mut report = Report { total: self.0.len(), lossless: self.lossless(), ..Report::default() };
        for (file, outcome) in &self.0 {
            match outcome {
                Outcome::Lossless => {}
                Outcome::Tolerated(deviations) => report.tolerated.push(Tolerated { file, deviations }),
                Outcome::Lossy(path) => report.lossy.push(Lossy { file, path }),
                Outcome::Error(message) => report.error.push(Erroneous { file, message }),
            }
        }
        report
    }
}

/// The JSON form, in this order.
#[derive(Debug, Default, Serialize)]
struct Report<'a> {
    total: usize,
    lossless: usize,
    tolerated: Vec<Tolerated<'a>>,
    lossy: Vec<Lossy<'a>>,
    error: Vec<Erroneous<'a>>,
}

/// A payload that was encoded as the same value, but has values that are not of their declared types.
#[derive(Debug, Serialize)]
struct Tolerated<'a> {
    file: &'a str,
    deviations: &'a [Deviation],
}

/// A payload that was encoded as another value.
#[derive(Debug, Serialize)]
struct Lossy<'a> {
    file: &'a str,
    /// The first difference.
    path: &'a str,
}

/// A payload that could not be decoded.
#[derive(Debug, Serialize)]
struct Erroneous<'a> {
    file: &'a str,
    message: &'a str,
}
