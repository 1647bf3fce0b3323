//! Requests that belong to a navigation step and not to the resource at its end: references, and writes that only this
//! step allows.
//!
//! The types are written once for all types of Graph. Each type here dereferences to the typed path of the resource.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use super::{
    AddReference, Create, Delete, GetReference, ListReferences, Path, RemoveReference, Replace, SetReference,
    TypedPath, Update,
};
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
    /// The path to one item of a collection of references, such as a member of a group.
    Member<P>
}

impl<P> Member<P> {
    /// Removes the reference from the collection, and leaves the entity unchanged.
    pub fn remove_reference(&self) -> RemoveReference {
        RemoveReference::new(&self.path)
    }
}

way! {
    /// The path to a collection of references, such as the members of a group. `M` is the path to one item.
    Members<P, M>
}

impl<P, M> Members<P, M> {
    /// Adds a reference to an existing entity.
    pub fn add_reference(&self, target: &impl TypedPath) -> AddReference {
        AddReference::new(&self.path, target)
    }

    /// Removes the reference to an entity, which is named by its address (`$id`), and leaves the entity unchanged.
    ///
    /// Most collections take `item(id).remove_reference()` as well. Some take this form alone, such as the accepted
    /// senders of a group.
    pub fn remove_reference(&self, target: &impl TypedPath) -> RemoveReference {
        RemoveReference::by_id(&self.path, target)
    }

    /// Lists the addresses of the entities, without the entities.
    pub fn list_references(&self) -> ListReferences {
        ListReferences::new(&self.path)
    }
}

impl<P, M: TypedPath> Members<P, M> {
    /// The path to one item.
    pub fn item(&self, id: impl Display) -> M {
        self.path.by("/{id}", &[&id])
    }
}

way! {
    /// The path to one entity through a reference, such as the manager of a user.
    Reference<P>
}

impl<P> Reference<P> {
    /// Sets the reference to an existing entity.
    pub fn set_reference(&self, target: &impl TypedPath) -> SetReference {
        SetReference::new(&self.path, target)
    }

    /// Reads the address of the entity, without the entity.
    pub fn get_reference(&self) -> GetReference {
        GetReference::new(&self.path)
    }

    /// Removes the reference, and leaves the entity unchanged.
    pub fn remove_reference(&self) -> RemoveReference {
        RemoveReference::new(&self.path)
    }
}

way! {
    /// A path at which an `E` can be added, although the path does not contain it.
    WithCreate<P, E>
}

impl<P, E> WithCreate<P, E> {
    /// Adds an entity.
    pub fn create(&self, entity: impl Into<E>) -> Create<E> {
        Create::new(&self.path, entity.into())
    }
}

way! {
    /// A path at which an `E` can be changed, although the path does not contain it.
    WithUpdate<P, E>
}

impl<P, E> WithUpdate<P, E> {
    /// Sends the changes of the patch. The patch may be for a derived type.
    pub fn update<X: Patchable>(&self, patch: Patch<X>) -> Update<E>
    where
        E: Patchable + From<X>,
    {
        Update::new(&self.path, patch)
    }
}

way! {
    /// A path at which an `E` can be replaced, although the path does not contain it.
    WithReplace<P, E>
}

impl<P, E> WithReplace<P, E> {
    /// Replaces the entity, or creates it.
    pub fn replace(&self, entity: impl Into<E>) -> Replace<E> {
        Replace::new(&self.path, entity.into())
    }
}

way! {
    /// A path at which an entity can be deleted, although the path does not contain it.
    WithDelete<P>
}

impl<P> WithDelete<P> {
    /// Deletes the entity itself.
    pub fn delete(&self) -> Delete {
        Delete::new(&self.path)
    }
}
