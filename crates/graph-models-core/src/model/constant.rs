//! Typed constants for properties: for `$select`, filters and patches.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use super::related::Related;
use super::{ErasedExpansion, Model};

/// Clients may change the property.
#[derive(Debug, Clone, Copy)]
pub enum Writable {}

/// Clients cannot change the property: it is part of the key, the service computes it, or it can be set only on
/// creation.
#[derive(Debug, Clone, Copy)]
pub enum ReadOnly {}

/// The property leads to other entities. Other requests change them.
#[derive(Debug, Clone, Copy)]
pub enum Navigation {}

/// The kind of a property: whether clients may change the property, and how its field holds the value.
pub trait FieldKind<V> {
    /// The type of the value.
    type Value: Any;

    /// Returns the value in a field.
    fn value(field: &dyn Any) -> Option<&Self::Value>;

    /// Sets the value of a field. Returns `false` if the field is of another type.
    fn set(field: &mut dyn Any, value: Self::Value) -> bool;
}

impl<V: Any> FieldKind<V> for Writable {
    type Value = V;

    fn value(field: &dyn Any) -> Option<&V> {
        structural(field)
    }

    fn set(field: &mut dyn Any, value: V) -> bool {
        assign(field, Some(value))
    }
}

impl<V: Any> FieldKind<V> for ReadOnly {
    type Value = V;

    fn value(field: &dyn Any) -> Option<&V> {
        structural(field)
    }

    fn set(field: &mut dyn Any, value: V) -> bool {
        assign(field, Some(value))
    }
}

impl<V: Related> FieldKind<V> for Navigation {
    type Value = V::Value;

    fn value(field: &dyn Any) -> Option<&V::Value> {
        field.downcast_ref::<ErasedExpansion>()?.value()?.downcast_ref()
    }

    fn set(field: &mut dyn Any, value: V::Value) -> bool {
        field.downcast_mut::<ErasedExpansion>().map(|field| field.replace(value)).is_some()
    }
}

/// Returns the value in the field of a structural property. Returns `None` if the field is of another type.
pub(super) fn structural<V: Any>(field: &dyn Any) -> Option<&V> {
    match field.downcast_ref::<Option<V>>() {
        Some(field) => field.as_ref(),
        None => field.downcast_ref::<ErasedExpansion>()?.value()?.downcast_ref(),
    }
}

/// Sets or empties the field of a structural property. Returns `false` if the field is of another type.
pub(super) fn assign<V: Any>(field: &mut dyn Any, value: Option<V>) -> bool {
    match field.downcast_mut::<Option<V>>() {
        Some(field) => {
            *field = value;
            true
        }
        None => field.downcast_mut::<ErasedExpansion>().is_some_and(|field| field.put(value)),
    }
}

/// A property of the model `M`. Its field is an `Option<V>`, an [`Expanded`](super::Expanded) for a navigation
/// property, or a [`Nested`](super::Nested) in a long chain of types. `A` is the kind of the property.
///
/// Generated code has one constant for each property, such as `StaleSignInAlertConfiguration::IS_ENABLED`.
pub struct Field<M, V, A = Writable> {
    position: usize,
    wire: &'static str,
    marker: PhantomData<fn(M, A) -> V>,
}

/// Returns the property at a position of a model's table, with its name on the wire.
///
/// Only generated code calls this function: a wrong position or type is found only when the constant is used. It is a
/// free function, because the compiler resolves a free function faster than an associated one.
pub const fn property<M, V, A>(position: usize, wire: &'static str) -> Field<M, V, A> {
    Field { position, wire, marker: PhantomData }
}

/// Returns the property with the given name. Its position depends on the enabled features.
pub const fn gated_property<M, V, A>(wire: &'static str) -> Field<M, V, A> {
    property(usize::MAX, wire)
}

impl<M, V, A> Field<M, V, A> {
    /// Returns the position in [`ModelInfo::fields`](super::ModelInfo::fields) of the model. The position is past the
    /// end if the constant does not belong to the type of the model.
    pub(crate) fn position_in(self, model: &dyn Model) -> usize {
        match self.position {
            usize::MAX => model.info().position(self.wire).unwrap_or(usize::MAX),
            position => position,
        }
    }

    /// The name on the wire.
    pub const fn wire(self) -> &'static str {
        self.wire
    }
}

// Derived impls would require these traits of the marker types too.
impl<M, V, A> Clone for Field<M, V, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, V, A> Copy for Field<M, V, A> {}

impl<M, V, A> fmt::Debug for Field<M, V, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.wire).finish()
    }
}
