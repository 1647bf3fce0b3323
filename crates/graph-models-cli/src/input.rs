//! The input of the generator: a file of slices with its metadata, or all of some metadata files.

use std::path::{Path, PathBuf};

use csdl::source::Place;
use graph_models_codegen::Input;
use graph_models_codegen::input::{Reference, Slice, Slices};

use crate::failure::Failure;
use crate::options::{GenerateOptions, InputOptions};
use crate::workspace::{Workspace, read};

/// Reads the input of `generate`.
///
/// # Errors
///
/// Returns an error if a file cannot be read, if no slice uses a given file, or if Graph has no such version.
pub fn of_generate(workspace: &Workspace, options: &GenerateOptions) -> Result<Input, Failure> {
    match options.all {
        true => of_whole(workspace, &options.input, options.version.as_deref()),
        false => of_slices(workspace, &options.input),
    }
}

/// Reads slices with their metadata. A metadata file that the options name replaces the one that the slices name.
///
/// # Errors
///
/// Returns an error if a file cannot be read, or if no slice uses a given file.
pub(crate) fn of_slices(workspace: &Workspace, options: &InputOptions) -> Result<Input, Failure> {
    let mut input = workspace.read_input(&workspace.slices_file(options.slices_file()))?;
    let mut unused: Vec<_> = options.metadata.iter().collect();
    for name in input.metadata_names() {
        // A single file replaces any file that the slices name; if several files are given, the one with the same
        // name counts.
        let same_name = |path: &&PathBuf| path.file_name() == Path::new(&name).file_name();
        let given = match options.metadata.as_slice() {
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
        let path = workspace.shown(path);
        return Err(Failure::Reported(format!("no slice names a metadata file like {path}")));
    }
    with_permissions(input, workspace, options)
}

/// Reads all of the metadata files that the options name. A version that is not given is guessed from the name of a
/// file.
///
/// # Errors
///
/// Returns an error if a file cannot be read, or if Graph has no such version.
pub(crate) fn of_whole(
    workspace: &Workspace,
    options: &InputOptions,
    version: Option<&str>,
) -> Result<Input, Failure> {
    let files = options.metadata.iter().map(|path| Ok((path.as_path(), read(path)?)));
    let files = files.collect::<Result<_, Failure>>()?;
    with_permissions(all(workspace, files, version)?, workspace, options)
}

/// The input with the permissions that the options name, in the place of those beside the slices.
fn with_permissions(
    mut input: Input,
    workspace: &Workspace,
    options: &InputOptions,
) -> Result<Input, Failure> {
    if let Some(path) = &options.permissions {
        input.set_permissions(workspace.shown(path), read(path)?);
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
    let mut slices = Vec::new();
    for version in versions {
        if !matches!(version.as_str(), "beta" | "v1.0") {
            return Err(Failure::Reported(format!(
                "unknown version `{version}`: Graph has `beta` and `v1.0`"
            )));
        }
        let names = files.iter().enumerate().filter(|(_, (path, _))| version_of(path) == version);
        let names = names.map(|(index, (path, _))| name(index, path)).collect();
        let table = format!("all-of-{}", version.replace('.', "-"));
        let description = format!("All of {version}");
        let reference = Reference::Unknown;
        slices.push(Slice { is_all: true, reference, ..slice(table, description, &version, names) });
    }
    let mut input = Input::from_slices(Slices { slices, place: Place::NOWHERE });
    for (index, (path, text)) in files.into_iter().enumerate() {
        input.add_metadata(name(index, path), workspace.shown(path), text);
    }
    Ok(input)
}

/// A slice of some metadata, which takes in nothing yet.
pub fn slice(name: String, description: String, version: &str, metadata: Vec<String>) -> Slice {
    Slice {
        name,
        version: version.to_owned().into(),
        metadata: metadata.into_iter().map(Into::into).collect(),
        description,
        roots: Vec::new(),
        types: Vec::new(),
        operations: Vec::new(),
        names: Vec::new(),
        exclude: Vec::new(),
        is_all: false,
        has_documents: false,
        reference: Reference::default(),
        place: Place::NOWHERE,
    }
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
