//! Changes to an entity: the properties to set and the properties to clear.
//!
//! A patch is a value of the model. Absent properties are left alone, explicit nulls are cleared. A patch does not
//! depend on HTTP.

mod binding;
mod by_name;
mod diff;
mod type_changed;

use std::any::Any;
use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::Value;

pub use type_changed::TypeChanged;

use crate::encode::Writer;
use crate::generated::Generated;
use crate::json::ToJson;
use crate::model::shared::assign;
use crate::model::{
    Content, ErasedExpansion, Field, FieldKind, FieldValue, Model, PropertyError, StructuredKind, Tag,
    Writable,
};

/// A type that can be patched: every struct and tagged enum that is [`Generated`](crate::model::Generated).
pub trait Patchable: ToJson + Sized {
    /// The struct, or the struct inside the enum.
    fn as_model(&self) -> &dyn Model;

    /// The struct, or the struct inside the enum, for changes.
    fn as_model_mut(&mut self) -> &mut dyn Model;

    /// An empty value of the same type; for an enum, of the same variant.
    #[must_use]
    fn empty_like(&self) -> Self;

    /// Returns `true` for the `Unknown` variant of a tagged enum: its struct is that of the base, not of its type.
    #[doc(hidden)]
    fn has_unknown_type(&self) -> bool;

    /// Sets a property by its name on the wire, as JSON. The name decides the place of the value: a declared property
    /// is typed, any other is undeclared, and a name with `@` is control information, such as the type of a dynamic
    /// property. Null clears a declared property.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::{Patchable, from_str, to_string};
    ///
    /// let mut incident: sample::SimpleIncident = from_str(r#"{"activationCount":1,"interval":"P1D"}"#)?;
    /// incident.set_by_name("activationCount", 2)?;
    /// incident.set_by_name("extension_a1_cost", 1.5)?;
    /// incident.set_by_name("extension_a1_cost@odata.type", "#Double")?;
    /// assert_eq!(incident.activation_count, Some(2));
    /// assert_eq!(
    ///     to_string(&incident)?,
    ///     r##"{"extension_a1_cost@odata.type":"#Double","activationCount":2,"interval":"P1D","extension_a1_cost":1.5}"##,
    /// );
    /// let error = incident.set_by_name("interval", "soon").unwrap_err();
    /// assert!(error.to_string().starts_with("sample.simpleIncident.interval: expected Edm.Duration"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the JSON is no value of the declared type, and for `@odata.type`, which follows from the
    /// type of the value. The value is unchanged then.
    fn set_by_name(&mut self, name: &str, value: impl Into<Value>) -> Result<(), PropertyError> {
        by_name::set_by_name(self, name, value.into())
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

    fn has_unknown_type(&self) -> bool {
        T::Info::is_unknown(self)
    }
}

impl<M: Patchable, V, A: FieldKind<V>> Field<M, V, A> {
    /// Returns the value of the property in a model, if there is one.
    pub fn get(self, model: &M) -> Option<&A::Value> {
        let model = model.as_model();
        A::value(model.get(self.position_in(model)).as_any()?)
    }
}

/// Changes to a value of `X` (`PATCH`): properties to set and properties to clear. All others are left alone.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::Patch;
/// use sample::{Owner, SimpleIncident};
///
/// let patch = Patch::<SimpleIncident>::new().set(SimpleIncident::TAGS, ["a".to_owned()]).clear(SimpleIncident::INTERVAL).without_odata_type();
/// assert_eq!(graph_models_core::to_string(&patch)?, r#"{"interval":null,"tags":["a"]}"#);
/// assert_eq!(graph_models_core::to_string(&Patch::<Owner>::new())?, "{}");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A patch writes `@odata.type` if the service could not know the type without it:
///
/// - for a type that derives from an abstract one, unless other types derive from it. A message may be an invitation,
///   and a patch of a message names neither;
/// - in a request for a base of the type, as [`upcast`](Self::upcast) makes it;
/// - for a difference of two values whose `@odata.type` names another type than that of the struct.
///
/// [`with_odata_type`](Self::with_odata_type) and [`without_odata_type`](Self::without_odata_type) decide otherwise.
///
/// A change to a property that clients cannot write does not compile:
///
/// ```compile_fail,E0308
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::Patch;
///
/// let patch = Patch::new().set(sample::SimpleIncident::ID, "1");
/// ```
#[derive(Clone, PartialEq)]
pub struct Patch<X> {
    changes: X,
    /// The first property whose constant has another type than its field. Such a patch cannot be written.
    mismatch: Option<&'static str>,
    /// Differences that a patch cannot express.
    left_out: Vec<String>,
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
        let mut patch = Self { changes, mismatch: None, left_out: Vec::new() };
        let info = patch.changes.as_model().info();
        // The declared type may be an abstract base, so without the tag the service could not know the derived type.
        // The entity may be of a type that derives from this one, which the tag would deny.
        if info.is_tagged() && info.derived().is_empty() {
            patch.name_type();
        }
        patch
    }

