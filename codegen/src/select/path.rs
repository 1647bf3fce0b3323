//! Paths from the service root: the paths in `slices.toml`, checked against the model, and the shortest path to each
//! type.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::graph::is_entity;
use crate::input;
use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::model::{KeyProperty, Model, Parameter, Property, PropertyKind, Root, TypeId};
use csdl::source::{Place, Placed};

/// A segment of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// An entity set, singleton or navigation property.
    Name(String),
    /// The key of one entity of the collection named before.
    Key {
        /// The type of the entity.
        ty: TypeId,
        /// The key's properties.
        properties: Vec<KeyProperty>,
    },
    /// A cast to a derived type.
    Cast(TypeId),
    /// The call of a composable function: its position in [`Model::operations`].
    Call(usize),
}

/// A path to a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Segments from the service root.
    pub segments: Vec<Segment>,
    /// Type of the resource, or of its items.
    pub target: TypeId,
    /// True for a collection.
    pub is_collection: bool,
    /// True for a path through a navigation property that is not contained: another path contains the resource.
    pub is_elsewhere: bool,
}

impl Path {
    /// The path to an entity set or singleton.
    pub(crate) fn root(root: &Root) -> Self {
        Self {
            segments: vec![Segment::Name(root.name.clone())],
            target: root.ty,
            is_collection: root.is_collection,
            is_elsewhere: false,
        }
    }

    /// The path to one entity of the collection.
    pub(crate) fn keyed(mut self, model: &Model) -> Self {
        let properties = model.effective_key(self.target).to_vec();
        self.segments.push(Segment::Key { ty: self.target, properties });
        self.is_collection = false;
        self
    }

    fn called(&self, function: usize, target: TypeId, is_collection: bool) -> Self {
        let mut segments = self.segments.clone();
        segments.push(Segment::Call(function));
        Self { segments, target, is_collection, is_elsewhere: self.is_elsewhere }
    }

    fn cast(&self, derived: TypeId) -> Self {
        let mut cast = self.clone();
        cast.segments.push(Segment::Cast(derived));
        cast.target = derived;
        cast
    }

    /// The path to the value of a property.
    pub(crate) fn child(&self, property: &Property, target: TypeId) -> Self {
        let mut segments = self.segments.clone();
        segments.push(Segment::Name(property.name.clone()));
        let leaves = property.kind == PropertyKind::Navigation { is_contained: false };
        let is_elsewhere = self.is_elsewhere || leaves;
        Self { segments, target, is_collection: property.ty.is_collection, is_elsewhere }
    }
}

/// The path of a slice's root, with the steps of this path.
#[derive(Debug)]
pub(super) struct Start {
    /// The root as written.
    pub(super) text: String,
    pub(super) path: Path,
    /// The entity set or singleton with which the path begins.
    pub(super) root: String,
    /// The navigation properties on the path, each with the path before it.
    pub(super) steps: Vec<(Path, String)>,
}

/// The ends of the slice's roots.
pub(super) fn starts(config: &input::Slice, model: &Model, diagnostics: &mut Diagnostics) -> Vec<Start> {
    config.roots.iter().filter_map(|root| start(root, model, diagnostics)).collect()
}

/// All entity sets and singletons.
pub(super) fn all_roots(model: &Model) -> Vec<Start> {
    let roots = model.roots.iter().map(|root| Start {
        text: root.name.clone(),
        path: Path::root(root),
        root: root.name.clone(),
        steps: Vec::new(),
    });
    roots.collect()
}

/// The type that a name in `slices.toml` stands for.
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

fn start(root: &Placed<String>, model: &Model, diagnostics: &mut Diagnostics) -> Option<Start> {
    let mut offset = root.place.start as usize + 1; // The first byte is the opening quote.
    let mut start: Option<Start> = None;
    for name in root.value.split('/') {
        let place = root.place.file.place(offset..offset + name.len());
        offset += name.len() + 1;
        start = Some(match start {
            None => Start {
                text: root.value.clone(),
                path: first(name, place, model, diagnostics)?,
                root: name.to_owned(),
                steps: Vec::new(),
            },
            Some(mut start) => {
                let parent = start.path.clone();
                start.path = next(start.path, name, place, model, diagnostics)?;
                if !name.starts_with('{') {
                    let parent = if parent.is_collection { parent.keyed(model) } else { parent };
                    start.steps.push((parent, name.to_owned()));
                }
                start
            }
        });
    }
    start
}

fn first(name: &str, place: Place, model: &Model, diagnostics: &mut Diagnostics) -> Option<Path> {
    let Some(root) = model.roots.iter().find(|root| root.name == name) else {
        let candidates = model.roots.iter().map(|root| root.name.as_str());
        diagnostics.push(unknown("entity set or singleton", name, place, candidates));
        return None;
    };
    Some(Path::root(root))
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
    let navigation = || properties.iter().map(|(_, property)| property).filter(|it| it.is_navigation());
    let found = navigation().find(|property| property.name == name);
    let Some((property, target)) =
        found.and_then(|property| Some((property, property.ty.target.declared()?)))
    else {
        let owner = model.ty(parent.target).name();
        let what = format!("navigation property of `{owner}`");
        diagnostics.push(unknown(&what, name, place, navigation().map(|property| property.name.as_str())));
        return None;
    };
    Some(parent.child(property, target))
}

