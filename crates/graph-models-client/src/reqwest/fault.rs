//! The progress of a request, read from an error of the client.

use crate::{TransportError, TransportErrorKind};

/// The message for an HTTP client that was built without TLS. Its own error is not clear.
const NO_TLS: &str =
    "the HTTP client has no TLS; it comes with a feature of the crate `reqwest`, such as `rustls`";

/// Classifies an error of the HTTP client by the progress of the request. A request that was already being sent
/// counts as lost, whatever the error says. The URL is left out of the text, since it may hold names.
pub(super) fn transport(error: ::reqwest::Error, is_out: bool) -> TransportError {
    if is_out {
        return lost(error);
    }
    let error = error.without_url();
    if error.is_builder() {
        return TransportError::new(TransportErrorKind::Unable, &error);
    }
    // A timeout counts as one of connecting only if it says so. Then nothing was sent.
    if !error.is_connect() {
        return lost(error);
    }
    let error = TransportError::new(TransportErrorKind::Connect, &error);
    match error.to_string().contains("scheme is not http") {
        true => TransportError::with_message(TransportErrorKind::Unable, NO_TLS),
        false => error,
    }
}

/// Classifies an error after the request was sent.
pub(super) fn lost(error: ::reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Lost, &error.without_url())
}
