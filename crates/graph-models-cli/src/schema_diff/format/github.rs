//! Annotations of GitHub Actions: one line for each finding. GitHub shows them beside the code.

use graph_models_codegen::text::github::{message, property};
use graph_models_codegen::text::log::line;
use graph_models_diff::Level;

use super::super::options::DiffOptions;
use super::super::result::Outcome;

pub(super) fn render(outcome: &Outcome, options: &DiffOptions) -> String {
    let view = options.view.view();
    let (word, sentence) = outcome.verdict(view);
    let mut text = format!("{}\n", line(&format!("{word}: {sentence}")));
    if let Some(warning) = outcome.bulk_warning() {
        text.push_str(&format!("::warning title=schema-diff::{}\n", message(&warning)));
    }
    for finding in outcome.listed(options).filter(|finding| finding.allowed.is_none()) {
        let command = match finding.level(view) {
            Level::Breaking => "error",
            Level::Risky => "warning",
            Level::Info => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = outcome.shown_location(finding) {
            let file = property(super::sarif::path(&place.file));
            properties.push(format!("file={file},line={},col={}", place.line, place.column));
        }
        properties.push(format!("title={}", property(finding.rule.id)));
        let sentence = message(&super::sentence(finding));
        text.push_str(&format!("::{command} {}::{sentence}\n", properties.join(",")));
    }
    text
}
