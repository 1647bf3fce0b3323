//! Facts of Microsoft Graph itself: its root namespace, the root of its entities, its clouds, and the rules about its
//! types.
//!
//! Must not know Rust.

use csdl::model::{Model, StructuredKind, TypeId};

/// The namespace whose types are directly in the module of the version.
pub const ROOT_NAMESPACE: &str = "microsoft.graph";

/// The root of all entity types: more than a thousand types derive from it, so it is never a tagged enum. A property
/// of exactly this type holds an open entity.
pub const ENTITY: &str = "microsoft.graph.entity";

/// Returns `true` for the root of all entity types.
pub fn is_entity(id: TypeId, model: &Model) -> bool {
    model.ty(id).name().to_string() == ENTITY
}

/// Returns `true` if a type becomes a tagged enum wherever it is used: it is abstract, has derived types, and is not
/// the root of all entities.
pub fn is_hierarchy(id: TypeId, model: &Model) -> bool {
    model.structured(id).is_some_and(|ty| ty.is_abstract && !ty.derived.is_empty()) && !is_entity(id, model)
}

/// The concrete types derived from a concrete type: a value of the type may be one of them.
///
/// Such a type is a struct wherever it is used. The list is empty for a hierarchy and for the root of all entities.
pub fn subtypes(id: TypeId, model: &Model) -> Vec<TypeId> {
    let is_concrete = |id| model.structured(id).is_some_and(|ty| !ty.is_abstract);
    if !is_concrete(id) || is_entity(id, model) {
        return Vec::new();
    }
    model.descendants(id).into_iter().filter(|&id| is_concrete(id)).collect()
}

/// The bases of a type, nearest first, into which its values convert. The root of all entities is not among them.
pub fn bases_above(id: TypeId, model: &Model) -> impl Iterator<Item = TypeId> {
    model.lineage(id).skip(1).map(|(base, _)| base).filter(|&base| !is_entity(base, model))
}

/// The member of an enumeration that Graph sends instead of newer members, unless a client asks for these.
pub const SENTINEL: &str = "unknownFutureValue";

/// Returns `true` for a complex type.
pub(crate) fn is_complex(id: TypeId, model: &Model) -> bool {
    model.structured(id).is_some_and(|ty| ty.kind == StructuredKind::Complex)
}

/// Returns `true` if values of a type may be any JSON. Such types, `graph.Json` for example, are complex types without
/// properties that are not open and belong to no hierarchy.
pub fn is_json(id: TypeId, model: &Model) -> bool {
    model.structured(id).is_some_and(|ty| {
        ty.kind == StructuredKind::Complex
            && ty.properties.is_empty()
            && ty.derived.is_empty()
            && ty.base.is_none()
            && !ty.is_open
    })
}

/// The type whose values are addressed by a path of names: `root:/folder/file.txt:`.
pub(crate) const DRIVE_ITEM: &str = "microsoft.graph.driveItem";

/// The type whose values are addressed by a host and a path: `sites/contoso.sharepoint.com:/sites/x:`.
pub(crate) const SITE: &str = "microsoft.graph.site";

/// The same resource under `/users/{id}`, for a normalized path below `/me`. `None` for any other path.
pub(crate) fn same_path(path: &str) -> Option<String> {
    let below = path.strip_prefix("/me").filter(|below| below.is_empty() || below.starts_with('/'))?;
    Some(format!("/users/{{id}}{below}"))
}

/// Returns `true` if the service answers with the entity after one of its streams was written.
pub(crate) fn answers_entity(owner: &str, stream: &str) -> bool {
    stream == "content" && owner == DRIVE_ITEM
}

/// Returns `true` for a parameter of a function that is a path. The service refuses an encoded slash in it.
pub(crate) fn takes_names(function: &str, parameter: &str) -> bool {
    function == "getByPath" && parameter == "path"
}

/// A cloud that offers Graph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cloud {
    /// The name in `overlay.toml`.
    pub(crate) name: &'static str,
    /// The variant of the runtime's `Cloud`.
    pub(crate) variant: &'static str,
    /// The name in tables.
    pub(crate) short: &'static str,
    /// The name in full.
    pub(crate) title: &'static str,
    /// The address of the service.
    pub(crate) address: &'static str,
}

/// The cloud that offers Graph unless another one is named.
pub(crate) const GLOBAL: Cloud = Cloud {
    name: "global",
    variant: "Global",
    short: "global",
    title: "Global",
    address: "https://graph.microsoft.com",
};

/// The clouds that offer Graph.
pub(crate) const CLOUDS: [Cloud; 4] = [
    GLOBAL,
    Cloud {
        name: "usgov-l4",
        variant: "UsGovL4",
        short: "US Gov L4",
        title: "US Government L4",
        address: "https://graph.microsoft.us",
    },
    Cloud {
        name: "usgov-l5",
        variant: "UsGovL5",
        short: "US Gov L5",
        title: "US Government L5 (DoD)",
        address: "https://dod-graph.microsoft.us",
    },
    Cloud {
        name: "china",
        variant: "China",
        short: "China",
        title: "China, operated by 21Vianet",
        address: "https://microsoftgraph.chinacloudapi.cn",
    },
];

/// A version of Graph that promises to stay as it is.
pub(crate) const V1_0: &str = "v1.0";

/// The version of Graph that promises nothing.
pub(crate) const BETA: &str = "beta";

/// The versions of Graph.
pub(crate) const VERSIONS: [&str; 2] = [BETA, V1_0];
