//! The types of a version by their paths in Rust.

use std::collections::BTreeMap;

use graph_models_codegen::rust::{OpenEnum, Struct, Structured, TaggedEnum, TypePath, Version};

/// The types of a version.
#[derive(Debug, Default)]
pub(crate) struct Types<'v> {
    structs: BTreeMap<&'v TypePath, &'v Struct>,
    hierarchies: BTreeMap<&'v TypePath, &'v TaggedEnum>,
    enums: BTreeMap<&'v TypePath, &'v OpenEnum>,
    /// The enums that concrete bases narrow to, by the struct of the base.
    kinds: BTreeMap<&'v TypePath, &'v TaggedEnum>,
}

impl<'v> Types<'v> {
    pub(crate) fn new(version: &'v Version) -> Self {
        let mut types = Self::default();
        for namespace in &version.namespaces {
            types.enums.extend(namespace.enums.iter().map(|ty| (&ty.path, ty)));
            for ty in namespace.complex_types.iter().chain(&namespace.entity_types) {
                match ty {
                    Structured::Struct(ty) => _ = types.structs.insert(&ty.path, ty),
                    Structured::TaggedEnum(ty) => _ = types.hierarchies.insert(&ty.path, ty),
                    Structured::KindEnum(ty) => _ = types.kinds.insert(&ty.base, ty),
                }
            }
        }
        types
    }

    pub(crate) fn structure(&self, path: &TypePath) -> Option<&'v Struct> {
        self.structs.get(path).copied()
    }

    /// All structs.
    pub(crate) fn structs(&self) -> impl Iterator<Item = &'v Struct> {
        self.structs.values().copied()
    }

    pub(crate) fn hierarchy(&self, path: &TypePath) -> Option<&'v TaggedEnum> {
        self.hierarchies.get(path).copied()
    }

    pub(crate) fn open_enum(&self, path: &TypePath) -> Option<&'v OpenEnum> {
        self.enums.get(path).copied()
    }

    /// The enum of a concrete base and its derived types.
    pub(crate) fn kinds(&self, base: &TypePath) -> Option<&'v TaggedEnum> {
        self.kinds.get(base).copied()
    }
}
