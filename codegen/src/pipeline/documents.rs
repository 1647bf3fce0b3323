//! What is said of documents as they were read.

use crate::csdl::Document;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// What is not kept of a document must not be replaced by what is.
pub(super) fn require_lossless(document: &Document, diagnostics: &mut Diagnostics) {
    for unknown in &document.unknown {
        let problem = format!("{} is not known and would be lost", unknown.value);
        diagnostics.push(Diagnostic::error(problem).at(unknown.place, ""));
    }
    for place in &document.passed_over {
        let problem = "a comment or processing instruction would be lost";
        let help = "only comments before the root element are kept; say it there, or in a description";
        diagnostics.push(Diagnostic::error(problem).at(*place, "").help(help));
    }
}

/// Says how much of the documents the reader did not know.
pub(super) fn note_unknown(documents: &[Document], diagnostics: &mut Diagnostics) {
    for document in documents {
        if let Some(first) = document.unknown.first() {
            diagnostics.push(
                Diagnostic::note(format!(
                    "{} elements or attributes are not known and were passed over",
                    document.unknown.len()
                ))
                .at(first.place, format!("the first of them: {}", first.value)),
            );
        }
    }
}
