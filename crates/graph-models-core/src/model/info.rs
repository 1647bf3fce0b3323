//! Descriptions of generated types: handles to static tables.
//!
//! A handle is one pointer and is passed by value. The tables behind the handles are plain data that only the macros
//! write, so that a column can be added without a change to the interface. Tables hold no function of another type:
//! every such reference would be compiled for every property, and the fields of an empty value lead to their types.

use std::fmt;

use super::{Extra, FieldInfo, Ref};

/// A structured type of the schema (CSDL 4.01, 6 and 9: `EntityType`, `ComplexType`).
///
/// ```
/// # #[path = "../../tests/support/sample.rs"] mod sample;
/// use graph_models_core::ModelExt;
///
/// let info = sample::SimpleIncident::default().info();
/// assert_eq!(info.name(), "sample.simpleIncident");
/// assert_eq!(info.bases(), ["sample.incident"]);
/// assert_eq!(info.position("severity"), Some(2));
/// assert!(info.field(0).is_some_and(|field| field.is_key()));
/// ```
#[derive(Clone, Copy)]
pub struct ModelInfo(&'static ModelTable);

/// The table of a structured type, as `impl_model!` writes it.
#[derive(Debug)]
#[allow(missing_docs, reason = "the accessors of `ModelInfo` describe the columns")]
pub struct ModelTable {
    pub name: &'static str,
    pub bases: &'static [&'static str],
    pub is_open: bool,
    pub is_tagged: bool,
    pub names: &'static [&'static str],
    /// For each property the variant of `Slot` and the flags, then a comma. The text is one token to the compiler, and
    /// only code that describes or compares whole types reads it.
    pub rows: &'static str,
}

/// The end of a model: its description, and the content that the schema does not declare.
pub const fn rest<'a>(table: &'static ModelTable, extra: &'a Extra) -> Ref<'a> {
    Ref::Rest(ModelInfo(table), extra)
}

impl ModelInfo {
    /// The qualified CSDL name, such as `microsoft.graph.user`.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The qualified names of the base types, nearest first.
    pub const fn bases(self) -> &'static [&'static str] {
        self.0.bases
    }

    /// Whether the type says `OpenType="true"`. Undeclared properties are kept either way.
    pub const fn is_open(self) -> bool {
        self.0.is_open
    }

    /// Whether the type belongs to a hierarchy, where only `@odata.type` tells a value from those of other types.
    pub const fn is_tagged(self) -> bool {
        self.0.is_tagged
    }

    /// The names on the wire of the declared properties: those of the bases first, in the order of the document.
    pub const fn names(self) -> &'static [&'static str] {
        self.0.names
    }

    /// The index of the property with that wire name.
    pub fn position(self, wire: &str) -> Option<usize> {
        // Lengths are compared first: they settle nearly every field without a look at its text.
        self.names().iter().position(|name| name.len() == wire.len() && *name == wire)
    }

    /// The descriptions of the properties, in the order of [`names`](Self::names).
    pub fn fields(self) -> impl Iterator<Item = FieldInfo> + use<> {
        self.names().iter().zip(self.0.rows.split(',')).map(|(wire, row)| FieldInfo::parse(wire, row))
    }

    /// The description of the property of that index.
    pub fn field(self, index: usize) -> Option<FieldInfo> {
        let row = self.0.rows.split(',').nth(index)?;
        self.names().get(index).map(|wire| FieldInfo::parse(wire, row))
    }
}

impl fmt::Debug for ModelInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModelInfo")
            .field("name", &self.name())
            .field("bases", &self.bases())
            .field("names", &self.names())
            .finish_non_exhaustive()
    }
}

/// A base type and the concrete types of its hierarchy.
#[derive(Clone, Copy)]
pub struct HierarchyInfo(&'static HierarchyTable);

/// The table of a hierarchy, as `impl_hierarchy!` writes it.
#[derive(Debug)]
#[allow(missing_docs, reason = "the accessors of `HierarchyInfo` describe the columns")]
pub struct HierarchyTable {
    pub name: &'static str,
    pub variants: &'static [&'static str],
    pub base: fn() -> ModelInfo,
}

/// The handle to a table.
pub const fn hierarchy_info(table: &'static HierarchyTable) -> HierarchyInfo {
    HierarchyInfo(table)
}

impl HierarchyInfo {
    /// The qualified CSDL name of the base.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The qualified CSDL names of the concrete types; the base is among them unless it is abstract.
    pub const fn variants(self) -> &'static [&'static str] {
        self.0.variants
    }

    /// The base itself: an unknown derived type is read with its properties.
    pub fn base(self) -> ModelInfo {
        (self.0.base)()
    }

    /// The index of the concrete type of that qualified CSDL name.
    pub fn position(self, name: &str) -> Option<usize> {
        self.variants().iter().position(|variant| *variant == name)
    }

    /// The variant of a value without `@odata.type`: the base, unless the base is abstract.
    ///
    /// OData JSON 4.01, 4.5.3: an absent type means the declared type.
    pub fn untagged(self) -> Option<usize> {
        self.position(self.name())
    }
}

/// Prints names only: tables point at each other in circles.
impl fmt::Debug for HierarchyInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HierarchyInfo")
            .field("name", &self.name())
            .field("variants", &self.variants())
            .finish_non_exhaustive()
    }
}