    /// Makes the patch name its type, unless the patch already names one. An unknown type has no known name, so nothing
    /// is changed.
    fn name_type(&mut self) {
        let is_unknown = self.changes.has_unknown_type();
        let extra = self.changes.as_model_mut().extra_mut();
        if !is_unknown && !matches!(extra.tag(), Tag::Other(_)) {
            extra.force_odata_type();
        }
    }

    /// The changes from `old` to `new`: properties that differ are set, properties that `new` lacks are cleared.
    ///
    /// A complex value that differs is sent whole, with null for each property that only the old value has. So the
    /// result is the same whether the service merges a complex value or replaces it. A list is sent whole, and replaces
    /// the list of the service. `P1M` differs from `P30D`, although the two durations are equal.
    ///
    /// ```
    /// # #[path = "../tests/support/sample.rs"] mod sample;
    /// use graph_models_core::{ModelExt, Patch};
    /// use sample::{Owner, SimpleIncident};
    ///
    /// let old = SimpleIncident::with(SimpleIncident::OWNER, Owner::with(Owner::DISPLAY_NAME, "Avery"));
    /// let new = SimpleIncident::with(SimpleIncident::OWNER, Owner::default());
    /// let patch = Patch::diff(&old, &new)?.without_odata_type();
    /// assert_eq!(graph_models_core::to_string(&patch)?, r#"{"owner":{"displayName":null}}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// The patch names the type that `@odata.type` of the new value names, if this is another one than the type of the
    /// struct: a value of a derived type in its base, or one of an unknown type.
    ///
    /// A patch cannot express every difference. [`left_out`](Self::left_out) names the others: keys, read-only
    /// properties, navigation properties, and control information other than bindings and the types of dynamic
    /// properties.
    ///
    /// # Errors
    ///
    /// Returns an error if the types differ, also if only `@odata.type` does: a patch cannot change the type of an
    /// entity.
    pub fn diff(old: &X, new: &X) -> Result<Self, TypeChanged> {
        diff::diff(old, new)
    }

    /// The names on the wire of properties and control information that [`diff`](Self::diff) found different, and that
    /// a patch cannot change. A name inside a complex value follows the name of the value and a slash:
    /// `owner/displayName`.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Sets a property.
    #[must_use]
    pub fn set<V: Any>(mut self, field: Field<X, V, Writable>, value: impl Into<V>) -> Self {
        self.assign(field, Some(value.into()));
        self
    }

