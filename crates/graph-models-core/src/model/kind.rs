//! The kinds of generated types, so that other traits are implemented once for all of them.

use super::{
    Add, Hierarchy, HierarchyInfo, Item, Model, ModelExt, ModelInfo, Ref, Slot, Variant, Whole, empty_variant,
};
use crate::generated::Generated;
use crate::open_enum::{EnumInfo, OpenEnum, member_text};

/// Implements the trait for every struct: [`Model::get`] returns its table.
impl<T: Model + Default> Generated for T {
    type Info = ModelInfo;

    fn type_info() -> ModelInfo {
        T::default().info()
    }
}

/// A value of a generated type, without its type.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "it is no part of the interface")]
pub enum Reflected<'a> {
    /// A struct.
    Object(&'a dyn Model),
    /// A value of a hierarchy.
    Variant(Variant<'a>),
    /// The name of a member of an open enum.
    Member(&'a str),
}

/// Code that differs between the kinds of types: struct, tagged enum and open enum. The description type implements it.
pub trait Kind<T>: 'static {
    /// Returns a collection of the type as a field, for writing.
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_>;

    /// Returns a collection of the type as a field, for reading.
    #[allow(clippy::ref_option, reason = "`Ref` holds fields as they are in generated structs")]
    fn get(list: &Option<Vec<T>>) -> Ref<'_>;

    /// Makes a value: calls the function with an empty one until the function returns `true`. Each call gets a new
    /// value, because a failed attempt leaves partial data in the value.
    ///
    /// Returns `None` if the function left the value empty.
    ///
    /// # Errors
    ///
    /// Returns the errors of the function.
    #[doc(hidden)]
    fn fill<E>(read: impl FnMut(Slot<'_>) -> Result<bool, E>) -> Result<Option<T>, E>;

    /// Returns the value without its type.
    #[doc(hidden)]
    fn reflect(value: &T) -> Reflected<'_>;

    /// Returns the struct, or the struct inside a tagged enum. Returns `None` for an open enum.
    fn inside(value: &T) -> Option<&dyn Model> {
        match Self::reflect(value) {
            Reflected::Object(model) => Some(model),
            Reflected::Variant(variant) => Some(variant.model),
            Reflected::Member(_) => None,
        }
    }
}

/// Code that differs between the kinds of types with properties: structs and tagged enums.
pub trait StructuredKind<T>: Kind<T> {
    /// Puts an empty value into an erased field.
    const ADD: Add;

    /// The qualified CSDL name.
    fn name() -> &'static str;

    /// The qualified CSDL names of the concrete types that values may have. The type itself need not be among them.
    fn concrete_names() -> &'static [&'static str];

    /// The table of a tagged enum.
    const HIERARCHY: Option<fn() -> HierarchyInfo>;

    /// Returns `true` for the `Unknown` variant of a tagged enum.
    fn is_unknown(value: &T) -> bool;

    /// The struct, or the struct inside the enum.
    fn model(value: &T) -> &dyn Model;

    /// The struct, or the struct inside the enum, for changes.
    fn model_mut(value: &mut T) -> &mut dyn Model;

    /// An empty value. For a tagged enum, `variant` is the index of the variant; past the end, it is `Unknown`. A
    /// struct has no variants and ignores the index.
    fn empty(variant: usize) -> T;

    /// An empty value of the same type; for an enum, of the same variant.
    fn empty_like(value: &T) -> T;
}

impl<T: Model + Default> Kind<T> for ModelInfo {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::ObjectList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::ObjectList(list)
    }

    fn fill<E>(mut read: impl FnMut(Slot<'_>) -> Result<bool, E>) -> Result<Option<T>, E> {
        loop {
            let mut value = T::default();
            if read(Slot::Object(&mut Whole(&mut value)))? {
                return Ok(Some(value));
            }
        }
    }

    fn reflect(value: &T) -> Reflected<'_> {
        Reflected::Object(value)
    }
}

impl<T: Model + Default> StructuredKind<T> for ModelInfo {
    const ADD: Add = T::add;
    const HIERARCHY: Option<fn() -> HierarchyInfo> = None;

    fn name() -> &'static str {
        T::type_info().name()
    }

    fn concrete_names() -> &'static [&'static str] {
        T::type_info().derived()
    }

    fn is_unknown(_: &T) -> bool {
        false
    }

    fn model(value: &T) -> &dyn Model {
        value
    }

    fn model_mut(value: &mut T) -> &mut dyn Model {
        value
    }

    fn empty(_: usize) -> T {
        T::default()
    }

    fn empty_like(_: &T) -> T {
        T::default()
    }
}

impl<T: Hierarchy> Kind<T> for HierarchyInfo {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::HierarchyList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::HierarchyList(list)
    }

    fn fill<E>(mut read: impl FnMut(Slot<'_>) -> Result<bool, E>) -> Result<Option<T>, E> {
        loop {
            let mut value: Option<T> = None;
            if read(Slot::Hierarchy(&mut value))? {
                return Ok(value);
            }
        }
    }

    fn reflect(value: &T) -> Reflected<'_> {
        Reflected::Variant(Variant::new(value))
    }
}

impl<T: Hierarchy> StructuredKind<T> for HierarchyInfo {
    const ADD: Add = T::add;
    const HIERARCHY: Option<fn() -> Self> = Some(T::type_info);

    fn name() -> &'static str {
        T::type_info().name()
    }

    fn concrete_names() -> &'static [&'static str] {
        T::type_info().variants()
    }

    fn is_unknown(value: &T) -> bool {
        value.is_unknown()
    }

    fn model(value: &T) -> &dyn Model {
        value.as_model()
    }

    fn model_mut(value: &mut T) -> &mut dyn Model {
        value.as_model_mut()
    }

    fn empty(variant: usize) -> T {
        T::new(variant)
    }

    fn empty_like(value: &T) -> T {
        empty_variant(value)
    }
}

impl<T: OpenEnum> Kind<T> for EnumInfo {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::EnumList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::EnumList(list)
    }

    fn fill<E>(mut read: impl FnMut(Slot<'_>) -> Result<bool, E>) -> Result<Option<T>, E> {
        loop {
            let mut value: Option<T> = None;
            if read(Slot::Enum(&mut value))? {
                return Ok(value);
            }
        }
    }

    fn reflect(value: &T) -> Reflected<'_> {
        Reflected::Member(member_text(value))
    }
}

impl<T: Generated + Send + Sync> Item for T
where
    T::Info: Kind<T>,
{
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_> {
        T::Info::slot(list)
    }

    fn get(list: &Option<Vec<Self>>) -> Ref<'_> {
        T::Info::get(list)
    }

    fn model(&self) -> Option<&dyn Model> {
        T::Info::inside(self)
    }
}
