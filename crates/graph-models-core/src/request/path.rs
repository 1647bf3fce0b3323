//! Paths of requests: fixed segments, and keys that cannot escape from their segment.
//!
//! Knows the form of a URL. Must not know the meaning of segments.

use std::fmt::{self, Display, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Catalog, RequestError};

/// All characters except the unreserved ones of RFC 3986 (2.3). So a key with any content stays one segment, and a
/// value one option of a query.
pub(super) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path below the root of a service. Generated code wraps it in a type for the resource at its end.
///
/// A key that is not allowed in a path is recorded. It becomes an error when the path becomes a request.
///
/// ```
/// use graph_models_core::request::{Catalog, Path};
///
/// static CATALOG: Catalog = Catalog { version: "beta", parts: &[] };
///
/// let path = Path::root(&CATALOG).add("/groups/{group_id}/owners", &[&"a/b"]);
/// assert_eq!(path.to_text()?, "/beta/groups/a%2Fb/owners");
/// assert_eq!(path.template(), "/groups/{group_id}/owners");
/// // Logs get no keys.
/// assert_eq!(format!("{path:?}"), r#"Path("/groups/{group_id}/owners")"#);
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone)]
pub struct Path {
    catalog: &'static Catalog,
    pub(super) text: String,
    pub(super) template: String,
    query: String,
    /// The query options without which the service refuses to read the resource at the end of the path.
    required_options: &'static [&'static str],
    error: Option<RequestError>,
}

impl Path {
    /// The path to the root of a version.
    pub fn root(catalog: &'static Catalog) -> Self {
        Self {
            catalog,
            text: String::new(),
            template: String::new(),
            query: String::new(),
            required_options: &[],
            error: None,
        }
    }

    /// The path with more segments: a template such as `/alerts/{alert_id}`, and a value for each placeholder.
    ///
    /// A placeholder in quotes (`name='{value}'`) is an OData string literal: quotes in its value are doubled.
    #[must_use]
    pub fn add(&self, template: &'static str, values: &[&dyn Display]) -> Self {
        let mut path = self.clone();
        let mut values = values.iter();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (key, after) = after.split_once('}').unwrap_or((after, ""));
            path.text.push_str(before);
            match values.next() {
                Some(value) => path.value(key, &value.to_string(), before.ends_with('\'')),
                None => path.fail(RequestError::MissingKey { key: key.to_owned() }),
            }
            rest = after;
        }
        path.text.push_str(rest);
        path.template.push_str(template);
        if !is_same_resource(template) {
            path.required_options = &[];
        }
        path
    }

    /// The path with the query options without which the service refuses to read the resource at its end. They also
    /// hold for the number of its items and for functions on it, and end with the next step.
    pub(super) fn requiring(self, options: &'static [&'static str]) -> Self {
        Self { required_options: options, ..self }
    }

    /// The path to a structural property of the value at the end of this path.
    pub(super) fn property(&self, name: &'static str) -> Self {
        let mut path = self.clone();
        for text in [&mut path.text, &mut path.template] {
            text.push('/');
            text.push_str(name);
        }
        path.requiring(&[])
    }

    /// The path with a function call: its segment and its arguments.
    #[must_use]
    pub fn function(&self, segment: &'static str, arguments: &[(&'static str, Argument<'_>)]) -> Self {
        let mut path = self.add(segment, &[]).requiring(self.required_options);
        let mut separator = '(';
        for (name, argument) in arguments {
            let text = match argument {
                Argument::Absent => continue,
                Argument::Text(value) => {
                    let doubled = value.to_string().replace('\'', "''");
                    format!("'{}'", utf8_percent_encode(&doubled, RESERVED))
                }
                Argument::Names(value) => {
                    let start = path.text.len();
                    path.names(name, &value.to_string().replace('\'', "''"));
                    format!("'{}'", path.text.split_off(start))
                }
                Argument::Plain(value) => utf8_percent_encode(&value.to_string(), RESERVED).to_string(),
                Argument::Json(value) => path.alias(name, *value),
            };
            let _ = write!(path.text, "{separator}{name}={text}");
            let _ = write!(path.template, "{separator}{name}={{{name}}}");
            separator = ',';
        }
        if separator == '(' {
            path.text.push('(');
            path.template.push('(');
        }
        path.text.push(')');
        path.template.push(')');
        path
    }

    /// Adds an alias for a value and returns it. The alias is written in the path, and the value in the query.
    fn alias(&mut self, name: &'static str, value: &dyn ToJson) -> String {
        match value.to_json() {
            Ok(json) => {
                let separator = if self.query.is_empty() { "" } else { "&" };
                let _ = write!(self.query, "{separator}@{name}={}", utf8_percent_encode(&json, RESERVED));
            }
            Err(error) => self.fail(RequestError::Body { reason: format!("{name}: {error}") }),
        }
        format!("@{name}")
    }

    fn value(&mut self, key: &'static str, value: &str, is_quoted: bool) {
        if value.is_empty() && !is_quoted {
            self.fail(RequestError::EmptyKey { key });
        } else if !is_quoted && matches!(value, "." | "..") {
            self.fail(RequestError::DotKey { key });
        }
        let doubled = if is_quoted { value.replace('\'', "''") } else { value.to_owned() };
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{}", utf8_percent_encode(&doubled, RESERVED));
    }

    /// Records an error. The first one is kept.
    pub(super) fn fail(&mut self, error: RequestError) {
        self.error.get_or_insert(error);
    }

    /// The path as sent: below the root of the service, beginning with the version.
    ///
    /// # Errors
    ///
    /// Returns an error if a key is empty, `.` or `..`.
    pub fn to_text(&self) -> Result<String, RequestError> {
        match &self.error {
            Some(error) => Err(error.clone()),
            None => Ok(format!("/{}{}", self.catalog.version, self.text)),
        }
    }

    /// The path below the version, with a placeholder for each key.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Arguments given by alias, for the query: `@p=…`, joined by `&`.
    pub(super) fn query(&self) -> &str {
        &self.query
    }

    /// The query options that reading the resource at the end of the path requires.
    pub(super) fn required_options(&self) -> &'static [&'static str] {
        self.required_options
    }

    /// The catalog of the version.
    pub fn catalog(&self) -> &'static Catalog {
        self.catalog
    }
}

