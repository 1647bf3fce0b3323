//! Options without their type, and the type of the options for an answer.

use std::fmt::Display;
use std::marker::PhantomData;

use super::Query;
use crate::Page;
use crate::model::Item;
use crate::request::Value;

/// The content of an answer to which query options apply.
///
/// The trait is implemented for entities, and for pages and lists of entities.
pub trait Queried {
    /// The type of the options.
    type Model;
}

impl<T: Item> Queried for T {
    type Model = T;
}

impl<T: Item> Queried for Page<T> {
    type Model = T;
}

impl<T: Item> Queried for Value<Vec<T>> {
    type Model = T;
}

impl<Q: Queried> Queried for Option<Q> {
    type Model = Q::Model;
}

impl<M> Query<M> {
    /// `startDateTime` and `endDateTime`: the time window of `calendarView` and of the `instances` of an event, of
    /// their `delta` and their `$count`. Without the window such a request is a
    /// [`MissingOption`](crate::request::RequestError::MissingOption), and is not sent: the service would answer 400.
    ///
    /// The `calendarView` of a booking business has a window of other names: give it by
    /// [`with_query_option`](crate::request::WithOptions::with_query_option), as `start` and `end`.
    ///
    /// The times are [`DateTimeOffset`](crate::edm::DateTimeOffset) values or texts. The service reads a text without
    /// an offset as UTC.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::edm::DateTimeOffset;
    /// use graph_models_core::request::Query;
    ///
    /// let start: DateTimeOffset = "2026-01-01T00:00:00Z".parse()?;
    /// let end: DateTimeOffset = "2026-02-01T00:00:00Z".parse()?;
    /// let query = Query::<sample::SimpleIncident>::new().time_window(&start, &end);
    /// assert_eq!(query.unencoded(), "startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-02-01T00:00:00Z");
    ///
    /// let query = Query::<sample::SimpleIncident>::new().time_window("2026-01-01T08:00:00", "2026-01-01T17:00:00");
    /// assert_eq!(query.unencoded(), "startDateTime=2026-01-01T08:00:00&endDateTime=2026-01-01T17:00:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn time_window(self, start: impl Display, end: impl Display) -> Self {
        self.option("startDateTime", start.to_string()).option("endDateTime", end.to_string())
    }

    /// Returns the options without their type.
    pub(in crate::request) fn erase(self) -> Query<()> {
        Query { chosen: self.chosen, model: PhantomData }
    }

    /// The names of the options.
    pub(in crate::request) fn names(&self) -> Vec<&str> {
        self.options().into_iter().map(|(name, _)| name).collect()
    }
}