pub(super) fn unknown<'a>(
    what: &str,
    name: &str,
    place: Place,
    candidates: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let candidates: Vec<_> = candidates.collect();
    let diagnostic = Diagnostic::error(format!("unknown {what}: `{name}`")).at(place, "");
    match nearest(name, &candidates) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None if candidates.is_empty() => diagnostic.help("there are none"),
        None if candidates.len() <= 12 => diagnostic.help(format!("there are: {}", candidates.join(", "))),
        None => diagnostic,
    }
}

/// The most similar of some names, with or without its namespace.
pub(super) fn nearest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    fn simple(name: &str) -> &str {
        name.rsplit('.').next().unwrap_or(name)
    }
    closest(name, candidates.iter().copied()).or_else(|| {
        let meant = closest(simple(name), candidates.iter().map(|name| simple(name)))?;
        candidates.iter().copied().find(|name| simple(name) == meant)
    })
}

/// The shortest path to each type, separately for a single value and for a collection.
pub(super) type Paths = BTreeMap<(TypeId, bool), Path>;

/// Walks over the metadata of one version.
pub(super) struct Walks<'m> {
    pub(super) model: &'m Model,
    leading: &'m BTreeSet<TypeId>,
    shortest_of_all: OnceCell<Paths>,
}

impl<'m> Walks<'m> {
    /// Prepares walks over a model. `leading` holds the complex types that paths lead through.
    pub(super) fn new(model: &'m Model, leading: &'m BTreeSet<TypeId>) -> Self {
        Self { model, leading, shortest_of_all: OnceCell::new() }
    }

    /// The shortest paths to types of a slice.
    pub(super) fn shortest(&self, starts: &[Start], types: &BTreeSet<TypeId>) -> Paths {
        shortest(starts, types, self.leading, self.model)
    }

    /// The shortest paths from all roots to all types. They are the same for all slices.
    pub(super) fn shortest_of_all(&self) -> &Paths {
        self.shortest_of_all.get_or_init(|| {
            let all = self.model.types().map(|(id, _)| id).collect();
            self.shortest(&all_roots(self.model), &all)
        })
    }
}

/// Walks from the starts, nearest first, and keeps the first path found to each type. Three queues set the order.
/// Contained navigation comes first. Other navigation properties, casts of collections and composable functions serve
/// only for types that containment does not reach. Properties of complex types serve only for types that neither of
/// these reaches.
fn shortest(starts: &[Start], types: &BTreeSet<TypeId>, leading: &BTreeSet<TypeId>, model: &Model) -> Paths {
    let mut found = BTreeMap::new();
    let mut near: VecDeque<Path> = starts.iter().map(|start| start.path.clone()).collect();
    let mut far = VecDeque::new();
    let mut inside = VecDeque::new();
    let functions = composable(model);
    while let Some(path) = near.pop_front().or_else(|| far.pop_front()).or_else(|| inside.pop_front()) {
        if !types.contains(&path.target) || found.contains_key(&(path.target, path.is_collection)) {
            continue;
        }
        found.insert((path.target, path.is_collection), path.clone());
        // A path to a type that is already found would be dropped later.
        let is_open = |target: TypeId, is_collection: bool| {
            types.contains(&target) && !found.contains_key(&(target, is_collection))
        };
        let casts = model.descendants(path.target).into_iter().filter(|_| !is_entity(path.target, model));
        let casts = casts.filter(|&derived| is_open(derived, path.is_collection));
        let casts = casts.map(|derived| path.cast(derived));
        let bases = model.lineage(path.target).filter_map(|(id, _)| functions.get(&(id, path.is_collection)));
        let results = bases
            .flatten()
            .filter(|&&(_, target, is_collection)| is_open(target, is_collection))
            .map(|&(function, target, is_collection)| path.called(function, target, is_collection));
        let results: Vec<_> = results.collect();
        if path.is_collection {
            far.extend(casts);
            far.extend(results);
            if !model.effective_key(path.target).is_empty() {
                near.push_back(path.keyed(model));
            }
            continue;
        }
        for (_, property) in model.effective_properties(path.target) {
            let Some(target) = property.ty.target.declared() else { continue };
            if !is_open(target, property.ty.is_collection) {
                continue;
            }
            let next = match property.kind {
                PropertyKind::Navigation { is_contained: true } => &mut near,
                PropertyKind::Navigation { is_contained: false } => &mut far,
                PropertyKind::Structural if leading.contains(&target) && !property.ty.is_collection => {
                    &mut inside
                }
                PropertyKind::Structural => continue,
            };
            next.push_back(path.child(property, target));
        }
        near.extend(casts);
        far.extend(results);
    }
    found
}

/// The position of a composable function, the type it returns, and true if it returns a collection of this type.
type Composable = (usize, TypeId, bool);

/// Composable functions by binding type and true for a collection of it. Functions with the fewest parameters come
/// first.
fn composable(model: &Model) -> BTreeMap<(TypeId, bool), Vec<Composable>> {
    let mut functions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (index, operation) in model.operations.iter().enumerate().filter(|(_, it)| it.is_composable) {
        let (Some(bound), Some(returned)) = (operation.bound_to(), &operation.return_type) else { continue };
        let plain =
            |parameter: &Parameter| parameter.ty.target.declared().is_none() && !parameter.ty.is_collection;
        if let Some(target) = returned.ty.target.declared()
            && operation.parameters.iter().all(plain)
            && model.structured(target).is_some_and(|ty| ty.kind.is_entity())
        {
            functions.entry(bound).or_default().push((index, target, returned.ty.is_collection));
        }
    }
    for list in functions.values_mut() {
        list.sort_by_key(|&(index, ..)| model.operations.get(index).map_or(0, |it| it.parameters.len()));
    }
    functions
}
