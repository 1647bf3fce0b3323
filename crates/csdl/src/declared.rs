//! Checks of documents after reading: a document must declare something, and writing it must lose nothing.

use crate::diagnostic::{Diagnostic, Diagnostics, Kind};
use crate::document::Document;
use crate::source::FileId;

/// Pushes an error if a document declares nothing: the user probably meant another file.
pub fn require_declarations(document: &Document, file: FileId, diagnostics: &mut Diagnostics) {
    // Nothing is known about a document that could not be read.
    if diagnostics.has_errors() || document.schemas.iter().any(|schema| !schema.is_empty()) {
        return;
    }
    let (label, help) = match document.schemas.is_empty() {
        true => ("no schema", "metadata has at least one `Schema` in `edmx:DataServices`"),
        false => {
            ("only empty schemas", "metadata has types, operations or an entity container in a `Schema`")
        }
    };
    diagnostics.push(Diagnostic::error("this file declares nothing").at(file.place(0..0), label).help(help));
}

/// Pushes an error for each part of a document that would be lost when it is written.
pub fn require_lossless(document: &Document, diagnostics: &mut Diagnostics) {
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

/// Adds a note about the elements and attributes that the reader did not know.
pub fn note_unknown(documents: &[Document], diagnostics: &mut Diagnostics) {
    for document in documents {
        if let Some(first) = document.unknown.first() {
            diagnostics.push(
                Diagnostic::note(format!(
                    "{} elements or attributes are not known and were passed over",
                    document.unknown.len()
                ))
                .at(first.place, format!("the first of them: {}", first.value))
                .kind(Kind::UnknownContent),
            );
        }
    }
}
