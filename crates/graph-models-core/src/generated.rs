//! The trait of all generated types: structs, tagged enums and open enums.

/// A generated type.
///
/// Every struct with a [`Model`](crate::Model) implements this trait. For enums, `impl_hierarchy!` and
/// `impl_open_enum!` implement it.
pub trait Generated: Sized + 'static {
    /// The type of the description, which differs by the kind of type: [`ModelInfo`](crate::model::ModelInfo) for a
    /// struct, [`HierarchyInfo`](crate::model::HierarchyInfo) for a tagged enum,
    /// [`EnumInfo`](crate::open_enum::EnumInfo) for an open enum.
    type Info: Copy + 'static;

    /// The description of the type.
    fn type_info() -> Self::Info;
}
