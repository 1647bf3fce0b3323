//! Deviations: the values that are not of the type that the schema declares, and those of duplicate keys.
//!
//! Decoding keeps such values in any case, because they are written back as received. So deviations cost nothing until
//! a program lists them.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::{ModelExt, Page, Reading};
//!
//! let text = r#"{"value": [{"id": "1"}, {"activationCount": "many", "lastSeenDateTime": "2026-02-08T12:07:31"}]}"#;
//! let page: Page<sample::SimpleIncident> = graph_models_core::from_str(text)?;
//! let deviations = page.deviations();
//! let first = deviations.iter().next().expect("there are two");
//! assert_eq!(first.path(), "value[1].activationCount");
//! assert_eq!(first.property(), "sample.simpleIncident.activationCount");
//! assert_eq!(first.declared(), "Edm.Int32");
//! assert_eq!(first.reading(), Reading::Kept);
//! assert_eq!(
//!     first.to_string(),
//!     "value[1].activationCount: sample.simpleIncident.activationCount: \
//!      expected Edm.Int32, found the text \"many\"; kept as received",
//! );
//! // The payload has a date and time, but without the offset that the declared type needs.
//! let seen = page.items()[1].kept("lastSeenDateTime").and_then(|json| json.as_str());
//! assert_eq!(seen, Some("2026-02-08T12:07:31"));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod control;
mod duplicates;
mod walk;

use std::fmt::{self, Display};

use serde_json::Value;

use super::{Expected, Found, Item, Kept, Mismatch, Model, Place};

/// The type of strings.
const EDM_STRING: Expected = Expected { type_name: "Edm.String", is_collection: false };

/// The type of a value that the schema does not declare.
const UNTYPED: Expected = Expected { type_name: "Edm.Untyped", is_collection: false };

/// Lists the places at which a value differs from the schema. A value made by hand has no deviations.
pub fn deviations<T: Document + ?Sized>(value: &T) -> Deviations<'_> {
    let mut found = Deviations::default();
    value.collect(&At(Place::Root), &mut found);
    found
}

/// A type that can have deviations: generated types and pages, and lists and options of them. Edm primitives and open
/// enums have none.
pub trait Document {
    /// Adds the deviations of the value at a place.
    #[doc(hidden)]
    fn collect<'a>(&'a self, place: &At<'_>, found: &mut Deviations<'a>);
}

/// A place in a payload.
#[doc(hidden)]
#[allow(missing_debug_implementations, reason = "it is no part of the interface")]
pub struct At<'p>(Place<'p>);

impl At<'_> {
    /// Adds the deviations of a model at this place.
    pub(crate) fn model<'a>(&self, model: &'a dyn Model, found: &mut Deviations<'a>) {
        walk::model(model, &self.0, found);
    }
}

impl<T: Item> Document for T {
    fn collect<'a>(&'a self, place: &At<'_>, found: &mut Deviations<'a>) {
        if let Some(model) = self.model() {
            place.model(model, found);
        }
    }
}

impl<T: Document> Document for Option<T> {
    fn collect<'a>(&'a self, place: &At<'_>, found: &mut Deviations<'a>) {
        if let Some(value) = self {
            value.collect(place, found);
        }
    }
}

impl<T: Document> Document for [T] {
    fn collect<'a>(&'a self, place: &At<'_>, found: &mut Deviations<'a>) {
        for (index, item) in self.iter().enumerate() {
            item.collect(&At(Place::Item { list: &place.0, index }), found);
        }
    }
}

impl<T: Document> Document for Vec<T> {
    fn collect<'a>(&'a self, place: &At<'_>, found: &mut Deviations<'a>) {
        self.as_slice().collect(place, found);
    }
}

/// A problem with a value.
struct Problem<'p> {
    problem: &'p dyn Display,
    /// A description of the value.
    found: String,
}

/// The deviations of a value, in the order of the schema. `Display` prints one per line.
#[derive(Clone, Debug, Default)]
pub struct Deviations<'a>(Vec<Deviation<'a>>);

impl<'a> Deviations<'a> {
    /// Returns the deviations of a model.
    pub(crate) fn new(model: &'a dyn Model) -> Self {
        let mut found = Self::default();
        walk::model(model, &Place::Root, &mut found);
        found
    }

    /// Returns the deviations of the items of a page. `first` is the index of the page's first item in the whole list.
    pub(crate) fn of_items(page: &'a dyn Model, first: usize) -> Self {
        let mut found = Self::default();
        walk::items(page, first, &mut found);
        found
    }

    /// Returns an iterator over the deviations.
    pub fn iter(&self) -> std::slice::Iter<'_, Deviation<'a>> {
        self.0.iter()
    }

    /// Returns the number of deviations.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no deviations.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a received value that is not of the expected type.
    fn add(
        &mut self,
        place: &Place<'_>,
        expected: Expected,
        received: impl Into<Received<'a>>,
        reading: Reading,
    ) {
        let received = received.into();
        self.add_found(place, expected, received.into(), reading, Some(received));
    }

