//! The kinds of generated files in a namespace.

/// A kind of generated file. The order of the variants is the order of the files in their module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileKind {
    Enums,
    ComplexTypes,
    EntityTypes,
    /// Constants of properties. Programs reach them through the types.
    Properties,
    Requests,
    TypedPaths,
    /// The functions that begin typed paths.
    Roots,
    Catalog,
    /// The tables of the catalog, which only generated code uses.
    Resources,
}

impl FileKind {
    /// All kinds, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::Enums,
        Self::ComplexTypes,
        Self::EntityTypes,
        Self::Properties,
        Self::Requests,
        Self::TypedPaths,
        Self::Roots,
        Self::Catalog,
        Self::Resources,
    ];

    /// The module of a file of this kind without features; the names of all other files begin with it.
    pub(super) fn module(self) -> &'static str {
        match self {
            Self::Enums => "enums",
            Self::ComplexTypes => "complex_types",
            Self::EntityTypes => "entity_types",
            Self::Properties => "properties",
            Self::Requests => "requests",
            Self::TypedPaths => "typed_paths",
            Self::Roots => "roots",
            Self::Catalog => "catalog",
            Self::Resources => "resources",
        }
    }

    /// The documentation of a file: its content, and the traits that macros implement, since no item of the file
    /// names them.
    pub(super) fn title(self, namespace: &str) -> String {
        let content = match self {
            Self::Enums => "Enumeration types",
            Self::ComplexTypes => "Complex types",
            Self::EntityTypes => "Entity types",
            Self::Properties => "Properties",
            Self::Requests => "Requests",
            Self::TypedPaths => "Typed paths",
            Self::Roots => "Starting points of typed paths",
            Self::Catalog => "All requests",
            Self::Resources => "Facts about the requests",
        };
        let traits = match self {
            Self::ComplexTypes | Self::EntityTypes => {
                "\n//!\n//! Every struct implements `Clone`, `Debug`, `Default`, `PartialEq`, serde's `Serialize` and `Deserialize`, and\n\
                 //! `Model`. Every enum of a hierarchy implements the same without `Default`, with `Hierarchy` for `Model`."
            }
            Self::Enums => {
                "\n//!\n//! Every enum implements `Clone`, `Debug`, `Display`, `Eq`, `Hash`, `PartialEq`, `From<&str>`, serde's `Serialize` and\n\
                 //! `Deserialize`, and `OpenEnum`."
            }
            _ => "",
        };
        format!("{content} of `{namespace}`.{traits}")
    }

    /// The Cargo feature of this kind, in crates with features.
    pub(super) fn feature(self) -> Option<&'static str> {
        match self {
            Self::Enums | Self::ComplexTypes | Self::EntityTypes => None,
            Self::Properties => Some("properties"),
            Self::Requests | Self::TypedPaths | Self::Roots | Self::Catalog | Self::Resources => {
                Some("requests")
            }
        }
    }

    /// Returns true for items of the module `paths`.
    pub(super) fn is_in_paths(self) -> bool {
        matches!(self, Self::TypedPaths | Self::Roots)
    }
}

#[cfg(test)]
mod tests {
    use super::FileKind;
    use crate::rust::names;

    /// No namespace may get the module name of a file.
    #[test]
    fn modules_of_files_are_reserved() {
        for kind in FileKind::ALL {
            assert_ne!(names::module(kind.module()), kind.module());
            assert_ne!(names::module(&format!("{}_of", kind.module())), format!("{}_of", kind.module()));
        }
    }
}
