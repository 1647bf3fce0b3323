//! Properties as typed constants, for `$select`, filters and patches.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use super::field;
use crate::patch::Patchable;

/// Clients may change the property.
#[derive(Debug, Clone, Copy)]
pub enum Writable {}

/// Clients cannot change the property: it is part of the key, computed by the service, or set only on creation.
#[derive(Debug, Clone, Copy)]
pub enum ReadOnly {}

/// The property leads to other entities. They are changed by requests of their own.
#[derive(Debug, Clone, Copy)]
pub enum Navigation {}

/// A property of the model `M`. Its field is an `Option<V>`, and `A` tells who may change it.
///
/// Generated code has one constant for each property, such as `StaleSignInAlertConfiguration::IS_ENABLED`.
pub struct Field<M, V, A = Writable> {
    position: usize,
    wire: &'static str,
    marker: PhantomData<fn(M, A) -> V>,
}

/// The property at a position of a model's table, with its name on the wire.
///
/// Only generated code calls this function: a wrong position or type is found only when the constant is used. It is a
/// free function because the compiler resolves that faster than an associated function.
pub const fn property<M, V, A>(position: usize, wire: &'static str) -> Field<M, V, A> {
    Field { position, wire, marker: PhantomData }
}

impl<M, V, A> Field<M, V, A> {
    /// The position in [`ModelInfo::fields`](super::ModelInfo::fields).
    pub const fn position(self) -> usize {
        self.position
    }

    /// The name on the wire.
    pub const fn wire(self) -> &'static str {
        self.wire
    }
}

impl<M: Patchable, V: Any, A> Field<M, V, A> {
    /// The value of the property in a model, if there is one.
    pub fn get(self, model: &M) -> Option<&V> {
        field(model.as_model(), self.position)
    }
}

// Derived impls would require the same traits of the marker types.
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
