//! The static tables that describe a generated type.
//!
//! Tables are plain data, constants of functions in generated code; nothing here reads or writes JSON. They hold no
//! function of another type: every such reference would be compiled for every property, and the fields of an empty
//! value lead to the types they hold.

use std::fmt;

use super::FieldInfo;

/// A structured type of the schema (CSDL 4.01, 6 and 9: `EntityType`, `ComplexType`).
#[derive(Debug)]
pub struct ModelInfo {
    /// The qualified CSDL name, such as `microsoft.graph.user`.
    pub name: &'static str,
    /// The qualified names of the base types, nearest first.
    pub bases: &'static [&'static str],
    /// Whether the type says `OpenType="true"`. Undeclared properties are kept either way.
    pub is_open: bool,
    /// Whether only `@odata.type` tells it from others where it stands: it is of a hierarchy.
    pub is_tagged: bool,
    /// The names on the wire of the declared properties, those of the bases first, in the order of the document.
    pub names: &'static [&'static str],
    /// What else is said of them: for each the variant of `Slot` and the flags, then a comma. As text it is one token to
    /// the compiler, and only code that describes or compares whole types reads it.
    #[doc(hidden)]
    pub rows: &'static str,
}

impl ModelInfo {
    /// The index of the property with that wire name.
    pub fn position(&self, wire: &str) -> Option<usize> {
        // Lengths are compared first: that settles nearly every field without touching its text.
        self.names.iter().position(|name| name.len() == wire.len() && *name == wire)
    }

    /// What is said of each property, in the order of [`names`](Self::names).
    pub fn fields(&self) -> impl Iterator<Item = FieldInfo> + use<> {
        self.names.iter().zip(self.rows.split(',')).map(|(wire, row)| FieldInfo::parse(wire, row))
    }

    /// The property of that index.
    pub fn field(&self, index: usize) -> Option<FieldInfo> {
        let row = self.rows.split(',').nth(index)?;
        self.names.get(index).map(|wire| FieldInfo::parse(wire, row))
    }
}

/// A base type and the concrete types of its hierarchy.
pub struct HierarchyInfo {
    /// The qualified CSDL name of the base.
    pub name: &'static str,
    /// The qualified CSDL names of the concrete types; the base is among them unless it is abstract.
    pub variants: &'static [&'static str],
    /// The table of the base itself, which an unknown derived type is read with.
    pub base: fn() -> &'static ModelInfo,
}

impl HierarchyInfo {
    /// The index of the concrete type of that qualified CSDL name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.variants.iter().position(|variant| *variant == name)
    }

    /// The variant that a value without `@odata.type` has: the base, unless that is abstract.
    ///
    /// OData JSON 4.01, 4.5.3: an absent type means the declared type.
    pub fn untagged(&self) -> Option<usize> {
        self.position(self.name)
    }
}

/// Prints names only: tables point at each other in circles.
impl fmt::Debug for HierarchyInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HierarchyInfo")
            .field("name", &self.name)
            .field("variants", &self.variants)
            .finish_non_exhaustive()
    }
}
