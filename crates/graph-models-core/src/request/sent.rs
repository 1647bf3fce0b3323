//! The request that was sent, as far as its errors need it: its id, and its values, which no error shows.
//!
//! Must not know a type of Graph, or what an error says.

mod literals;

use std::fmt;

use http::{HeaderName, HeaderValue, Request, Uri};
use percent_encoding::percent_decode_str;

use super::OperationInfo;
use literals::split_literals;

/// The id that the client gives to a request.
pub(super) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The number of values of one request that errors mask. A longer request is no request in use.
const MAX_VALUES: usize = 256;
/// The shortest value of a query option that is masked although it has no digit.
const MIN_LONG: usize = 16;

/// The request that an answer belongs to, in the extensions of the answer.
///
/// The service need not repeat the id of the request, and a gateway does not. And it quotes values of the request in
/// its messages. With this extension, each error made from the answer has the id
/// ([`GraphError::client_request_id`](super::GraphError::client_request_id)), and shows none of the values. The
/// clients of `graph-models-client` add the extension. A program with another HTTP client can do the same:
///
/// ```
/// use graph_models_core::request::{NoContent, SentRequest, decode};
///
/// let request = http::Request::get("https://graph.microsoft.com/v1.0/users/avery-1?$filter=city%20eq%20'Oslo'")
///     .header("client-request-id", "b0a1")
///     .body(())?;
/// let sent = SentRequest::new(&request);
///
/// // The HTTP client sends the request and gets an answer.
/// let mut answer = http::Response::builder().status(404).body(
///     r#"{"error": {"code": "NotFound", "message": "'avery-1' is not there, nor 'Oslo'."}}"#,
/// )?;
/// answer.extensions_mut().insert(sent);
/// let error = decode::<NoContent, _>(answer).unwrap_err();
/// assert_eq!(error.client_request_id(), Some("b0a1"));
/// assert_eq!(error.to_string(), "404 Not Found: NotFound: '[hidden]' is not there, nor '[hidden]'.");
/// // The program itself has the whole text.
/// assert_eq!(error.message(), Some("'avery-1' is not there, nor 'Oslo'."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SentRequest {
    address: Uri,
    /// The template of the path, without the version. Empty for a request that no operation made.
    template: &'static str,
    pub(super) id: Option<HeaderValue>,
}

impl SentRequest {
    /// Takes note of a request, just before it is sent.
    pub fn new<B>(request: &Request<B>) -> Self {
        let info = request.extensions().get::<&'static OperationInfo>();
        Self {
            address: request.uri().clone(),
            template: info.map_or("", |info| info.path),
            id: request.headers().get(CLIENT_REQUEST_ID).cloned(),
        }
    }

    /// Takes note of a request of a batch. `url` is its path below the version, and its query.
    pub(super) fn of_batch(url: &str, template: &'static str) -> Self {
        Self { address: url.parse().unwrap_or_default(), template, id: None }
    }

    /// The id that the client gave the request.
    pub fn client_request_id(&self) -> Option<&str> {
        self.id.as_ref()?.to_str().ok().filter(|id| !id.is_empty())
    }

    /// The keys, arguments and literals of the address, decoded.
    pub(super) fn values(&self) -> Vec<String> {
        let mut values = Vec::new();
        path_values(self.address.path(), self.template, &mut values);
        query_values(self.address.query().unwrap_or_default(), &mut values);
        values.retain(|value| !value.is_empty());
        values.truncate(MAX_VALUES);
        values
    }
}

/// Shows the template of the path and the id, but no address.
impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentRequest")
            .field("template", &self.template)
            .field("client_request_id", &self.client_request_id())
            .finish_non_exhaustive()
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Adds the keys and the arguments in a path. If the path does not fit the template, segments that are no plain word
/// count as keys.
fn path_values(path: &str, template: &str, values: &mut Vec<String>) {
    let mut is_quoted = false;
    // Slashes in quotes are parts of an argument.
    let ends = |c: char| {
        is_quoted ^= c == '\'';
        c == '/' && !is_quoted
    };
    let segments: Vec<String> = path.split(ends).filter(|it| !it.is_empty()).map(decoded).collect();
    let names: Vec<&str> = template.split('/').filter(|it| !it.is_empty()).collect();
    let before = segments.len().checked_sub(names.len()).filter(|_| !names.is_empty());
    // The root of the service and the version are before the template.
    let of_template = before.map(|before| segments.iter().skip(before).zip(&names));
    let fits = |(segment, name): (&String, &&str)| name.contains('{') || name_of(segment) == name_of(name);
    let before = before.filter(|_| of_template.is_some_and(|mut pairs| pairs.all(fits)));
    // The names on a path such as `root:/folder/file:` are between two colons.
    let mut is_between = false;
    for (index, segment) in segments.iter().enumerate() {
        let is_key = match before {
            Some(before) => {
                let name = index.checked_sub(before).and_then(|index| names.get(index));
                name.is_some_and(|name| name.starts_with('{'))
            }
            None => is_between || !is_word(name_of(segment)),
        };
        is_between ^= segment.ends_with(':');
        let (name, arguments) = segment.split_once('(').unwrap_or((segment, ""));
        if is_key {
            values.push(name.trim_end_matches(':').to_owned());
        }
        let (literals, rest) = split_literals(arguments);
        values.extend(literals);
        let rest = rest.split([',', ')']).map(|part| part.rsplit('=').next().unwrap_or_default().trim());
        values.extend(rest.filter(|value| has_digit(value)).map(str::to_owned));
    }
}

