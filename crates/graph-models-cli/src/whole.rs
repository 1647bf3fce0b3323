//! The input of `generate`: a file of slices with its metadata, or metadata alone.

use std::path::Path;

use graph_models_codegen::Input;
use graph_models_codegen::text::toml;

use crate::failure::Failure;
use crate::options::GenerateOptions;
use crate::workspace::{Workspace, read};

/// Reads the input of a run.
///
/// # Errors
///
/// Returns an error if a file cannot be read, if no slice uses a given file, or if Graph has no such version.
pub fn input(workspace: &Workspace, options: &GenerateOptions) -> Result<Input, Failure> {
    let mut input = slices(workspace, options)?;
    if let Some(path) = &options.input.permissions {
        input.set_permissions(workspace.shown(path), read(path)?);
    }
    Ok(input)
}

fn slices(workspace: &Workspace, options: &GenerateOptions) -> Result<Input, Failure> {
    if options.all {
        let files = options.input.metadata.iter().map(|path| Ok((path.as_path(), read(path)?)));
        let files: Vec<_> = files.collect::<Result<_, Failure>>()?;
        return all(workspace, files, options.version.as_deref());
    }
    let mut input = workspace.read_input(&workspace.slices_file(options.input.slices_file()))?;
    let mut unused: Vec<_> = options.input.metadata.iter().collect();
    for name in input.metadata_names() {
        // A single file replaces any file that the slices name; if several files are given, the one with the same
        // name counts.
        let same_name = |path: &&std::path::PathBuf| path.file_name() == Path::new(&name).file_name();
        let given = match options.input.metadata.as_slice() {
            [one] => Some(one),
            several => several.iter().find(same_name),
        };
        if let Some(path) = given {
            unused.retain(|unused| *unused != path);
            input.add_metadata(name, workspace.shown(path), read(path)?);
        }
    }
    // Slices that could not be read name no files; the read error is reported.
    if let (Some(path), false) = (unused.first(), input.metadata_names().is_empty()) {
        return Err(Failure::Reported(format!(
            "no slice names a metadata file like {}",
            workspace.shown(path)
        )));
    }
    Ok(input)
}

/// The input that generates everything in the metadata files. Files of the same version belong together.
///
/// # Errors
///
/// Returns an error if Graph has no such version.
pub fn all(
    workspace: &Workspace,
    files: Vec<(&Path, String)>,
    version: Option<&str>,
) -> Result<Input, Failure> {
    let version_of = |path: &Path| version.map_or_else(|| guess(path), ToOwned::to_owned);
    let mut versions: Vec<String> = files.iter().map(|(path, _)| version_of(path)).collect();
    versions.sort();
    versions.dedup();
    let mut slices = String::new();
    for version in versions {
        if !matches!(version.as_str(), "beta" | "v1.0") {
            return Err(Failure::Reported(format!(
                "unknown version `{version}`: Graph has `beta` and `v1.0`"
            )));
        }
        let names = files.iter().enumerate().filter(|(_, (path, _))| version_of(path) == version);
        let names: Vec<_> = names.map(|(index, (path, _))| name(index, path)).collect();
        let table = version.replace('.', "-");
        slices.push_str(&format!(
            "[all-of-{table}]\nversion = \"{version}\"\nmetadata = {}\ndescription = \"All of {version}\"\nall = true\n",
            toml::list(&names)
        ));
    }
    let mut input = Input::new("--all", slices);
    for (index, (path, text)) in files.into_iter().enumerate() {
        input.add_metadata(name(index, path), workspace.shown(path), text);
    }
    Ok(input)
}

/// The name of a file in slices: its file name, unless that is empty or not unique.
fn name(index: usize, path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if index == 0 { name } else { format!("{}: {name}", index + 1) }
}

/// The version of a file, guessed from its name.
pub(crate) fn guess(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    if name.contains("beta") { "beta".to_owned() } else { "v1.0".to_owned() }
}
