//! Steps from one typed path to another: through navigation properties, to derived types, and by keys.

use std::collections::{BTreeMap, BTreeSet};

use super::Paths;
use super::targets;
use crate::graph::is_entity;
use crate::lower::capabilities;
use crate::lower::context::Context;
use crate::lower::nodes::Node;
use crate::lower::required;
use crate::lower::template::Keys;
use crate::rust::names;
use crate::rust::{Gate, Home, RootPath, Step, Target};
use csdl::document::Annotation;
use csdl::model::{KeyProperty, Model, Property, Root, TypeId};

/// All steps from a node.
pub(super) fn decide(
    node: Node,
    paths: &Paths<'_>,
    context: &Context<'_>,
    taken: &mut BTreeSet<String>,
) -> Vec<Step> {
    let (id, is_collection) = node;
    let mut steps = Vec::new();
    if is_collection {
        steps.extend(by_keys(id, paths, context));
    } else {
        for way in open(id, paths, context) {
            steps.extend(through(id, &way, paths, context));
        }
    }
    if !is_entity(id, context.model) {
        let derived = context.model.descendants(id).into_iter();
        steps.extend(derived.filter_map(|derived| cast(id, (derived, is_collection), paths, context.model)));
    }
    for step in &mut steps {
        step.ident = names::free(std::mem::take(&mut step.ident), |ident| taken.contains(ident), "path");
        taken.insert(step.ident.clone());
        step.gate = paths.reach.gate(paths.reach.node(node), step.target.needs.iter().map(Some));
    }
    steps
}

/// The start of a typed path.
pub(super) fn root(
    root: &Root,
    singles: &BTreeMap<TypeId, Vec<Step>>,
    taken: &mut BTreeSet<String>,
    paths: &Paths<'_>,
    context: &Context<'_>,
) -> Option<RootPath> {
    let doc = match root.is_collection {
        true => format!("`/{}`: an entity set.", root.name),
        false => format!("`/{}`: a singleton.", root.name),
    };
    let target = |is_collection| targets::root((root.ty, is_collection), paths);
    let mut steps = named(&root.name, (root.ty, root.is_collection), &doc, target, context.model);
    // The features of a root are the slices that have this root.
    let owner = paths.slices.iter().enumerate().filter(|(_, slice)| slice.roots.contains(&root.name));
    let owner: BTreeSet<_> = owner.map(|(index, _)| index).collect();
    for step in &mut steps {
        step.ident = names::free(std::mem::take(&mut step.ident), |ident| taken.contains(ident), "root");
        taken.insert(step.ident.clone());
        step.gate = paths.reach.gate(Some(&owner), step.target.needs.iter().map(Some));
    }
    // A singleton needs no key, so a constant path to it can be named.
    let ways = singles.get(&root.ty).filter(|_| !root.is_collection).map(|steps| {
        let ident = names::free(names::type_ident(&root.name), |ident| taken.contains(ident), "Root");
        taken.insert(ident.clone());
        // Casts are left out, since their templates contain the name of a type.
        let ways = steps.iter().filter(|step| !step.template.contains('.')).cloned();
        (ident, ways.map(from_root).collect())
    });
    (!steps.is_empty()).then(|| RootPath { name: root.name.clone(), steps, handle: ways })
}

/// The same step from a path that is known to contain its entities.
fn from_root(mut step: Step) -> Step {
    if step.target.home == Home::Same {
        step.target.home = Home::There;
    }
    let item = step.target.item.as_deref_mut().filter(|item| item.home == Home::Same);
    if let Some(item) = item {
        item.home = Home::There;
    }
    step
}

/// A property as a step from a type.
pub(super) struct Way<'m> {
    /// The type that declares the property.
    owner: TypeId,
    pub(super) property: &'m Property,
    pub(super) target: TypeId,
}

/// The properties of a type that typed paths can follow: navigation properties, and properties of complex types that
/// have typed paths.
pub(super) fn open<'m>(id: TypeId, paths: &Paths<'_>, context: &Context<'m>) -> Vec<Way<'m>> {
    let properties = context.model.effective_properties(id).into_iter();
    let ways = properties.filter_map(|(owner, property)| {
        let target = property.ty.target.declared()?;
        let leads = property.is_navigation()
            || (!property.ty.is_collection && paths.refs.contains_key(&(target, false)));
        leads.then_some(Way { owner, property, target })
    });
    let is_open = |way: &Way<'_>| {
        // A type outside of the slices has only the steps that lead to the root of a slice.
        let is_on_the_way =
            || paths.slices.iter().any(|slice| slice.steps.contains(&(id, way.property.name.clone())));
        ((context.types.contains(&id) && context.types.contains(&way.target)) || is_on_the_way())
            && capabilities::of_navigation(way.owner, way.property, context).contains("path")
    };
    ways.filter(is_open).collect()
}

