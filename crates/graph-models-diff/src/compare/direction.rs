//! The direction of types: received, sent, or both. Requests and responses are judged separately.
//!
//! Entities reached from the entity container are received and sent, since they are read, created and changed there.
//! Types that only parameters hold are sent, and types that only results hold are received.

use std::collections::{BTreeMap, BTreeSet};

use crate::pairing::pairs::Pairs;
use csdl::model::{Model, TypeId};
use graph_models_codegen::graph::is_entity;

/// The direction of the values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Direction {
    pub(crate) is_received: bool,
    pub(crate) is_sent: bool,
}

/// The directions of all types of both sides, by name. A type that nothing reaches counts as received and sent.
#[derive(Debug, Default)]
pub(crate) struct Directions(BTreeMap<String, Direction>);

impl Directions {
    /// Joins the directions of both sides: a change concerns users of the old and of the new type.
    pub(crate) fn new(old: &Model, new: &Model, pairs: &Pairs) -> Self {
        let mut all: BTreeMap<String, Direction> = BTreeMap::new();
        for model in [old, new] {
            for (id, direction) in reached(model) {
                let entry = all.entry(model.ty(id).name().to_string()).or_insert(direction);
                entry.is_received |= direction.is_received;
                entry.is_sent |= direction.is_sent;
            }
        }
        for &(was, is) in pairs.renamed() {
            let names = [old.ty(was).name().to_string(), new.ty(is).name().to_string()];
            let known: Vec<_> = names.iter().filter_map(|name| all.get(name).copied()).collect();
            let joined = Direction {
                is_received: known.iter().any(|direction| direction.is_received),
                is_sent: known.iter().any(|direction| direction.is_sent),
            };
            if !known.is_empty() {
                all.extend(names.map(|name| (name, joined)));
            }
        }
        Self(all)
    }

    /// The direction of a type by its name.
    pub(crate) fn of_type(&self, name: &str) -> Direction {
        self.0.get(name).copied().unwrap_or(Direction { is_received: true, is_sent: true })
    }
}

/// All reached types with their directions.
fn reached(model: &Model) -> BTreeMap<TypeId, Direction> {
    let roots = || model.roots.iter().map(|root| root.ty);
    let results = model.operations.iter().filter_map(|operation| operation.return_type.as_ref());
    let received = closure(model, roots().chain(results.filter_map(|result| result.ty.target.declared())));
    let parameters = model.operations.iter().flat_map(|operation| &operation.parameters);
    let sent =
        closure(model, roots().chain(parameters.filter_map(|parameter| parameter.ty.target.declared())));
    let all: BTreeSet<_> = received.union(&sent).copied().collect();
    let direction = |id| Direction { is_received: received.contains(&id), is_sent: sent.contains(&id) };
    all.into_iter().map(|id| (id, direction(id))).collect()
}

/// The closure of types over their properties, bases and derived types.
fn closure(model: &Model, starts: impl Iterator<Item = TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<_> = starts.collect();
    while let Some(id) = pending.pop() {
        if !found.insert(id) {
            continue;
        }
        let Some(ty) = model.structured(id) else { continue };
        pending.extend(ty.properties.iter().filter_map(|property| property.ty.target.declared()));
        // All entities derive from `entity`. A value of this type names its own type, and is kept unchanged.
        if !is_entity(id, model) {
            pending.extend(&ty.derived);
        }
        pending.extend(ty.base);
    }
    found
}
