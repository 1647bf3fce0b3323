//! `diff rules`: the rules, each with its meaning, verdict and remedy.

use graph_models_diff::rules::all;
use graph_models_diff::{Rule, Section};
use serde_json::json;

use super::options::RulesOptions;
use crate::failure::Failure;
use crate::report::{self, say};

/// Lists the rules.
pub(super) fn run(options: &RulesOptions) -> Result<(), Failure> {
    if options.json {
        return report::document(&all().map(as_json).collect::<Vec<_>>());
    }
    for rule in all() {
        let verdict = rule.verdict;
        let kind = if rule.is_note { " (a note, counted only)" } else { "" };
        say!("{}{kind}", rule.id);
        say!("    {}", rule.meaning);
        say!("    {}", rule.remedy);
        say!("    reader {}, writer {}, Rust {}", verdict.reader, verdict.writer, verdict.rust);
    }
    Ok(())
}

/// A rule with its meaning, verdict and remedy.
pub(super) fn as_json(rule: &Rule) -> serde_json::Value {
    json!({
        "id": rule.id,
        "meaning": rule.meaning,
        "remedy": rule.remedy,
        "reader": rule.verdict.reader.to_string(),
        "writer": rule.verdict.writer.to_string(),
        "rust": rule.verdict.rust.to_string(),
        "section": if rule.section == Section::Access { "access" } else { "metadata" },
        "is_note": rule.is_note,
    })
}
