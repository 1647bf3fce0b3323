//! `cargo xtask codegen`: generates, or checks that what is there is what would be generated.

use std::path::Path;

use graph_codegen::{Output, generate};
use similar::TextDiff;

use crate::command::CodegenOptions;
use crate::failure::Failure;
use crate::output_folder::Changes;
use crate::report;
use crate::workspace::{read_input, root, shown, slices_file};

pub(crate) fn run(options: &CodegenOptions) -> Result<(), Failure> {
    let input = read_input(&slices_file(options.slices.as_deref()))?;
    let output = generate(&input);
    report::diagnostics(&output.diagnostics, input.sources());
    if output.diagnostics.has_errors() {
        return Err(Failure::Reported("nothing was generated".to_owned()));
    }
    let folder = options.out.clone().unwrap_or_else(|| root().join("crates/graph-models/src/generated"));
    let changes = Changes::find(&folder, &output.files)?;
    if options.check {
        return check(&output, &changes);
    }
    changes.apply(&folder)?;
    summary(&output, changes.count());
    Ok(())
}

fn check(output: &Output, changes: &Changes) -> Result<(), Failure> {
    if changes.count() == 0 {
        summary(output, 0);
        return Ok(());
    }
    list("missing", changes.missing.keys().map(AsRef::as_ref));
    list("stale", changes.stale.keys().map(AsRef::as_ref));
    list("left over", changes.leftover.iter().map(AsRef::as_ref));
    if let Some((path, (current, text))) = changes.stale.iter().next() {
        let name = shown(path);
        let diff = TextDiff::from_lines(current, text);
        let mut unified = diff.unified_diff();
        anstream::eprint!("\n{}", unified.header(&name, "generated now"));
    }
    Err(Failure::Reported(format!(
        "{} generated files are not up to date; run `cargo xtask codegen`",
        changes.count()
    )))
}

fn list<'a>(state: &str, paths: impl Iterator<Item = &'a Path>) {
    for path in paths {
        anstream::eprintln!("{state}: {}", shown(path));
    }
}

fn summary(output: &Output, changed: usize) {
    let files = if changed == 1 { "file" } else { "files" };
    for (index, summary) in output.summaries.iter().enumerate() {
        let is_last = index + 1 == output.summaries.len();
        let tail = if is_last { format!("; {changed} {files} changed") } else { String::new() };
        anstream::println!("{summary}{tail}");
    }
}
