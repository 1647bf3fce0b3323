//! Snapshots in files named `expected.snap`, beside their input.

use std::path::Path;

/// Compares a text with `expected.snap` in the folder of the case.
pub fn assert_expected(case: &Path, actual: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(case);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings.remove_input_file();
    settings.bind(|| insta::assert_snapshot!("expected", actual));
}
