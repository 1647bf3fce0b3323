//! The content of a slice, in numbers.

use std::fmt;

use super::Slice;
use csdl::model::{Model, Type};

/// The content of a slice, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SliceSummary {
    /// Name of the slice.
    pub name: String,
    /// Module of the slice's version, such as `v1_0`.
    pub module: String,
    /// Entity and complex types, abstract ones included.
    pub structs: usize,
    /// Abstract types that others derive from, and the enums of concrete bases.
    pub tagged_enums: usize,
    /// Enumeration types.
    pub enums: usize,
    /// Requests, by method and path: those of operations and those on resources.
    pub requests: usize,
    /// True if the slice gets a page, JSON Schemas and test vectors.
    pub has_documents: bool,
}

impl SliceSummary {
    /// Counts the content of a slice. `module` is the module of the slice's version, `below_roots` the number of
    /// requests below the slice's roots. A slice without roots has requests only for the operations that it names.
    pub(crate) fn new(slice: &Slice, module: &str, model: &Model, below_roots: usize) -> Self {
        let operations = slice.operations.iter().filter(|&&index| slice.has_request(index, model)).count();
        let is_tagged_enum = |id| crate::graph::is_hierarchy(id, model) || slice.narrows(id, model);
        let structured = || slice.types.iter().filter_map(|&id| Some((id, model.structured(id)?)));
        Self {
            name: slice.name().to_owned(),
            module: module.to_owned(),
            structs: structured().filter(|&(id, _)| !crate::graph::is_json(id, model)).count(),
            tagged_enums: structured().filter(|&(id, _)| is_tagged_enum(id)).count(),
            enums: slice.types.iter().filter(|&&id| matches!(model.ty(id), Type::Enum(_))).count(),
            requests: below_roots.max(operations),
            has_documents: slice.config.has_documents,
        }
    }

    /// Returns true if nothing would be generated.
    pub(crate) fn is_empty(&self) -> bool {
        self.structs == 0 && self.enums == 0 && self.requests == 0
    }
}

impl fmt::Display for SliceSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = [
            (self.structs, "struct"),
            (self.tagged_enums, "tagged enum"),
            (self.enums, "enum"),
            (self.requests, "request"),
        ];
        let counted =
            counted.map(|(count, one)| format!("{count} {one}{}", if count == 1 { "" } else { "s" }));
        write!(f, "{}: {}", self.name, counted.join(", "))
    }
}
