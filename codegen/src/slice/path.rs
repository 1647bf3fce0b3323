//! Paths from the service root: names checked against the model, and the shortest path to each type.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::config;
use crate::diagnostic::{Diagnostic, Diagnostics, closest};
use crate::model::{Model, PropertyKind, TypeId, TypeTarget};
use crate::source::{Place, Placed};

/// A segment of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// An entity set, singleton or navigation property.
    Name(String),
    /// The key of one entity of the collection named before.
    Key {
        /// Names of the key's properties.
        properties: Vec<String>,
    },
    /// A cast to a derived type.
    Cast(TypeId),
}

/// A path to a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Segments from the service root.
    pub segments: Vec<Segment>,
    /// Type of the resource, or of its items.
    pub target: TypeId,
    /// Whether it is a collection.
    pub is_collection: bool,
}

impl Path {
    /// The path to one entity of the collection.
    fn keyed(mut self, model: &Model) -> Self {
        self.segments.push(Segment::Key { properties: model.effective_key(self.target).to_vec() });
        self.is_collection = false;
        self
    }

    fn child(&self, name: &str, target: TypeId, is_collection: bool) -> Self {
        let mut segments = self.segments.clone();
        segments.push(Segment::Name(name.to_owned()));
        Self { segments, target, is_collection }
    }
}

/// The slice's roots, and the types at their ends.
pub(super) fn starts(
    config: &config::Slice,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, TypeId)> {
    let roots = config.roots.iter();
    roots.filter_map(|root| Some((root.value.clone(), start(root, model, diagnostics)?.target))).collect()
}

/// The paths to all entity sets and singletons.
pub(super) fn all_roots(model: &Model) -> Vec<Path> {
    let roots = model.roots.iter().map(|root| Path {
        segments: vec![Segment::Name(root.name.clone())],
        target: root.ty,
        is_collection: root.is_collection,
    });
    roots.collect()
}

/// The type a name in `slices.toml` means.
pub(super) fn named_type(
    name: &Placed<String>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<TypeId> {
    let found = model.find(&name.value);
    if found.is_none() {
        diagnostics.push(unknown("type", &name.value, name.place, model.type_names()));
    }
    found
}

fn start(root: &Placed<String>, model: &Model, diagnostics: &mut Diagnostics) -> Option<Path> {
    let mut offset = root.place.start as usize + 1; // Past the opening quote.
    let mut path: Option<Path> = None;
    for name in root.value.split('/') {
        let place = root.place.file.place(offset..offset + name.len());
        offset += name.len() + 1;
        path = Some(match path {
            None => first(name, place, model, diagnostics)?,
            Some(parent) => next(parent, name, place, model, diagnostics)?,
        });
    }
    path
}

fn first(name: &str, place: Place, model: &Model, diagnostics: &mut Diagnostics) -> Option<Path> {
    let Some(root) = model.roots.iter().find(|root| root.name == name) else {
        let candidates = model.roots.iter().map(|root| root.name.as_str());
        diagnostics.push(unknown("entity set or singleton", name, place, candidates));
        return None;
    };
    let segments = vec![Segment::Name(name.to_owned())];
    Some(Path { segments, target: root.ty, is_collection: root.is_collection })
}

fn next(
    parent: Path,
    name: &str,
    place: Place,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Option<Path> {
    let parent = if parent.is_collection { parent.keyed(model) } else { parent };
    // A key in a root is written as a placeholder: `users/{id}/messages`.
    if name.starts_with('{') && matches!(parent.segments.last(), Some(Segment::Key { .. })) {
        return Some(parent);
    }
    let properties = model.effective_properties(parent.target);
    let navigation =
        || properties.iter().map(|(_, p)| p).filter(|p| matches!(p.kind, PropertyKind::Navigation { .. }));
    let found = navigation().find(|property| property.name == name);
    let Some((property, TypeTarget::Declared(target))) = found.map(|property| (property, property.ty.target))
    else {
        let owner = model.ty(parent.target).name();
        let what = format!("navigation property of `{owner}`");
        diagnostics.push(unknown(&what, name, place, navigation().map(|property| property.name.as_str())));
        return None;
    };
    Some(parent.child(name, target, property.ty.is_collection))
}

pub(super) fn unknown<'a>(
    what: &str,
    name: &str,
    place: Place,
    candidates: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let candidates: Vec<_> = candidates.collect();
    let diagnostic = Diagnostic::error(format!("unknown {what}: `{name}`")).at(place, "");
    match closest(name, candidates.iter().copied()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None if candidates.is_empty() => diagnostic.help("there are none"),
        None if candidates.len() <= 12 => diagnostic.help(format!("there are: {}", candidates.join(", "))),
        None => diagnostic,
    }
}

/// Walks containment from the starts, nearest first, and keeps the first path found to each type,
/// for a single one and for a collection apart.
pub(super) fn shortest(
    starts: &[Path],
    types: &BTreeSet<TypeId>,
    model: &Model,
) -> BTreeMap<(TypeId, bool), Path> {
    let mut found = BTreeMap::new();
    let mut pending: VecDeque<Path> = starts.iter().cloned().collect();
    while let Some(path) = pending.pop_front() {
        if !types.contains(&path.target) || found.contains_key(&(path.target, path.is_collection)) {
            continue;
        }
        found.insert((path.target, path.is_collection), path.clone());
        if path.is_collection {
            pending.push_back(path.keyed(model));
            continue;
        }
        for (_, property) in model.effective_properties(path.target) {
            if let (PropertyKind::Navigation { is_contained: true }, TypeTarget::Declared(target)) =
                (property.kind, property.ty.target)
            {
                pending.push_back(path.child(&property.name, target, property.ty.is_collection));
            }
        }
        for derived in model.descendants(path.target) {
            let mut cast = path.clone();
            cast.segments.push(Segment::Cast(derived));
            cast.target = derived;
            pending.push_back(cast);
        }
    }
    found
}
