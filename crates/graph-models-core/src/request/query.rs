//! Query options: the part of the data that a request selects (OData URL Conventions 4.01, 5).
//!
//! Generated constants name the properties, so a property of another type does not compile. Literals are escaped.
//! Every value is percent-encoded once, except for unreserved characters, so that no value can escape from its place.
//! Must not know the request of the options.
//!
//! ```
//! # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
//! use graph_models_core::request::query::Query;
//! use sample::{Incident, SimpleIncident};
//!
//! let query = Query::<SimpleIncident>::new()
//!     .select((SimpleIncident::ID, SimpleIncident::TAGS))
//!     .expand(SimpleIncident::CHILDREN.with(Query::new().top(5)))
//!     .filter(SimpleIncident::ID.starts_with("it's").or(SimpleIncident::ID.is_null()))
//!     .order_by(SimpleIncident::ID.desc());
//! assert_eq!(
//!     query.to_string(),
//!     "%24expand=children%28%24top%3D5%29\
//!      &%24filter=startswith%28id%2C%27it%27%27s%27%29%20or%20id%20eq%20null\
//!      &%24orderby=id%20desc\
//!      &%24select=id,tags",
//! );
//! // The same for people.
//! assert_eq!(
//!     query.unencoded(),
//!     "$expand=children($top=5)&$filter=startswith(id,'it''s') or id eq null&$orderby=id desc&$select=id,tags",
//! );
//! // Logs get no values.
//! assert_eq!(format!("{query:?}"), "Query { $expand, $filter, $orderby, $select }");
//! ```

pub(super) mod encode;
mod expand;
mod filter;
mod literal;
mod operators;
mod property;
mod select;
mod untyped;

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, HeaderName, HeaderValue};

pub use expand::{Expand, Expansion};
pub use filter::Filter;
pub use literal::{Comparable, Literal, Qualified};
pub use property::{Property, PropertyPath, item};
pub use select::{Desc, OrderBy, Select};
pub use untyped::Queried;

pub use crate::model::related::{Related, Single};

use super::preference::Preferences;
use super::{Prefer, RequestError};
use crate::model::Item;

/// The header that chooses between up-to-date data and more powerful queries.
pub const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

/// The query options of a request for an `M`, or for a collection of `M`.
///
/// Options are written in the order of their names, values in the order given.
pub struct Query<M> {
    chosen: Chosen,
    model: PhantomData<fn() -> M>,
}

/// The options of a query, whatever its type is.
#[derive(Clone, Default)]
struct Chosen {
    count: bool,
    expand: Vec<String>,
    filter: Option<Filter<()>>,
    order_by: Vec<String>,
    search: Option<String>,
    select: Vec<String>,
    skip: Option<u64>,
    top: Option<u64>,
    others: Vec<(String, String)>,
    headers: Headers,
}

/// Headers that an option needs.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Headers {
    is_eventual: bool,
    wants_unknown_members: bool,
    max_page_size: Option<u32>,
}

impl<M> Query<M> {
    /// Creates query options without any option.
    pub fn new() -> Self {
        Self { chosen: Chosen::default(), model: PhantomData }
    }

    /// `$expand=*`: includes the targets of all navigation properties.
    #[must_use]
    pub fn expand_all(self) -> Self {
        self.expand_raw("*")
    }

    /// `$expand` as raw text: one item, which may have options of its own.
    #[must_use]
    pub fn expand_raw(mut self, item: impl Into<String>) -> Self {
        add(&mut self.chosen.expand, item.into());
        self
    }

    /// `$select` as raw text: one item.
    #[must_use]
    pub fn select_raw(mut self, item: impl Into<String>) -> Self {
        add(&mut self.chosen.select, item.into());
        self
    }

    /// `$filter` as raw text. Combined with other filters by `and`.
    #[must_use]
    pub fn filter_raw(self, filter: impl Into<String>) -> Self {
        self.and(Filter::raw(filter))
    }

    /// `$orderby` as raw text: one item, which may end in ` desc`.
    #[must_use]
    pub fn order_by_raw(mut self, item: impl Into<String>) -> Self {
        add(&mut self.chosen.order_by, item.into());
        self
    }

    /// `$top`: the largest number of items. A page may have fewer.
    #[must_use]
    pub fn top(mut self, items: u64) -> Self {
        self.chosen.top = Some(items);
        self
    }

    /// `$skip`: leaves out the first items.
    #[must_use]
    pub fn skip(mut self, items: u64) -> Self {
        self.chosen.skip = Some(items);
        self
    }

    /// `$count=true`: requests the number of items on all pages. The first page contains the number.
    #[must_use]
    pub fn count(mut self) -> Self {
        self.chosen.count = true;
        self
    }

    /// `$search` as raw text, such as `"displayName:Avery"` with its quotes.
    #[must_use]
    pub fn search(mut self, text: impl Into<String>) -> Self {
        self.chosen.search = Some(text.into());
        self
    }

    /// `$search` for a text in a property: `"property:text"`. Quotes in the text are escaped.
    #[must_use]
    pub fn search_in(self, property: impl Property<M>, text: &str) -> Self {
        let text = text.replace('\\', "\\\\").replace('"', "\\\"");
        self.search(format!("\"{}:{text}\"", property.text()))
    }

    /// Any other option. The name of an OData option begins with `$`.
    #[must_use]
    pub fn option(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.chosen.others.push((name.into(), value.into()));
        self
    }

    /// `ConsistencyLevel: eventual`: directory objects need this header for searching, for counting, and for
    /// filtering and sorting at once. Most of these queries also need [`count`](Self::count).
    #[must_use]
    pub fn eventual(mut self) -> Self {
        self.chosen.headers.is_eventual = true;
        self
    }

