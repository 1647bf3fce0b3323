//! Collections that the service lists only for a window of time.
//!
//! Metadata does not say it, and neither do permissions. The service answers 400 without the window.

use super::RequestError;

/// The options of a window: its start and its end.
type Options = [&'static str; 2];

const TIMES: Options = ["startDateTime", "endDateTime"];

/// The last names of paths to such collections, and their options. The first line that fits counts.
const WINDOWS: [(&[&str], Options); 5] = [
    (&["bookingBusinesses", KEY, "calendarView"], ["start", "end"]),
    (&["calendarView"], TIMES),
    (&["events", KEY, "instances"], TIMES),
    (&["calendarView", KEY, "instances"], TIMES),
    (&["exceptionOccurrences", KEY, "instances"], TIMES),
];

/// The requests that read such a collection by another segment behind it.
const BEHIND: [&str; 3] = ["$count", "delta()", "microsoft.graph.delta()"];

/// A key in the names of a path.
const KEY: &str = "{}";

/// Returns an error if a `GET` of the path needs a window that is not in the query. A token of an earlier answer
/// contains the window.
pub(super) fn check(template: &str, query: &str) -> Result<(), RequestError> {
    let Some([start, end]) = options(template) else { return Ok(()) };
    let names: Vec<_> = query.split('&').filter_map(|option| option.split('=').next()).collect();
    let has = |name: &str| names.iter().any(|given| given.eq_ignore_ascii_case(name));
    if names.iter().any(|given| given.to_ascii_lowercase().ends_with("token")) {
        return Ok(());
    }
    match [start, end].into_iter().find(|name| !has(name)) {
        Some(name) => Err(RequestError::MissingOption { name }),
        None => Ok(()),
    }
}

/// The options that the path needs.
fn options(template: &str) -> Option<Options> {
    let mut segments = template.rsplit('/').filter(|segment| !segment.is_empty()).peekable();
    segments.next_if(|last| BEHIND.contains(last));
    let segments: Vec<_> = segments.collect();
    let is_key = |segment: &str| segment.starts_with('{') || segment.starts_with('(');
    let fits = |names: &[&str]| {
        let mut pairs = names.iter().rev().zip(&segments);
        names.len() <= segments.len()
            && pairs.all(|(name, segment)| match *name {
                KEY => is_key(segment),
                name => name == *segment,
            })
    };
    WINDOWS.iter().find(|(names, _)| fits(names)).map(|(_, options)| *options)
}

#[cfg(test)]
mod tests {
    use super::{TIMES, check, options};
    use crate::request::RequestError;

    #[test]
    fn collections_by_window_are_known_by_their_paths() {
        for path in [
            "/me/calendarView",
            "/users/{user_id}/calendars/{calendar_id}/calendarView",
            "/groups/{group_id}/calendarView/$count",
            "/me/calendarView/delta()",
            "/me/events/{event_id}/instances",
            "/me/calendar/events/{event_id}/instances/delta()",
            "/me/calendarView/{calendar_view_id}/instances",
        ] {
            assert_eq!(options(path), Some(TIMES), "{path}");
        }
        let bookings = "/solutions/bookingBusinesses/{booking_business_id}/calendarView";
        assert_eq!(options(bookings), Some(["start", "end"]));
        for path in [
            "/me/calendarView/{calendar_view_id}",
            "/me/events",
            "/me/events/delta()",
            "/identityGovernance/accessReviews/definitions/{definition_id}/instances",
            "/me/calendarView/{calendar_view_id}/attachments",
            "",
        ] {
            assert_eq!(options(path), None, "{path}");
        }
    }

    #[test]
    fn both_ends_are_needed_unless_a_token_has_them() {
        let missing = |name| Err(RequestError::MissingOption { name });
        let view = |query: &str| check("/me/calendarView", query);
        assert_eq!(view(""), missing("startDateTime"));
        assert_eq!(view("%24top=3&startDateTime=x"), missing("endDateTime"));
        assert_eq!(view("startdatetime=x&enddatetime=y"), Ok(()));
        assert_eq!(view("%24filter=a%20eq%20%27token%3D%27"), missing("startDateTime"));
        for token in ["%24skiptoken=x", "$deltatoken=latest", "token=latest"] {
            assert_eq!(view(token), Ok(()), "{token}");
        }
        assert_eq!(check("/me/events", ""), Ok(()));
    }
}
