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
/// `Debug` shows the scheme and the names of the parameters, if they are among those in use; others are `(other)`.
/// Values may hold claims. If a quote is missing, a value may be taken for a name.
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
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| shown(name, &PARAMETERS)).collect();
        f.debug_struct("Challenge")
            .field("scheme", &shown(&self.scheme, &SCHEMES))
            .field("parameters", &names)
            .finish_non_exhaustive()
    }
}

/// The schemes that `Debug` shows: those in use of the registry of IANA, and those of Microsoft.
const SCHEMES: [&str; 7] = ["Basic", "Bearer", "Digest", "DPoP", "Negotiate", "NTLM", "PoP"];
/// The names of parameters that `Debug` shows: those of RFC 6750, 7616, 7617, 9449 and 9728, and those of Microsoft.
const PARAMETERS: [&str; 20] = [
    "algorithm",
    "algs",
    "authorization_uri",
    "charset",
    "claims",
    "client_id",
    "domain",
    "error",
    "error_codes",
    "error_description",
    "error_uri",
    "nonce",
    "opaque",
    "qop",
    "realm",
    "resource_metadata",
    "scope",
    "stale",
    "trusted_issuers",
    "userhash",
];

/// The known spelling of a word, or `(other)` for an unknown word.
fn shown(word: &str, known: &[&'static str]) -> &'static str {
    known.iter().find(|known| known.eq_ignore_ascii_case(word)).unwrap_or(&"(other)")
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
