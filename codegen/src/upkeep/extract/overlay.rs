//! Entries of the overlay about what new metadata no longer has.

use crate::input::{Input, Permissions};
use crate::lower::check_overlay;
use crate::select::metadata_files;
use csdl::diagnostic::Diagnostics;
use csdl::model::Model;

/// Checks the overlay against the whole new metadata of a version, and the present metadata of all other versions.
///
/// An extract needs this check only if the slices do not fit the new metadata: it ends with the problems of the slices,
/// and those of the overlay are reported in the same run. Nothing is checked if another version has no metadata yet.
pub(super) fn check(input: &Input, version: &str, whole: &Model, diagnostics: &mut Diagnostics) {
    let mut of_others = Diagnostics::default();
    let slices = input.slices.slices.iter().filter(|slice| slice.version.value != version);
    let files = metadata_files(slices, input, &mut of_others);
    let others = files.values().map(|files| csdl::model(&input.sources, files, &mut of_others));
    let others: Vec<_> = others.collect();
    if !of_others.has_errors() {
        let models: Vec<_> = std::iter::once(whole).chain(&others).collect();
        check_overlay(&models, &input.slices, &input.overlay, &Permissions::default(), diagnostics);
    }
}
