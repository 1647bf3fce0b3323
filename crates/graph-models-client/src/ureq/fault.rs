//! The progress of a request, read from an error of the client.

use std::io::{self, ErrorKind};

use ::ureq::Timeout;

use super::connect::Established;
use crate::{TransportError, TransportErrorKind};

/// Classifies an error of the HTTP client by the progress of the request. In doubt the request counts as lost.
///
/// `has_marks` is true if errors of established connections are marked.
pub(super) fn transport(error: &::ureq::Error, has_marks: bool) -> TransportError {
    use ::ureq::Error as E;
    let kind = match error {
        E::Http(_) | E::BadUri(_) | E::InvalidProxyUrl | E::RequireHttpsOnly(_) | E::TlsRequired => {
            TransportErrorKind::Unable
        }
        E::HostNotFound
        | E::ConnectionFailed
        | E::ConnectProxyFailed(_)
        | E::Timeout(Timeout::Resolve | Timeout::Connect) => TransportErrorKind::Connect,
        E::Io(error) if is_of_connecting(error, has_marks) => TransportErrorKind::Connect,
        _ => TransportErrorKind::Lost,
    };
    // These errors of the HTTP client show the URL, which may hold names and secrets.
    let message = match error {
        E::BadUri(_) => "the HTTP client does not take the URL",
        E::RequireHttpsOnly(_) => "the HTTP client is configured for `https` only",
        error => return TransportError::new(kind, error),
    };
    TransportError::with_message(kind, message)
}

/// Classifies an error after the answer has begun.
pub(super) fn lost(error: &::ureq::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Lost, error)
}

/// Returns `true` if there was no connection. The kind of the error alone does not prove it: if the kernel gives up
/// an established connection, its error is the last error of the network, such as an unreachable host.
fn is_of_connecting(error: &io::Error, has_marks: bool) -> bool {
    if Established::is_in(error) {
        return false;
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => true,
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable => has_marks,
        // The standard library has no error kind for host names that are not found.
        _ => error.to_string().contains("lookup address"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ureq::connect::Established;

    #[test]
    fn what_breaks_later_is_lost_whatever_it_is_called() {
        let kind = |error, has_marks| transport(&::ureq::Error::Io(error), has_marks).kind();
        for refused in
            [ErrorKind::ConnectionRefused, ErrorKind::HostUnreachable, ErrorKind::NetworkUnreachable]
        {
            assert_eq!(kind(refused.into(), true), TransportErrorKind::Connect);
            for has_marks in [true, false] {
                let later = Established::mark(::ureq::Error::Io(refused.into())).into_io();
                assert_eq!(later.kind(), refused);
                assert_eq!(kind(later, has_marks), TransportErrorKind::Lost, "{refused}");
            }
        }
        assert_eq!(kind(ErrorKind::HostUnreachable.into(), false), TransportErrorKind::Lost);
        assert_eq!(kind(ErrorKind::ConnectionReset.into(), true), TransportErrorKind::Lost);
        assert_eq!(kind(ErrorKind::UnexpectedEof.into(), true), TransportErrorKind::Lost);
        let named = Established::mark(::ureq::Error::Io(io::Error::other("failed to lookup address")));
        assert_eq!(transport(&named, true).kind(), TransportErrorKind::Lost);
    }

    #[test]
    fn no_error_shows_the_url() {
        let url = || "http://graph.example/users/avery@example.com?x=secret".to_owned();
        for error in [::ureq::Error::BadUri(url()), ::ureq::Error::RequireHttpsOnly(url())] {
            let error = transport(&error, true);
            assert_eq!(error.kind(), TransportErrorKind::Unable);
            assert!(!format!("{error} {error:?}").contains("example"), "{error}");
        }
    }

    #[test]
    fn only_the_time_to_connect_is_one_without_a_connection() {
        let kind = |timeout| transport(&::ureq::Error::Timeout(timeout), true).kind();
        assert_eq!(kind(Timeout::Connect), TransportErrorKind::Connect);
        assert_eq!(kind(Timeout::Resolve), TransportErrorKind::Connect);
        for timeout in [
            Timeout::Global,
            Timeout::PerCall,
            Timeout::SendRequest,
            Timeout::SendBody,
            Timeout::RecvResponse,
            Timeout::RecvBody,
            Timeout::PerRead,
            Timeout::PerWrite,
        ] {
            assert_eq!(kind(timeout), TransportErrorKind::Lost, "{timeout:?}");
        }
    }
}
