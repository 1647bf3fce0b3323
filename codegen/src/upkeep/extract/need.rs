//! The needs of slices: whole types, and parts of types.
//!
//! Types whose values a slice receives or sends are needed whole, and so are their bases. Other types are needed only
//! because something refers to them: the path to a root of the slice leads through them, a navigation property leads
//! out of the slice to them, or they derive from a concrete type of the slice. Only their keys and the properties on
//! such paths are needed, so that every reference keeps its meaning. `schema check` knows that these types are
//! incomplete.
//!
//! Must not know XML or Rust.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::subtypes;
use crate::select::{Path, Place as OperationPlace, Segment, Slice};
use csdl::model::{Model, Property, TypeId};
use csdl::source::Place;

/// The needed part of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Extent {
    /// All declarations of the type.
    Whole,
    /// Name, base, flags, key, and the properties of these names.
    Only(BTreeSet<String>),
}

/// The needed declarations by their places.
#[derive(Debug, Default)]
pub(super) struct Need {
    pub(super) types: BTreeMap<Place, Extent>,
    pub(super) operations: BTreeSet<Place>,
    /// Entity sets, singletons and imports.
    pub(super) roots: BTreeSet<Place>,
}

impl Need {
    /// The needs of resolved slices.
    pub(super) fn new(slices: &[Slice], model: &Model) -> Self {
        let mut builder = Builder { model, extents: BTreeMap::new() };
        for id in slices.iter().flat_map(|slice| &slice.types) {
            builder.add_type(*id);
        }
        // The generated form of a type depends on whether types derive from it.
        let types = slices.iter().flat_map(|slice| &slice.types);
        for subtype in types.flat_map(|&id| subtypes(id, model)) {
            builder.named(subtype);
        }
        let mut need = Self::default();
        for slice in slices {
            for root in model.roots.iter().filter(|root| slice.roots.contains(&root.name)) {
                builder.named(root.ty);
                need.roots.insert(root.place);
            }
            for (owner, name) in &slice.steps {
                builder.named(*owner);
                builder.property(*owner, name);
            }
            let paths = request_paths(slice, model);
            need.roots.extend(paths.filter_map(|path| builder.segments(path)));
        }
        builder.targets();
        let operations = slices.iter().flat_map(|slice| &slice.operations);
        need.operations =
            operations.filter_map(|&index| model.operations.get(index)).map(|it| it.place).collect();
        let imports = model.imports.iter().filter(|import| {
            let imported = model.operations.iter().filter(|it| it.name == import.operation);
            imported.into_iter().any(|it| it.binding.is_none() && need.operations.contains(&it.place))
        });
        need.roots.extend(imports.map(|import| import.place));
        need.types = builder.extents.into_iter().map(|(id, extent)| (model.ty(id).place(), extent)).collect();
        need
    }
}

/// The paths to the binding types of a slice's operations. Requests need them, whichever root they begin with.
fn request_paths<'s>(slice: &'s Slice, model: &'s Model) -> impl Iterator<Item = &'s Path> {
    let operations = slice.operations.iter().filter_map(|&index| model.operations.get(index));
    operations.filter_map(|operation| match slice.place(operation, model)? {
        OperationPlace::Bound(path) => Some(path),
        OperationPlace::Imported(_) => None,
    })
}

struct Builder<'a> {
    model: &'a Model,
    extents: BTreeMap<TypeId, Extent>,
}

impl Builder<'_> {
    /// Adds a whole type and its whole bases.
    fn add_type(&mut self, id: TypeId) {
        self.extents.insert(id, Extent::Whole);
        let bases: Vec<_> = self.model.lineage(id).map(|(id, _)| id).collect();
        self.extents.extend(bases.into_iter().map(|base| (base, Extent::Whole)));
    }

    /// Adds the part of a type that references need: its bases and their keys. Enumerations and type definitions are
    /// small, and are added whole.
    fn named(&mut self, id: TypeId) {
        let model = self.model;
        if model.structured(id).is_none() {
            self.extents.insert(id, Extent::Whole);
        }
        for (id, ty) in model.lineage(id) {
            if self.extents.contains_key(&id) {
                continue;
            }
            self.extents.insert(id, Extent::Only(BTreeSet::new()));
            for property in &ty.key {
                self.property_path(id, &property.path);
            }
        }
    }

    /// Adds the properties on the path of a key.
    fn property_path(&mut self, id: TypeId, path: &str) {
        let mut owner = id;
        for name in path.split('/') {
            let Some(target) = self.property(owner, name) else { return };
            owner = target;
        }
    }

    /// Adds a property, own or inherited, and the named part of its type. Returns the type if the metadata declares
    /// it.
    fn property(&mut self, id: TypeId, name: &str) -> Option<TypeId> {
        let model = self.model;
        let is_named = |property: &Property| property.name == name;
        let (owner, property) = model
            .lineage(id)
            .find_map(|(owner, ty)| Some((owner, ty.properties.iter().find(|it| is_named(it))?)))?;
        if let Some(Extent::Only(names)) = self.extents.get_mut(&owner) {
            names.insert(name.to_owned());
        }
        let target = property.ty.target.declared()?;
        self.named(target);
        Some(target)
    }

    /// Adds everything on a resolved path, and returns the place of its root.
    fn segments(&mut self, path: &Path) -> Option<Place> {
        let mut segments = path.segments.iter();
        let Some(Segment::Name(first)) = segments.next() else { return None };
        let root = self.model.roots.iter().find(|root| root.name == *first)?;
        self.named(root.ty);
        let mut owner = root.ty;
        for segment in segments {
            owner = match segment {
                Segment::Key { .. } => continue,
                Segment::Cast(id) => {
                    self.named(*id);
                    *id
                }
                Segment::Call(function) => {
                    let result = self.model.operations.get(*function)?.return_type.as_ref()?;
                    let id = result.ty.target.declared()?;
                    self.named(id);
                    id
                }
                Segment::Name(name) => self.property(owner, name)?,
            };
        }
        Some(root.place)
    }

    /// Adds the named part of all types that properties of whole types lead to.
    fn targets(&mut self) {
        let model = self.model;
        let whole: Vec<_> = self
            .extents
            .iter()
            .filter(|(_, extent)| **extent == Extent::Whole)
            .filter_map(|(&id, _)| model.structured(id))
            .collect();
        for property in whole.into_iter().flat_map(|ty| &ty.properties) {
            if let Some(target) = property.ty.target.declared() {
                self.named(target);
            }
        }
    }
}