/// Returns true if segments lead to no other resource: to the number of its items, or to its items of a derived type.
fn is_same_resource(template: &str) -> bool {
    template == "/$count" || (template.contains('.') && !template.contains('{'))
}

/// The argument of a function call.
///
/// ```
/// use graph_models_core::request::{Argument, Catalog, Path};
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// // The service refuses `%2F` here.
/// let site = Path::root(&CATALOG).add("/sites/{id}", &[&"1"]);
/// let path = site.function("/getByPath", &[("path", Argument::Names(&"/sites/x"))]);
/// assert_eq!(path.to_text()?, "/v1.0/sites/1/getByPath(path='/sites/x')");
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone, Copy)]
pub enum Argument<'a> {
    /// In quotes: a string or an enumeration member.
    Text(&'a dyn Display),
    /// In quotes: a path such as `/sites/a`, whose slashes stay. A missing slash at the beginning is added.
    Names(&'a dyn Display),
    /// Unquoted: a number, a date or a GUID.
    Plain(&'a dyn Display),
    /// As JSON in the query, under an alias: a collection or an object.
    Json(&'a dyn ToJson),
    /// Left out. Only optional parameters allow it.
    Absent,
}

/// Shows no value, since it may name a person.
impl fmt::Debug for Argument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Names(_) => "Names(..)",
            Self::Plain(_) => "Plain(..)",
            Self::Json(_) => "Json(..)",
            Self::Absent => "Absent",
        })
    }
}

/// A value that can be written as JSON.
pub trait ToJson {
    /// The value as JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if the value has no form in JSON, such as an infinite number.
    fn to_json(&self) -> serde_json::Result<String>;
}

impl<T: serde::Serialize> ToJson for T {
    fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.catalog.version == other.catalog.version
            && (&self.text, &self.query, &self.error) == (&other.text, &other.query, &other.error)
    }
}

