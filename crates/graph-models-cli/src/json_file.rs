//! Reads a file of JSON as a value, and shows errors with their places.

use std::path::Path;

use csdl::diagnostic::Diagnostic;
use csdl::kind::Kind;
use csdl::source::{FileId, Sources};
use serde_json::{Error, Value};

use crate::failure::Failure;
use crate::report;
use crate::workspace::{Workspace, read};

/// Reads a file. The remedy is shown if the file is no JSON.
pub(crate) fn value(workspace: &Workspace, path: &Path, remedy: &str) -> Result<Value, Failure> {
    let mut sources = Sources::default();
    let name = workspace.shown(path);
    let file = sources.add(name.clone(), read(path)?);
    let text = sources.file(file).map_or("", |source| source.text.as_str());
    serde_json::from_str(text).map_err(|error| {
        let problem = problem(&error, &sources, file, remedy);
        report::problem(problem, &sources, format!("{name} cannot be read as JSON"))
    })
}

fn problem(error: &Error, sources: &Sources, file: FileId, remedy: &str) -> Diagnostic {
    let source = sources.file(file);
    let text = source.map_or("", |source| source.text.as_str());
    let other = Kind::of(text).filter(|(kind, _)| *kind != Kind::Json);
    let (problem, place) = match other {
        _ if text.trim().is_empty() => ("the file is empty".to_owned(), 0..0),
        Some((kind, ref place)) => (format!("this is {}, and no JSON", kind.name()), place.clone()),
        None => {
            let offset = source.map_or(0, |source| source.offset_at(error.line(), error.column()));
            (in_words(error), offset..offset)
        }
    };
    let remedy = match other.as_ref().and_then(|(kind, _)| kind.remedy()) {
        Some(remedy) => remedy,
        None if error.is_eof() && !text.trim().is_empty() => "is the file cut off?",
        None => remedy,
    };
    Diagnostic::error(problem).at(file.place(place), "").help(remedy)
}

/// The parser's message without the position, which the diagnostic shows anyway.
fn in_words(error: &Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    match message.strip_prefix("EOF while parsing ") {
        Some(inside) => format!("the JSON ends inside {inside}"),
        None => format!("this is no JSON: {message}"),
    }
}

#[cfg(test)]
mod tests {
    use csdl::source::Sources;

    use super::problem;

    #[test]
    fn a_file_that_is_no_json_has_a_place_and_a_remedy() {
        for (text, said, help, place) in [
            ("", "the file is empty", "save JSON", (1, 1)),
            (" \n", "the file is empty", "save JSON", (1, 1)),
            ("{\n  \"a\": ", "the JSON ends inside a value", "is the file cut off?", (2, 7)),
            ("{\n  \"a\": 1,\n  é\n}", "this is no JSON: key must be a string", "save JSON", (3, 3)),
            ("\n<html>", "this is a web page, and no JSON", "save JSON", (2, 1)),
            (
                "<<<<<<< HEAD\n",
                "this is a conflict of a merge, and no JSON",
                "decide between both sides, and remove the marks",
                (1, 1),
            ),
        ] {
            let mut sources = Sources::default();
            let file = sources.add("a.json", text);
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            let problem = problem(&error, &sources, file, "save JSON");
            assert_eq!((problem.message.as_str(), problem.help.join("")), (said, help.to_owned()), "{text}");
            assert_eq!(sources.line_column(problem.labels[0].place), Some(place), "{text}");
        }
    }
}
