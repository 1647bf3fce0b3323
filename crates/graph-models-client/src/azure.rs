//! Tokens of the credentials of `azure_core` and `azure_identity`.

use std::fmt;
use std::io;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;
use tokio::runtime::Runtime;

use super::{AsyncTokenSource, Token, TokenError, TokenFuture, TokenRequest, TokenSource};
use graph_models_core::request::Service;

/// The tokens that a credential of `azure_identity` gives for a service. The credential caches each token until it
/// expires.
///
/// The credentials of `azure_core` 1 cannot request a token with claims. If the service demands claims (continuous
/// access evaluation), its answer becomes the error, and
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

impl AzureTokens {
    /// Makes a token source for a blocking client. The source has a small runtime, which runs the credential.
    ///
    /// ```no_run
    /// # use std::sync::Arc;
    /// # fn credential() -> Arc<dyn azure_core::credentials::TokenCredential> { unimplemented!() }
    /// # fn show() -> std::io::Result<()> {
    /// use graph_models_core::request::Service;
    /// use graph_models_client::AzureTokens;
    ///
    /// let tokens = AzureTokens::new(credential(), &Service::global()).into_blocking()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the runtime cannot be made.
    pub fn into_blocking(self) -> io::Result<BlockingAzureTokens> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(BlockingAzureTokens { tokens: self, runtime: Arc::new(OwnRuntime(Some(runtime))) })
    }
}

/// The tokens of a credential of `azure_identity` for a blocking client: see [`AzureTokens::into_blocking`].
#[derive(Clone)]
pub struct BlockingAzureTokens {
    tokens: AzureTokens,
    runtime: Arc<OwnRuntime>,
}

/// A runtime that can be dropped anywhere, also by a task of another runtime.
struct OwnRuntime(Option<Runtime>);

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl TokenSource for BlockingAzureTokens {
    fn token(&self, request: &TokenRequest) -> Result<Token, TokenError> {
        let Some(runtime) = &self.runtime.0 else { return Err(TokenError::new("the runtime has ended")) };
        // A thread that belongs to another runtime must not run this one.
        let token = std::thread::scope(|scope| {
            scope.spawn(|| runtime.block_on(AsyncTokenSource::token(&self.tokens, request))).join()
        });
        token.unwrap_or_else(|_| Err(TokenError::new("the credential panicked")))
    }
}

impl fmt::Debug for BlockingAzureTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tokens.fmt(f)
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
