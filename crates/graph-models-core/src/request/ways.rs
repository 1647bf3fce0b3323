//! Requests that belong to one way to a typed path and not to its end: references, and writes that only this way has.
//!
//! Written once for all types. Each dereferences to the typed path that the way leads to.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::{AddReference, Create, Delete, Path, RemoveReference, SetReference, TypedPath, Update};
use crate::{Patch, Patchable};

macro_rules! way {
    ($(#[$doc:meta])* $name:ident<P $(, $parameter:ident)?>) => {
        $(#[$doc])*
        #[must_use = "a path sends nothing by itself"]
        pub struct $name<P $(, $parameter)?> {
            path: Path,
            end: P,
            $(other: PhantomData<fn() -> $parameter>,)?
        }

        impl<P: TypedPath $(, $parameter)?> TypedPath for $name<P $(, $parameter)?> {
            fn from_path(path: Path) -> Self {
                Self {
                    end: P::from_path(path.clone()),
                    path,
                    $(other: PhantomData::<fn() -> $parameter>,)?
                }
            }

            fn as_path(&self) -> &Path {
                &self.path
            }
        }

        impl<P: Clone $(, $parameter)?> Clone for $name<P $(, $parameter)?> {
            fn clone(&self) -> Self {
                Self {
                    path: self.path.clone(),
                    end: self.end.clone(),
                    $(other: PhantomData::<fn() -> $parameter>,)?
                }
            }
        }

        impl<P $(, $parameter)?> fmt::Debug for $name<P $(, $parameter)?> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.path.fmt(f)
            }
        }

        impl<P $(, $parameter)?> Deref for $name<P $(, $parameter)?> {
            type Target = P;

            fn deref(&self) -> &P {
                &self.end
            }
        }
    };
}

way! {
    /// The way to one item of a collection of references, such as a member of a group.
    Member<P>
}

impl<P> Member<P> {
    /// Takes the reference out of the collection, and leaves the entity alone.
    pub fn remove_reference(&self) -> RemoveReference {
        RemoveReference::new(&self.path)
    }
}

way! {
    /// The way to a collection of references, such as the members of a group; `M` is the way to one of its items.
    Members<P, M>
}

impl<P, M> Members<P, M> {
    /// Adds an entity that lives elsewhere.
    pub fn add_reference(&self, target: &impl TypedPath) -> AddReference {
        AddReference::new(&self.path, target)
    }
}

impl<P, M: TypedPath> Members<P, M> {
    /// One item.
    pub fn item(&self, id: impl Display) -> M {
        self.path.by("/{id}", &[&id])
    }
}

way! {
    /// The way to one entity through a reference, such as the manager of a user.
    Reference<P>
}

impl<P> Reference<P> {
    /// Refers to an entity that lives elsewhere.
    pub fn set_reference(&self, target: &impl TypedPath) -> SetReference {
        SetReference::new(&self.path, target)
    }

    /// Takes the reference away, and leaves the entity alone.
    pub fn remove_reference(&self) -> RemoveReference {
        RemoveReference::new(&self.path)
    }
}

way! {
    /// A way on which an `E` can be added, though it does not live there.
    WithCreate<P, E>
}

impl<P, E> WithCreate<P, E> {
    /// Adds an entity.
    pub fn create(&self, entity: impl Into<E>) -> Create<E> {
        Create::new(&self.path, entity.into())
    }
}

way! {
    /// A way on which an `E` can be changed, though it does not live there.
    WithUpdate<P, E>
}

impl<P, E> WithUpdate<P, E> {
    /// Changes what the patch holds, which may be one of a derived type.
    pub fn update<X: Patchable>(&self, patch: Patch<X>) -> Update<E>
    where
        E: Patchable + From<X>,
    {
        Update::new(&self.path, patch)
    }
}

way! {
    /// A way on which an entity can be deleted, though it does not live there.
    WithDelete<P>
}

impl<P> WithDelete<P> {
    /// Deletes the entity itself.
    pub fn delete(&self) -> Delete {
        Delete::new(&self.path)
    }
}
