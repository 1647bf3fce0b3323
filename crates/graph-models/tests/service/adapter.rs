//! Both HTTP adapters behind one trait, so that every test runs with each.

use std::fmt::Display;
use std::time::Duration;

use alerts_service::{READ_TOKEN, Server, TOKEN};
use bytes::Bytes;
use graph_models::beta::paths::IdentityGovernance;
use graph_models::beta::{LongRunningOperation, RemediateUnifiedRoleManagementAlertIncident};
use graph_models::client::{Client, Retry, SendError, Token, blocking};
use graph_models::model::Item;
use graph_models::request::{Batch, BatchResponses, Call, Delta, DeltaStep, Poll, PollStep};
use graph_models::{Operation, Page, Service};
use http::{Request, Response};

/// Returns the request that remediates an incident.
pub(crate) fn remediate(
    alert: impl Display,
    incident: impl Display,
) -> Call<RemediateUnifiedRoleManagementAlertIncident> {
    IdentityGovernance::role_management_alerts().alerts(alert).alert_incidents(incident).remediate()
}

/// An HTTP adapter, as a test uses it.
pub(crate) trait Adapter: Sized {
    fn over(service: Service, token: Token, retry: Retry) -> Self;

    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError>;

    fn execute(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, SendError>;

    /// Reads all pages, up to the end or the first error.
    fn pages<T: Item, O: Operation<Response = Page<T>>>(
        &self,
        operation: &O,
    ) -> Vec<Result<Page<T>, SendError>>;

    fn all<T: Item, O: Operation<Response = Page<T>>>(&self, operation: &O) -> Result<Vec<T>, SendError>;

    fn poll(
        &self,
        poll: &mut Poll<LongRunningOperation>,
    ) -> Result<PollStep<LongRunningOperation>, SendError>;

    fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError>;

    fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError>;

    /// Returns a client that may change things on the server. It waits for a short time only.
    fn of(server: &Server) -> Self {
        Self::with(server, TOKEN)
    }

    /// Returns a client that may only read from the server.
    fn reader(server: &Server) -> Self {
        Self::with(server, READ_TOKEN)
    }

    fn with(server: &Server, token: &str) -> Self {
        Self::at(server.url(), token)
    }

    /// Returns a client of any root. It waits for a short time only.
    fn at(root: &str, token: &str) -> Self {
        Self::over(Service::with_root(root).unwrap(), Token::new(token).unwrap(), impatient())
    }
}

pub(crate) fn impatient() -> Retry {
    let mut retry = Retry::default();
    retry.first_wait = Duration::from_millis(5);
    retry
}

pub(crate) fn service(server: &Server) -> Service {
    Service::with_root(server.url()).unwrap()
}

pub(crate) struct Async {
    runtime: tokio::runtime::Runtime,
    client: Client,
}

impl Adapter for Async {
    fn over(service: Service, token: Token, retry: Retry) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        // A proxy that is configured on this machine must not be used for loopback.
        let http = ::reqwest::Client::builder().no_proxy();
        Self { runtime, client: Client::build(http, service, token).unwrap().with_retry(retry) }
    }

    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
        self.runtime.block_on(self.client.send(operation))
    }

    fn execute(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        self.runtime.block_on(self.client.execute(request))
    }

    fn pages<T: Item, O: Operation<Response = Page<T>>>(
        &self,
        operation: &O,
    ) -> Vec<Result<Page<T>, SendError>> {
        self.runtime.block_on(async {
            let mut stream = self.client.pages(operation).unwrap();
            let mut pages = Vec::new();
            while let Some(page) = stream.next().await {
                pages.push(page);
            }
            pages
        })
    }

    fn all<T: Item, O: Operation<Response = Page<T>>>(&self, operation: &O) -> Result<Vec<T>, SendError> {
        self.runtime.block_on(self.client.all(operation))
    }

    fn poll(
        &self,
        poll: &mut Poll<LongRunningOperation>,
    ) -> Result<PollStep<LongRunningOperation>, SendError> {
        self.runtime.block_on(self.client.poll(poll))
    }

    fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError> {
        self.runtime.block_on(self.client.batch(batch, responses))
    }

    fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError> {
        self.runtime.block_on(self.client.changes(delta))
    }
}

pub(crate) struct Blocking(blocking::Client);

impl Adapter for Blocking {
    fn over(service: Service, token: Token, retry: Retry) -> Self {
        let config = ::ureq::Agent::config_builder().proxy(None).build();
        Self(blocking::Client::build(config, service, token).with_retry(retry))
    }

    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
        self.0.send(operation)
    }

    fn execute(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        self.0.execute(request)
    }

    fn pages<T: Item, O: Operation<Response = Page<T>>>(
        &self,
        operation: &O,
    ) -> Vec<Result<Page<T>, SendError>> {
        self.0.pages(operation).unwrap().collect()
    }

    fn all<T: Item, O: Operation<Response = Page<T>>>(&self, operation: &O) -> Result<Vec<T>, SendError> {
        self.0.all(operation)
    }

    fn poll(
        &self,
        poll: &mut Poll<LongRunningOperation>,
    ) -> Result<PollStep<LongRunningOperation>, SendError> {
        self.0.poll(poll)
    }

    fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError> {
        self.0.batch(batch, responses)
    }

    fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError> {
        self.0.changes(delta)
    }
}

/// Defines one test for each function and each adapter.
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
