//! Claims that the service demands of a token (continuous access evaluation). Must not ask for a token.

use graph_models_core::request::Claims;
use http::{HeaderMap, StatusCode};

use crate::TokenRequest;

/// The demand for claims in one delivery or download. The service may demand claims once: an answer of the kind `A`
/// that refuses the next token too is final.
pub(crate) struct Challenge<A>(Option<(A, TokenRequest)>);

impl<A> Default for Challenge<A> {
    fn default() -> Self {
        Self(None)
    }
}

impl<A> Challenge<A> {
    /// The request for the next token.
    pub(crate) fn ask(&self) -> TokenRequest {
        self.0.as_ref().map(|(_, ask)| ask.clone()).unwrap_or_default()
    }

    /// The request for a token that an answer of the service demands. `None` if it demands no claims, or did so before.
    ///
    /// Most parts of the service answer 401, and some 403.
    pub(crate) fn demanded(&self, status: StatusCode, headers: &HeaderMap) -> Option<TokenRequest> {
        let may_be = self.0.is_none() && matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
        may_be.then(|| Claims::from_headers(headers)).flatten().map(TokenRequest::with_claims)
    }

    /// Notes the answer that demands claims.
    pub(crate) fn set(&mut self, refusal: A, ask: TokenRequest) {
        self.0 = Some((refusal, ask));
    }

    /// Takes the answer that demanded claims. If there is no token with the claims, this answer is more helpful than
    /// the error of the token source.
    pub(crate) fn take_refusal(&mut self) -> Option<A> {
        self.0.take().map(|(refusal, _)| refusal)
    }
}
