//! Pieces: the printed text of one type or request, and the names it defines and uses.
//!
//! Pieces are made independently of each other, on all cores, and are put together in the order of the input.

use std::collections::{BTreeMap, BTreeSet};

use super::file_kind::FileKind;
use super::items::{Items, Name};
use super::paths::From;
use super::print::list;
use super::print::wrap::wrap;
use super::{catalog, enums, gates, properties, requests, structs, tagged_enums, typed_paths};
use crate::rust::names::{CATALOG, paths_of};
use crate::rust::{
    CatalogPart, Gate, Namespace, OpenEnum, PathType, Request, RequestInput, RootPath, Structured, Version,
};

/// One type or request, printed.
#[derive(Debug)]
pub(super) struct Piece {
    /// The position of the namespace.
    pub(super) namespace: usize,
    pub(super) kind: FileKind,
    pub(super) text: String,
    pub(super) lines: usize,
    /// The item that the piece defines or belongs to.
    pub(super) name: Name,
    /// The identifiers that the piece defines.
    pub(super) defined: Vec<String>,
    /// The items that other files and programs name, each with its own gate.
    pub(super) exported: Vec<(Gate, String)>,
    pub(super) runtime: BTreeSet<&'static str>,
    pub(super) support: BTreeSet<&'static str>,
    pub(super) used: BTreeSet<Name>,
    /// Items used by elements behind gates.
    pub(super) gated: BTreeSet<(Name, Gate)>,
    /// The positions of the features that enable the piece. `None` if the uses of the piece determine them.
    pub(super) features: Option<Vec<usize>>,
    /// The end of the name of the file, if the piece has a file of its own.
    pub(super) file: Option<String>,
}

/// The content of a piece, and the file for it.
pub(super) struct Source<'a> {
    /// The position of the namespace.
    namespace: usize,
    kind: FileKind,
    content: Content<'a>,
}