    /// Sets a property that is a list to these items, as a whole: the service forgets the items that it had.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::Patch;
    /// use sample::SimpleIncident;
    ///
    /// let patch = Patch::new().set_each(SimpleIncident::TAGS, ["a", "b"]).without_odata_type();
    /// assert_eq!(graph_models_core::to_string(&patch)?, r#"{"tags":["a","b"]}"#);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn set_each<V: Any>(
        self,
        field: Field<X, Vec<V>, Writable>,
        items: impl IntoIterator<Item = impl Into<V>>,
    ) -> Self {
        self.set(field, items.into_iter().map(Into::into).collect::<Vec<V>>())
    }

    /// Clears a property: it becomes null.
    #[must_use]
    pub fn clear<V: Any>(mut self, field: Field<X, V, Writable>) -> Self {
        self.assign(field, None);
        let changes = self.changes.as_model_mut();
        let position = field.position_in(changes);
        changes.extra_mut().set_null(position, true);
        self
    }

    /// Assigns a value to the field of a property.
    ///
    /// Constants and fields are generated together. If they disagree, writing the patch gives an error.
    fn assign<V: Any>(&mut self, field: Field<X, V, Writable>, value: Option<V>) {
        let changes = self.changes.as_model_mut();
        let position = field.position_in(changes);
        if !assign(changes, position, value) {
            self.mismatch.get_or_insert(field.wire());
        }
    }

    /// Sets a property by its name on the wire. See [`Patchable::set_by_name`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Patchable::set_by_name`].
    pub fn set_by_name(mut self, name: &str, value: impl Into<Value>) -> Result<Self, PropertyError> {
        self.changes.set_by_name(name, value)?;
        Ok(self)
    }

    /// Always writes `@odata.type`: the type that the patch names already, such as the derived type of a value that
    /// [`diff`](Self::diff) found in its base, or else the type of the struct.
    ///
    /// A patch of an unknown type that names no type has nothing to write.
    #[must_use]
    pub fn with_odata_type(mut self) -> Self {
        self.name_type();
        self
    }

    /// Never writes `@odata.type`, for services that reject it.
    #[must_use]
    pub fn without_odata_type(mut self) -> Self {
        self.changes.as_model_mut().extra_mut().forbid_odata_type();
        self
    }

    /// Returns the same changes as a patch of a base type. The patch names the type that it had before.
    pub fn upcast<B: Patchable + From<X>>(self) -> Patch<B> {
        Patch { changes: B::from(self.changes), mismatch: self.mismatch, left_out: self.left_out }
    }

    /// Returns `true` if the patch changes nothing.
    pub fn is_empty(&self) -> bool {
        let model = self.changes.as_model();
        let extra = model.extra();
        let mut fields = 0..model.info().names().len();
        let is_absent = |field| {
            let field = FieldValue::new(model, field);
            let has_more = field.value.expansion().is_some_and(ErasedExpansion::has_more);
            !has_more && matches!(field.content(), Content::Absent)
        };
        fields.all(is_absent) && extra.undeclared().is_empty() && extra.control().is_empty()
    }

    /// Returns the changes that are to be written. Returns `None` if the object would have no entries: without changes,
    /// `@odata.type` is left out too. Returns an error text if the patch cannot be written.
    pub(crate) fn written(&self) -> Result<Option<&X>, String> {
        match self.mismatch {
            Some(name) => {
                let type_name = self.changes.as_model().info().name();
                Err(format!("{type_name}.{name} is not of the type of its constant"))
            }
            None => Ok((!self.is_empty()).then_some(&self.changes)),
        }
    }

    /// Returns the changes as a value. A property to be cleared is an explicit null in this value.
    pub fn changes(&self) -> &X {
        &self.changes
    }
}

impl<X: Patchable + Serialize> Serialize for Patch<X> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.written().map_err(S::Error::custom)? {
            Some(changes) => changes.serialize(serializer),
            None => serializer.serialize_map(Some(0))?.end(),
        }
    }
}

impl<X: Patchable> ToJson for Patch<X> {
    fn write_json(&self, writer: &mut Writer) {
        match self.written() {
            Ok(Some(changes)) => changes.write_json(writer),
            Ok(None) => writer.entries(|_| {}),
            Err(problem) => writer.fail(problem),
        }
    }
}

impl<X: fmt::Debug> fmt::Debug for Patch<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Patch").field(&self.changes).finish()
    }
}
