//! Claims that the next token must have (continuous access evaluation).

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, general_purpose::NO_PAD};
use http::HeaderMap;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::challenges;
use crate::request::Hidden;

/// The decoder for base64. Texts in the other alphabet are translated first and padding is removed. Surplus bits at
/// the end are allowed.
const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, NO_PAD.with_decode_allow_trailing_bits(true));

/// The claims that a service demands when it refuses a token: JSON, for the parameter `claims` of a token request.
///
/// `Debug` does not show them, and errors made from the same answer mask them.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims(String);

impl Claims {
    /// The claims of a challenge `Bearer` whose `error` is `insufficient_claims`.
    ///
    /// The claims may be base64 of either alphabet, with or without padding, or JSON itself, and each of these may be
    /// percent-encoded. Returns `None` if there are no claims, or if they are no JSON object.
    ///
    /// ```
    /// use graph_models_core::request::Claims;
    ///
    /// let answer = http::Response::builder()
    ///     .status(401)
    ///     .header(
    ///         "www-authenticate",
    ///         r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#,
    ///     )
    ///     .body(())?;
    /// let claims = Claims::from_headers(answer.headers()).expect("the service asks for claims");
    /// assert_eq!(claims.as_str(), r#"{"access_token":{}}"#);
    /// assert_eq!(format!("{claims:?}"), "Claims(..)");
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        challenges(headers).find_map(|challenge| {
            let error = challenge.parameter("error")?;
            let asks = challenge.is("Bearer") && error.eq_ignore_ascii_case("insufficient_claims");
            asks.then(|| Self::read(challenge.parameter("claims")?)).flatten()
        })
    }

    /// The claims as JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The claims as a secret that errors mask.
    pub fn hidden(&self) -> Hidden {
        Hidden::new(&self.0)
    }

    fn read(text: &str) -> Option<Self> {
        let text = percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text));
        let text = text.trim();
        let json = match text.starts_with('{') {
            true => text.to_owned(),
            false => String::from_utf8(decoded(text)?).ok()?,
        };
        let is_object = matches!(serde_json::from_str(&json), Ok(Value::Object(_)));
        is_object.then_some(Self(json))
    }
}

/// The bytes of a text in base64.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    BASE64.decode(text).ok()
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claims(..)")
    }
}