/// The content of a piece, before it is printed.
#[derive(Clone, Copy)]
enum Content<'a> {
    Enum(&'a OpenEnum),
    Structured(&'a Structured),
    Properties(&'a Structured),
    Request(&'a Request),
    Path(&'a PathType),
    Root(&'a RootPath),
    /// A part of the catalog.
    CatalogPart(&'a CatalogPart, &'a Version),
    /// The catalog.
    Catalog(&'a Version),
}

impl Content<'_> {
    /// Identifiers defined by this piece, the primary one first. Empty for auxiliary pieces.
    fn defined(&self) -> Vec<String> {
        match self {
            Self::Enum(ty) => vec![ty.path.ident.clone()],
            Self::Structured(ty) => vec![ty.path().ident.clone()],
            Self::Request(request) => {
                let body = match &request.input {
                    RequestInput::Body(parameters) => Some(&parameters.body.path),
                    RequestInput::None | RequestInput::Path(_) => None,
                };
                let body = body.into_iter().map(|body| body.ident.clone());
                std::iter::once(request.path.ident.clone()).chain(body).collect()
            }
            Self::Path(path) => vec![path.ident.clone()],
            Self::Root(root) => {
                let handle = root.handle.iter().map(|(ident, _)| ident);
                root.steps.iter().map(|step| &step.ident).chain(handle).cloned().collect()
            }
            Self::Properties(_) | Self::CatalogPart(..) | Self::Catalog(..) => Vec::new(),
        }
    }

    /// The items that other files and programs name. Constants of properties are reached through their types.
    fn exported(&self) -> Vec<(Gate, String)> {
        match self {
            Self::Root(root) => {
                let steps = root.steps.iter().map(|step| (step.gate.clone(), step.ident.clone()));
                let gate = root.steps.first().map(|step| step.gate.clone()).unwrap_or_default();
                let handle = root.handle.iter().map(|(ident, _)| (gate.clone(), ident.clone()));
                steps.chain(handle).collect()
            }
            Self::CatalogPart(part, _) => vec![(Gate::default(), part.constant.clone())],
            Self::Catalog(_) => vec![(Gate::default(), CATALOG.to_owned())],
            _ => self.defined().into_iter().map(|ident| (Gate::default(), ident)).collect(),
        }
    }

    /// The features that enable the piece. `None` if the uses of the piece determine them.
    fn features(&self) -> Option<Vec<usize>> {
        match self {
            Self::CatalogPart(part, _) => Some(part.features.clone()),
            _ => None,
        }
    }

    /// The end of the name of the file, if the piece has a file of its own.
    fn file(&self) -> Option<String> {
        match self {
            Self::CatalogPart(part, _) => Some(part.file.clone()),
            _ => None,
        }
    }

    /// The item that the piece defines or belongs to.
    fn name(&self, namespace: &[String]) -> Name {
        let module = match self {
            // Typed paths are in a module of their own.
            Self::Path(_) | Self::Root(_) => paths_of(namespace),
            _ => namespace.to_vec(),
        };
        let ident = match self {
            Self::Properties(ty) => Some(ty.path().ident.clone()),
            Self::CatalogPart(part, _) => Some(part.constant.clone()),
            _ => self.defined().into_iter().next(),
        };
        (module, ident.unwrap_or_default())
    }

    fn emit(&self, from: From<'_>, items: &mut Items) {
        match self {
            Self::Enum(ty) => enums::emit(ty, items),
            Self::Structured(Structured::Struct(ty)) => structs::emit(ty, from, items),
            Self::Structured(Structured::TaggedEnum(ty)) => tagged_enums::emit(ty, from, items),
            Self::Structured(Structured::KindEnum(ty)) => {
                tagged_enums::emit(ty, from, items);
                tagged_enums::narrow(ty, from, items);
            }
            Self::Properties(ty) => properties::emit(ty, from, items),
            Self::Request(request) => requests::emit(request, from, items),
            Self::Path(path) => typed_paths::emit(path, from, items),
            Self::Root(root) => typed_paths::root(root, from, items),
            Self::CatalogPart(part, version) => catalog::part(part, version, from, items),
            Self::Catalog(version) => catalog::emit(version, items),
        }
    }
}

impl Source<'_> {
    fn piece(&self, namespace: &[String]) -> Piece {
        let mut items = Items::default();
        self.content.emit(From { namespace }, &mut items);
        let mut text = items.texts.join("\n");
        if !items.tables.is_empty() {
            text.extend(["\n", &items.tables]);
        }
        let text = wrap(text);
        Piece {
            namespace: self.namespace,
            kind: self.kind,
            lines: text.lines().count(),
            text,
            name: self.content.name(namespace),
            defined: self.content.defined(),
            exported: self.content.exported(),
            runtime: items.runtime,
            support: items.support,
            used: items.used,
            gated: items.gated,
            features: self.content.features(),
            file: self.content.file(),
        }
    }
}

/// The sources of a version, in the order of namespaces and files.
pub(super) fn sources(version: &Version) -> Vec<Source<'_>> {
    let mut sources = Vec::new();
    for (index, namespace) in version.namespaces.iter().enumerate() {
        for kind in FileKind::ALL {
            let contents = contents(kind, version, namespace).into_iter();
            sources.extend(contents.map(|content| Source { namespace: index, kind, content }));
        }
    }
    sources
}

/// The content of the files of one kind.
fn contents<'a>(kind: FileKind, version: &'a Version, namespace: &'a Namespace) -> Vec<Content<'a>> {
    let has_catalog = namespace.path.is_empty() && !version.catalog.is_empty();
    match kind {
        FileKind::Enums => namespace.enums.iter().map(Content::Enum).collect(),
        FileKind::ComplexTypes => namespace.complex_types.iter().map(Content::Structured).collect(),
        FileKind::EntityTypes => namespace.entity_types.iter().map(Content::Structured).collect(),
        FileKind::Properties => {
            let types = namespace.complex_types.iter().chain(&namespace.entity_types);
            types.map(Content::Properties).collect()
        }
        FileKind::Requests => namespace.requests.iter().map(Content::Request).collect(),
        FileKind::TypedPaths => namespace.paths.iter().map(Content::Path).collect(),
        FileKind::Roots if has_catalog => version.roots.iter().map(Content::Root).collect(),
        FileKind::Catalog if has_catalog => vec![Content::Catalog(version)],
        FileKind::Resources if has_catalog => {
            version.catalog_parts.iter().map(|part| Content::CatalogPart(part, version)).collect()
        }
        FileKind::Roots | FileKind::Catalog | FileKind::Resources => Vec::new(),
    }
}

/// The fewest pieces that are worth another thread. Starting a thread costs more than making fewer pieces.
const WORTH_A_THREAD: usize = 64;

/// Makes one piece for each source, on all cores.
pub(super) fn make(sources: &[Source<'_>], namespaces: &[Namespace]) -> Vec<Piece> {
    let make = |sources: &[Source<'_>]| -> Vec<_> {
        let path = |index: usize| namespaces.get(index).map(|namespace| namespace.path.as_slice());
        sources.iter().map(|source| source.piece(path(source.namespace).unwrap_or_default())).collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = sources.len().div_ceil(threads * 4).max(WORTH_A_THREAD);
    if threads == 1 || sources.len() <= share {
        return make(sources);
    }
    let shares: Vec<_> = sources.chunks(share).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((index, share)) = {
            let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            shares.get(index).map(|share| (index, share))
        } {
            done.push((index, make(share)));
        }
        done
    };
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let results = workers.into_iter().map(|worker| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.flatten().collect()
    });
    done.sort_by_key(|&(index, _)| index);
    done.into_iter().flat_map(|(_, pieces)| pieces).collect()
}

/// The imports of a file that holds these pieces: each name that the file uses and does not define.
///
/// Glob imports would bring all names of the version into each of hundreds of files, and compilers would search them
/// all.
pub(super) fn imports(pieces: &[Piece], namespace: &[String]) -> String {
    let runtime = import("graph_models_core", pieces.iter().flat_map(|piece| piece.runtime.iter().copied()));
    let support =
        import("graph_models_core::__private", pieces.iter().flat_map(|piece| piece.support.iter().copied()));
    let paths = paths_of(namespace);
    runtime + &support + &siblings(pieces, namespace, "super") + &siblings(pieces, &paths, "super::paths")
}

/// The imports from a module. A name that only elements behind gates use is imported if any of these elements is
/// compiled.
fn siblings(pieces: &[Piece], module: &[String], path: &str) -> String {
    let defined: BTreeSet<_> =
        pieces.iter().filter(|piece| piece.name.0 == module).flat_map(|piece| &piece.defined).collect();
    let is_imported = |name: &Name| name.0 == module && !defined.contains(&name.1);
    let used = pieces.iter().flat_map(|piece| &piece.used).filter(|name| is_imported(name));
    let always: BTreeSet<_> = used.map(|(_, ident)| ident.as_str()).collect();
    let gated = pieces.iter().flat_map(|piece| &piece.gated);
    let mut sometimes: BTreeMap<&str, Vec<&Gate>> = BTreeMap::new();
    for (name, gate) in gated.filter(|(name, _)| is_imported(name) && !always.contains(name.1.as_str())) {
        sometimes.entry(&name.1).or_default().push(gate);
    }
    // Each name is imported once, with the gates of all its uses.
    let mut imports: BTreeMap<Vec<&Gate>, BTreeSet<&str>> = BTreeMap::new();
    for (ident, mut gates) in sometimes {
        gates.sort_unstable();
        gates.dedup();
        imports.entry(gates).or_default().insert(ident);
    }
    imports.entry(Vec::new()).or_default().extend(always);
    imports.iter().map(|(gates, idents)| siblings_behind(gates, path, idents)).collect()
}

/// The import of names that exist behind any of these gates, or always.
fn siblings_behind(gates: &[&Gate], path: &str, idents: &BTreeSet<&str>) -> String {
    if idents.is_empty() {
        return String::new();
    }
    gates::attribute_of_any(gates) + &import(path, idents.iter().copied())
}

/// The import of names from one module, each name once and in order. Empty without names.
fn import<'a>(module: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: BTreeSet<_> = names.collect();
    let names: Vec<_> = names.into_iter().collect();
    if names.is_empty() { String::new() } else { list::named(&format!("use {module}::"), &names, ";", "") }
}
