//! Compares two states of metadata.

use csdl::diagnostic::Diagnostics;
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_diff::{Options, Report, Side};

use crate::parts::parts;

/// Checks that any two models can be compared, and that a model has no difference to itself.
pub fn compare(data: &[u8]) -> bool {
    let [old, new] = parts(data).map(|text: String| model(&text));
    for same in [&old, &new].into_iter().flatten() {
        let report = report(same, same, true);
        assert!(report.findings.is_empty() && report.notes.is_empty(), "{report:?}");
    }
    let (Some(old), Some(new)) = (old, new) else { return false };
    for is_metadata_only in [true, false] {
        let there = report(&old, &new, is_metadata_only);
        let back = report(&new, &old, is_metadata_only);
        // A difference in one direction is a difference in the other direction, too.
        let is_same = |report: &Report| report.findings.is_empty() && report.notes.is_empty();
        assert_eq!(is_same(&there), is_same(&back), "{there:?}\n{back:?}");
    }
    true
}

fn report(old: &Model, new: &Model, is_metadata_only: bool) -> Report {
    let side = |model| Side { model, scope: None };
    graph_models_diff::compare(&side(old), &side(new), &Options { is_metadata_only, ..Options::default() })
}

fn model(text: &str) -> Option<Model> {
    let mut sources = Sources::default();
    let file = sources.add("x.csdl", text);
    let mut diagnostics = Diagnostics::default();
    let model = csdl::model(&sources, &[file], &mut diagnostics);
    (!diagnostics.has_errors()).then_some(model)
}
