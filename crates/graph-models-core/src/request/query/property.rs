//! Names in a query: properties, paths through related objects, and properties of derived types.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::Query;
//! use sample::{Incident, SimpleIncident};
//!
//! // A property of a derived type is written after the name of the type.
//! let query = Query::<Incident>::new().select(SimpleIncident::ACTIVATION_COUNT);
//! assert_eq!(query.unencoded(), "$select=sample.simpleIncident/activationCount");
//! let filter = SimpleIncident::RELATED.path(SimpleIncident::ACTIVATION_COUNT).gt(3);
//! assert_eq!(filter.to_string(), "related/sample.simpleIncident/activationCount gt 3");
//! ```

use std::fmt;
use std::marker::PhantomData;

use crate::model::related::Single;
use crate::model::{Field, Item, ModelInfo, Slot};

/// A path to a property of type `V`, from a value of `M`: `alertConfiguration/isEnabled`.
///
/// The method `path` of a property with a single object makes such a path.
pub struct PropertyPath<M, V> {
    text: String,
    marker: PhantomData<fn(M) -> V>,
}

impl<M, V> PropertyPath<M, V> {
    pub(super) fn new(text: String) -> Self {
        Self { text, marker: PhantomData }
    }

    /// The path on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

impl<M, V> Clone for PropertyPath<M, V> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<M, V> fmt::Debug for PropertyPath<M, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PropertyPath").field(&self.text).finish()
    }
}

/// The item itself, in a filter about a collection of primitives: `TAGS.any(item().eq("a"))`.
pub fn item<T>() -> PropertyPath<T, T> {
    PropertyPath::new(String::new())
}

impl<M, V: Single, A> Field<M, V, A> {
    /// A property of the object, or of a type derived from the object's type.
    pub fn path<D: Item + Into<V::Model>, W, B>(self, property: Field<D, W, B>) -> PropertyPath<M, W> {
        PropertyPath::<M, V>::new(self.wire().to_owned()).path(property)
    }
}

impl<M, V: Single> PropertyPath<M, V> {
    /// A property of the object, or of a type derived from the object's type.
    pub fn path<D: Item + Into<V::Model>, W, B>(self, property: Field<D, W, B>) -> PropertyPath<M, W> {
        let property = cast::<D, V::Model>(property.wire().to_owned());
        PropertyPath::new(format!("{}/{property}", self.text))
    }
}

/// A property that a query for `M` can name: a property of `M` or of a type derived from `M`.
pub trait Property<M> {
    /// The path of the property from a value of `M`.
    fn text(self) -> String;
}

impl<M: Item, D: Item + Into<M>, V, A> Property<M> for Field<D, V, A> {
    fn text(self) -> String {
        cast::<D, M>(self.wire().to_owned())
    }
}

impl<M: Item, D: Item + Into<M>, V> Property<M> for PropertyPath<D, V> {
    fn text(self) -> String {
        cast::<D, M>(self.text)
    }
}

/// Turns a path from a value of `D` into a path from a value of `M`, where `D` is `M` or derived from `M`.
///
/// The name of `D` precedes the path unless `M` itself has the property (OData URL Conventions 4.01, 4.11).
pub(super) fn cast<D: Item, M: Item>(path: String) -> String {
    let (derived, _) = type_of::<D>();
    let (base, declared) = type_of::<M>();
    let first = path.split('/').next().unwrap_or_default();
    if derived == base || declared.is_some_and(|info| info.position(first).is_some()) {
        return path;
    }
    match path.is_empty() {
        true => derived.to_owned(),
        false => format!("{derived}/{path}"),
    }
}

/// The qualified name of a type, and its table if it is a structured type.
pub(super) fn type_of<T: Item>() -> (&'static str, Option<ModelInfo>) {
    // The slot of a collection of the type contains the description of the type.
    let mut list: Option<Vec<T>> = None;
    match T::slot(&mut list) {
        Slot::HierarchyList(field) => (field.info().name(), Some(field.info().base())),
        Slot::ObjectList(field) => {
            let info = field.push().info();
            (info.name(), Some(info))
        }
        other => (other.type_name(), None),
    }
}
