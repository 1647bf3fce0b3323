//! The comparison of two texts in memory, for the page of `try`.
//!
//! Must not print.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::inputs::Sides;
use super::options::{DiffOptions, Profile};
use super::result::Outcome;
use super::tree::{Text, Tree};
use super::{compare, format, rules, today};
use crate::failure::Failure;
use crate::report::{self, Message};
use crate::workspace::Workspace;

/// A metadata file in memory, with its name in messages.
pub(crate) struct NamedText {
    /// The name.
    pub(crate) name: &'static str,
    /// The text.
    pub(crate) text: String,
}

/// The findings about two texts.
#[derive(Debug, Serialize)]
pub(crate) struct Compared {
    /// The form of `diff --format json`.
    document: Value,
    /// The rules of the findings by their ids, in the form of `diff rules --json`.
    rules: BTreeMap<&'static str, Value>,
    /// The form of `diff --all`, without colors.
    text: String,
    /// The warning about too many removals.
    warning: Option<String>,
}

/// Compares two texts by the rules of `diff --all`. `None` if one of them has errors, which the messages tell.
pub(crate) fn compare_texts(
    workspace: &Workspace,
    old: NamedText,
    new: NamedText,
    is_beta: bool,
) -> (Option<Compared>, Vec<Message>) {
    let mut messages = Vec::new();
    let sides = Sides { old: tree(old), new: tree(new), parent: None };
    let compared = compared(workspace, &sides, is_beta, &mut messages);
    match compared {
        Ok(compared) => (Some(compared), messages),
        // The conclusion from problems that the messages tell.
        Err(Failure::Reported(_)) if !messages.is_empty() => (None, messages),
        Err(failure) => (None, vec![report::message_of(&failure)]),
    }
}

fn compared(
    workspace: &Workspace,
    sides: &Sides,
    is_beta: bool,
    messages: &mut Vec<Message>,
) -> Result<Compared, Failure> {
    let profile = if is_beta { Profile::Beta } else { Profile::Stable };
    let options = DiffOptions { all: true, profile, ..DiffOptions::default() };
    let outcome = compare::run(workspace, sides, &options, today(None)?, &mut |diagnostics, sources| {
        messages.extend(report::messages(diagnostics, sources));
    })?;
    let document = serde_json::to_value(format::json::document(&outcome, &options))
        .map_err(|error| Failure::Reported(format!("the findings cannot be written as JSON: {error}")))?;
    let text = format::render(&outcome, &options)?;
    Ok(Compared {
        document,
        rules: rules_of(&outcome),
        text: anstream::adapter::strip_str(&text).to_string(),
        warning: outcome.bulk_warning(),
    })
}

fn rules_of(outcome: &Outcome) -> BTreeMap<&'static str, Value> {
    let findings = outcome.report.findings.iter().chain(&outcome.report.notes);
    findings.map(|finding| (finding.rule.id, rules::as_json(finding.rule))).collect()
}

/// A side of a single file.
fn tree(NamedText { name, text }: NamedText) -> Tree {
    let file = Text { shown: name.to_owned(), text };
    Tree { name: name.to_owned(), files: BTreeMap::from([(name.to_owned(), file)]), is_file: true }
}
