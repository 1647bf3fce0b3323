//! Both adapters behind one trait, so that every test runs through each.

use alerts_service::{READ_TOKEN, Server, TOKEN};
use graph_models::send::{Retry, SendError, Token, reqwest, ureq};
use graph_models::{Operation, Service};

/// An adapter over a client, as a test sees it.
pub(crate) trait Adapter: Sized {
    fn over(service: Service, token: Token, retry: Retry) -> Self;

    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError>;

    /// A client of the server that may do everything, and does not wait long.
    fn of(server: &Server) -> Self {
        Self::with(server, TOKEN)
    }

    /// A client that may only read.
    fn reader(server: &Server) -> Self {
        Self::with(server, READ_TOKEN)
    }

    fn with(server: &Server, token: &str) -> Self {
        let mut retry = Retry::default();
        retry.first_wait = std::time::Duration::from_millis(5);
        Self::over(Service::at(server.url()).unwrap(), Token::new(token).unwrap(), retry)
    }
}

pub(crate) struct Async {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
}

impl Adapter for Async {
    fn over(service: Service, token: Token, retry: Retry) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { runtime, client: reqwest::Client::new(service, token).unwrap().with_retry(retry) }
    }

    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
        self.runtime.block_on(self.client.send(operation))
    }
}

pub(crate) struct Blocking(ureq::Client);

impl Adapter for Blocking {
    fn over(service: Service, token: Token, retry: Retry) -> Self {
        Self(ureq::Client::new(service, token).with_retry(retry))
    }

    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
        self.0.send(operation)
    }
}

/// Makes a test of each function, once for each adapter.
macro_rules! both {
    ($($name:ident),* $(,)?) => {
        mod over_reqwest {
            $(#[test] fn $name() { super::$name::<crate::adapter::Async>(); })*
        }
        mod over_ureq {
            $(#[test] fn $name() { super::$name::<crate::adapter::Blocking>(); })*
        }
    };
}
pub(crate) use both;
