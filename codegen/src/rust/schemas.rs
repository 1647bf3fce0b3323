//! The names that types have in JSON Schema, the same as in the module `schema` of `graph-models-core`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Namespace, OpenEnum, Request, Struct, Structured, TaggedEnum, TypePath, Version};

/// The suffix of the schema of one member of a flag enum.
const MEMBER: &str = "-member";

/// A type that has a schema.
#[derive(Clone, Copy)]
pub(crate) enum Declared<'a> {
    /// A struct.
    Struct(&'a Struct),
    /// The enum of an abstract base and the types derived from it.
    TaggedEnum(&'a TaggedEnum),
    /// An open enum. An enum of flags also has a schema for a set of its members.
    OpenEnum(&'a OpenEnum),
}

/// The schemas of a version, by type.
pub(crate) struct Schemas<'a> {
    /// Types in declaration order, with the names of their schemas.
    pub(crate) all: Vec<(String, Declared<'a>)>,
    names: BTreeMap<&'a TypePath, String>,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(version: &'a Version) -> Self {
        let bases: BTreeSet<&TypePath> = structured(version)
            .filter_map(|ty| if let Structured::TaggedEnum(ty) = ty { Some(&ty.base) } else { None })
            .collect();
        let enums = version.namespaces.iter().flat_map(|namespace| &namespace.enums);
        let mut all: Vec<_> = enums
            .map(|ty| {
                // Properties hold sets, so the schema of the set has the plain name.
                let suffix = if ty.is_flags { MEMBER } else { "" };
                (format!("{}{suffix}", ty.csdl), Declared::OpenEnum(ty))
            })
            .collect();
        all.extend(structured(version).filter_map(|ty| match ty {
            Structured::Struct(ty) if bases.contains(&ty.path) => {
                Some((format!("{}-base", ty.csdl), Declared::Struct(ty)))
            }
            Structured::Struct(ty) => Some((ty.csdl.clone(), Declared::Struct(ty))),
            Structured::TaggedEnum(ty) => Some((ty.csdl.clone(), Declared::TaggedEnum(ty))),
            // On the wire, values have the form of the struct.
            Structured::KindEnum(_) => None,
        }));
        let bodies = parameters(&version.namespaces).into_iter();
        all.extend(
            bodies.filter_map(|(name, request)| Some((name, Declared::Struct(&request.body()?.body)))),
        );
        let names = all.iter().map(|(name, ty)| (ty.path(), name.clone())).collect();
        Self { all, names }
    }

    /// The type that a schema's name stands for.
    pub(crate) fn path(&self, name: &str) -> Option<&'a TypePath> {
        let found = self.all.iter().find(|(known, ty)| known == name || ty.csdl() == name);
        found.map(|(_, ty)| ty.path())
    }

    /// The name by which a property or a request refers to a type: for an enumeration of flags, the name of the set.
    pub(crate) fn reference(&self, path: &TypePath) -> &str {
        let name = self.name(path);
        name.strip_suffix(MEMBER).unwrap_or(name)
    }

    /// The name of a type's schema.
    pub(crate) fn name(&self, path: &TypePath) -> &str {
        self.names.get(path).map(String::as_str).unwrap_or_default()
    }
}

/// The actions with parameters, each with the name of the schema of its parameters. Overloads share one name in CSDL.
/// Each one has its own name in Rust, which is unique within a namespace.
pub(crate) fn parameters(namespaces: &[Namespace]) -> Vec<(String, &Request)> {
    let requests = namespaces.iter().flat_map(|namespace| &namespace.requests);
    let requests: Vec<_> =
        requests.filter_map(|request| Some((&request.body()?.body.path, request))).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (body, _) in &requests {
        *counts.entry(&body.ident).or_default() += 1;
    }
    let named = requests.into_iter().map(|(TypePath { namespace, ident }, request)| {
        let is_alone = counts.get(ident.as_str()) == Some(&1);
        let namespace = namespace.iter().filter(|_| !is_alone).map(String::as_str);
        let name: Vec<_> = namespace.chain([ident.as_str()]).collect();
        (name.join("."), request)
    });
    named.collect()
}

fn structured(version: &Version) -> impl Iterator<Item = &Structured> {
    version
        .namespaces
        .iter()
        .flat_map(|namespace| namespace.complex_types.iter().chain(&namespace.entity_types))
}

impl<'a> Declared<'a> {
    /// The qualified CSDL name.
    pub(crate) fn csdl(self) -> &'a str {
        match self {
            Self::Struct(ty) => &ty.csdl,
            Self::TaggedEnum(ty) => &ty.csdl,
            Self::OpenEnum(ty) => &ty.csdl,
        }
    }

    /// The type.
    pub(crate) fn path(self) -> &'a TypePath {
        match self {
            Self::Struct(ty) => &ty.path,
            Self::TaggedEnum(ty) => &ty.path,
            Self::OpenEnum(ty) => &ty.path,
        }
    }
}
