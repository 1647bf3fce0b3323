//! What all generated types have in common, so that traits are implemented once for all of them.

use http::response::Parts;

use super::{Hierarchy, Item, Model, Ref, Slot, empty_variant};
use crate::open_enum::OpenEnum;
use crate::patch::Patchable;
use crate::request::{Answer, GraphError, read_hierarchy, read_model};

/// A generated type. Implemented by `impl_model!`, `impl_hierarchy!` and `impl_open_enum!`.
pub trait Generated: Sized + Send + Sync + 'static {
    /// [`Struct`], [`TaggedEnum`] or [`Enumeration`].
    type Kind: Kind<Self>;
}

/// The kind of a struct: an entity type or complex type without derived types, or the properties of a base.
#[derive(Debug, Clone, Copy)]
pub enum Struct {}

/// The kind of a tagged enum: a type with derived types.
#[derive(Debug, Clone, Copy)]
pub enum TaggedEnum {}

/// The kind of an open enum: an enumeration type.
#[derive(Debug, Clone, Copy)]
pub enum Enumeration {}

/// How types of a kind stand in collections.
pub trait Kind<T> {
    /// A collection, to be filled.
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_>;

    /// A collection, to be looked at.
    #[allow(clippy::ref_option, reason = "`Ref` holds fields as they are in generated structs")]
    fn get(list: &Option<Vec<T>>) -> Ref<'_>;
}

/// What types of a kind hold: properties.
pub trait StructuredKind<T>: Kind<T> {
    /// The struct, or the one inside the enum.
    fn model(value: &T) -> &dyn Model;

    /// The same, to be changed.
    fn model_mut(value: &mut T) -> &mut dyn Model;

    /// A value of the same type, or the same variant, with nothing in it.
    fn empty_like(value: &T) -> T;

    /// A value from an answer.
    ///
    /// # Errors
    ///
    /// As for [`Answer::read`].
    fn read(head: &Parts, body: &[u8]) -> Result<T, GraphError>;
}

impl<T: Model + Default> Kind<T> for Struct {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::ObjectList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::ObjectList(list)
    }
}

impl<T: Model + Default> StructuredKind<T> for Struct {
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
        let mut value = T::default();
        read_model(&mut value, head, body)?;
        Ok(value)
    }
}

impl<T: Hierarchy> Kind<T> for TaggedEnum {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::HierarchyList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::HierarchyList(list)
    }
}

impl<T: Hierarchy> StructuredKind<T> for TaggedEnum {
    fn model(value: &T) -> &dyn Model {
        value.model()
    }

    fn model_mut(value: &mut T) -> &mut dyn Model {
        value.model_mut()
    }

    fn empty_like(value: &T) -> T {
        empty_variant(value)
    }

    fn read(head: &Parts, body: &[u8]) -> Result<T, GraphError> {
        read_hierarchy(head, body)
    }
}

impl<T: OpenEnum> Kind<T> for Enumeration {
    fn slot(list: &mut Option<Vec<T>>) -> Slot<'_> {
        Slot::EnumList(list)
    }

    fn get(list: &Option<Vec<T>>) -> Ref<'_> {
        Ref::EnumList(list)
    }
}

impl<T: Generated> Item for T {
    fn slot(list: &mut Option<Vec<Self>>) -> Slot<'_> {
        T::Kind::slot(list)
    }

    fn get(list: &Option<Vec<Self>>) -> Ref<'_> {
        T::Kind::get(list)
    }
}

impl<T: Generated> Patchable for T
where
    T::Kind: StructuredKind<T>,
{
    fn as_model(&self) -> &dyn Model {
        T::Kind::model(self)
    }

    fn as_model_mut(&mut self) -> &mut dyn Model {
        T::Kind::model_mut(self)
    }

    fn empty_like(&self) -> Self {
        T::Kind::empty_like(self)
    }
}

impl<T: Generated> Answer for T
where
    T::Kind: StructuredKind<T>,
{
    fn read(head: &Parts, body: &[u8]) -> Result<Self, GraphError> {
        T::Kind::read(head, body)
    }
}
