//! `schema extract`: extracts our metadata from a whole metadata file.

use std::path::Path;

use graph_models_codegen::Extract;
use graph_models_codegen::build::folder::{Plan, Written};

use super::MOST_LISTED;
use crate::command::ExtractOptions;
use crate::failure::Failure;
use crate::report::{self, say};
use crate::workspace::{Workspace, read};

/// Extracts, and lists added and removed declarations.
pub(crate) fn run(workspace: &Workspace, options: &ExtractOptions) -> Result<(), Failure> {
    let slices = workspace.slices_file(options.slices.slices.as_deref());
    let mut input = workspace.read_input(&slices)?;
    let whole = read(&options.from)?;
    let extracted = graph_models_codegen::extract(
        &mut input,
        options.version.as_deref(),
        workspace.shown(&options.from),
        whole,
    );
    report::diagnostics(&extracted.diagnostics, input.sources());
    let Some(extract) = extracted.extract else {
        return Err(Failure::Reported("nothing was extracted".to_owned()));
    };
    let folder = options.out.as_deref().or_else(|| slices.parent()).unwrap_or(Path::new(""));
    let mut plan = Plan::default();
    for (path, text) in &extract.files {
        plan.file(folder.join(path), text.clone());
    }
    for path in &extract.emptied {
        plan.remove(folder.join(path));
    }
    let is_new = !folder.join(&extract.name).exists();
    let written = plan.write()?;
    let state = match written {
        _ if is_new => "new".to_owned(),
        it if it == Written::default() => "as before".to_owned(),
        _ if extract.files.contains_key(&extract.name) => "changed".to_owned(),
        written => written.to_string(),
    };
    summary(workspace, &extract, &folder.join(&extract.name), &state);
    Ok(())
}

fn summary(workspace: &Workspace, extract: &Extract, path: &Path, state: &str) {
    list("-", &extract.removed);
    list("+", &extract.added);
    say!(
        "{}: {state}; {} added, {} removed, {} without a description of ours",
        workspace.shown(path),
        extract.added.len(),
        extract.removed.len(),
        extract.undescribed.len()
    );
    // The first few places are enough, since the others are near them in the file.
    for name in extract.undescribed.iter().take(10) {
        say!("  without description: {name}");
    }
}

/// Lists declarations, each behind a sign.
fn list(sign: &str, names: &[String]) {
    for name in names.iter().take(MOST_LISTED) {
        say!("{sign} {name}");
    }
    if names.len() > MOST_LISTED {
        say!("{sign} and {} more", names.len() - MOST_LISTED);
    }
}
