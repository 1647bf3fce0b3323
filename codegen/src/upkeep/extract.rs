//! `schema extract`: the part of a whole metadata file that slices need, as one document or a folder of documents.
//!
//! The whole file gives the structure, and those annotations that are facts for the generator. Descriptions are our
//! own texts, and stay with the declarations that still exist. Must not know Rust.

mod annotations;
mod declarations;
mod need;
mod overlay;
mod prune;
mod references;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::Files;
use crate::input::{self, Input, Metadata, Slices};
use crate::select;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::document::Document;
use csdl::model::Model;
use csdl::source::{FileId, Placed};
use csdl::write;
use need::Need;

/// The result of [`extract`](crate::extract).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extract {
    /// The metadata file or folder, as slices name it.
    pub name: String,
    /// The new texts of the files, by their paths from the folder of the file of slices.
    pub files: Files,
    /// The paths of files that declare nothing any more.
    pub emptied: Vec<String>,
    /// Declarations and annotations that the files did not have: `microsoft.graph.user/id`.
    pub added: Vec<String>,
    /// Declarations that the metadata no longer has.
    pub removed: Vec<String>,
    /// Entity sets and singletons of the whole metadata that the slices do not need.
    pub left_out: Vec<String>,
    /// Types, members, properties, operations and parameters that have no description of ours.
    pub undescribed: Vec<String>,
}

/// The result of [`extract`].
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// The extract, unless there are errors.
    pub extract: Option<Extract>,
    /// All problems and notes.
    pub diagnostics: Diagnostics,
}

/// Extracts the part of a whole metadata file that the slices of one version need. `whole` is the name and the text
/// of the file. Descriptions come from the metadata that the slices name, if it exists already.
pub fn extract(
    input: &mut Input,
    version: Option<&str>,
    name: impl Into<String>,
    whole: impl Into<String>,
) -> Extracted {
    let mut diagnostics = input.slice_problems().clone();
    let whole = input.sources.add(name, whole);
    let extract = extract_from(input, version, whole, &mut diagnostics);
    Extracted { extract: extract.filter(|_| !diagnostics.has_errors()), diagnostics }
}

fn extract_from(
    input: &Input,
    version: Option<&str>,
    whole: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Extract> {
    let go_on = |diagnostics: &Diagnostics| (!diagnostics.has_errors()).then_some(());
    go_on(diagnostics)?;
    let target = Target::find(&input.slices, version, diagnostics)?;
    let ours = Ours::read(input, target.name, diagnostics);
    let file = whole;
    let whole = csdl::read::document(&input.sources, file, diagnostics);
    csdl::note_unknown(std::slice::from_ref(&whole), diagnostics);
    csdl::require_declarations(&whole, file, diagnostics);
    go_on(diagnostics)?;
    let documents: Vec<_> = ours.documents.values().cloned().collect();
    let our_model = csdl::resolve::model(&documents, diagnostics);
    let whole_model = csdl::resolve::model(std::slice::from_ref(&whole), diagnostics);
    go_on(diagnostics)?;
    let extract = run(&target, (ours, &our_model), (whole, &whole_model), diagnostics);
    if diagnostics.has_errors() {
        let version = target.slices.first().map_or("", |slice| slice.version.value.as_str());
        overlay::check(input, version, &whole_model, diagnostics);
    }
    Some(extract)
}

/// Our present metadata.
struct Ours {
    /// True if the slices name a folder. If nothing exists yet, the form of the name decides.
    is_folder: bool,
    /// The documents by their paths from the folder of the file of slices.
    documents: BTreeMap<String, Document>,
}

impl Ours {
    fn read(input: &Input, name: &Placed<String>, diagnostics: &mut Diagnostics) -> Self {
        let (is_folder, files) = match input.metadata.get(&name.value) {
            None => (!input::is_file_name(&name.value), Vec::new()),
            Some(Metadata::File(file)) => (false, vec![(name.value.clone(), *file)]),
            Some(Metadata::Folder(files)) => {
                (true, files.iter().map(|(file, &id)| (in_folder(&name.value, file), id)).collect())
            }
        };
        let documents = files.into_iter().map(|(path, file)| {
            let document = csdl::read::document(&input.sources, file, diagnostics);
            csdl::require_lossless(&document, diagnostics);
            (path, document)
        });
        Self { is_folder, documents: documents.collect() }
    }
}

/// The path of a file in a folder.
fn in_folder(folder: &str, file: &str) -> String {
    format!("{}/{file}", folder.trim_end_matches('/'))
}

/// The slices of one version, and the one metadata file or folder that they share.
struct Target<'a> {
    slices: Vec<&'a input::Slice>,
    name: &'a Placed<String>,
}

