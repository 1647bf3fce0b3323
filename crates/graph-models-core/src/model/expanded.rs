//! The field of a navigation property. It holds the related values, and the control information of their expansion. A
//! structural property in a long chain of types has the same kind of field.
//!
//! The compiler evaluates auto traits such as `Send` through the fields of a type, and navigation properties lead from
//! almost any type to almost any other. With plain fields, a chain of some 30 types is too deep for the compiler. So
//! the field erases the type of its value, and the evaluation ends at the field.
//!
//! Structural properties are plain fields, unless the generator finds that the chain of their types is too long.

mod changes;
mod copies;
mod erased;
mod expandable;
mod fields;
mod list;
mod notes;
mod part;
mod storage;
mod target;
mod traits;

use std::any::Any;
use std::marker::PhantomData;

use crate::model::Navigation;
pub use erased::ErasedExpansion;
use expandable::sealed;
pub use expandable::{Expandable, Inner, Relation};
pub(crate) use notes::{Note, link_text};
pub(crate) use part::{ExpansionPart, expansion_part, is_held};
pub(crate) use storage::inside;
pub use storage::{Storage, store};
use storage::{inside_mut, out};
pub use target::Add;

/// The field of a navigation property: `Expanded<T>` for a single value, `Expanded<Vec<T>>` for a collection.
///
/// The service sends related values only if the request expands them (`$expand`). Then the field also holds the control
/// information of the expansion: the [`count`](Self::count) of all related values, the address of the
/// [next page](Self::next_link), the address of [later changes](Self::delta_link), the [`context`](Self::context).
///
/// The field is `Send` and `Sync` and two pointers in size, whatever `T` is.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use sample::{Incident, SimpleIncident};
///
/// let mut incident: SimpleIncident = graph_models_core::from_str(
///     r#"{"children@odata.count": 7, "children": [{"id": "1"}, {"id": "2"}], "children@odata.nextLink": "https://graph.microsoft.com/v1.0/next"}"#,
/// )?;
/// assert_eq!(incident.children.len(), 2);
/// assert_eq!(incident.children.count(), Some(7));
/// assert_eq!(incident.children.next_link(), Some("https://graph.microsoft.com/v1.0/next"));
/// for child in &incident.children {
///     assert!(Incident::ID.get(child).is_some());
/// }
///
/// assert!(incident.related.is_none());
/// incident.related.set(SimpleIncident::default());
/// assert!(matches!(incident.related.get(), Some(Incident::SimpleIncident(_))));
/// incident.related = None.into();
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// `R` is [`Inner`] for the field of a structural property: see [`Nested`].
pub struct Expanded<T, R = Navigation> {
    #[doc(hidden)]
    pub erased: ErasedExpansion,
    /// A function pointer hides `T` from auto traits and from the drop check.
    target: PhantomData<fn() -> (T, R)>,
}

/// The field of a structural property in a long chain of types: `Nested<T>` for an object, `Nested<Vec<T>>` for a
/// collection.
///
/// The compiler limits how deep complex types may be nested. In a longer chain of types, some fields erase the type of
/// their value. Such a field has the methods of [`Expanded`] for the value, but no control information. The constant of
/// the property is like that of any other structural property.
pub type Nested<T> = Expanded<T, Inner>;

impl<T, R> Expanded<T, R> {
    /// Returns `true` if there is no value.
    pub fn is_none(&self) -> bool {
        self.erased.value().is_none()
    }

    /// Returns `true` if there is a value. An empty collection is a value.
    pub fn is_some(&self) -> bool {
        !self.is_none()
    }
}

impl<T> Expanded<T> {
    /// Returns the number of all related values, including those on other pages (`@odata.count`). The service sends it
    /// only on request; `$expand=members/$count` requests only the number.
    pub fn count(&self) -> Option<u64> {
        self.erased.notes().count()
    }

    /// Returns the address of further related values (`@odata.nextLink`). The address is opaque: send it unchanged.
    ///
    /// An empty address counts as missing.
    pub fn next_link(&self) -> Option<&str> {
        self.erased.notes().link(Note::NextLink)
    }

    /// Returns the address of later changes (`@odata.deltaLink`). The address is opaque: send it unchanged.
    ///
    /// An empty address counts as missing.
    pub fn delta_link(&self) -> Option<&str> {
        self.erased.notes().link(Note::DeltaLink)
    }

    /// Returns the description of the value (`@odata.context`).
    pub fn context(&self) -> Option<&str> {
        self.erased.notes().text(Note::Context)
    }

    /// Sets or removes the number of all related values.
    pub fn set_count(&mut self, count: Option<u64>) {
        self.erased.set_note(Note::Count, count.map(Into::into));
    }

    /// Sets or removes the address of further related values.
    pub fn set_next_link(&mut self, link: Option<String>) {
        self.erased.set_note(Note::NextLink, link.map(Into::into));
    }

    /// Sets or removes the address of later changes.
    pub fn set_delta_link(&mut self, link: Option<String>) {
        self.erased.set_note(Note::DeltaLink, link.map(Into::into));
    }

    /// Sets or removes the description of the value.
    pub fn set_context(&mut self, context: Option<String>) {
        self.erased.set_note(Note::Context, context.map(Into::into));
    }
}

impl<T: Any, R> Expanded<T, R> {
    /// Returns the value.
    pub fn get(&self) -> Option<&T> {
        inside(self.erased.value()?)
    }

    /// Returns the value, for changes.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        inside_mut(self.erased.value_mut()?)
    }

    /// Takes the value out. The field is then empty: the count and the links are removed too.
    pub fn take(&mut self) -> Option<T> {
        out(self.erased.take()?)
    }

    /// Returns the value, without the control information.
    pub fn into_inner(mut self) -> Option<T> {
        self.take()
    }
}

impl<T: Expandable, R: Relation<T>> Expanded<T, R> {
    /// The field without a value.
    pub const NEW: Self =
        Self { erased: ErasedExpansion::new(<R as sealed::Relation<T>>::TARGET), target: PhantomData };

    /// The field without a value. The macros write `None` for every field, so this constant has the same name.
    #[doc(hidden)]
    #[allow(non_upper_case_globals, reason = "it is written like a variant")]
    pub const None: Self = Self::NEW;

    /// Sets the value. The count, the links and the context of the former value are removed.
    pub fn set(&mut self, value: impl Into<T>) {
        *self = Self::from(value.into());
    }

    /// Returns the value, for changes. If the field is empty, sets it to the result of the function first.
    pub fn get_or_insert_with(&mut self, value: impl FnOnce() -> T) -> &mut T {
        self.erased.get_or_store_with(value)
    }
}