    /// Does the same for a value whose JSON may not be at hand.
    fn add_found(
        &mut self,
        place: &Place<'_>,
        expected: Expected,
        what: Found<'_>,
        reading: Reading,
        received: Option<Received<'a>>,
    ) {
        let mismatch = Mismatch::new(expected, what, place);
        let what = mismatch.found().to_string();
        self.note(place, expected, Problem { problem: &mismatch, found: what }, reading, received);
    }

    /// Adds a deviation.
    fn note(
        &mut self,
        place: &Place<'_>,
        declared: Expected,
        Problem { problem, found }: Problem<'_>,
        reading: Reading,
        received: Option<Received<'a>>,
    ) {
        let property = place.property().map(|(info, name)| format!("{}.{name}", info.name()));
        self.0.push(Deviation {
            path: place.to_string(),
            property: property.unwrap_or_default(),
            declared,
            found,
            message: place.message(problem),
            reading,
            received,
        });
    }
}

impl<'a> IntoIterator for Deviations<'a> {
    type Item = Deviation<'a>;
    type IntoIter = std::vec::IntoIter<Deviation<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'s, 'a> IntoIterator for &'s Deviations<'a> {
    type Item = &'s Deviation<'a>;
    type IntoIter = std::slice::Iter<'s, Deviation<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Deviations<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, deviation) in self.iter().enumerate() {
            let end = if index > 0 { "\n" } else { "" };
            write!(f, "{end}{deviation}")?;
        }
        Ok(())
    }
}

/// A value that is not of its declared type, or that does not count because its key occurs again in the same object.
///
/// Its texts contain no value of a string property and no secret, like the messages of errors. Only
/// [`received`](Self::received) returns the value.
#[derive(Clone)]
pub struct Deviation<'a> {
    path: String,
    property: String,
    declared: Expected,
    found: String,
    /// The problem and its place.
    message: String,
    reading: Reading,
    received: Option<Received<'a>>,
}

/// The JSON that was received.
#[derive(Clone, Copy)]
enum Received<'a> {
    Value(&'a Value),
    /// Parsed on demand.
    Kept(&'a Kept),
}

impl<'a> From<&'a Value> for Received<'a> {
    fn from(value: &'a Value) -> Self {
        Self::Value(value)
    }
}

impl<'a> From<&'a Kept> for Received<'a> {
    fn from(kept: &'a Kept) -> Self {
        Self::Kept(kept)
    }
}

impl<'a> From<Received<'a>> for Found<'a> {
    fn from(received: Received<'a>) -> Self {
        match received {
            Received::Value(value) => value.into(),
            Received::Kept(kept) => kept.into(),
        }
    }
}

/// How a value that deviates from the schema was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reading {
    /// The field is empty, or the collection is without the item. The value is written back as received.
    Kept,
    /// The meaning of the value is certain, and the field holds it. The value is written back as received until the
    /// field is set.
    Understood,
    /// The value counts as absent, and is written back as received.
    Absent,
    /// The key occurs again later in the same object, and the later value counts. This value is not written back.
    Replaced,
    /// The value is a further `@odata.type` of an object. The first one counts, and this value is not written back.
    Ignored,
}

impl<'a> Deviation<'a> {
    /// Returns the path from the root of the payload, such as `value[3].owner.displayName`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the property with its declaring type, such as `microsoft.graph.user.displayName`.
    pub fn property(&self) -> &str {
        &self.property
    }

    /// Returns the declared type, such as `Edm.Int32` or `Collection(Edm.String)`. The type is `Edm.Untyped` for a
    /// value that the schema does not declare: of a duplicate key, or a number that no double can hold.
    pub fn declared(&self) -> String {
        match self.declared {
            Expected { type_name, is_collection: true } => format!("Collection({type_name})"),
            Expected { type_name, .. } => type_name.to_owned(),
        }
    }

    /// Returns a description of the received value, such as `the text "many"` or `a number`.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// Returns how the value was read.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// Returns the received JSON. Returns `None` if the field has the same content, only in another shape or with other
    /// characters.
    pub fn received(&self) -> Option<&'a Value> {
        self.received.map(|received| match received {
            Received::Value(value) => value,
            Received::Kept(kept) => kept.get(),
        })
    }

    /// Returns the problem and its place, in the same words as the error of strict reading.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Deviation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let made = match self.reading {
            Reading::Kept => "kept as received",
            Reading::Understood => "read for what it means",
            Reading::Absent => "read as absent",
            Reading::Replaced => {
                return write!(f, "{}; the later value replaces {}", self.message, self.found);
            }
            Reading::Ignored => {
                return write!(f, "{}; the first value counts, not {}", self.message, self.found);
            }
        };
        write!(f, "{}; {made}", self.message)
    }
}

/// Prints the same text as [`Display`](fmt::Display), because the received value may be a secret.
impl fmt::Debug for Deviation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
