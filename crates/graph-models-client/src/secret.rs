//! Masks a secret in everything that an exchange may show: the token of the request, or the address that is its own
//! permission. Must not know a token.

use graph_models_core::request::Hidden;

use crate::SendError;

/// The result of sending a request once.
type Exchanged<B> = Result<http::Response<B>, SendError>;

/// Hides the secret of a request. Errors that are made of the answer will mask the secret, and so does the error
/// instead of an answer.
pub(crate) fn hide<B>(answer: Exchanged<B>, hidden: Option<Hidden>) -> Exchanged<B> {
    let Some(hidden) = hidden else { return answer };
    match answer {
        Ok(mut answer) => {
            answer.extensions_mut().insert(hidden);
            Ok(answer)
        }
        Err(error) => Err(error.hiding(&hidden)),
    }
}

impl SendError {
    /// The same error with a secret masked, in case the HTTP client or the server quoted it. The errors of answers mask
    /// it already.
    pub(crate) fn hiding(self, hidden: &Hidden) -> Self {
        match self {
            Self::Transport(error) => Self::Transport(error.hiding(hidden)),
            error => error,
        }
    }
}
