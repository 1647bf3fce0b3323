//! The tab Rust: generates Rust from pasted metadata.

use graph_models_codegen::{Output, generate};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{answer, metadata};
use crate::report::{self, Message};
use crate::workspace::Workspace;

/// A question of the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The CSDL.
    metadata: String,
    /// `v1.0` or `beta`.
    version: String,
    /// The roots of a slice; empty for all.
    roots: String,
}

/// The part of the answer beside the generated files.
#[derive(Debug, Default, Serialize)]
struct Said {
    /// Errors, warnings and notes, in the form of `--error-format json`.
    messages: Vec<Message>,
    /// The content in numbers, one line for each slice.
    summary: Vec<String>,
    /// The qualified names of all generated types.
    types: Vec<String>,
}

/// Generates.
pub(super) fn answer(workspace: &Workspace, asked: Asked) -> Value {
    let input = match metadata::part(workspace, asked.metadata, &asked.version, &asked.roots) {
        Ok(input) => input,
        Err(failure) => {
            let said = Said { messages: vec![report::message_of(&failure)], ..Said::default() };
            return with_files(&said, Output::default());
        }
    };
    let output = generate(&input);
    let mut summary: Vec<_> = output.summaries.iter().map(ToString::to_string).collect();
    summary.extend(output.coverage.iter().filter(|it| it.is_of_all).map(ToString::to_string));
    let said = Said {
        messages: report::messages(&output.diagnostics, input.sources()),
        summary,
        types: output.types.iter().flat_map(|types| types.keys().cloned()).collect(),
    };
    with_files(&said, output)
}

/// Files stay as they are: the generator has encoded each text in them for Rust.
fn with_files(said: &Said, output: Output) -> Value {
    let files = output.files.into_iter().map(|(path, text)| json!({"path": path, "text": text}));
    let files: Vec<_> = files.collect();
    let mut answer = answer::shown(said);
    if let Value::Object(parts) = &mut answer {
        parts.insert("files".to_owned(), files.into());
    }
    answer
}
