//! Reads single properties of an object straight from its JSON text: for filters, exports and large answers.
//!
//! A [`View`] refers to the text of an object. It decodes a property only when the program reads the property, and does
//! not copy strings and objects. The constants of properties are those of the types:
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::View;
//! use sample::{Incident, Owner, SimpleIncident};
//!
//! let text = r##"{"@odata.type": "#sample.simpleIncident", "id": "7f8c", "activationCount": "6",
//!     "owner": {"displayName": "Avery"}, "children": [{"id": "1"}, {"id": "2"}]}"##;
//! let incident = View::<Incident>::from_str(text)?;
//! assert_eq!(incident.get(Incident::ID)?.as_deref(), Some("7f8c"));
//! // A property of a derived type is present if the value is of that type, or of a type that derives from it.
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
//! A property of a view has the value of the field in the decoded object. A lenient form, such as a number in a string,
//! is read. A value that leaves the field empty gives `None`. [`View::read`] returns the decoded object, with its
//! deviations. [`View::json`] returns any property as JSON, including undeclared properties and control information.
//!
//! A view has the value of a duplicate key that counts in decoding: the last one, and the first one of `@odata.type`.
//!
//! Making a view checks that the whole text is UTF-8 and valid JSON. Each error is equal to the error of decoding the
//! whole text, with the same position and message.

mod value;

use std::any::TypeId;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::de::Error as _;
use serde_json::{Error, Result};

pub use value::ViewValue;

use crate::decode::Attempts;
use crate::generated::Generated;
use crate::json::{FromJson, from_slice};
use crate::model::related::{Related, Single};
use crate::model::{Field, FieldKind, StructuredKind, names_type};
use crate::syntax::{JsonPart, ObjectEntries, object_entries, without_mark};

/// A type that a [`View`] can read: every struct and every tagged enum that is [`Generated`].
pub trait Viewable: FromJson + 'static {
    /// The qualified CSDL name.
    #[doc(hidden)]
    fn type_name() -> &'static str;

    /// The qualified CSDL names of the concrete types that values may have. The type itself need not be among them.
    #[doc(hidden)]
    fn concrete_names() -> &'static [&'static str];
}

impl<T: Generated> Viewable for T
where
    T::Info: StructuredKind<T>,
{
    fn type_name() -> &'static str {
        T::Info::name()
    }

    fn concrete_names() -> &'static [&'static str] {
        T::Info::concrete_names()
    }
}

/// An object of type `T` in its JSON text. See [the module](self).
pub struct View<'t, T> {
    root: Root<'t>,
    /// The position of the object in the text.
    part: JsonPart<'t>,
    entries: ObjectEntries<'t>,
    found: Found,
    marker: PhantomData<fn() -> T>,
}

/// Findings of earlier reads, which make the next read faster.
#[derive(Default)]
struct Found {
    /// The index behind the entry that was read last. The next property to be read is most likely there.
    next: AtomicUsize,
    /// The address of [`Viewable::type_name`] of a type that the object has, by its `@odata.type`. Zero if no such type
    /// is known. Two types may share a function only if both have the same name, and so are of two versions of Graph. A
    /// view has constants of one version.
    of_type: AtomicUsize,
}

impl Clone for Found {
    fn clone(&self) -> Self {
        let copy = |number: &AtomicUsize| AtomicUsize::new(number.load(Ordering::Relaxed));
        Self { next: copy(&self.next), of_type: copy(&self.of_type) }
    }
}

/// The whole text that contains the object of the view.
#[derive(Clone, Copy)]
struct Root<'t> {
    text: &'t str,
    /// Decodes the text to find its fault.
    decode: fn(&str) -> Option<Error>,
}

impl<'t> Root<'t> {
    fn new<T: Viewable>(text: &'t str) -> Self {
        Self { text, decode: |text| T::read_json(Attempts::new(text)).err() }
    }

    /// Returns the result for a part that cannot be read. If decoding accepts the text, then the part is only odd, and
    /// the result is `None`.
    #[cold]
    fn fault<R>(self) -> Result<Option<R>> {
        (self.decode)(self.text).map_or(Ok(None), Err)
    }
}

impl<'t, T: Viewable> View<'t, T> {
    /// Returns a view of the object in a text.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not valid JSON, or no value of the type. The message is that of
    /// [`from_str`](crate::from_str).
    #[allow(clippy::should_implement_trait, reason = "the trait has no lifetime for the text")]
    pub fn from_str(text: &'t str) -> Result<Self> {
        let text = without_mark(text);
        let root = Root::new::<T>(text);
        match object_entries(text) {
            Ok(entries) => Ok(Self::new(root, JsonPart::new(text), entries)),
            Err(_) => Err((root.decode)(text).unwrap_or_else(|| Error::custom("expected an object"))),
        }
    }

