//! What came of each payload, and how that is shown.

use serde_json::json;

use crate::command::OutputFormat;

/// What came of a payload.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The same JSON value came out again.
    Lossless,
    /// Something else came out; the path to the first difference.
    Lossy(String),
    /// It could not be decoded or encoded, or not even be read.
    Error(String),
}

/// All payloads by their files, in the order of the manifest.
#[derive(Debug)]
pub(super) struct Results(pub(super) Vec<(String, Outcome)>);

impl Results {
    fn lossless(&self) -> usize {
        self.0.iter().filter(|(_, outcome)| *outcome == Outcome::Lossless).count()
    }

    pub(super) fn are_lossless(&self) -> bool {
        self.lossless() == self.0.len()
    }

    pub(super) fn failure(&self) -> String {
        format!("{} of {} payloads are not lossless", self.0.len() - self.lossless(), self.0.len())
    }

    pub(super) fn print(&self, format: OutputFormat) {
        match format {
            OutputFormat::Text => self.print_text(),
            OutputFormat::Json => anstream::println!("{:#}", self.json()),
        }
    }

    fn print_text(&self) {
        let (mut lossy, mut errors) = (0, 0);
        for (file, outcome) in &self.0 {
            match outcome {
                Outcome::Lossless => anstream::println!("{file}: lossless"),
                Outcome::Lossy(path) => {
                    lossy += 1;
                    anstream::println!("{file}: lossy: {path}");
                }
                Outcome::Error(message) => {
                    errors += 1;
                    anstream::println!("{file}: error: {message}");
                }
            }
        }
        anstream::println!(
            "{} payloads: {} lossless, {lossy} lossy, {errors} errors",
            self.0.len(),
            self.lossless()
        );
    }

    fn json(&self) -> serde_json::Value {
        let lossy = self.0.iter().filter_map(|(file, outcome)| match outcome {
            Outcome::Lossy(path) => Some(json!({"file": file, "path": path})),
            _ => None,
        });
        let errors = self.0.iter().filter_map(|(file, outcome)| match outcome {
            Outcome::Error(message) => Some(json!({"file": file, "message": message})),
            _ => None,
        });
        json!({
            "total": self.0.len(),
            "lossless": self.lossless(),
            "lossy": lossy.collect::<Vec<_>>(),
            "error": errors.collect::<Vec<_>>(),
        })
    }
}
