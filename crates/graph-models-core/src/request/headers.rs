//! Headers of an answer beside the body: applied preferences, and announced deprecation.
//!
//! ```
//! use graph_models_core::request::headers::{Deprecation, preferences_applied};
//!
//! let answer = http::Response::builder()
//!     .header("preference-applied", "include-unknown-enum-members")
//!     .header("deprecation", "Mon, 06 Sep 2021 23:59:59 GMT")
//!     .header("sunset", "Thu, 30 Jun 2022 23:59:59 GMT")
//!     .header("link", r#"<https://developer.microsoft.com/graph/changes?$filterby=v1.0>; rel="deprecation""#)
//!     .body(())?;
//!
//! let applied = preferences_applied(answer.headers());
//! assert!(applied.iter().any(|preference| preference.is("include-unknown-enum-members")));
//!
//! let deprecation = Deprecation::from_headers(answer.headers()).expect("the answer has the header");
//! assert!(deprecation.sunset > deprecation.since);
//! assert!(deprecation.link.is_some_and(|link| link.starts_with("https://developer.microsoft.com/")));
//! # Ok::<(), http::Error>(())
//! ```

pub(super) mod list;
mod text;

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::LINK;
use list::{Element, elements, parts};
pub(super) use list::{check_value, is_of_token, is_token};
pub(super) use text::{copy, essence, is_page, location, text};

/// A preference that the service applied (RFC 7240, 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preference {
    /// The name, in lower case.
    pub name: String,
    /// The value, if there is one.
    pub value: Option<String>,
}

impl Preference {
    /// Returns `true` if the preference has that name, in upper or lower case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The preferences that the service applied, from `Preference-Applied`.
pub fn preferences_applied(headers: &HeaderMap) -> Vec<Preference> {
    let values = headers.get_all("preference-applied").iter().filter_map(|value| value.to_str().ok());
    // Parameters of a preference have no meaning in an answer.
    let first = |element| parts(element).next();
    values
        .flat_map(elements)
        .filter_map(first)
        .map(|Element { name, value }| Preference { name: name.to_ascii_lowercase(), value })
        .collect()
}

/// The requested resource is deprecated and may be removed (RFC 9745 `Deprecation`, RFC 8594 `Sunset`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation {
    /// The start of the deprecation, in the past or the future, if the service names it.
    pub since: Option<SystemTime>,
    /// The time at which the resource stops working, if the service names it.
    pub sunset: Option<SystemTime>,
    /// The page that explains the deprecation, if the service names one.
    pub link: Option<String>,
}

impl Deprecation {
    /// Reads the headers `Deprecation` and `Sunset`; `None` if both are missing.
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        let (deprecation, sunset) = (text("deprecation"), text("sunset"));
        // A draft of the RFC used `true` and `false`.
        let deprecation = deprecation.filter(|text| !text.eq_ignore_ascii_case("false"));
        if deprecation.is_none() && sunset.is_none() {
            return None;
        }
        Some(Self { since: deprecation.and_then(date), sunset: sunset.and_then(date), link: link(headers) })
    }
}

/// Parses an HTTP date, or seconds since 1970 after an `@` (RFC 9651, 3.3.7).
fn date(text: &str) -> Option<SystemTime> {
    match text.strip_prefix('@') {
        Some(seconds) => SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.parse().ok()?)),
        None => httpdate::parse_http_date(text).ok(),
    }
}

/// The link that explains the deprecation, or else the link that explains the sunset (RFC 8288).
fn link(headers: &HeaderMap) -> Option<String> {
    let values = || headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    let of =
        |relation: &'static str| values().flat_map(elements).find_map(|element| target(element, relation));
    of("deprecation").or_else(|| of("sunset"))
}

/// The target of a link, if the link has the relation.
fn target(link: &str, relation: &str) -> Option<String> {
    let (target, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
    let is_of = |value: &str| value.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case(relation));
    let mut parameters = parts(parameters);
    let found = parameters.any(|Element { name, value }| {
        name.eq_ignore_ascii_case("rel") && value.is_some_and(|value| is_of(&value))
    });
    found.then(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[(&'static str, &str)]) -> HeaderMap {
        values.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).fold(
            HeaderMap::new(),
            |mut headers, (name, value): (http::HeaderName, _)| {
                headers.append(name, value);
                headers
            },
        )
    }

    #[test]
    fn preferences_are_a_list_over_several_headers() {
        let applied = preferences_applied(&headers(&[
            ("preference-applied", r#"return=minimal; foo="a,b;c" , Odata.MaxPageSize = 50,"#),
            ("preference-applied", r#"x="quo\"te, d", respond-async"#),
            ("prefer", "not-this"),
        ]));
        let shown: Vec<_> = applied
            .iter()
            .map(|preference| (preference.name.as_str(), preference.value.as_deref()))
            .collect();
        let expected = [
            ("return", Some("minimal")),
            ("odata.maxpagesize", Some("50")),
            ("x", Some("quo\"te, d")),
            ("respond-async", None),
        ];
        assert_eq!(shown, expected);
        assert!(preferences_applied(&headers(&[])).is_empty());
    }

    #[test]
    fn deprecations_have_dates_of_both_forms_and_a_link() {
        let at = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        let link = r#"<https://a/x,y>; rel="sunset", <https://b/z>;type="text/html"; REL="help deprecation""#;
        let found = Deprecation::from_headers(&headers(&[
            ("deprecation", "@1688169599"),
            ("sunset", "Thu, 01 Jan 1970 00:00:09 GMT"),
            ("link", link),
        ]));
        let link = Some("https://b/z".to_owned());
        assert_eq!(found, Some(Deprecation { since: at(1_688_169_599), sunset: at(9), link }));
        let none = Deprecation { since: None, sunset: None, link: None };
        assert_eq!(Deprecation::from_headers(&headers(&[("deprecation", "true")])), Some(none));
        assert_eq!(Deprecation::from_headers(&headers(&[("deprecation", "false")])), None);
        assert_eq!(Deprecation::from_headers(&headers(&[("link", "<https://b/z>; rel=deprecation")])), None);
        let huge = headers(&[("deprecation", "@99999999999999999999"), ("link", "<broken; rel=deprecation")]);
        assert_eq!(
            Deprecation::from_headers(&huge).map(|found| (found.since, found.link)),
            Some((None, None))
        );
    }
}
