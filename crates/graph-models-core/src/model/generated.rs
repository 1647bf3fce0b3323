//! The common trait of generated types, so that other traits are implemented once for all of them.

use http::response::Parts;

use super::{
    Add, Hierarchy, HierarchyInfo, Item, Model, ModelExt, ModelInfo, Ref, Slot, Variant, empty_variant,
};
use crate::decode::{Attempts, nothing};
use crate::encode::Writer;
use crate::open_enum::{EnumInfo, OpenEnum, member_text};
use crate::patch::Patchable;
use crate::request::{Answer, GraphError, JsonAnswer};

/// A generated type.
///
/// Every struct with a [`Model`] implements this trait. For enums, `impl_hierarchy!` and `impl_open_enum!` implement
/// it.
pub trait Generated: Sized + 'static {
    /// The type of the description, which differs by the kind of type: [`ModelInfo`] for a struct, [`HierarchyInfo`]
    /// for a tagged enum, [`EnumInfo`] for an open enum.
    type Info: Copy + 'static;

    /// The description of the type.
    fn type_info() -> Self::Info;
}

/// Implements the trait for every struct: [`Model::get`] returns its table.
impl<T: Model + Default> Generated for T {
    type Info = ModelInfo;

    fn type_info() -> ModelInfo {
        T::default().info()
    }
}

/// Code that differs between the kinds of types: struct, tagged enum and open enum. The description type implements it.
pub trait Kind<T>: 'static {
    /// Returns a collection of the type as a field, for writing.
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_>;

    /// Returns a collection of the type as a field, for reading.
    #[allow(clippy::ref_option, reason = "`Ref` holds fields as they are in generated structs")]
    fn get(list: &Option<Vec<T>>) -> Ref<'_>;

    /// Reads a value from JSON text.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not valid JSON, or no value of the type.
    fn read_json(attempts: Attempts<'_>) -> serde_json::Result<T>;

    /// Writes the value as JSON text.
    fn write_json(value: &T, writer: &mut Writer);

    /// Returns the struct, or the struct inside a tagged enum. Returns `None` for an open enum.
    fn inside(_: &T) -> Option<&dyn Model> {
        None
    }
}

/// Code that differs between the kinds of types with properties: structs and tagged enums.
pub trait StructuredKind<T>: Kind<T> {
    /// Puts an empty value into an erased field.
    const ADD: Add;

    /// The qualified CSDL name.
    fn name() -> &'static str;

    /// The table of a tagged enum.
    const HIERARCHY: Option<fn() -> HierarchyInfo>;

    /// Returns `true` for the `Unknown` variant of a tagged enum.
    fn is_unknown(value: &T) -> bool;

    /// The struct, or the struct inside the enum.
    fn model(value: &T) -> &dyn Model;

    /// The struct, or the struct inside the enum, for changes.
    fn model_mut(value: &mut T) -> &mut dyn Model;

    /// An empty value of the same type; for an enum, of the same variant.
    fn empty_like(value: &T) -> T;

    /// Reads a value from an answer.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Answer::read`].
    fn read(head: &Parts, body: &[u8]) -> Result<T, GraphError>;
}

impl<T: Model + Default> Kind<T> for ModelInfo {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::ObjectList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::ObjectList(list)
    }

    fn read_json(mut attempts: Attempts<'_>) -> serde_json::Result<T> {
        loop {
            let mut value = T::default();
            if attempts.model(&mut value)? {
                return Ok(value);
            }
        }
    }

    fn write_json(value: &T, writer: &mut Writer) {
        writer.model(value);
    }

    fn inside(value: &T) -> Option<&dyn Model> {
        Some(value)
    }
}

impl<T: Model + Default> StructuredKind<T> for ModelInfo {
    const ADD: Add = T::add;
    const HIERARCHY: Option<fn() -> HierarchyInfo> = None;

    fn name() -> &'static str {
        T::type_info().name()
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

    fn empty_like(_: &T) -> T {
        T::default()
    }

    fn read(head: &Parts, body: &[u8]) -> Result<T, GraphError> {
        let mut content = JsonAnswer::new(head, body);
        loop {
            let mut value = T::default();
            if content.model(&mut value)? {
                return Ok(value);
            }
        }
    }
}

impl<T: Hierarchy> Kind<T> for HierarchyInfo {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::HierarchyList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::HierarchyList(list)
    }

    fn read_json(mut attempts: Attempts<'_>) -> serde_json::Result<T> {
        loop {
            let mut value: Option<T> = None;
            if attempts.slot(Slot::Hierarchy(&mut value))? {
                return value.ok_or_else(nothing);
            }
        }
    }

    fn write_json(value: &T, writer: &mut Writer) {
        writer.variant(Variant::new(value));
    }

    fn inside(value: &T) -> Option<&dyn Model> {
        Some(value.as_model())
    }
}

impl<T: Hierarchy> StructuredKind<T> for HierarchyInfo {
    const ADD: Add = T::add;
    const HIERARCHY: Option<fn() -> Self> = Some(T::type_info);

    fn name() -> &'static str {
        T::type_info().name()
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

    fn empty_like(value: &T) -> T {
        empty_variant(value)
    }

    fn read(head: &Parts, body: &[u8]) -> Result<T, GraphError> {
        let mut content = JsonAnswer::new(head, body);
        loop {
            let mut value: Option<T> = None;
            if content.variant(T::type_info(), Slot::Hierarchy(&mut value))? {
                return value.ok_or_else(|| content.nothing(T::type_info().name()));
            }
        }
    }
}

impl<T: OpenEnum> Kind<T> for EnumInfo {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::EnumList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::EnumList(list)
    }

    fn read_json(mut attempts: Attempts<'_>) -> serde_json::Result<T> {
        loop {
            let mut value: Option<T> = None;
            if attempts.slot(Slot::Enum(&mut value))? {
                return value.ok_or_else(nothing);
            }
        }
    }

    fn write_json(value: &T, writer: &mut Writer) {
        writer.string(member_text(value));
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

impl<T: Generated> Patchable for T
where
    T::Info: StructuredKind<T>,
{
    fn as_model(&self) -> &dyn Model {
        T::Info::model(self)
    }

    fn as_model_mut(&mut self) -> &mut dyn Model {
        T::Info::model_mut(self)
    }

    fn empty_like(&self) -> Self {
        T::Info::empty_like(self)
    }
}

impl<T: Generated> Answer for T
where
    T::Info: StructuredKind<T>,
{
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        T::Info::read(head, body)
    }
}
