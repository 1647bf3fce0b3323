//! Paths to structural properties: parts of an entity that have their own URL (OData URL Conventions 4.7).
//!
//! The paths are written once for all types. The constants of properties give the segments, so that no code is
//! generated for them.

use std::fmt;
use std::marker::PhantomData;

use super::options::with_options;
use super::resource::unlisted;
use super::{
    At, Get, Method, One, Operation, OperationInfo, Owned, Parts, Path, ReadMedia, Replace, ReplaceItems,
    RequestOptions, TypedPath, Update, Value, Wrapped,
};
use crate::edm::Stream;
use crate::model::{Field, ReadOnly, Writable};
use crate::{Patch, Patchable};

static GET: OperationInfo = unlisted("get property", Method::GET);

/// The path to a structural property whose value is a `V`: `Box<T>` for a complex type `T`.
///
/// `K` is [`Owned`] or [`Elsewhere`](super::Elsewhere). A property is changed only at a path that contains its
/// entity.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, One, Operation, Path, TypedPath};
/// use sample::SimpleIncident;
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let incident: One<SimpleIncident> = Path::root(&CATALOG).by("/incidents/{id}", &[&"1"]);
/// let path = incident.property(SimpleIncident::SEVERITY).value().path()?;
/// assert_eq!(path, "/v1.0/incidents/1/severity");
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[must_use = "a path sends nothing by itself"]
pub struct Part<V, K = Owned> {
    path: Path,
    end: PhantomData<fn() -> (V, K)>,
}

impl<V, K> TypedPath for Part<V, K> {
    fn from_path(path: Path) -> Self {
        Self { path, end: PhantomData }
    }

    fn as_path(&self) -> &Path {
        &self.path
    }
}

impl<V, K> Clone for Part<V, K> {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), end: PhantomData }
    }
}

impl<V, K> fmt::Debug for Part<V, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)
    }
}

/// The access of a property that is a part of its entity, and no navigation property.
pub trait Structural: sealed::Sealed {}

impl Structural for Writable {}
impl Structural for ReadOnly {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for crate::model::Writable {}
    impl Sealed for crate::model::ReadOnly {}
}

impl<E, K> One<E, K> {
    /// The path to a structural property, such as the mailbox settings of a user.
    pub fn property<V, A: Structural>(&self, property: Field<E, V, A>) -> Part<V, K> {
        Part::from_path(self.path.property(property.wire()))
    }
}

impl<E, K> At<E, K> {
    /// The path to a structural property, such as the settings of the print service.
    pub fn property<V, A: Structural>(&self, property: Field<E, V, A>) -> Part<V, K> {
        Part::from_path(self.path.property(property.wire()))
    }
}

impl<T, K> Part<Box<T>, K> {
    /// Reads the complex value.
    pub fn get(&self) -> Get<T> {
        Get::new(&self.path)
    }

    /// The path to a property of the complex value.
    pub fn property<V, A: Structural>(&self, property: Field<T, V, A>) -> Part<V, K> {
        Part::from_path(self.path.property(property.wire()))
    }
}

impl<T, K> Part<Vec<T>, K> {
    /// The path to a property of the items. Graph has such paths without a key, such as `sort/fields/icon` of a
    /// workbook.
    pub fn property<V, A: Structural>(&self, property: Field<T, V, A>) -> Part<V, K> {
        Part::from_path(self.path.property(property.wire()))
    }
}

impl<T> Part<Box<T>> {
    /// Sends the changes of the patch (`PATCH`). The patch may be for a derived type.
    pub fn update<X: Patchable>(&self, patch: Patch<X>) -> Update<T>
    where
        T: Patchable + From<X>,
    {
        Update::new(&self.path, patch)
    }

    /// Replaces the complex value as a whole (`PUT`).
    pub fn replace(&self, value: impl Into<T>) -> Replace<T> {
        Replace::new(&self.path, value.into())
    }
}

impl<V> Part<Vec<V>> {
    /// Replaces the collection as a whole (`PUT`).
    pub fn replace(&self, items: impl IntoIterator<Item = impl Into<V>>) -> ReplaceItems<V> {
        ReplaceItems::new(&self.path, items.into_iter().map(Into::into).collect())
    }
}

impl<K> Part<Stream, K> {
    /// Reads the content of a stream: the bytes of a thumbnail.
    ///
    /// ```
    /// use graph_models_core::edm::Stream;
    /// use graph_models_core::request::{Catalog, Operation, Part, Path, Service};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let content: Part<Stream> = Path::root(&CATALOG).by("/me/drive/items/{id}/thumbnails/0/small/content", &[&"1"]);
    /// let request = content.media().to_http(&Service::global())?;
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://graph.microsoft.com/v1.0/me/drive/items/1/thumbnails/0/small/content"
    /// );
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    pub fn media(&self) -> ReadMedia {
        ReadMedia::new(&self.path)
    }
}

impl<V: Wrapped, K> Part<V, K> {
    /// Reads a primitive value, an enumeration member or a collection.
    ///
    /// The answer is `None` if the property has no value (204).
    pub fn value(&self) -> GetProperty<V> {
        GetProperty { path: self.path.clone(), options: RequestOptions::default(), end: PhantomData }
    }
}

/// Reads a structural property (`GET`) that is a primitive value, an enumeration member or a collection.
pub struct GetProperty<V> {
    path: Path,
    options: RequestOptions,
    end: PhantomData<fn() -> V>,
}

impl<V> Clone for GetProperty<V> {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), options: self.options.clone(), end: PhantomData }
    }
}

impl<V> fmt::Debug for GetProperty<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GetProperty").field("path", &self.path).field("options", &self.options).finish()
    }
}

impl<V> PartialEq for GetProperty<V> {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.options == other.options
    }
}

impl<V: Wrapped> Operation for GetProperty<V> {
    type Response = Option<Value<V>>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &GET).options(&self.options)
    }
}

with_options!(GetProperty<V>);
