//! Typed paths: a path with the type at its end, which decides the requests that can be made there.
//!
//! The path types here are generic. Generated code wraps them in one named type for each type of Graph. Their
//! parameter `K` tells which path contains the resource: this path ([`Owned`]), or another path to whose resource
//! this one only refers ([`Elsewhere`]). Only `Owned` has requests to create, update and delete.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use super::{Count, Create, Delete, Get, List, Path, ReadMedia, Update};
use crate::{Patch, Patchable};

/// A path with a known type at its end.
pub trait TypedPath {
    /// Wraps a path that ends in a value of the type.
    fn from_path(path: Path) -> Self;

    /// Returns the path without its type.
    fn as_path(&self) -> &Path;

    /// Reads the value at the path without JSON around it (`GET …/$value`): the MIME text of a mail, the bytes of a
    /// photo, the text of a property.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Operation, Path, Service, TypedPath};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let mail = Path::root(&CATALOG).add("/me/messages/{id}", &[&"1"]);
    /// let request = mail.raw_value().to_http(&Service::global())?;
    /// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/me/messages/1/$value");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    fn raw_value(&self) -> ReadMedia {
        ReadMedia::new(&self.as_path().add("/$value", &[]))
    }
}

impl TypedPath for Path {
    fn from_path(path: Path) -> Self {
        path
    }

    fn as_path(&self) -> &Path {
        self
    }
}

impl Path {
    /// Appends segments.
    pub fn to<P: TypedPath>(&self, template: &'static str) -> P {
        P::from_path(self.add(template, &[]))
    }

    /// Appends segments to a resource that the service reads only with these query options.
    ///
    /// ```
    /// # #[path = "../../tests/support/sample.rs"] mod sample;
    /// use graph_models_core::request::{Catalog, List, Operation, Path, RequestError, Service};
    /// use sample::SimpleIncident;
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let view: Path = Path::root(&CATALOG).to_requiring("/me/calendarView", &["startDateTime", "endDateTime"]);
    /// let list = List::<SimpleIncident>::new(&view);
    /// let missing = RequestError::MissingOption { name: "startDateTime" };
    /// assert_eq!(list.to_http(&Service::global()).unwrap_err(), missing);
    /// ```
    pub fn to_requiring<P: TypedPath>(&self, template: &'static str, options: &'static [&'static str]) -> P {
        P::from_path(self.add(template, &[]).requiring(options))
    }

    /// Appends segments with keys.
    pub fn by<P: TypedPath>(&self, template: &'static str, values: &[&dyn Display]) -> P {
        P::from_path(self.add(template, values))
    }
}

/// The path contains the resource: it is in an entity set, is a singleton, or is contained in another owned resource.
#[derive(Debug, Clone, Copy)]
pub enum Owned {}

/// Another path contains the resource. This path refers to it through a navigation property without containment, such
/// as the members of a group.
///
/// At this path the resource can only be read. To create, update or delete it, use its own path.
///
/// ```compile_fail,E0599
/// # use graph_models_core::request::{Elsewhere, One};
/// fn deletes_the_member_itself<E>(member: &One<E, Elsewhere>) {
///     member.delete();
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Elsewhere {}

/// A type parameter without a value of the type.
type Known<T> = PhantomData<fn() -> T>;

macro_rules! typed {
    ($name:ident<$($parameter:ident),*>) => {
        impl<$($parameter),*> TypedPath for $name<$($parameter),*> {
            fn from_path(path: Path) -> Self {
                Self { path, end: PhantomData }
            }

            fn as_path(&self) -> &Path {
                &self.path
            }
        }

        impl<$($parameter),*> Clone for $name<$($parameter),*> {
            fn clone(&self) -> Self {
                Self { path: self.path.clone(), end: PhantomData }
            }
        }

        impl<$($parameter),*> fmt::Debug for $name<$($parameter),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.path.fmt(f)
            }
        }
    };
}

/// The path to an `E` that lacks some of the usual requests, or to a resource without a type in Rust. Generated code
/// adds the existing requests.
#[must_use = "a path sends nothing by itself"]
pub struct At<E = (), K = Owned> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, K)>,
}

typed!(At<E, K>);

/// The path to one `E`. The entity can be read. If it is owned, it can also be updated and deleted.
#[must_use = "a path sends nothing by itself"]
pub struct One<E, K = Owned> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, K)>,
}

typed!(One<E, K>);

impl<E, K> One<E, K> {
    /// Reads the entity.
    pub fn get(&self) -> Get<E> {
        Get::new(&self.path)
    }
}

impl<E> One<E, Owned> {
    /// Sends the changes of the patch. The patch may be for a derived type.
    pub fn update<X: Patchable>(&self, patch: Patch<X>) -> Update<E>
    where
        E: Patchable + From<X>,
    {
        Update::new(&self.path, patch)
    }

    /// Deletes the entity.
    pub fn delete(&self) -> Delete {
        Delete::new(&self.path)
    }
}

/// The path to a collection of `E`. The collection can be read. If it is owned, entities can be added. `P` is the
/// path to one item.
#[must_use = "a path sends nothing by itself"]
pub struct Many<E, P, K = Owned> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, P, K)>,
}

typed!(Many<E, P, K>);

impl<E, P: TypedPath, K> Many<E, P, K> {
    /// The path to one item.
    pub fn item(&self, id: impl Display) -> P {
        self.path.by("/{id}", &[&id])
    }

    /// Reads the first page.
    pub fn list(&self) -> List<E> {
        List::new(&self.path)
    }

    /// Counts the items.
    pub fn count(&self) -> Count<E> {
        Count::new(&self.path)
    }
}

impl<E, P: TypedPath> Many<E, P, Owned> {
    /// Adds an entity.
    pub fn create(&self, entity: impl Into<E>) -> Create<E> {
        Create::new(&self.path, entity.into())
    }
}

/// The path to a collection of `E` that can only be read. `P` is the path to one item.
#[must_use = "a path sends nothing by itself"]
pub struct Listing<E, P> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, P)>,
}

typed!(Listing<E, P>);

impl<E, P: TypedPath> Listing<E, P> {
    /// The path to one item.
    pub fn item(&self, id: impl Display) -> P {
        self.path.by("/{id}", &[&id])
    }

    /// Reads the first page.
    pub fn list(&self) -> List<E> {
        List::new(&self.path)
    }

    /// Counts the items.
    pub fn count(&self) -> Count<E> {
        Count::new(&self.path)
    }
}
