//! Messages for programs: one JSON object per line; `message.schema.json` of this crate describes the object.

use std::path::Path;

use csdl::diagnostic::{Diagnostic, Severity};
use csdl::source::{Place, Sources};
use graph_models_codegen::text::json::visible;
use serde::Serialize;

/// A line on the standard error stream of any command with `--error-format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "message"))]
pub(crate) struct Message {
    /// `error`: the command ends with 1 or 2; `warning`: the result may surprise; `note`: anything else.
    level: &'static str,
    /// The message, mostly one sentence.
    #[serde(rename = "message")]
    text: String,
    /// The place that the message is about; null if there is none.
    place: Option<Location>,
    /// The places of other declarations that the message is about.
    others: Vec<Location>,
    /// Remedies and background.
    help: Vec<String>,
}

/// A place in a file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Location {
    /// Path of the file, as the command was given it; with `/` between folders.
    file: String,
    /// Line, from 1; null for the file as a whole.
    line: Option<usize>,
    /// Column in characters, from 1; null for the file as a whole.
    column: Option<usize>,
    /// Remark about the place; empty if there is none.
    remark: String,
}

impl Message {
    /// A message without a place.
    pub(crate) fn plain(severity: Severity, text: &str) -> Self {
        let level = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        Self { level, text: text.to_owned(), place: None, others: Vec::new(), help: Vec::new() }
    }

    /// A message about a file as a whole, with remedies.
    pub(super) fn of_file(severity: Severity, text: &str, file: Option<&Path>, help: Vec<String>) -> Self {
        let place = file.map(|file| Location {
            file: file.display().to_string().replace('\\', "/"),
            line: None,
            column: None,
            remark: String::new(),
        });
        Self { place, help, ..Self::plain(severity, text) }
    }

    /// The message, with a line and a column of its file where they are known.
    pub(super) fn at(mut self, line_column: Option<(usize, usize)>) -> Self {
        if let (Some(place), Some((line, column))) = (&mut self.place, line_column) {
            (place.line, place.column) = (Some(line), Some(column));
        }
        self
    }

    /// A problem of an input.
    pub(super) fn of_diagnostic(diagnostic: &Diagnostic, sources: &Sources) -> Self {
        let labels = diagnostic.labels.iter();
        let mut places = labels.filter_map(|label| location(label.place, &label.text, sources));
        Self {
            place: places.next(),
            others: places.collect(),
            help: diagnostic.help.clone(),
            ..Self::plain(diagnostic.severity, &diagnostic.message)
        }
    }

    /// The line, without its end.
    pub(super) fn line(&self) -> String {
        // All parts of a message are texts and numbers.
        visible(&serde_json::to_string(self).unwrap_or_default())
    }
}

fn location(place: Place, remark: &str, sources: &Sources) -> Option<Location> {
    let (line, column) = sources.line_column(place)?;
    let file = sources.file(place.file)?.name.clone();
    Some(Location { file, line: Some(line), column: Some(column), remark: remark.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-cli`, and read the diff.
    #[test]
    fn the_schema_in_the_repository_is_that_of_the_form() {
        let generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
        let schema = generator.into_root_schema_for::<Message>();
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/message.schema.json");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            std::fs::write(path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(kept, text, "INSTA_UPDATE=always writes it");
    }
}