impl<'a> Target<'a> {
    /// Finds the slices of a version. `None` stands for the only version; several versions are then an error.
    fn find(slices: &'a Slices, version: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let versions: BTreeMap<_, _> =
            slices.slices.iter().map(|slice| (slice.version.value.as_str(), slice.version.place)).collect();
        let names: Vec<_> = versions.keys().copied().collect();
        let version = match (version, names.as_slice()) {
            (Some(version), _) if versions.contains_key(version) => version,
            (None, [version]) => version,
            _ => {
                let problem = match version {
                    Some(version) => format!("no slice is of version `{version}`"),
                    None => "the slices are not of one version".to_owned(),
                };
                let places = versions.iter().map(|(version, place)| (*place, format!("`{version}`")));
                let problem =
                    places.fold(Diagnostic::error(problem), |error, (place, text)| error.at(place, text));
                diagnostics.push(problem.help("`--version` names the version that the whole file is of"));
                return None;
            }
        };
        let (of_version, others): (Vec<_>, Vec<_>) =
            slices.slices.iter().partition(|slice| slice.version.value == version);
        let names: BTreeMap<_, _> = of_version
            .iter()
            .flat_map(|slice| &slice.metadata)
            .map(|name| (name.value.as_str(), name))
            .collect();
        let name = *names.values().next()?;
        let foreign = others.iter().flat_map(|slice| &slice.metadata).find(|it| it.value == name.value);
        let several = names.values().skip(1).map(|name| (*name, "another one"));
        let foreign = foreign.map(|name| (name, "named by a slice of another version too"));
        if let Some((other, problem)) = several.chain(foreign).next() {
            diagnostics.push(
                Diagnostic::error(format!("the slices of version `{version}` have no metadata to themselves"))
                    .at(other.place, problem)
                    .at(name.place, "the first one")
                    .help(
                        "give all slices of a version the same one metadata file or folder, and no other slice that \
                         one",
                    ),
            );
            return None;
        }
        Some(Self { slices: of_version, name })
    }
}

/// Extracts the needed part of the whole metadata, with the descriptions of our metadata.
fn run(
    target: &Target<'_>,
    ours: (Ours, &Model),
    whole: (Document, &Model),
    diagnostics: &mut Diagnostics,
) -> Extract {
    let (mut ours, our_model) = ours;
    let (whole, whole_model) = whole;
    let resolved = select::resolve(target.slices.iter().copied(), whole_model, diagnostics);
    let need = Need::new(&resolved, whole_model);
    let left_out = whole_model.roots.iter().filter(|root| !need.roots.contains(&root.place));
    let left_out = left_out.map(|root| root.name.clone()).collect();

    let mut document = prune::document(whole, &need);
    let documents = ours.documents.values_mut();
    let before: BTreeMap<_, _> =
        documents.flat_map(|document| annotations::take(document, our_model)).collect();
    let descriptions: BTreeMap<_, _> =
        before.iter().map(|(name, list)| (name.clone(), annotations::descriptions(list))).collect();
    let facts = annotations::attached(whole_model);
    let mut undescribed = Vec::new();
    declarations::visit(&mut document, &mut |declaration| {
        let inline = std::mem::take(declaration.annotations);
        let kept = descriptions.get(&declaration.name).cloned().unwrap_or_default();
        let facts = annotations::facts(facts.get(&declaration.place).copied().unwrap_or(&inline));
        if kept.is_empty() && declaration.is_documented {
            undescribed.push(declaration.name);
        }
        *declaration.annotations = kept;
        declaration.annotations.extend(facts);
    });

    let inventory = |lists: &BTreeMap<String, Vec<_>>| -> BTreeSet<String> {
        lists.iter().flat_map(|(name, list)| annotations::names(name, list)).collect()
    };
    let mut lists = BTreeMap::new();
    declarations::visit(&mut document, &mut |declaration| {
        lists.insert(declaration.name, declaration.annotations.clone());
    });
    let (before, after) = (inventory(&before), inventory(&lists));
    references::keep_aliases(&mut document, ours.documents.values());
    let name = &target.name.value;
    let documents = match ours.is_folder {
        false => BTreeMap::from([(name.clone(), document)]),
        true => split::split(document)
            .into_iter()
            .map(|(file, document)| (in_folder(name, &file), document))
            .collect(),
    };
    let is_kept = |path: &&String| documents.contains_key(*path);
    Extract {
        name: name.clone(),
        emptied: ours.documents.keys().filter(|path| !is_kept(path)).cloned().collect(),
        files: texts(documents, &ours),
        added: after.difference(&before).cloned().collect(),
        removed: before.difference(&after).cloned().collect(),
        left_out,
        undescribed,
    }
}

/// The texts of documents, each with the comments and references that the file has at present.
fn texts(documents: BTreeMap<String, Document>, ours: &Ours) -> Files {
    let texts = documents.into_iter().map(|(path, mut document)| {
        if let Some(ours) = ours.documents.get(&path) {
            document.comments.clone_from(&ours.comments);
            document.references.clone_from(&ours.references);
        }
        let text = write::document(&document);
        (path, text)
    });
    texts.collect()
}
