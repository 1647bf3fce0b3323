//! `schema extract`: what slices need of a whole metadata file, as a document of its own.
//!
//! Structure comes from the whole file, and of its annotations only the facts that the generator uses:
//! texts are ours, and stay with the declarations that still exist. Must not know Rust.

mod annotations;
mod declarations;
mod need;
mod prune;

use std::collections::{BTreeMap, BTreeSet};

use crate::input::{self, Input, Metadata, Slices};
use crate::select::Slice;
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::document::Document;
use csdl::model::Model;
use csdl::source::{FileId, Placed};
use csdl::write;
use need::Need;

/// The result of [`extract`](crate::extract).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extract {
    /// The metadata file, as slices name it.
    pub file: String,
    /// Its new text.
    pub text: String,
    /// Declarations and annotations that the file did not have: `microsoft.graph.user/id`.
    pub added: Vec<String>,
    /// Declarations that the metadata no longer has.
    pub removed: Vec<String>,
    /// Types, members, properties, operations and parameters that have no description of ours.
    pub undescribed: Vec<String>,
}

/// The result of [`extract`].
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// The extract, unless there are errors.
    pub extract: Option<Extract>,
    /// All that was found wrong or noteworthy.
    pub diagnostics: Diagnostics,
}

/// Takes from a whole metadata file, its name and its text, what the slices of one version need, with the
/// descriptions of the metadata file that the slices name, if there is one yet.
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
    let mut ours = Document::default();
    if let Some(Metadata::File(file)) = input.metadata.get(&target.file.value) {
        ours = csdl::read::document(&input.sources, *file, diagnostics);
        csdl::require_lossless(&ours, diagnostics);
    }
    let file = whole;
    let whole = csdl::read::document(&input.sources, file, diagnostics);
    csdl::note_unknown(std::slice::from_ref(&whole), diagnostics);
    csdl::require_declarations(&whole, file, diagnostics);
    go_on(diagnostics)?;
    let our_model = csdl::resolve::model(std::slice::from_ref(&ours), diagnostics);
    let whole_model = csdl::resolve::model(std::slice::from_ref(&whole), diagnostics);
    go_on(diagnostics)?;
    Some(run(&target, (ours, &our_model), (whole, &whole_model), diagnostics))
}

/// The slices of one version, and the one metadata file that they share.
struct Target<'a> {
    slices: Vec<&'a input::Slice>,
    file: &'a Placed<String>,
}

impl<'a> Target<'a> {
    /// Finds the slices of a version; with one version only, it need not be named.
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
                diagnostics.push(
                    places.fold(Diagnostic::error(problem), |error, (place, text)| error.at(place, text)),
                );
                return None;
            }
        };
        let (of_version, others): (Vec<_>, Vec<_>) =
            slices.slices.iter().partition(|slice| slice.version.value == version);
        let files: BTreeMap<_, _> = of_version
            .iter()
            .flat_map(|slice| &slice.metadata)
            .map(|name| (name.value.as_str(), name))
            .collect();
        let file = *files.values().next()?;
        let foreign = others.iter().flat_map(|slice| &slice.metadata).find(|name| name.value == file.value);
        let several = files.values().skip(1).map(|name| (*name, "another file"));
        let foreign = foreign.map(|name| (name, "named by a slice of another version too"));
        if let Some((other, problem)) = several.chain(foreign).next() {
            diagnostics.push(
                Diagnostic::error(format!("the slices of version `{version}` have no file to themselves"))
                    .at(other.place, problem)
                    .at(file.place, "the first file")
                    .help("give all slices of a version the same one metadata file, and no other slice that file"),
            );
            return None;
        }
        Some(Self { slices: of_version, file })
    }
}

/// Takes from the whole metadata what the slices need, with the descriptions of ours.
fn run(
    target: &Target<'_>,
    ours: (Document, &Model),
    whole: (Document, &Model),
    diagnostics: &mut Diagnostics,
) -> Extract {
    let (mut ours, our_model) = ours;
    let (whole, whole_model) = whole;
    let resolved: Vec<_> =
        target.slices.iter().map(|config| Slice::resolve(config, whole_model, diagnostics)).collect();
    let need = Need::new(&resolved, whole_model);

    let mut document = prune::document(whole, &need);
    document.comments.clone_from(&ours.comments);
    document.references.clone_from(&ours.references);
    let before = annotations::take(&mut ours, our_model);
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
    Extract {
        file: target.file.value.clone(),
        text: write::document(&document),
        added: after.difference(&before).cloned().collect(),
        removed: before.difference(&after).cloned().collect(),
        undescribed,
    }
}
