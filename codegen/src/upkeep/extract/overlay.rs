//! Entries of the overlay about what new metadata no longer has.

use crate::input::{Input, Permissions};
use crate::lower::check_overlay;
use crate::select::metadata_files;
use csdl::diagnostic::Diagnostics;
use csdl::model::Model;

/// Checks the overlay against the whole new metadata of a version, and the present metadata of all other versions.
///
/// Slices that the new metadata no longer fits end an extract before the overlay is compared with it. Both are then
/// reported at once. Nothing is checked if another version has no metadata yet.
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
