//! The part of the decided Rust that one Cargo feature compiles.

use std::collections::BTreeSet;

use graph_models_codegen::rust::{Feature, Gate, Namespace, Structured, TaggedEnum, TypePath, Version};

/// The types that a feature compiles, if no other feature is enabled: with the fields and variants that it enables.
/// Returns nothing for versions that do not have the feature.
pub(super) fn of_feature(name: &str, versions: &[Version]) -> Vec<Namespace> {
    let mut namespaces = Vec::new();
    for version in versions {
        if let Some(feature) = version.features.iter().find(|feature| feature.name == name) {
            let part = Part::new(feature);
            namespaces.extend(version.namespaces.iter().map(|namespace| part.of(namespace)));
        }
    }
    namespaces
}

struct Part<'a> {
    feature: &'a str,
    /// The items of the feature, by module and identifier.
    items: BTreeSet<(&'a [String], &'a str)>,
}

impl<'a> Part<'a> {
    fn new(feature: &'a Feature) -> Self {
        let items = feature.items.iter().map(|(module, ident)| (module.as_slice(), ident.as_str())).collect();
        Self { feature: &feature.name, items }
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
        self.items.contains(&(path.namespace.as_slice(), path.ident.as_str()))
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
