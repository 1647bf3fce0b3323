//! Descriptions of enumerations: handles to static tables.

/// An enumeration of the schema (CSDL 4.01, 10 `EnumType`): a handle to its static table.
#[derive(Clone, Copy, Debug)]
pub struct EnumInfo(&'static EnumTable);

/// The table of an enumeration, as `impl_open_enum!` writes it.
#[derive(Debug)]
#[allow(missing_docs, reason = "the accessors of `EnumInfo` describe the columns")]
pub struct EnumTable {
    pub name: &'static str,
    pub is_flags: bool,
    pub members: &'static [(&'static str, i64)],
}

/// Returns the handle of a table.
pub const fn enum_info(table: &'static EnumTable) -> EnumInfo {
    EnumInfo(table)
}

impl EnumInfo {
    /// Returns the qualified CSDL name.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Returns `true` if several members can be set at once (CSDL 4.01, 10.2 `IsFlags`).
    pub const fn is_flags(self) -> bool {
        self.0.is_flags
    }

    /// Returns the members with their values, in the order of the CSDL document.
    pub const fn members(self) -> &'static [(&'static str, i64)] {
        self.0.members
    }
}
