//! The generated Rust types by CSDL name, for code that works on generated code.

use std::collections::BTreeMap;

use super::{Field, Structured, TypePath, Version};

/// A generated type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedType {
    /// The path of the type from the module of all versions: `v1_0::security::Alert`.
    pub path: String,
    /// True for an enumeration.
    pub is_enum: bool,
    /// The declared properties by JSON name, with true for collections. Empty for an enumeration.
    pub properties: BTreeMap<String, bool>,
}

/// The generated types by qualified CSDL name; for an abstract base, the enum of its derived types.
pub(crate) fn generated_types(version: &Version) -> BTreeMap<String, GeneratedType> {
    let mut index = BTreeMap::new();
    for namespace in &version.namespaces {
        for ty in &namespace.enums {
            index.insert(
                ty.csdl.clone(),
                GeneratedType { is_enum: true, ..generated(version, &ty.path, &[]) },
            );
        }
        for ty in namespace.complex_types.iter().chain(&namespace.entity_types) {
            // The enum of an abstract base comes before its struct, and has the CSDL name in the result.
            match ty {
                Structured::TaggedEnum(ty) => {
                    index.insert(ty.csdl.clone(), generated(version, &ty.path, &ty.accessors));
                }
                Structured::Struct(ty) => {
                    let path = || generated(version, &ty.path, &ty.fields);
                    index.entry(ty.csdl.clone()).or_insert_with(path);
                }
                Structured::KindEnum(_) => {}
            }
        }
    }
    index
}

fn generated(version: &Version, path: &TypePath, fields: &[Field]) -> GeneratedType {
    GeneratedType {
        path: format!("{}::{path}", version.module),
        is_enum: false,
        properties: fields.iter().map(|field| (field.wire.clone(), field.is_collection())).collect(),
    }
}
