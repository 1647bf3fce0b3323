//! Values that are read from their JSON text property by property: for filters, exports and large answers.
//!
//! A [`View`] refers to the text of an object. A property is read when it is asked for, and only then; texts and objects are
//! not copied. The constants of properties are those of the types:
//!
//! ```
//! # #[path = "../tests/support/sample.rs"] mod sample;
//! use graph_models_core::View;
//! use sample::{Incident, Owner, SimpleIncident};
//!
//! let text = r##"{"@odata.type": "#sample.simpleIncident", "id": "7f8c", "activationCount": "6",
//!     "owner": {"displayName": "Avery"}, "children": [{"id": "1"}, {"id": "2"}]}"##;
//! let incident = View::<Incident>::from_str(text)?;
//! assert_eq!(incident.get(Incident::ID)?.as_deref(), Some("7f8c"));
//! // A property of a derived type is there if the value is of that type.
//! assert_eq!(incident.get(SimpleIncident::ACTIVATION_COUNT)?, Some(6));
//! let owner = incident.view(SimpleIncident::OWNER)?.expect("it has one");
//! assert_eq!(owner.get(Owner::DISPLAY_NAME)?.as_deref(), Some("Avery"));
//! let children = incident.views(SimpleIncident::CHILDREN)?.unwrap_or_default();
//! assert_eq!(children[1].get(Incident::ID)?.as_deref(), Some("2"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Fidelity
//!
//! A property has the value that the field of the decoded object has: what decoding reads for its meaning is read, and
//! what leaves the field empty is `None`. [`View::read`] gives the decoded value, with its deviations; [`View::json`] any
//! property as JSON, also undeclared ones and control information.
//!
//! When a view is made, all of its text is checked: that it is UTF-8, and JSON. A key that stands twice is an error of
//! the object that it stands in, which is found when a view of that object is made or its JSON is read. Each error is
//! that of decoding the whole text, with the same place and words.

mod value;

use std::any::TypeId;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::de::Error as _;
use serde_json::{Error, Result};

pub use value::ViewValue;

use crate::decode::{Attempts, JsonPart, ObjectEntries, names_type, object_entries};
use crate::json::FromJson;
use crate::model::{Field, FieldKind, Generated, StructuredKind};
use crate::request::query::{Related, Single};

/// A type that views are of: every struct and every tagged enum that is [`Generated`].
pub trait Viewable: FromJson + 'static {
    /// The qualified CSDL name.
    #[doc(hidden)]
    fn type_name() -> &'static str;
}

impl<T: Generated> Viewable for T
where
    T::Info: StructuredKind<T>,
{
    fn type_name() -> &'static str {
        T::Info::name()
    }
}

/// An object of type `T` in its JSON text. See [the module](self).
pub struct View<'t, T> {
    root: Root<'t>,
    /// The object itself.
    part: JsonPart<'t>,
    entries: ObjectEntries<'t>,
    /// The index of the entry behind the one that was read last: most likely the next one.
    next: AtomicUsize,
    marker: PhantomData<fn() -> T>,
}

/// The whole text that a view is a part of.
#[derive(Clone, Copy)]
struct Root<'t> {
    text: &'t str,
    /// Decodes the text to find out what is wrong with it.
    decode: fn(&str) -> Option<Error>,
}

impl<'t> Root<'t> {
    fn new<T: Viewable>(text: &'t str) -> Self {
        Self { text, decode: |text| T::read_json(Attempts::new(text)).err() }
    }

    /// The result of a part that cannot be read. If decoding reads the text, then what leaves a field empty.
    #[cold]
    fn fault<R>(self) -> Result<Option<R>> {
        (self.decode)(self.text).map_or(Ok(None), Err)
    }
}

impl<'t, T: Viewable> View<'t, T> {
    /// A view of the object that a text is.
    ///
    /// # Errors
    ///
    /// The text is no JSON, or no value of the type; the message is that of [`from_str`](crate::from_str).
    #[allow(clippy::should_implement_trait, reason = "the trait has no lifetime for the text")]
    pub fn from_str(text: &'t str) -> Result<Self> {
        let root = Root::new::<T>(text);
        match object_entries(text) {
            Ok(entries) => Ok(Self::new(root, JsonPart::new(text), entries)),
            Err(_) => Err((root.decode)(text).unwrap_or_else(|| Error::custom("expected an object"))),
        }
    }

