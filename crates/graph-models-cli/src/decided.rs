//! The decided Rust of the metadata that a command searches.

use std::path::{Path, PathBuf};

use csdl::diagnostic::Diagnostics;
use graph_models_codegen::build::metadata;
use graph_models_codegen::rust::Version;
use graph_models_codegen::{Features, Input, Options, decide};
use graph_models_lookup::call::{Calls, NoCall};
use graph_models_lookup::snippet::NoSnippet;

use crate::failure::Failure;
use crate::input;
use crate::options::InputOptions;
use crate::report::{self, Progress};
use crate::requests::short;
use crate::workspace::{OVERLAYS, PERMISSIONS, Workspace, read};

/// The file of Graph's own permissions, by the name that Microsoft gives it.
const GRAPHS_PERMISSIONS: &str = "permissions.json";

/// The files in which a command looks something up.
pub(crate) struct LookUp {
    options: InputOptions,
    /// Files beside whole metadata that are not read.
    unread: Vec<PathBuf>,
}

impl LookUp {
    /// Finds the files that the options name, and the permissions beside whole metadata.
    ///
    /// Overlays and extracts of permissions belong to slices, and an entry that does not apply is an error. So they are
    /// not read for metadata without slices, and [`LookUp::versions`] says so.
    pub(crate) fn new(options: &InputOptions) -> Self {
        let mut options = options.clone();
        let mut unread = Vec::new();
        if options.is_whole() {
            let folders: Vec<_> = options.metadata.iter().filter_map(|file| file.parent()).collect();
            let beside =
                |name: &str| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
            unread.extend(OVERLAYS.into_iter().chain([PERMISSIONS]).filter_map(beside));
            let permissions = options.permissions.is_none().then(|| beside(GRAPHS_PERMISSIONS)).flatten();
            options.permissions = options.permissions.or(permissions);
        }
        Self { options, unread }
    }

    /// Returns true if no file of permissions is read.
    pub(crate) fn has_no_permissions(&self, workspace: &Workspace) -> bool {
        let beside = || workspace.slices_file(self.options.slices_file()).with_file_name(PERMISSIONS);
        self.options.permissions.is_none() && (self.options.is_whole() || !beside().exists())
    }

    /// Returns true if whole metadata files are named, and no slices.
    pub(crate) fn is_whole(&self) -> bool {
        self.options.is_whole()
    }

    /// Fails if the user names neither slices nor metadata, and the default file of slices does not exist.
    fn require_some(&self, workspace: &Workspace) -> Result<(), Failure> {
        let slices = workspace.slices_file(None);
        if self.options.is_whole() || self.options.slices_file().is_some() || slices.exists() {
            return Ok(());
        }
        let failure = Failure::io("read", &slices)(std::io::ErrorKind::NotFound.into());
        let mut help = failure.help();
        help.push("`--metadata FILE` takes all of a metadata file, without slices".to_owned());
        Err(Failure::Refused { problem: failure.to_string(), help })
    }

    /// Reads the files, and decides.
    pub(crate) fn versions(&self, workspace: &Workspace) -> Result<Vec<Version>, Failure> {
        self.require_some(workspace)?;
        for path in &self.unread {
            let path = workspace.shown(path);
            report::remark(&format!(
                "{path} is not read: its entries are about slices, which --slices names"
            ));
        }
        let _progress = Progress::of("reading the metadata");
        // Whole files have no features, since each feature belongs to a slice.
        let (mut input, features) = match self.options.is_whole() {
            true => (input::of_whole(workspace, &self.options, None)?, Features::None),
            false => (input::of_slices(workspace, &self.options)?, Features::Slices),
        };
        input.set_options(Options { features, ..Options::default() });
        let mut diagnostics = Diagnostics::default();
        let versions = decide(&input, &mut diagnostics);
        report::require_no_errors_quietly(&diagnostics, input.sources(), "nothing was looked up")?;
        Ok(versions)
    }

    /// The contents of all input files. Two runs with the same contents search the same decided Rust.
    pub(crate) fn contents(&self, workspace: &Workspace) -> Result<Vec<String>, Failure> {
        self.require_some(workspace)?;
        let mut contents = Vec::new();
        if !self.options.is_whole() {
            let slices = workspace.slices_file(self.options.slices_file());
            // Reading permissions takes longer than a search, so all files but the slices are only texts here.
            let mut input = Input::new(workspace.shown(&slices), read(&slices)?);
            let folder = slices.parent().unwrap_or(Path::new(""));
            metadata::read(&mut input, folder, |path| workspace.shown(path), read)?;
            let texts = input.sources().files();
            contents.extend(texts.flat_map(|file| [file.name.clone(), file.text.clone()]));
            let beside = OVERLAYS.into_iter().chain([PERMISSIONS]).map(|name| folder.join(name));
            for path in beside.filter(|path| path.exists()) {
                contents.extend([workspace.shown(&path), read(&path)?]);
            }
        }
        for path in self.options.metadata.iter().chain(&self.options.permissions) {
            // The name of a metadata file may decide its version.
            contents.extend([path.display().to_string(), read(path)?]);
        }
        Ok(contents)
    }
}

/// The result of the first version that does not fail; otherwise the reason of the first version that has the root. The
/// version that the request names comes first. If another one has the request, a remark says so.
pub(crate) fn first<'c, 'v, T, E: Reason>(
    calls: &'c [Calls<'v>],
    request: &str,
    look: impl Fn(&'c Calls<'v>) -> Result<T, E>,
) -> Result<T, E> {
    let (named, others): (Vec<_>, Vec<_>) = calls.iter().partition(|calls| calls.is_of(request));
    let mut reasons = Vec::new();
    for calls in named.into_iter().chain(others) {
        match look(calls) {
            Ok(made) => {
                if !calls.is_of(request) {
                    let (request, version) = (short(request), calls.module());
                    report::remark(&format!("`{request}` is looked up in `{version}`, which has it"));
                }
                return Ok(made);
            }
            Err(reason) => reasons.push(reason),
        }
    }
    let reason = reasons.into_iter().min_by_key(Reason::is_no_root);
    // There is no version at all.
    Err(reason.unwrap_or_else(|| NoCall::NotARequest.into()))
}

/// The reason why a version does not have what is looked for.
pub(crate) trait Reason: From<NoCall> {
    /// Returns true if the version does not even have the first segment of the path.
    fn is_no_root(&self) -> bool;
}

impl Reason for NoCall {
    fn is_no_root(&self) -> bool {
        matches!(self, Self::NoRoot { .. })
    }
}

impl Reason for NoSnippet {
    fn is_no_root(&self) -> bool {
        matches!(self, Self::NoCall(reason) if reason.is_no_root())
    }
}
