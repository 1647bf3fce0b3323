//! The macros that generated code calls. Each passes on what it is given, with the attribute that its functions get.
//!
//! Where code is optimised, that is `inline`: most programs use few types of a large crate, and only what they use is
//! then compiled, where it is used. In the dev profile all is compiled once, with the types, so that a program is rebuilt
//! fast. It is decided here, and not by `cfg_attr` at every function, which the compiler would have to evaluate there.

/// Implements [`Model`](crate::Model) for a struct, and what follows from it: `Default`, `Clone`, `Debug`, `PartialEq`,
/// serde's traits, [`Generated`](crate::model::Generated).
///
/// Takes the struct and what [`ModelInfo`](crate::model::ModelInfo) says of it, then a row for each property: its
/// position, the field, the variant of [`Slot`](crate::model::Slot) that holds the field, the name on the wire, and what
/// [`FieldInfo`](crate::model::FieldInfo) says of it: any of `KEY`, `READ_ONLY`, `CONTAINED`, `NAVIGATION`, `SENSITIVE`,
/// `COMPUTED`, `IMMUTABLE`. The struct has a last field `extra` beside them.
///
/// ```ignore
/// impl_model! {
///     Incident: "sample.incident", bases: ["sample.entity"], is_open: false, is_tagged: true {
///         0 => id: String = "id" [KEY],
///         1 => severities: EnumList = "severities",
///     }
/// }
/// ```
#[cfg(debug_assertions)]
#[macro_export]
macro_rules! impl_model {
    ($($rows:tt)*) => {
        $crate::__impl_model! { [] $($rows)* }
    };
}

/// What it is in the dev profile, with functions that are compiled where they are used.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_model {
    ($($rows:tt)*) => {
        $crate::__impl_model! { [#[inline]] $($rows)* }
    };
}

/// Implements [`Hierarchy`](crate::Hierarchy) for a tagged enum, and what follows from it: `Clone`, `Debug`,
/// `PartialEq`, serde's traits, [`Generated`](crate::model::Generated), `From` for each struct, and `Deref` to the
/// struct inside.
///
/// Takes the enum, the name of the base type, and the struct of the base's own properties; then for each concrete type
/// its position, its variant, the struct the variant holds in a box, and its name. The enum has a last variant
/// `Unknown` beside them.
///
/// ```ignore
/// impl_hierarchy! {
///     Shape: "sample.shape", base: ShapeBase {
///         0 => Circle(Circle) = "sample.circle",
///         1 => Square(Square) = "sample.square",
///     }
/// }
/// ```
#[cfg(debug_assertions)]
#[macro_export]
macro_rules! impl_hierarchy {
    ($($rows:tt)*) => {
        $crate::__impl_hierarchy! { [] $($rows)* }
    };
}

/// What it is in the dev profile, with functions that are compiled where they are used.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_hierarchy {
    ($($rows:tt)*) => {
        $crate::__impl_hierarchy! { [#[inline]] $($rows)* }
    };
}

/// Implements [`OpenEnum`](crate::OpenEnum) for an enum, and what follows from it: `Clone`, `Debug`, `Display`, `Eq`,
/// `Hash`, conversion from text, serde's traits, [`Generated`](crate::model::Generated), and a method for the name.
///
/// Takes the enum, its name, and whether several members can be set at once; then for each member its position, its
/// variant, its name on the wire, and its number. The enum has a last variant `UnknownMember` beside them.
///
/// ```ignore
/// impl_open_enum! {
///     Colour: "sample.colour", is_flags: false {
///         0 => Red = "red" as 0,
///         1 => Green = "green" as 1,
///     }
/// }
/// ```
#[cfg(debug_assertions)]
#[macro_export]
macro_rules! impl_open_enum {
    ($($rows:tt)*) => {
        $crate::__impl_open_enum! { [] $($rows)* }
    };
}

/// What it is in the dev profile, with functions that are compiled where they are used.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_open_enum {
    ($($rows:tt)*) => {
        $crate::__impl_open_enum! { [#[inline]] $($rows)* }
    };
}