    /// A view of the object that bytes are.
    ///
    /// # Errors
    ///
    /// The bytes are no UTF-8, no JSON, or no value of the type; the message is that of
    /// [`from_slice`](crate::from_slice).
    pub fn from_slice(bytes: &'t [u8]) -> Result<Self> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_str(text),
            Err(error) => {
                let read = T::read_json(Attempts::from_bytes(bytes));
                Err(read.err().unwrap_or_else(|| Error::custom(error)))
            }
        }
    }

    /// A view of an object whose entries are known.
    pub(crate) fn of_entries(text: &'t str, part: JsonPart<'t>, entries: ObjectEntries<'t>) -> Self {
        Self::new(Root::new::<T>(text), part, entries)
    }

    fn new(root: Root<'t>, part: JsonPart<'t>, entries: ObjectEntries<'t>) -> Self {
        Self { root, part, entries, next: AtomicUsize::new(0), marker: PhantomData }
    }

    /// The value of a property that is no object: text, a number, a time, a member of an enumeration, a list of such
    /// values, or any JSON. Text without escapes refers to the text of the view.
    ///
    /// `None` if the property is absent, null or odd, and if it is one of a type derived from `T` and the object is of
    /// another type.
    ///
    /// # Errors
    ///
    /// A key stands twice in the JSON of the property.
    pub fn get<D, V, A>(&self, property: Field<D, V, A>) -> Result<Option<V::View<'t>>>
    where
        D: Viewable + Into<T>,
        V: ViewValue,
        A: FieldKind<V>,
    {
        let Some(part) = self.part::<D>(property.wire()) else { return Ok(None) };
        V::read(part).or_else(|_| self.root.fault())
    }

    /// The object that a property holds.
    ///
    /// `None` as for [`get`](Self::get).
    ///
    /// # Errors
    ///
    /// A key stands twice in the object.
    pub fn view<D, V, A>(&self, property: Field<D, V, A>) -> Result<Option<View<'t, V::Model>>>
    where
        D: Viewable + Into<T>,
        V: Single<Model: Viewable>,
    {
        let Some(part) = self.part::<D>(property.wire()) else { return Ok(None) };
        let only = match part.items() {
            // A single value that came in an array, as decoding reads it.
            Ok(Some(items)) => {
                if let [only] = items[..] {
                    Some(only)
                } else {
                    None
                }
            }
            Ok(None) => Some(part),
            Err(_) => return self.root.fault(),
        };
        only.map_or(Ok(None), |object| self.object(object))
    }

    /// The objects that a property holds a list of. Items that are null or odd are left out.
    ///
    /// `None` as for [`get`](Self::get).
    ///
    /// # Errors
    ///
    /// A key stands twice in one of the objects.
    pub fn views<D, I, A>(&self, property: Field<D, Vec<I>, A>) -> Result<Option<Vec<View<'t, I>>>>
    where
        D: Viewable + Into<T>,
        I: Viewable,
        Vec<I>: Related,
    {
        let Some(part) = self.part::<D>(property.wire()) else { return Ok(None) };
        let items = match part.items() {
            Ok(Some(items)) => items,
            // An item that stands alone, as decoding reads it.
            Ok(None) if part.first() == Some(b'{') => vec![part],
            Ok(None) => return Ok(None),
            Err(_) => return self.root.fault(),
        };
        items.into_iter().filter_map(|item| self.object(item).transpose()).collect::<Result<_>>().map(Some)
    }

    /// The decoded object: all of it, with what the schema does not declare.
    ///
    /// # Errors
    ///
    /// A key stands twice in the object.
    pub fn read(&self) -> Result<T> {
        let text = self.text();
        T::read_json(Attempts::new(text)).or_else(|error| self.root.fault()?.ok_or(error))
    }

    /// The JSON text of the object, as it was received.
    pub fn text(&self) -> &'t str {
        self.part.text().unwrap_or_default()
    }

    /// Any property by its name on the wire, as JSON: a declared or undeclared one, or control information.
    ///
    /// # Errors
    ///
    /// A key stands twice in the JSON of the property.
    pub fn json(&self, name: &str) -> Result<Option<serde_json::Value>> {
        match self.find(name).map(serde_json::Value::read) {
            None => Ok(None),
            // Null is a value of JSON, and not of a property.
            Some(Ok(value)) => Ok(Some(value.unwrap_or_default())),
            Some(Err(_)) => self.root.fault(),
        }
    }

    /// The text of any property by its name on the wire, as it was received.
    pub fn raw(&self, name: &str) -> Option<&'t str> {
        self.find(name)?.text().ok()
    }

    /// The names on the wire, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = Cow<'t, str>> {
        self.entries.iter().map(|(name, _)| name)
    }

    /// The text of `@odata.type`. `None` if the object has none, or one that is no text.
    pub fn odata_type(&self) -> Option<Cow<'t, str>> {
        self.entries.tag()?.string().ok()?
    }

    /// Returns the part of a property of `D`, which is `T` or a type derived from it.
    fn part<D: Viewable>(&self, wire: &str) -> Option<JsonPart<'t>> {
        let is_of_type = || self.odata_type().is_some_and(|tag| names_type(&tag, D::type_name()));
        let part = self.find(wire)?;
        (TypeId::of::<D>() == TypeId::of::<T>() || is_of_type()).then_some(part)
    }

    #[inline]
    fn find(&self, name: &str) -> Option<JsonPart<'t>> {
        let index = self.entries.position_from(self.next.load(Ordering::Relaxed), name)?;
        self.next.store(index + 1, Ordering::Relaxed);
        self.entries.value(index)
    }

    /// The view of a part that is an object.
    fn object<I: Viewable>(&self, part: JsonPart<'t>) -> Result<Option<View<'t, I>>> {
        if part.first() != Some(b'{') {
            return Ok(None);
        }
        match part.entries() {
            Ok(entries) => Ok(Some(View::new(self.root, part, entries))),
            Err(_) => self.root.fault(),
        }
    }
}

impl<T> Clone for View<'_, T> {
    fn clone(&self) -> Self {
        let next = AtomicUsize::new(self.next.load(Ordering::Relaxed));
        Self { root: self.root, part: self.part, entries: self.entries.clone(), next, marker: PhantomData }
    }
}

/// Shows no value.
impl<T> fmt::Debug for View<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}
