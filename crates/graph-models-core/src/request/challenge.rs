//! Challenges of a service that refused a token: the header `WWW-Authenticate` (RFC 9110, 11.6.1).
//!
//! Must not know or request a token.

mod claims;
mod read;

use std::fmt;

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

pub use claims::Claims;

/// One challenge: a scheme, with a token or with parameters.
///
/// `Debug` shows the scheme and the names of the parameters. Values may hold claims.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Challenge {
    /// The scheme as received, such as `Bearer`. Its case has no meaning.
    pub scheme: String,
    /// The single value of schemes that have no parameters, such as `Negotiate`.
    pub token: Option<String>,
    /// Names and values of the parameters, in the order in which they were received. Quotes and escapes are resolved.
    pub parameters: Vec<(String, String)>,
}

impl Challenge {
    /// Returns `true` if the challenge has that scheme, in upper or lower case.
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// The first parameter with that name, in upper or lower case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("Challenge")
            .field("scheme", &self.scheme)
            .field("parameters", &names)
            .finish_non_exhaustive()
    }
}

/// The challenges of an answer, from all headers `WWW-Authenticate`.
///
/// Parts of a header that are no challenge are skipped.
///
/// ```
/// use graph_models_core::request::challenges;
///
/// let answer = http::Response::builder()
///     .status(401)
///     .header("www-authenticate", r#"Negotiate, Basic realm="a, b", Bearer realm="", error = invalid_token"#)
///     .body(())?;
/// let found: Vec<_> = challenges(answer.headers()).collect();
/// assert_eq!(found.len(), 3);
/// assert_eq!(found[1].parameter("Realm"), Some("a, b"));
/// assert_eq!(found[2].parameter("error"), Some("invalid_token"));
/// # Ok::<(), http::Error>(())
/// ```
pub fn challenges(headers: &HeaderMap) -> impl Iterator<Item = Challenge> {
    let texts = headers.get_all(WWW_AUTHENTICATE).iter();
    texts.flat_map(|text| read::challenges(&String::from_utf8_lossy(text.as_bytes())))
}