impl Eq for Path {}

/// Shows only the template, since keys and arguments may name people. [`Path::to_text`] has them.
impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Path").field(&self.template).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Argument, Path};
    use crate::request::{Catalog, RequestError};

    static NOTHING: Catalog = Catalog { version: "beta", parts: &[] };

    fn key(value: &str) -> Result<String, RequestError> {
        Path::root(&NOTHING).add("/alerts/{alert_id}/refresh", &[&value]).to_text()
    }

    #[test]
    fn keys_stay_in_their_segment() {
        for (value, encoded) in [
            ("DirectoryRole_9a_X", "DirectoryRole_9a_X"),
            ("a/../b", "a%2F..%2Fb"),
            ("a?b#c", "a%3Fb%23c"),
            ("50%", "50%25"),
            ("refresh:All", "refresh%3AAll"),
            ("it's", "it%27s"),
            ("ü", "%C3%BC"),
            ("a\\b\r\n", "a%5Cb%0D%0A"),
        ] {
            assert_eq!(key(value), Ok(format!("/beta/alerts/{encoded}/refresh")));
        }
        let long = "ö/".repeat(5000);
        assert_eq!(key(&long), Ok(format!("/beta/alerts/{}/refresh", "%C3%B6%2F".repeat(5000))));
    }

    #[test]
    fn steps_are_no_keys() {
        assert_eq!(key(""), Err(RequestError::EmptyKey { key: "alert_id" }));
        assert_eq!(key(".."), Err(RequestError::DotKey { key: "alert_id" }));
        assert_eq!(key("..."), Ok("/beta/alerts/.../refresh".to_owned()));
    }

    #[test]
    fn the_first_error_is_told() {
        let path = Path::root(&NOTHING).add("/a/{x}", &[&""]).add("/b/{y}", &[&".."]).add("/c", &[]);
        assert_eq!(path.to_text(), Err(RequestError::EmptyKey { key: "x" }));
        assert_eq!(path.template(), "/a/{x}/b/{y}/c");
    }

    #[test]
    fn quotes_in_literals_are_doubled() {
        let path = Path::root(&NOTHING).add("/a(n='{x}',m={y})", &[&"it's", &7]);
        assert_eq!(path.to_text().as_deref(), Ok("/beta/a(n='it%27%27s',m=7)"));
        let path = Path::root(&NOTHING).add("/a(n='{x}')", &[&""]);
        assert_eq!(path.to_text().as_deref(), Ok("/beta/a(n='')"));
    }

    #[test]
    fn functions_have_their_parameters_in_the_path() {
        let root = Path::root(&NOTHING);
        assert_eq!(root.function("/delta", &[]).to_text().as_deref(), Ok("/beta/delta()"));
        let arguments = [
            ("from", Argument::Plain(&"2026-01-09T00:00:00+01:00")),
            ("by", Argument::Text(&"it's a/b")),
            ("to", Argument::Absent),
        ];
        let path = root.function("/view", &arguments);
        assert_eq!(
            path.to_text().as_deref(),
            Ok("/beta/view(from=2026-01-09T00%3A00%3A00%2B01%3A00,by='it%27%27s%20a%2Fb')")
        );
        assert_eq!(path.template(), "/view(from={from},by={by})");
    }

    #[test]
    fn values_with_parts_stand_in_the_query() {
        let ids = ["a", "b"];
        let path =
            Path::root(&NOTHING).function("/f", &[("ids", Argument::Json(&ids)), ("n", Argument::Plain(&1))]);
        assert_eq!(path.to_text().as_deref(), Ok("/beta/f(ids=@ids,n=1)"));
        assert_eq!(path.query(), "@ids=%5B%22a%22%2C%22b%22%5D");
    }

    #[test]
    fn every_placeholder_needs_a_value() {
        let missing = RequestError::MissingKey { key: "b".to_owned() };
        assert_eq!(Path::root(&NOTHING).add("/x/{b}", &[]).to_text(), Err(missing));
    }
}
