//! The part of the decided Rust that one Cargo feature compiles.

use std::collections::{BTreeMap, BTreeSet};

use graph_models_codegen::rust::{
    Feature, Field, Gate, Kind, Namespace, Structured, TaggedEnum, TypePath, Version,
};

/// The types that a feature compiles, if no other feature is enabled: with the fields and variants that it enables.
/// Returns nothing for versions that do not have the feature.
pub(super) fn of_feature(name: &str, versions: &[Version]) -> Vec<Namespace> {
    let mut namespaces = Vec::new();
    for version in versions {
        if let Some(feature) = version.features.iter().find(|feature| feature.name == name) {
            let part = Part::new(feature, version);
            namespaces.extend(version.namespaces.iter().map(|namespace| part.of(namespace)));
        }
    }
    namespaces
}

struct Part<'a> {
    feature: &'a str,
    /// The types by module and identifier: those that the feature names, and those that they use.
    types: BTreeSet<(&'a [String], &'a str)>,
}

impl<'a> Part<'a> {
    fn new(feature: &'a Feature, version: &'a Version) -> Self {
        let structured =
            |namespace: &'a Namespace| namespace.complex_types.iter().chain(&namespace.entity_types);
        let all = version.namespaces.iter().flat_map(structured).map(|ty| (key(ty.path()), ty));
        let all: BTreeMap<_, _> = all.collect();
        let mut part = Self { feature: &feature.name, types: BTreeSet::new() };
        let named = feature.items.iter().map(|(module, ident)| (module.as_slice(), ident.as_str()));
        let mut open: Vec<_> = named.collect();
        while let Some(next) = open.pop() {
            if part.types.insert(next) {
                open.extend(all.get(&next).into_iter().flat_map(|ty| part.used_by(ty)).map(key));
            }
        }
        part
    }

    /// The types that the enabled fields and variants of a type use.
    fn used_by(&self, ty: &'a Structured) -> Vec<&'a TypePath> {
        match ty {
            Structured::Struct(ty) => {
                ty.fields.iter().filter(|field| self.enables(&field.gate)).filter_map(used_by).collect()
            }
            Structured::TaggedEnum(ty) | Structured::KindEnum(ty) => {
                let variants = ty.variants.iter().filter(|variant| self.enables(&variant.gate));
                variants.map(|variant| &variant.content).chain([&ty.base]).collect()
            }
        }
    }

    fn of(&self, namespace: &Namespace) -> Namespace {
        let structured = |types: &[Structured]| {
            types.iter().filter(|ty| self.has(ty.path())).map(|ty| self.cut(ty)).collect()
        };
        Namespace {
            name: namespace.name.clone(),
            path: namespace.path.clone(),
            enums: namespace.enums.iter().filter(|ty| self.has(&ty.path)).cloned().collect(),
            complex_types: structured(&namespace.complex_types),
            entity_types: structured(&namespace.entity_types),
            ..Namespace::default()
        }
    }

    fn has(&self, path: &TypePath) -> bool {
        self.types.contains(&key(path))
    }

    fn cut(&self, ty: &Structured) -> Structured {
        match ty.clone() {
            Structured::Struct(mut ty) => {
                ty.fields.retain(|field| self.enables(&field.gate));
                Structured::Struct(ty)
            }
            Structured::TaggedEnum(ty) => Structured::TaggedEnum(self.variants(ty)),
            Structured::KindEnum(ty) => Structured::KindEnum(self.variants(ty)),
        }
    }

    fn variants(&self, mut ty: TaggedEnum) -> TaggedEnum {
        ty.variants.retain(|variant| self.enables(&variant.gate));
        ty
    }

    fn enables(&self, gate: &Gate) -> bool {
        gate.sets().iter().all(|set| set.iter().any(|feature| feature == self.feature))
    }
}

fn key(path: &TypePath) -> (&[String], &str) {
    (&path.namespace, &path.ident)
}

/// The generated type of a field.
fn used_by(field: &Field) -> Option<&TypePath> {
    match &field.kind {
        Kind::Primitive(_) => None,
        Kind::Enum(path) | Kind::Flags(path) | Kind::Object(path) | Kind::Hierarchy(path) => Some(path),
    }
}
