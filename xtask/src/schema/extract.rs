//! `cargo xtask schema extract`: extracts our metadata from a whole metadata file.

use std::path::Path;

use graph_models_codegen::Extract;
use graph_models_codegen::build::folder::Plan;

use crate::command::ExtractOptions;
use crate::failure::Failure;
use crate::report::say;
use crate::workspace::{read_input, shown, slices_file};
use crate::{report, workspace};

/// Extracts, and lists added and removed declarations.
pub(crate) fn run(options: &ExtractOptions) -> Result<(), Failure> {
    let slices = slices_file(options.slices.as_deref());
    let mut input = read_input(&slices)?;
    let whole = workspace::read(&options.from)?;
    let extracted =
        graph_models_codegen::extract(&mut input, options.version.as_deref(), shown(&options.from), whole);
    report::diagnostics(&extracted.diagnostics, input.sources());
    let Some(extract) = extracted.extract else {
        return Err(Failure::Reported("nothing was extracted".to_owned()));
    };
    let folder = options.out.as_deref().or_else(|| slices.parent()).unwrap_or(Path::new(""));
    let path = folder.join(&extract.file);
    let mut plan = Plan::default();
    plan.file(path.clone(), extract.text.clone());
    let is_changed = plan.write()?.written > 0;
    summary(&extract, &path, is_changed);
    Ok(())
}

fn summary(extract: &Extract, path: &Path, is_changed: bool) {
    for name in &extract.removed {
        say!("- {name}");
    }
    for name in &extract.added {
        say!("+ {name}");
    }
    say!(
        "{}: {}; {} added, {} removed, {} without a description of ours",
        shown(path),
        if is_changed { "changed" } else { "as before" },
        extract.added.len(),
        extract.removed.len(),
        extract.undescribed.len()
    );
    // The first few places are enough: the others stand near them in the file.
    for name in extract.undescribed.iter().take(10) {
        say!("  without description: {name}");
    }
}
