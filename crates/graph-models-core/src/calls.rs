//! The macros that generated code calls. Each adds the `inline` attribute for the profile and calls a macro of
//! `macros`.
//!
//! Optimised builds mark the functions `#[inline]`: most programs use few types of a large crate, and so only the types
//! in use are compiled. The dev profile compiles all functions once, with the types, so that a program is rebuilt fast.
//! The choice is made here. A `cfg_attr` on every function would have to be evaluated at every function.

/// Implements [`Model`](crate::Model) for a struct, and the traits based on it: `Default`, `Clone`, `Debug`,
/// `PartialEq`, serde's traits and [`Generated`](crate::model::Generated).
///
/// The input is the struct with its [`ModelInfo`](crate::model::ModelInfo), then one row for each property. A row has
/// the position, the field, the field's variant of [`Slot`](crate::model::Slot), the name on the wire, and flags of
/// [`FieldInfo`](crate::model::FieldInfo): any of `KEY`, `READ_ONLY`, `CONTAINED`, `NAVIGATION`, `SENSITIVE`,
/// `COMPUTED`, `IMMUTABLE`. A property whose field is an [`Expanded`](crate::model::Expanded) or a
/// [`Nested`](crate::model::Nested) has `in Expanded.erased` after the variant. The struct also has a last field
/// `extra`. A type with derived types has their names after its bases: `derived: ["sample.longIncident"],`.
///
/// Fields behind feature gates are in a last block, after the position of the first of them. Each row there begins with
/// the `cfg` attribute of the field.
///
/// ```ignore
/// impl_model! {
///     Incident: "sample.incident", bases: ["sample.entity"], is_open: false, is_tagged: true {
///         0 => id: String = "id" [KEY],
///         1 => severities: EnumList = "severities",
///     } with 2 {
///         #[cfg(feature = "mail")]
///         messages: ObjectList in Expanded.erased = "messages" [NAVIGATION],
///         #[cfg(feature = "files")]
///         drive: Object in Expanded.erased = "drive" [NAVIGATION],
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

/// Release variant: functions are `#[inline]`.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_model {
    ($($rows:tt)*) => {
        $crate::__impl_model! { [#[inline]] $($rows)* }
    };
}

/// Implements [`Hierarchy`](crate::Hierarchy) for a tagged enum, and the traits based on it: `Clone`, `Debug`,
/// `PartialEq`, serde's traits, [`Generated`](crate::model::Generated), and `From` for each struct. Also adds the
/// methods `as_model`, `as_model_mut` and `is_unknown`.
///
/// The input is the enum, the name of the base type, and the struct of the base's own properties; then one row for each
/// concrete type. A row has the position, the variant, the struct in its box, and the name of the type. The enum also
/// has a last variant `Unknown`. Variants behind feature gates are in a block behind the others, like the fields of
/// `impl_model!`.
///
/// If the base has bases itself, a block `into` names their types, tagged enums and structs. `From` is implemented for
/// each of them. A type behind a feature gate has the `cfg` attribute before it.
///
/// ```ignore
/// impl_hierarchy! {
///     Shape: "sample.shape", base: ShapeBase {
///         0 => Circle(Circle) = "sample.circle",
///         1 => Square(Square) = "sample.square",
///     } into {
///         Figure,
///         #[cfg(feature = "drawings")]
///         Drawing,
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

/// Release variant: functions are `#[inline]`.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_hierarchy {
    ($($rows:tt)*) => {
        $crate::__impl_hierarchy! { [#[inline]] $($rows)* }
    };
}

/// Adds `narrow` and `into_narrowed` to the struct of a concrete base. Also implements `From` for the opposite
/// direction: from the tagged enum and from each derived struct into the base.
///
/// The input is the tagged enum, which `impl_hierarchy!` implements with the base as its first variant, then the struct
/// of the base, and the structs of the derived types.
///
/// ```ignore
/// impl_narrow! { MessageKind: Message { EventMessage, EventMessageRequest } }
/// ```
#[cfg(debug_assertions)]
#[macro_export]
macro_rules! impl_narrow {
    ($($rows:tt)*) => {
        $crate::__impl_narrow! { [] $($rows)* }
    };
}

/// Release variant: functions are `#[inline]`.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_narrow {
    ($($rows:tt)*) => {
        $crate::__impl_narrow! { [#[inline]] $($rows)* }
    };
}

/// Implements [`OpenEnum`](crate::OpenEnum) for an enum, and the traits based on it: `Clone`, `Debug`, `Display`, `Eq`,
/// `Hash`, conversion from text, serde's traits and [`Generated`](crate::model::Generated). Also adds a method for the
/// name.
///
/// The input is the enum, its name, and whether it has flags; then one row for each member. A row has the position, the
/// variant, the name on the wire, and the number. The enum also has a last variant `UnknownMember`.
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

/// Release variant: functions are `#[inline]`.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! impl_open_enum {
    ($($rows:tt)*) => {
        $crate::__impl_open_enum! { [#[inline]] $($rows)* }
    };
}

/// Implements `schemars::JsonSchema` for types, with the feature `schemars` of this crate. Also defines the constant
/// [`References`](crate::schema::References) of these types.
///
/// The input is the name of that constant and the [`Schemas`](crate::schema::Schemas) of the version, then one row for
/// each type, sorted by CSDL name. A row has the kind (`object`, `hierarchy`, `open_enum`, or `flags` for a flag enum),
/// the type, and its CSDL name. The row of a hierarchy also has the struct of the base's own properties and the structs
/// of its concrete types, in the order of its table.
///
/// ```ignore
/// impl_json_schema! {
///     const TYPES, SCHEMAS:
///     open_enum super::AlertSeverity = "microsoft.graph.alertSeverity",
///     object super::PublicError = "microsoft.graph.publicError",
///     hierarchy super::Shape = "microsoft.graph.shape" of super::ShapeBase [super::Circle],
/// }
/// ```
#[cfg(all(feature = "schemars", debug_assertions))]
#[macro_export]
macro_rules! impl_json_schema {
    ($($all:tt)*) => {
        $crate::__impl_json_schemas! { [] $($all)* }
    };
}

/// Release variant: functions are `#[inline]`.
#[cfg(all(feature = "schemars", not(debug_assertions)))]
#[macro_export]
macro_rules! impl_json_schema {
    ($($all:tt)*) => {
        $crate::__impl_json_schemas! { [#[inline]] $($all)* }
    };
}
