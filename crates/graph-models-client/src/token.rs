//! Access tokens and their sources. No token is ever shown.

use std::error::Error;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use graph_models_core::request::{Claims, Hidden, Redacted};

/// An access token. `Debug` does not show the token, and neither does a client that respects
/// [`HeaderValue::is_sensitive`].
///
/// ```
/// let token = graph_models_client::Token::new("opaque")?;
/// assert_eq!(format!("{token:?}"), "Token(..)");
/// # Ok::<(), graph_models_client::TokenError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Token(HeaderValue);

/// The beginning of the header's value.
const SCHEME: &str = "Bearer ";

impl Token {
    /// Makes a token. White space around the text is dropped, so that the text of a file can be passed unchanged.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is empty, or has characters that tokens do not have (RFC 6750, 2.1).
    pub fn new(text: impl AsRef<str>) -> Result<Self, TokenError> {
        let text = text.as_ref().trim();
        if text.is_empty() {
            return Err(TokenError::new("the token is empty"));
        }
        let header = HeaderValue::try_from(format!("{SCHEME}{text}"));
        match header {
            Ok(mut header) if text.bytes().all(|byte| byte.is_ascii_graphic()) => {
                header.set_sensitive(true);
                Ok(Self(header))
            }
            _ => Err(TokenError::new("the token has characters that no token has")),
        }
    }

    /// Puts the token into the headers of a request.
    pub fn authorize(&self, headers: &mut HeaderMap) {
        headers.insert(AUTHORIZATION, self.0.clone());
    }

    /// The token as a secret that errors do not show. An adapter puts the secret into the extensions of the answer.
    pub fn hidden(&self) -> Hidden {
        let header = self.0.as_bytes();
        Hidden::new(header.strip_prefix(SCHEME.as_bytes()).unwrap_or(header))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The request of a client to its token source. `Debug` shows no claims.
#[derive(Debug, Clone, Default)]
pub struct TokenRequest {
    claims: Option<Claims>,
}

impl TokenRequest {
    /// A request for a token with these claims.
    pub fn with_claims(claims: Claims) -> Self {
        Self { claims: Some(claims) }
    }

    /// The claims that the token must have, if the service refused the last token because of missing claims
    /// (continuous access evaluation). They belong in the parameter `claims` of the token request. A token from a
    /// cache does not have them.
    pub fn claims(&self) -> Option<&Claims> {
        self.claims.as_ref()
    }
}

/// The token source of a blocking client: a constant [`Token`], a closure, or a type that renews tokens.
pub trait TokenSource {
    /// Returns a token for the next request. The client asks before each request, so that a source can renew a token
    /// that expires.
    ///
    /// If the service refuses a token because of missing claims, the client asks once more, with the claims in the
    /// request. A source that cannot use claims returns the same token or an error. The answer of the service then
    /// becomes the error.
    ///
    /// ```
    /// use graph_models_client::{Token, TokenError, TokenRequest, TokenSource};
    ///
    /// # fn sign_in(claims: Option<&str>) -> Result<String, TokenError> {
    /// #     Ok("opaque".to_owned())
    /// # }
    /// // `sign_in` asks the identity provider, with the parameter `claims` if there are some.
    /// let source = |request: &TokenRequest| Token::new(sign_in(request.claims().map(|claims| claims.as_str()))?);
    /// assert!(source.token(&TokenRequest::default()).is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if no token is available.
    fn token(&self, request: &TokenRequest) -> Result<Token, TokenError>;
}

impl TokenSource for Token {
    fn token(&self, _: &TokenRequest) -> Result<Token, TokenError> {
        Ok(self.clone())
    }
}

impl<F: Fn(&TokenRequest) -> Result<Token, TokenError>> TokenSource for F {
    fn token(&self, request: &TokenRequest) -> Result<Token, TokenError> {
        self(request)
    }
}

/// The future of a token.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + 'a>>;

/// The token source of an asynchronous client. A [`TokenSource`] that does not block for long can be used as such a
/// source.
pub trait AsyncTokenSource {
    /// Returns a token for the next request, like [`TokenSource::token`].
    fn token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a>;
}

impl<S: TokenSource> AsyncTokenSource for S {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(ready(TokenSource::token(self, request)))
    }
}

/// The reason why no token is available.
#[derive(Clone)]
pub struct TokenError {
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl TokenError {
    /// An error with a message, which should not quote the token.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// Wraps the error of a token source.
    pub fn from_source(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source: Arc<dyn Error + Send + Sync> = Arc::from(source.into());
        Self { message: source.to_string(), source: Some(source) }
    }

    /// The wrapped error.
    pub fn get_ref(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.source.as_deref()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no access token: {}", Redacted(&self.message))
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenError({:?})", Redacted(&self.message))
    }
}

/// This error has no `source`, since errors of token sources may quote tokens, and error reports print sources.
impl Error for TokenError {}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "opaque-and-secret";

    #[test]
    fn a_token_goes_into_its_header_and_is_not_shown() {
        let token = Token::new(format!(" {SECRET}\r\n")).unwrap();
        let mut headers = HeaderMap::new();
        token.authorize(&mut headers);
        assert_eq!(headers[AUTHORIZATION], format!("Bearer {SECRET}"));
        assert!(!format!("{token:?} {headers:?}").contains(SECRET));
        assert_eq!(token.hidden().clean("x opaque%2Dand-secret y"), "x [token] y");
    }

    #[test]
    fn what_is_no_token_is_refused_and_not_shown() {
        for text in
            ["", " \n", "opaque-and-secret\r\nx-header: 1", "opaque-and-secret ü", "opaque-and-secret x"]
        {
            let error = Token::new(text).unwrap_err();
            assert!(!format!("{error:?} {error}").contains(SECRET), "{text:?}");
        }
    }

    #[test]
    fn the_error_of_a_source_does_not_show_what_it_quotes() {
        let quoted = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIwMDAwIn0.c2lnbmF0dXJl";
        let error = TokenError::from_source(format!("Bearer {quoted} is refused"));
        assert_eq!(error.to_string(), "no access token: Bearer [token] is refused");
        assert!(!format!("{error:?}").contains(quoted) && error.source().is_none());
        assert!(error.get_ref().is_some());
    }
}
