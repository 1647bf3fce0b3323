//! Typed paths: what stands at a path, and so what can be asked for there.
//!
//! Written once for all types. Generated code wraps them in a type of its own each, with what can be done beside.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::{Count, Create, Delete, Get, List, Path, Update};
use crate::{Patch, Patchable};

/// A path that knows what stands at its end.
pub trait TypedPath {
    /// What stands at the path is of that type.
    fn at(path: Path) -> Self;
}

impl TypedPath for Path {
    fn at(path: Path) -> Self {
        path
    }
}

impl Path {
    /// The typed path one step on.
    pub fn to<P: TypedPath>(&self, template: &'static str) -> P {
        P::at(self.add(template, &[]))
    }

    /// The typed path one step on, through keys.
    pub fn by<P: TypedPath>(&self, template: &'static str, values: &[&dyn Display]) -> P {
        P::at(self.add(template, values))
    }
}

macro_rules! typed {
    ($name:ident<$($parameter:ident),*>) => {
        impl<$($parameter),*> TypedPath for $name<$($parameter),*> {
            fn at(path: Path) -> Self {
                Self { path, end: PhantomData }
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

        impl<$($parameter),*> Deref for $name<$($parameter),*> {
            type Target = Path;

            fn deref(&self) -> &Path {
                &self.path
            }
        }

        impl<$($parameter),*> AsRef<Path> for $name<$($parameter),*> {
            fn as_ref(&self) -> &Path {
                &self.path
            }
        }
    };
}

/// The path to one `E` that can be read, changed and deleted.
#[must_use = "a path sends nothing by itself"]
pub struct One<E> {
    #[doc(hidden)]
    pub path: Path,
    end: PhantomData<fn() -> E>,
}

typed!(One<E>);

impl<E> One<E> {
    /// Reads it.
    pub fn get(&self) -> Get<E> {
        Get::at(&self.path)
    }

    /// Changes what the patch holds, which may be one of a derived type.
    pub fn update<X: Patchable>(&self, patch: Patch<X>) -> Update<E>
    where
        E: Patchable + From<X>,
    {
        Update::at(&self.path, patch)
    }

    /// Deletes it.
    pub fn delete(&self) -> Delete {
        Delete::at(&self.path)
    }
}

/// The path to a collection of `E` that can be read and added to; `P` is the path to one of its items.
#[must_use = "a path sends nothing by itself"]
pub struct Many<E, P> {
    #[doc(hidden)]
    pub path: Path,
    end: PhantomData<fn() -> (E, P)>,
}

typed!(Many<E, P>);

impl<E, P: TypedPath> Many<E, P> {
    /// One item.
    pub fn item(&self, id: impl Display) -> P {
        self.path.by("/{id}", &[&id])
    }

    /// Reads the first page.
    pub fn list(&self) -> List<E> {
        List::at(&self.path)
    }

    /// Adds an entity.
    pub fn create(&self, entity: impl Into<E>) -> Create<E> {
        Create::at(&self.path, entity.into())
    }

    /// Counts the items.
    pub fn count(&self) -> Count<E> {
        Count::at(&self.path)
    }
}

/// The path to a collection of `E` that can only be read; `P` is the path to one of its items.
#[must_use = "a path sends nothing by itself"]
pub struct Listing<E, P> {
    #[doc(hidden)]
    pub path: Path,
    end: PhantomData<fn() -> (E, P)>,
}

typed!(Listing<E, P>);

impl<E, P: TypedPath> Listing<E, P> {
    /// One item.
    pub fn item(&self, id: impl Display) -> P {
        self.path.by("/{id}", &[&id])
    }

    /// Reads the first page.
    pub fn list(&self) -> List<E> {
        List::at(&self.path)
    }

    /// Counts the items.
    pub fn count(&self) -> Count<E> {
        Count::at(&self.path)
    }
}
