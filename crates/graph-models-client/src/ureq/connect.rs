//! Connections that mark their errors: the errors of the HTTP client alone do not show whether a request was sent.

use std::error::Error;
use std::fmt;
use std::io;

use ::ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport,
};

/// A connector whose connections mark their errors.
#[derive(Debug, Default)]
pub(super) struct Marking(DefaultConnector);

impl Connector for Marking {
    type Out = Marked;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Marked>, ::ureq::Error> {
        Ok(self.0.connect(details, chained)?.map(Marked))
    }
}

/// An established connection.
#[derive(Debug)]
pub(super) struct Marked(Box<dyn Transport>);

impl Transport for Marked {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ::ureq::Error> {
        self.0.transmit_output(amount, timeout).map_err(Established::mark)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ::ureq::Error> {
        self.0.await_input(timeout).map_err(Established::mark)
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

/// An error of an established connection.
#[derive(Debug)]
pub(super) struct Established(io::Error);

impl Established {
    /// Marks an error that could be taken for an error of connecting. Timeouts name their phase themselves.
    pub(super) fn mark(error: ::ureq::Error) -> ::ureq::Error {
        match error {
            ::ureq::Error::Io(error) => ::ureq::Error::Io(io::Error::new(error.kind(), Self(error))),
            error => error,
        }
    }

    /// Returns `true` if an error is marked.
    pub(super) fn is_in(error: &io::Error) -> bool {
        error.get_ref().is_some_and(<dyn Error + Send + Sync>::is::<Self>)
    }
}

impl fmt::Display for Established {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Established {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}