/// The segment without arguments and without a colon at the end.
fn name_of(segment: &str) -> &str {
    segment.split('(').next().unwrap_or_default().trim_end_matches(':')
}

/// Returns `true` for a segment that can be a name of the metadata.
fn is_word(name: &str) -> bool {
    let is_version = matches!(name, "v1.0" | "beta");
    let of_namespace = name.strip_prefix("microsoft.graph").unwrap_or(name);
    let of_namespace = of_namespace.strip_prefix('$').unwrap_or(of_namespace);
    let is_name = |it: &str| it.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_version
        || of_namespace.split('.').enumerate().all(|(index, it)| {
            // Names with dots are those of namespaces, not those of files.
            is_name(it) && (index == 0 || name.starts_with("microsoft."))
        })
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Adds the literals in a query, and the values of options that hold no names.
fn query_values(query: &str, values: &mut Vec<String>) {
    for option in query.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').unwrap_or(("", option));
        let (name, value) = (decoded(name), decoded(value));
        let (literals, rest) = split_literals(&value);
        match name.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "select" | "orderby" | "count" | "top" | "skip" | "format" => {}
            "filter" | "expand" | "compute" | "apply" => {
                let words = rest.split(|c: char| c.is_whitespace() || "(),;=/".contains(c));
                values.extend(words.filter(|word| has_digit(word)).map(str::to_owned));
            }
            "search" => {
                let phrases = literals.iter().chain(literals.is_empty().then_some(&value));
                let after_name =
                    phrases.filter_map(|phrase| Some(phrase.split_once(':')?.1.trim().to_owned()));
                let after_name: Vec<_> = after_name.collect();
                values.extend(after_name);
                values.extend(literals.is_empty().then(|| value.clone()));
            }
            _ if has_digit(&value) || value.len() >= MIN_LONG => values.push(value.clone()),
            _ => {}
        }
        values.extend(literals);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str, template: &'static str) -> Vec<String> {
        let mut sent = SentRequest::new(&Request::new(()));
        sent.address = address.parse().unwrap();
        sent.template = template;
        sent.values()
    }

    #[test]
    fn keys_are_found_by_the_template() {
        let here = "https://host/graph/v1.0";
        for (path, template, keys) in [
            ("/users/avery", "/users/{user_id}", &["avery"][..]),
            ("/users/a%40b.example/messages", "/users/{user_id}/messages", &["a@b.example"]),
            ("/drives/d/root:/a%20b:/content", "/drives/{id}/root:/{path}:/content", &["d", "a b"]),
            (
                "/users/1/getX(id='it%27%27s',day=2024-01-01)",
                "/users/{id}/getX(id={id},day={day})",
                &["1", "it's", "2024-01-01"],
            ),
            ("/me/messages", "/me/messages", &[]),
        ] {
            assert_eq!(of(&format!("{here}{path}"), template), keys, "{path}");
        }
    }

    #[test]
    fn keys_are_found_without_a_template_too() {
        for (path, keys) in [
            ("/v1.0/me/messages/$count", &[][..]),
            ("/beta/groups/87d349ed/microsoft.graph.delta()", &["87d349ed"]),
            ("/v1.0/users('avery')/x", &["avery"]),
            ("/v1.0/drives/b!x/root:/Folder/report:/content", &["b!x", "Folder", "report"]),
            ("/v1.0/sites/contoso.example", &["contoso.example"]),
            ("/v1.0/sites/1/getByPath(path='/sites/x')", &["1", "/sites/x"]),
        ] {
            for template in ["", "/of/another/{path}"] {
                assert_eq!(of(path, template), keys, "{path}");
            }
        }
    }

    #[test]
    fn literals_and_tokens_of_a_query_are_values() {
        for (query, expected) in [
            ("$select=id,displayName&$top=5&$orderby=x", &[][..]),
            ("$filter=city%20eq%20'Oslo'%20and%20count%20gt%2012", &["12", "Oslo"]),
            ("%24filter=id%20eq%2087d3-1&$count=true", &["87d3-1"]),
            ("$filter=startswith(name,'O''Brien')", &["O'Brien"]),
            ("$expand=members($filter=id%20eq%20'x')", &["x"]),
            ("$search=%22displayName:Avery%20H%22", &["Avery H", "displayName:Avery H"]),
            ("$search=Avery", &["Avery"]),
            ("$skiptoken=abcdefghijklmnop", &["abcdefghijklmnop"]),
            ("startDateTime=2024-01-01T00:00:00Z&format=pdf", &["2024-01-01T00:00:00Z"]),
            ("@p=%5B%22a%22%5D", &["a"]),
        ] {
            assert_eq!(of(&format!("/v1.0/users?{query}"), ""), expected, "{query}");
        }
        let many: Vec<_> = (0..2000).map(|index| format!("x{index}='v{index}'")).collect();
        assert_eq!(of(&format!("/?{}", many.join("&")), "").len(), MAX_VALUES);
    }
}