    /// Returns a view of the object in the bytes.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not valid UTF-8, not valid JSON, or no value of the type. The message is that
    /// of [`from_slice`].
    pub fn from_slice(bytes: &'t [u8]) -> Result<Self> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_str(text),
            Err(error) => Err(from_slice::<T>(bytes).err().unwrap_or_else(|| Error::custom(error))),
        }
    }

    /// Returns a view of an object whose entries were found already.
    pub(crate) fn of_entries(text: &'t str, part: JsonPart<'t>, entries: ObjectEntries<'t>) -> Self {
        Self::new(Root::new::<T>(text), part, entries)
    }

    fn new(root: Root<'t>, part: JsonPart<'t>, entries: ObjectEntries<'t>) -> Self {
        Self { root, part, entries, found: Found::default(), marker: PhantomData }
    }

    /// Returns the value of a property that holds no object: text, a number, a time, an enum member, a list of such
    /// values, or any JSON. Text without escapes borrows from the text of the view.
    ///
    /// Returns `None` if the property is absent, null or not of its type. Also returns `None` for a property of a type
    /// derived from `T` if the object is neither of that type nor of a type that derives from it. A derived type that
    /// was not generated is unknown here too.
    ///
    /// # Errors
    ///
    /// Returns an error if decoding the whole text gives one.
    pub fn get<D, V, A>(&self, property: Field<D, V, A>) -> Result<Option<V::View<'t>>>
    where
        D: Viewable + Into<T>,
        V: ViewValue,
        A: FieldKind<V>,
    {
        let Some(part) = self.part::<D>(property.wire()) else { return Ok(None) };
        V::read(part).or_else(|_| self.root.fault())
    }

    /// Returns a view of the object that a property holds.
    ///
    /// Returns `None` in the same cases as [`get`](Self::get).
    ///
    /// # Errors
    ///
    /// Returns an error if decoding the whole text gives one.
    pub fn view<D, V, A>(&self, property: Field<D, V, A>) -> Result<Option<View<'t, V::Model>>>
    where
        D: Viewable + Into<T>,
        V: Single<Model: Viewable>,
    {
        let Some(part) = self.part::<D>(property.wire()) else { return Ok(None) };
        let Ok(items) = part.items() else { return self.root.fault() };
        match items.as_deref() {
            None => self.object(part),
            // A single value may be received in an array; decoding accepts this too.
            Some([only]) => self.object(*only),
            Some(_) => Ok(None),
        }
    }

    /// Returns views of the objects in the list that a property holds. Items that are null or not of their type are
    /// left out.
    ///
    /// Returns `None` in the same cases as [`get`](Self::get).
    ///
    /// # Errors
    ///
    /// Returns an error if decoding the whole text gives one.
    pub fn views<D, I, A>(&self, property: Field<D, Vec<I>, A>) -> Result<Option<Vec<View<'t, I>>>>
    where
        D: Viewable + Into<T>,
        I: Viewable,
        Vec<I>: Related,
    {
        let Some(part) = self.part::<D>(property.wire()) else { return Ok(None) };
        let items = match part.items() {
            Ok(Some(items)) => items,
            // A single item may be received without the array around it; decoding accepts this too.
            Ok(None) if part.first() == Some(b'{') => vec![part],
            Ok(None) => return Ok(None),
            Err(_) => return self.root.fault(),
        };
        items.into_iter().filter_map(|item| self.object(item).transpose()).collect::<Result<_>>().map(Some)
    }

    /// Decodes the whole object, including content that the schema does not declare.
    ///
    /// # Errors
    ///
    /// Returns an error if decoding the whole text gives one.
    pub fn read(&self) -> Result<T> {
        let text = self.text();
        T::read_json(Attempts::new(text)).or_else(|error| self.root.fault()?.ok_or(error))
    }

    /// Returns the JSON text of the object as received.
    pub fn text(&self) -> &'t str {
        self.part.text().unwrap_or_default()
    }

    /// Returns any property as JSON, by its name on the wire: a declared or undeclared property, or control
    /// information.
    ///
    /// # Errors
    ///
    /// Returns an error if decoding the whole text gives one.
    pub fn json(&self, name: &str) -> Result<Option<serde_json::Value>> {
        match self.find(name).map(serde_json::Value::read) {
            None => Ok(None),
            // A JSON null is a value here. For a property, null means that there is no value.
            Some(Ok(value)) => Ok(Some(value.unwrap_or_default())),
            Some(Err(_)) => self.root.fault(),
        }
    }

    /// Returns the text of any property as received, by its name on the wire.
    pub fn raw(&self, name: &str) -> Option<&'t str> {
        self.find(name)?.text().ok()
    }

    /// Returns the names on the wire, in the order of the text. A duplicate key is returned once.
    pub fn names(&self) -> impl Iterator<Item = Cow<'t, str>> {
        self.entries.iter().map(|(name, _)| name)
    }

    /// Returns the text of `@odata.type`, or `None` if the object has no tag or its tag is no string.
    pub fn odata_type(&self) -> Option<Cow<'t, str>> {
        self.entries.tag()?.string().ok()?
    }

    /// Returns the part of a property of `D`, which is `T` or a type derived from it.
    fn part<D: Viewable>(&self, wire: &str) -> Option<JsonPart<'t>> {
        let part = self.find(wire)?;
        (TypeId::of::<D>() == TypeId::of::<T>() || self.is_of_type::<D>()).then_some(part)
    }

    /// Returns `true` if `@odata.type` names `D` or a type that derives from `D`.
    #[inline]
    fn is_of_type<D: Viewable>(&self) -> bool {
        let name: fn() -> &'static str = D::type_name;
        if self.found.of_type.load(Ordering::Relaxed) == name as usize {
            return true;
        }
        let is_named = self.odata_type().is_some_and(|tag| {
            names_type(&tag, name()) || D::concrete_names().iter().any(|name| names_type(&tag, name))
        });
        if is_named {
            self.found.of_type.store(name as usize, Ordering::Relaxed);
        }
        is_named
    }

    #[inline]
    fn find(&self, name: &str) -> Option<JsonPart<'t>> {
        let index = self.entries.position_from(self.found.next.load(Ordering::Relaxed), name)?;
        self.found.next.store(index + 1, Ordering::Relaxed);
        self.entries.value(index)
    }

    /// Returns a view of a part, or `None` if the part is no object.
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
        let (entries, found) = (self.entries.clone(), self.found.clone());
        Self { root: self.root, part: self.part, entries, found, marker: PhantomData }
    }
}

/// Prints no value.
impl<T> fmt::Debug for View<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}
