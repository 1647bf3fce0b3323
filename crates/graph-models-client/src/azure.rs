//! Tokens of the credentials of `azure_core` and `azure_identity`.

use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;

use super::{AsyncTokenSource, Token, TokenError, TokenFuture, TokenRequest};
use graph_models_core::request::Service;

/// The tokens of a credential of `azure_identity` for a service. The credential caches each token until it expires.
///
/// The credentials of `azure_core` 1 cannot ask for a token with claims. If the service asks for claims (continuous
/// access evaluation), its answer is the error, and
/// [`GraphError::claims`](graph_models_core::request::GraphError::claims) has them.
///
/// ```no_run
/// # use std::sync::Arc;
/// # fn credential() -> Arc<dyn azure_core::credentials::TokenCredential> { unimplemented!() }
/// use graph_models_core::request::Service;
/// use graph_models_client::AzureTokens;
///
/// let service = Service::global();
/// // `azure_identity::AzureCliCredential::new(None)?` for instance.
/// let tokens = AzureTokens::new(credential(), &service);
/// ```
#[derive(Clone)]
pub struct AzureTokens {
    credential: Arc<dyn TokenCredential>,
    scope: String,
}

impl AzureTokens {
    /// Tokens with all permissions that were granted for this service: [`Service::default_scope`].
    pub fn new(credential: Arc<dyn TokenCredential>, service: &Service) -> Self {
        Self::with_scope(credential, service.default_scope())
    }

    /// Tokens with another scope, for requests through a gateway whose root is not the audience of the tokens.
    pub fn with_scope(credential: Arc<dyn TokenCredential>, scope: impl Into<String>) -> Self {
        Self { credential, scope: scope.into() }
    }
}

impl AsyncTokenSource for AzureTokens {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        Box::pin(async {
            if request.claims().is_some() {
                return Err(TokenError::new(
                    "the credentials of azure_core cannot ask for a token with claims",
                ));
            }
            let token =
                self.credential.get_token(&[&self.scope], None).await.map_err(TokenError::from_source)?;
            Token::new(token.token.secret())
        })
    }
}

impl fmt::Debug for AzureTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureTokens").field("scope", &self.scope).finish_non_exhaustive()
    }
}
