//! The body of an answer, read by blocking calls.

use std::fmt;
use std::io::{self, Cursor, Read};

use bytes::Bytes;

use crate::{TransportError, TransportErrorKind};

/// The body of an answer, read by blocking calls.
///
/// An error of reading means that the connection was lost. If the error wraps a [`TransportError`], the wrapped error
/// is reported.
pub struct Incoming(Box<dyn Read + Send>);

impl Incoming {
    /// Makes a body from a reader.
    pub fn new(reader: impl Read + Send + 'static) -> Self {
        Self(Box::new(reader))
    }

    /// Reads the rest of the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is lost, or if the body has more than `limit` bytes. Bytes beyond the limit
    /// are not kept.
    pub fn read_within(self, limit: u64) -> Result<Bytes, TransportError> {
        let mut bytes = Vec::new();
        let read = self.0.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        match read.map_err(TransportError::lost)? {
            length if length as u64 > limit => Err(TransportError::too_long(limit)),
            _ => Ok(Bytes::from(bytes)),
        }
    }
}

impl Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl<T: Into<Bytes>> From<T> for Incoming {
    fn from(bytes: T) -> Self {
        Self::new(Cursor::new(bytes.into()))
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Incoming(..)")
    }
}

impl TransportError {
    /// An error of reading an answer.
    pub(crate) fn lost(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => error,
            Err(error) => Self::new(TransportErrorKind::Lost, &error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_read_up_to_its_limit() {
        let body = || Incoming::from(&b"12345"[..]);
        assert_eq!(body().read_within(5).unwrap(), "12345");
        assert_eq!(body().read_within(u64::MAX).unwrap(), "12345");
        let error = body().read_within(4).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLong);
        assert_eq!(error.to_string(), "the answer is too long: it has more than 4 bytes");
    }

    #[test]
    fn an_endless_body_ends_at_the_limit() {
        assert_eq!(
            Incoming::new(io::repeat(b' ')).read_within(1 << 20).unwrap_err().kind(),
            TransportErrorKind::TooLong
        );
    }

    #[test]
    fn the_error_of_a_transport_is_kept() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                let cause = io::Error::other("gone");
                Err(io::Error::other(TransportError::new(TransportErrorKind::Lost, &cause)))
            }
        }
        let error = Incoming::new(Broken).read_within(9).unwrap_err();
        assert_eq!(error.to_string(), "no answer from the service: gone");
    }
}
