//! Changes to an entity: the properties to set and the properties to clear.
//!
//! A patch is a value of the model. Absent properties are left alone, explicit nulls are cleared. Knows nothing of
//! HTTP.

use std::any::Any;
use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::model::shared::assign;
use crate::model::{
    Field, FieldInfo, Model, NameError, Writable, copy_field_with_notes, equal_field, is_same_type,
};

/// A type that can be patched: every struct and tagged enum that is [`Generated`](crate::model::Generated).
pub trait Patchable: Sized {
    /// The struct, or the struct inside the enum.
    fn as_model(&self) -> &dyn Model;

    /// The struct, or the struct inside the enum, for changes.
    fn as_model_mut(&mut self) -> &mut dyn Model;

    /// An empty value of the same type; for an enum, of the same variant.
    #[must_use]
    fn empty_like(&self) -> Self;
}

/// Changes to a value of `X` (`PATCH`): properties to set and properties to clear. All others are left alone.
///
/// ```
/// # #[path = "../tests/support/sample.rs"] mod sample;
/// use graph_models_core::Patch;
/// use sample::{Owner, SimpleIncident};
///
/// let patch = Patch::<SimpleIncident>::new().set(SimpleIncident::TAGS, ["a".to_owned()]).clear(SimpleIncident::INTERVAL).without_odata_type();
/// assert_eq!(graph_models_core::to_string(&patch)?, r#"{"interval":null,"tags":["a"]}"#);
/// assert_eq!(graph_models_core::to_string(&Patch::<Owner>::new())?, "{}");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A change to a property that clients cannot write does not compile:
///
/// ```compile_fail,E0308
/// # #[path = "../tests/support/sample.rs"] mod sample;
/// use graph_models_core::Patch;
///
/// let patch = Patch::new().set(sample::SimpleIncident::ID, "1");
/// ```
#[derive(Clone, PartialEq)]
pub struct Patch<X> {
    changes: X,
    /// The first property whose constant claims another type than its field has. Such a patch cannot be written.
    mismatch: Option<&'static str>,
}

impl<X: Patchable + Default> Patch<X> {
    /// A patch that changes nothing.
    pub fn new() -> Self {
        Self::empty(X::default())
    }
}

impl<X: Patchable + Default> Default for Patch<X> {
    fn default() -> Self {
        Self::new()
    }
}

impl<X: Patchable> Patch<X> {
    fn empty(changes: X) -> Self {
        let mut patch = Self { changes, mismatch: None };
        let model = patch.changes.as_model_mut();
        // The declared type is a base, so without the tag the service could not know the derived type.
        if model.info().is_tagged() {
            model.extra_mut().force_odata_type();
        }
        patch
    }

    /// The changes from `old` to `new`: properties that differ are set, properties that `new` lacks are cleared.
    ///
    /// Properties that clients cannot write here are left out: keys, read-only properties and navigation properties.
    ///
    /// # Errors
    ///
    /// Returns an error if the types differ: a patch cannot change the type of an entity.
    pub fn diff(old: &X, new: &X) -> Result<Self, TypeChanged> {
        let (before, after) = (old.as_model(), new.as_model());
        let info = after.info();
        if !is_same_type(before, after) {
            return Err(TypeChanged { old: before.info().name(), new: info.name() });
        }
        let mut patch = Self::empty(new.empty_like());
        let changes = patch.changes.as_model_mut();
        let writable = info.fields().enumerate().filter(|(_, field)| is_writable(field));
        for (position, _) in writable {
            if equal_field(before, after, position) {
                continue;
            }
            if !after.get(position).is_none() || after.extra().kept(position).is_some() {
                copy_field_with_notes(after, changes, position);
            } else if !before.get(position).is_none() || before.extra().kept(position).is_some() {
                changes.extra_mut().set_null(position, true);
            }
        }
        let (before, after) = (before.extra().undeclared(), after.extra().undeclared());
        let undeclared = changes.extra_mut();
        for (name, value) in after.iter().filter(|(name, value)| before.get(name) != Some(value)) {
            // The name is undeclared in `new`, so it is undeclared in the patch too: `insert` cannot fail.
            let _ = undeclared.undeclared_mut().insert(name, value.clone());
        }
        for (name, _) in before.iter().filter(|(name, value)| after.get(name).is_none() && !value.is_null()) {
            let _ = undeclared.undeclared_mut().insert(name, Value::Null);
        }
        Ok(patch)
    }

