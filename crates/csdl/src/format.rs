//! Formatting: a file in canonical form.

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources};
use crate::{read, require_declarations, require_lossless, write};

/// Writes a file in canonical form.
///
/// Content that the canonical form cannot hold is an error, since it would be lost.
pub fn format(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> String {
    let document = read::document(sources, file, diagnostics);
    require_lossless(&document, diagnostics);
    require_declarations(&document, file, diagnostics);
    write::document(&document)
}
