//! Typed paths: what stands at a path, and so what can be asked for there.
//!
//! Written once for all types. Generated code wraps them in a type of its own each, with what can be done beside.
//! Where a type has a parameter `K`, it is [`Owned`] or [`Elsewhere`]: requests that create, change or delete are those
//! of what is owned.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use super::{Count, Create, Delete, Get, List, Path, Update};
use crate::{Patch, Patchable};

/// A path that knows what stands at its end.
pub trait TypedPath {
    /// The path, with that type at its end.
    fn from_path(path: Path) -> Self;

    /// The path without its type, to be printed or referred to.
    fn as_path(&self) -> &Path;
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
    /// The typed path one step on.
    pub fn to<P: TypedPath>(&self, template: &'static str) -> P {
        P::from_path(self.add(template, &[]))
    }

    /// The typed path one step on, through keys.
    pub fn by<P: TypedPath>(&self, template: &'static str, values: &[&dyn Display]) -> P {
        P::from_path(self.add(template, values))
    }
}

/// What stands at the path lives there: at an entity set, a singleton, or contained in what lives there.
#[derive(Debug, Clone, Copy)]
pub enum Owned {}

/// What stands at the path lives elsewhere: the way leads through a navigation property that contains nothing, such as
/// the members of a group. It is read there; it is created, changed and deleted at its own path, with all it contains.
///
/// ```compile_fail,E0599
/// # use graph_models_core::request::{Elsewhere, One};
/// fn deletes_the_member_itself<E>(member: &One<E, Elsewhere>) {
///     member.delete();
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Elsewhere {}

/// What a path only knows of: no value of it is held.
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

/// The path to something that has its own ways on, and no requests that are written once.
#[must_use = "a path sends nothing by itself"]
pub struct At<K = Owned> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<K>,
}

typed!(At<K>);

/// The path to one `E` that can be read, and where it is owned changed and deleted.
#[must_use = "a path sends nothing by itself"]
pub struct One<E, K = Owned> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, K)>,
}

typed!(One<E, K>);

impl<E, K> One<E, K> {
    /// Reads it.
    pub fn get(&self) -> Get<E> {
        Get::new(&self.path)
    }
}

impl<E> One<E, Owned> {
    /// Changes what the patch holds, which may be one of a derived type.
    pub fn update<X: Patchable>(&self, patch: Patch<X>) -> Update<E>
    where
        E: Patchable + From<X>,
    {
        Update::new(&self.path, patch)
    }

    /// Deletes it.
    pub fn delete(&self) -> Delete {
        Delete::new(&self.path)
    }
}

/// The path to a collection of `E` that can be read, and where it is owned added to; `P` is the path to one of its
/// items.
#[must_use = "a path sends nothing by itself"]
pub struct Many<E, P, K = Owned> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, P, K)>,
}

typed!(Many<E, P, K>);

impl<E, P: TypedPath, K> Many<E, P, K> {
    /// One item.
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

/// The path to a collection of `E` that can only be read; `P` is the path to one of its items.
#[must_use = "a path sends nothing by itself"]
pub struct Listing<E, P> {
    #[doc(hidden)]
    pub path: Path,
    end: Known<(E, P)>,
}

typed!(Listing<E, P>);

impl<E, P: TypedPath> Listing<E, P> {
    /// One item.
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