    /// Sets a property.
    #[must_use]
    pub fn set<V: Any>(mut self, field: Field<X, V, Writable>, value: impl Into<V>) -> Self {
        self.assign(field, Some(value.into()));
        self
    }

    /// Clears a property: it becomes null.
    #[must_use]
    pub fn clear<V: Any>(mut self, field: Field<X, V, Writable>) -> Self {
        self.assign(field, None);
        self.changes.as_model_mut().extra_mut().set_null(field.position(), true);
        self
    }

    /// Assigns a value to the field of a property.
    ///
    /// Constants and fields are generated together. If they disagree, writing the patch gives an error.
    fn assign<V: Any>(&mut self, field: Field<X, V, Writable>, value: Option<V>) {
        if !assign(self.changes.as_model_mut(), field.position(), value) {
            self.mismatch.get_or_insert(field.wire());
        }
    }

    /// Sets a property that the schema does not declare. A null clears it.
    ///
    /// # Errors
    ///
    /// Returns an error if the name is that of control information.
    pub fn set_undeclared(mut self, name: impl Into<String>, value: Value) -> Result<Self, NameError> {
        self.changes.as_model_mut().extra_mut().undeclared_mut().insert(name, value)?;
        Ok(self)
    }

    /// Always writes `@odata.type`.
    #[must_use]
    pub fn with_odata_type(mut self) -> Self {
        self.changes.as_model_mut().extra_mut().force_odata_type();
        self
    }

    /// Never writes `@odata.type`, for services that reject it.
    #[must_use]
    pub fn without_odata_type(mut self) -> Self {
        self.changes.as_model_mut().extra_mut().forbid_odata_type();
        self
    }

    /// The same changes, as a patch of a base type.
    pub fn upcast<B: Patchable + From<X>>(self) -> Patch<B> {
        Patch { changes: B::from(self.changes), mismatch: self.mismatch }
    }

    /// Returns `true` if the patch changes nothing.
    pub fn is_empty(&self) -> bool {
        let model = self.changes.as_model();
        let extra = model.extra();
        let mut fields = 0..model.info().names().len();
        fields.all(|field| model.get(field).is_none() && !extra.is_null(field) && extra.kept(field).is_none())
            && extra.undeclared().is_empty()
    }

    /// The changes as a value. A property to be cleared is an explicit null in it.
    pub fn changes(&self) -> &X {
        &self.changes
    }
}

fn is_writable(field: &FieldInfo) -> bool {
    !(field.is_key()
        || field.is_read_only()
        || field.is_computed()
        || field.is_immutable()
        || field.is_navigation())
}

impl<X: Patchable + Serialize> Serialize for Patch<X> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(name) = self.mismatch {
            let message = format_args!(
                "{}.{name} is not of the type of its constant",
                self.changes.as_model().info().name()
            );
            return Err(S::Error::custom(message));
        }
        if self.is_empty() {
            // Without changes, `@odata.type` is left out too.
            return serializer.serialize_map(Some(0))?.end();
        }
        self.changes.serialize(serializer)
    }
}

impl<X: fmt::Debug> fmt::Debug for Patch<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Patch").field(&self.changes).finish()
    }
}

/// The error of [`Patch::diff`] for values of different types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeChanged {
    /// The CSDL name of the old value's type.
    pub old: &'static str,
    /// The CSDL name of the new value's type.
    pub new: &'static str,
}

impl fmt::Display for TypeChanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a patch cannot turn a {} into a {}", self.old, self.new)
    }
}

impl std::error::Error for TypeChanged {}