    /// `Prefer: include-unknown-enum-members`: requests the names of members after `unknownFutureValue`.
    #[must_use]
    pub fn include_unknown_enum_members(mut self) -> Self {
        self.chosen.headers.wants_unknown_members = true;
        self
    }

    /// `Prefer: odata.maxpagesize`: the largest number of items on a page.
    #[must_use]
    pub fn max_page_size(mut self, items: u32) -> Self {
        self.chosen.headers.max_page_size = Some(items);
        self
    }

    /// Returns `true` if there is no option and no header.
    pub fn is_empty(&self) -> bool {
        self.options().is_empty() && self.chosen.headers == Headers::default()
    }

    /// Adds a filter that must always hold, before the other filters.
    pub(crate) fn require(mut self, filter: &str) -> Self {
        let filter = Filter::raw(filter);
        self.chosen.filter = Some(match self.chosen.filter.take() {
            Some(own) => filter.both(own),
            None => filter,
        });
        self
    }

    fn and(mut self, filter: Filter<()>) -> Self {
        self.chosen.filter = Some(match self.chosen.filter.take() {
            Some(before) => before.both(filter),
            None => filter,
        });
        self
    }

    /// The options in the order of their names, each with a list of items.
    fn options(&self) -> Vec<(&str, Vec<String>)> {
        let chosen = &self.chosen;
        let one = |text: String| vec![text];
        let list = |items: &Vec<String>| (!items.is_empty()).then(|| items.clone());
        let options = [
            ("$count", chosen.count.then(|| one("true".to_owned()))),
            ("$expand", list(&chosen.expand)),
            ("$filter", chosen.filter.as_ref().map(|filter| one(filter.to_string()))),
            ("$orderby", list(&chosen.order_by)),
            ("$search", chosen.search.clone().map(one)),
            ("$select", list(&chosen.select)),
            ("$skip", chosen.skip.map(|items| one(items.to_string()))),
            ("$top", chosen.top.map(|items| one(items.to_string()))),
        ];
        let others = chosen.others.iter().map(|(name, value)| (name.as_str(), one(value.clone())));
        options.into_iter().filter_map(|(name, items)| Some((name, items?))).chain(others).collect()
    }

    /// The options as in a URL but not percent-encoded, for people. The text contains all values, so it must not be
    /// written to logs.
    pub fn unencoded(&self) -> String {
        self.joined("&")
    }

    /// The options inside the parentheses of an expanded property, not yet percent-encoded.
    fn nested(&self) -> String {
        self.joined(";")
    }

    fn joined(&self, separator: &str) -> String {
        let options = self.options().into_iter().map(|(name, items)| format!("{name}={}", items.join(",")));
        options.collect::<Vec<_>>().join(separator)
    }

    /// Appends the options to the query of a URL.
    pub(super) fn write(&self, query: &mut String) {
        for (name, items) in self.options() {
            encode::option(name, &items, query);
        }
    }

    /// Adds the headers that the options need.
    pub(super) fn write_headers(
        &self,
        headers: &mut HeaderMap,
        preferences: &mut Preferences,
    ) -> Result<(), RequestError> {
        if self.chosen.headers.is_eventual {
            headers.insert(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"));
        }
        if self.chosen.headers.wants_unknown_members {
            preferences.set(Prefer::unknown_enum_members())?;
        }
        if let Some(items) = self.chosen.headers.max_page_size {
            preferences.set(Prefer::max_page_size(items))?;
        }
        Ok(())
    }
}

impl<M: Item> Query<M> {
    /// `$select`: only these properties. A property of a derived type is written after the type's name.
    ///
    /// The service may send further properties.
    #[must_use]
    pub fn select(mut self, properties: impl Select<M>) -> Self {
        properties.add_to(&mut |property| add(&mut self.chosen.select, property));
        self
    }

    /// `$expand`: includes the target of a navigation property.
    #[must_use]
    pub fn expand(mut self, navigation: impl Expansion<M>) -> Self {
        navigation.add_to(&mut |item| add(&mut self.chosen.expand, item));
        self
    }

    /// `$filter`: only items that match. Combined with other filters by `and`.
    #[must_use]
    pub fn filter<D: Item + Into<M>>(self, filter: Filter<D>) -> Self {
        self.and(filter.of_base::<M>().erase())
    }

    /// `$orderby`: sorts by this property, then by the following ones among equal items.
    #[must_use]
    pub fn order_by(mut self, properties: impl OrderBy<M>) -> Self {
        properties.add_to(&mut |item| add(&mut self.chosen.order_by, item));
        self
    }
}

/// Adds an item unless the list already contains it, since some services refuse a duplicate property.
fn add(items: &mut Vec<String>, item: String) {
    if !items.contains(&item) {
        items.push(item);
    }
}

/// Prints the options as in a URL, without `?`.
impl<M> fmt::Display for Query<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = String::new();
        self.write(&mut query);
        f.write_str(&query)
    }
}

/// Shows only the names of the options, since their values may name people. [`Query::unencoded`] has the values.
impl<M> fmt::Debug for Query<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.names().join(", ") {
            names if names.is_empty() => f.write_str("Query"),
            names => write!(f, "Query {{ {names} }}"),
        }
    }
}

// A derived impl would require `M: Clone`, although there is no value of `M`.
impl<M> Clone for Query<M> {
    fn clone(&self) -> Self {
        Self { chosen: self.chosen.clone(), model: PhantomData }
    }
}

impl<M> PartialEq for Query<M> {
    fn eq(&self, other: &Self) -> bool {
        self.options() == other.options() && self.chosen.headers == other.chosen.headers
    }
}

impl<M> Eq for Query<M> {}

impl<M> Default for Query<M> {
    fn default() -> Self {
        Self::new()
    }
}
