//! Descriptions of generated types: handles to static tables.
//!
//! A handle is one pointer and is passed by value. The tables behind it are plain data that only the macros write, so a
//! column can be added without changing the interface.
//!
//! A table never refers to a function of another type, because the compiler would compile such a reference for every
//! property. Code that needs the type of a field gets it from the field of an empty value.

use std::fmt;

use super::FieldInfo;
use crate::syntax::position_from;

/// A structured type of the schema (CSDL 4.01, 6 and 9: `EntityType`, `ComplexType`).
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
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
    pub derived: &'static [&'static str],
    pub is_open: bool,
    pub is_tagged: bool,
    pub names: &'static [&'static str],
    /// One entry for each property, followed by a comma: the variant of `Slot`, then the flags. All entries are one
    /// string, which is a single token for the compiler. Only code that describes or compares whole types reads it.
    pub rows: &'static str,
    /// The entries of the properties behind feature gates, which are last in the table.
    pub gated: &'static [&'static str],
}

/// The name of the list of items in a page.
pub(crate) const ITEMS: &str = "value";

/// The table of a list that is decoded by itself: a page, or the changes of a collection.
pub(crate) static LIST: ModelTable = ModelTable {
    // The name is empty, so that messages contain `value` without a type.
    name: "",
    bases: &[],
    derived: &[],
    is_open: false,
    is_tagged: false,
    names: &[ITEMS],
    rows: "ObjectList",
    gated: &[],
};

impl ModelInfo {
    /// Returns the handle of a table.
    pub(super) const fn new(table: &'static ModelTable) -> Self {
        Self(table)
    }

    /// The qualified CSDL name, such as `microsoft.graph.user`.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The qualified names of the base types, nearest first.
    pub const fn bases(self) -> &'static [&'static str] {
        self.0.bases
    }

    /// The qualified names of the concrete types that derive from the type, as far as they are generated.
    ///
    /// The list is empty for the struct of an abstract base: see [`HierarchyInfo::variants`].
    pub const fn derived(self) -> &'static [&'static str] {
        self.0.derived
    }

    /// Returns `true` if the type is declared with `OpenType="true"`. Undeclared properties are kept either way.
    pub const fn is_open(self) -> bool {
        self.0.is_open
    }

    /// Returns `true` if the type belongs to a hierarchy. Only `@odata.type` then gives the type of a value.
    pub const fn is_tagged(self) -> bool {
        self.0.is_tagged
    }

    /// Returns the names of the declared properties on the wire: first the properties of the bases, then those of the
    /// type in the order of the CSDL. Properties behind feature gates are last.
    pub const fn names(self) -> &'static [&'static str] {
        self.0.names
    }

    /// Returns the index of the property with the given name on the wire.
    pub fn position(self, wire: &str) -> Option<usize> {
        // Nearly every other name has another length, so most names need not be compared.
        self.names().iter().position(|name| name.len() == wire.len() && *name == wire)
    }

    /// Does the same as [`position`](Self::position). The search begins at `start`, where the property most likely is.
    #[inline]
    pub(crate) fn position_from(self, start: usize, wire: &str) -> Option<usize> {
        position_from(self.names(), start, |name| name.len() == wire.len() && *name == wire)
    }

    /// Returns `true` for a list that is decoded by itself: a page, or the changes of a collection.
    pub(crate) fn is_list(self) -> bool {
        std::ptr::eq(self.0, &raw const LIST)
    }

    /// Returns the number of properties that are not behind a feature gate.
    fn ungated(self) -> usize {
        self.names().len().saturating_sub(self.0.gated.len())
    }

    /// The descriptions of the properties, in the order of [`names`](Self::names).
    pub fn fields(self) -> impl Iterator<Item = FieldInfo> + use<> {
        let ungated = self.0.rows.split(',').take(self.ungated());
        let rows = ungated.chain(self.0.gated.iter().copied());
        self.names().iter().zip(rows).map(|(wire, row)| FieldInfo::parse(wire, row))
    }

    /// Returns the description of the property at an index.
    pub fn field(self, index: usize) -> Option<FieldInfo> {
        let row = match index.checked_sub(self.ungated()) {
            None => self.0.rows.split(',').nth(index)?,
            Some(gated) => self.0.gated.get(gated)?,
        };
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

/// Returns the handle of a table.
pub const fn hierarchy_info(table: &'static HierarchyTable) -> HierarchyInfo {
    HierarchyInfo(table)
}

impl HierarchyInfo {
    /// The qualified CSDL name of the base type.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// The qualified CSDL names of the concrete types. The base is among them unless it is abstract.
    pub const fn variants(self) -> &'static [&'static str] {
        self.0.variants
    }

    /// The description of the base type. A value of an unknown derived type is read with the base's properties.
    pub fn base(self) -> ModelInfo {
        (self.0.base)()
    }

    /// Returns the index of the concrete type with the given qualified CSDL name.
    pub fn position(self, name: &str) -> Option<usize> {
        self.variants().iter().position(|variant| *variant == name)
    }

    /// Returns the index of the type of a value without `@odata.type`: the base. Returns `None` if the base is
    /// abstract.
    ///
    /// Without a tag, a value has the declared type (OData JSON 4.01, 4.5.3).
    pub fn untagged(self) -> Option<usize> {
        self.position(self.name())
    }
}

/// Prints names only, because tables refer to each other in cycles.
impl fmt::Debug for HierarchyInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HierarchyInfo")
            .field("name", &self.name())
            .field("variants", &self.variants())
            .finish_non_exhaustive()
    }
}