/// The steps through a navigation property of a type, if their target has a typed path.
fn through(id: TypeId, way: &Way<'_>, paths: &Paths<'_>, context: &Context<'_>) -> Vec<Step> {
    let Way { owner, property, target } = *way;
    let doc = format!("`{}`.", property.name);
    let to = |is_collection| targets::through((id, owner), property, (target, is_collection), paths, context);
    let mut steps = named(&property.name, (target, property.ty.is_collection), &doc, to, context.model);
    for step in steps.iter_mut().filter(|step| step.keys.is_empty()) {
        step.required_options = required::of_property(owner, property, context);
    }
    steps
}

/// The steps to a target with a name: to one item by its key, and to the whole.
fn named(
    name: &str,
    (target, is_collection): Node,
    doc: &str,
    way: impl Fn(bool) -> Option<Target>,
    model: &Model,
) -> Vec<Step> {
    let whole = |ident: String| {
        let target = way(is_collection)?;
        Some(Step {
            ident,
            docs: doc.to_owned(),
            template: format!("/{name}"),
            keys: Vec::new(),
            required_options: Vec::new(),
            gate: Gate::default(),
            target,
        })
    };
    if !is_collection {
        return whole(names::snake(name)).into_iter().collect();
    }
    let item = way(false).and_then(|path| {
        let mut keys = Keys::default();
        let segment = key_segment(name, target, &mut keys, model)?;
        Some(Step {
            ident: names::snake(name),
            docs: format!("One item of {doc}").replace(": an entity set", ""),
            template: format!("/{name}{segment}"),
            keys: keys.fields.into_iter().map(|key| key.ident).collect(),
            required_options: Vec::new(),
            gate: Gate::default(),
            target: path,
        })
    });
    item.into_iter().chain(whole(names::collection(name))).collect()
}

/// The segment of a key, if the type has one.
fn key_segment(name: &str, target: TypeId, keys: &mut Keys, model: &Model) -> Option<String> {
    let properties = model.effective_key(target);
    (!properties.is_empty()).then(|| keys.segment(name, target, properties, model))
}

fn cast(from: TypeId, node: Node, paths: &Paths<'_>, model: &Model) -> Option<Step> {
    let target = targets::same(from, node, paths)?;
    let name = model.ty(node.0).name();
    Some(Step {
        ident: names::cast(&name.name),
        docs: format!("The same as `{name}`."),
        template: format!("/{name}"),
        keys: Vec::new(),
        required_options: Vec::new(),
        gate: Gate::default(),
        target,
    })
}

/// The steps from a collection to one item: by the key, and by alternate keys (`Org.OData.Core.V1.AlternateKeys`).
fn by_keys(id: TypeId, paths: &Paths<'_>, context: &Context<'_>) -> Vec<Step> {
    let model = context.model;
    let Some(target) = targets::same(id, (id, false), paths) else { return Vec::new() };
    let step = |ident: String, docs: &str, template: String, keys: Keys| Step {
        ident,
        docs: docs.to_owned(),
        template,
        keys: keys.fields.into_iter().map(|key| key.ident).collect(),
        required_options: Vec::new(),
        gate: Gate::default(),
        target: target.clone(),
    };
    let name = &model.ty(id).name().name;
    let mut keys = Keys::plain();
    let own = key_segment(name, id, &mut keys, model);
    let own = own.map(|segment| step(names::ITEM.to_owned(), "One item.", segment, keys));
    let alternate = alternate_keys(id, model).map(|properties| {
        let mut keys = Keys::plain();
        let aliases: Vec<_> = properties.iter().map(|property| property.name().to_owned()).collect();
        let segment = keys.alternate(name, id, &properties, model);
        step(names::by(&aliases), "One item, by another key.", segment, keys)
    });
    own.into_iter().chain(alternate).collect()
}

/// Alternate keys, own and inherited, each with its properties.
fn alternate_keys(id: TypeId, model: &Model) -> impl Iterator<Item = Vec<KeyProperty>> {
    let annotations = model.lineage(id).filter_map(|(_, ty)| ty.annotations.alternate_keys());
    annotations.flat_map(Annotation::keys)
}
