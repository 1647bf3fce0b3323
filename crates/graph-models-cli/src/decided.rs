//! Decided Rust of the metadata that a command is about: the versions in which it looks things up.

use std::path::Path;

use csdl::diagnostic::Diagnostics;
use graph_models_codegen::call::{Calls, NoCall};
use graph_models_codegen::rust::Version;
use graph_models_codegen::{Features, Options, decide};

use crate::command::{GenerateOptions, LookUpOptions};
use crate::failure::Failure;
use crate::schema_diff::Tree;
use crate::workspace::{Workspace, read};
use crate::{report, whole};

/// Reads the metadata, and decides.
pub(crate) fn versions(workspace: &Workspace, options: &LookUpOptions) -> Result<Vec<Version>, Failure> {
    let all = options.slices.is_none() && !options.metadata.is_empty();
    let generate = GenerateOptions {
        slices: options.slices.clone(),
        metadata: options.metadata.clone(),
        permissions: options.permissions.clone(),
        all,
        ..GenerateOptions::default()
    };
    let mut input = whole::input(workspace, &generate)?;
    // All of a file has no features: they belong to slices.
    let features = if all { Features::None } else { Features::Slices };
    input.set_options(Options { features, ..Options::default() });
    let mut diagnostics = Diagnostics::default();
    let versions = decide(&input, &mut diagnostics);
    if diagnostics.has_errors() {
        report::diagnostics(&diagnostics, input.sources());
        return Err(Failure::Reported("nothing was looked up".to_owned()));
    }
    Ok(versions)
}

/// The contents of all files that decide: two runs with the same contents look things up in the same.
pub(crate) fn contents(workspace: &Workspace, options: &LookUpOptions) -> Result<Vec<String>, Failure> {
    let mut contents = Vec::new();
    if options.slices.is_some() || options.metadata.is_empty() {
        let slices = workspace.slices_file(options.slices.as_deref());
        contents.extend(["slices".to_owned(), read(&slices)?]);
        let folder = slices.parent().filter(|folder| !folder.as_os_str().is_empty());
        let tree = Tree::read(workspace, folder.unwrap_or(Path::new(".")))?;
        contents.extend(tree.files.into_iter().flat_map(|(name, text)| [name, text.text]));
    }
    for path in options.metadata.iter().chain(&options.permissions) {
        // The name says of which version the metadata is.
        contents.extend([path.display().to_string(), read(path)?]);
    }
    Ok(contents)
}

/// The result of the first version that does not fail; otherwise the reason of the first version that has the root.
pub(crate) fn first<'c, 'v, T, E>(
    calls: &'c [Calls<'v>],
    look: impl Fn(&'c Calls<'v>) -> Result<T, E>,
    reason: impl Fn(&E) -> Option<NoCall>,
) -> Result<T, Option<E>> {
    let mut reasons = Vec::new();
    for calls in calls {
        match look(calls) {
            Ok(made) => return Ok(made),
            Err(reason) => reasons.push(reason),
        }
    }
    reasons.sort_by_key(|it| matches!(reason(it), Some(NoCall::NoRoot(_))));
    Err(reasons.into_iter().next())
}
