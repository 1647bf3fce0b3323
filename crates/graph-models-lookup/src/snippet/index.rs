//! The types of a version by their paths in Rust.

use std::collections::BTreeMap;

use graph_models_codegen::rust::{OpenEnum, Struct, Structured, TaggedEnum, TypePath, Version};

/// The types of a version.
pub(super) struct Index<'v> {
    structs: BTreeMap<&'v TypePath, &'v Struct>,
    hierarchies: BTreeMap<&'v TypePath, &'v TaggedEnum>,
    enums: BTreeMap<&'v TypePath, &'v OpenEnum>,
    /// The enums that concrete bases narrow to, by the struct of the base.
    kinds: BTreeMap<&'v TypePath, &'v TaggedEnum>,
}

impl<'v> Index<'v> {
    pub(super) fn new(version: &'v Version) -> Self {
        let mut index = Self {
            structs: BTreeMap::new(),
            hierarchies: BTreeMap::new(),
            enums: BTreeMap::new(),
            kinds: BTreeMap::new(),
        };
        for namespace in &version.namespaces {
            index.enums.extend(namespace.enums.iter().map(|ty| (&ty.path, ty)));
            for ty in namespace.complex_types.iter().chain(&namespace.entity_types) {
                match ty {
                    Structured::Struct(ty) => _ = index.structs.insert(&ty.path, ty),
                    Structured::TaggedEnum(ty) => _ = index.hierarchies.insert(&ty.path, ty),
                    Structured::KindEnum(ty) => _ = index.kinds.insert(&ty.base, ty),
                }
            }
        }
        index
    }

    pub(super) fn structure(&self, path: &TypePath) -> Option<&'v Struct> {
        self.structs.get(path).copied()
    }

    pub(super) fn hierarchy(&self, path: &TypePath) -> Option<&'v TaggedEnum> {
        self.hierarchies.get(path).copied()
    }

    pub(super) fn open_enum(&self, path: &TypePath) -> Option<&'v OpenEnum> {
        self.enums.get(path).copied()
    }

    /// The enum of a concrete base and its derived types.
    pub(super) fn kinds(&self, base: &TypePath) -> Option<&'v TaggedEnum> {
        self.kinds.get(base).copied()
    }
}
