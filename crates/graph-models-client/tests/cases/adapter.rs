//! Both adapters behind one trait, so that each case is written once. The adapters note waits instead of waiting.

use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use graph_models_client::reqwest::ReqwestTransport;
use graph_models_client::transport::{AsyncTransport, Incoming, ResponseFuture, SleepFuture, Transport};
use graph_models_client::ureq::UreqTransport;
use graph_models_client::{
    Client, Retry, SendError, Sink, Token, TokenError, TokenRequest, TransportError, Wait, WriterSink,
    blocking,
};
use graph_models_core::Page;
use graph_models_core::model::Item;
use graph_models_core::request::transfer::{Download, Upload};
use graph_models_core::request::{
    Answer, Batch, BatchResponses, Delta, DeltaStep, Full, Monitor, MonitorStep, Operation, Poll, PollStep,
    Reply, Service,
};
use graph_models_core::{Patchable, request};
use http::{Request, Response};
use service_stand_in::StandIn;

/// The token of requests without claims.
pub(crate) const TOKEN: &str = "quiet-as-a-mouse-4711";
/// The token of requests with claims.
pub(crate) const TOKEN_WITH_CLAIMS: &str = "louder-than-a-mouse-4712";

pub(crate) const PATIENCE: Duration = Duration::from_mins(10);

/// The waits of a client.
type Slept = Arc<Mutex<Vec<Duration>>>;

/// A transport that notes waits.
pub(crate) struct Quick<T>(T, Slept);

impl<T: Transport> Transport for Quick<T> {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
        self.0.send(request)
    }

    fn sleep(&self, time: Duration) {
        note(&self.1, time);
    }
}

impl<T: AsyncTransport> AsyncTransport for Quick<T> {
    fn send(&self, request: Request<Bytes>) -> ResponseFuture<'_> {
        self.0.send(request)
    }

    fn sleep(&self, time: Duration) -> SleepFuture<'_> {
        note(&self.1, time);
        Box::pin(std::future::ready(()))
    }
}

fn note(slept: &Slept, time: Duration) {
    if !time.is_zero() {
        slept.lock().unwrap().push(time);
    }
}

fn token(request: &TokenRequest) -> Result<Token, TokenError> {
    Token::new(if request.claims().is_some() { TOKEN_WITH_CLAIMS } else { TOKEN })
}

pub(crate) fn service(stand_in: &StandIn) -> Service {
    Service::with_root(stand_in.root()).unwrap()
}

/// A client over one of the adapters.
pub(crate) trait Adapter: Sized {
    /// A client of the stand-in.
    fn of(stand_in: &StandIn) -> Self {
        Self::with(stand_in, Retry::default())
    }

    fn with(stand_in: &StandIn, retry: Retry) -> Self;

    /// The same client with another timeout.
    fn with_timeout(self, timeout: Duration) -> Self;

    /// The same client without the headers that name it.
    fn without_identity(self) -> Self;

    /// The same client with a function that it calls before each wait.
    fn on_wait(self, tell: impl Fn(&Wait) + Send + Sync + 'static) -> Self;

    /// Returns all waits so far.
    fn slept(&self) -> Vec<Duration>;

    /// Returns the `Debug` text of the client.
    fn shown(&self) -> String;

    fn execute(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, SendError>;
    fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError>;
    fn start<O: Operation>(&self, operation: &O) -> Result<Reply<O::Response>, SendError>;
    fn send_full<O: Operation>(&self, operation: &O) -> Result<Full<O::Response>, SendError>;
    fn all<T: Item, O: Operation<Response = Page<T>>>(&self, operation: &O) -> Result<Vec<T>, SendError>;
    fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError>;
    fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError>;
    fn poll<T: Answer + Patchable>(&self, poll: &mut Poll<T>) -> Result<PollStep<T>, SendError>;
    fn finish_within<T: Answer + Patchable>(
        &self,
        accepted: &request::Accepted,
        patience: Duration,
    ) -> Result<PollStep<T>, SendError>;
    fn watch_within(&self, monitor: &mut Monitor, patience: Duration) -> Result<MonitorStep, SendError>;
    fn upload<A: Answer>(&self, upload: &mut Upload<A>, content: &Bytes) -> Result<A, SendError>;
    fn cancel<A: Answer>(&self, upload: &mut Upload<A>) -> Result<(), SendError>;
    fn download(&self, download: &mut Download, sink: &mut impl Sink) -> Result<(), SendError>;

    /// Downloads to a place that only goes forward: a writer, or the chunks of a program.
    fn download_forward(&self, download: &mut Download, to: &mut Vec<u8>) -> Result<(), SendError>;

    fn finish<T: Answer + Patchable>(&self, accepted: &request::Accepted) -> Result<PollStep<T>, SendError> {
        self.finish_within(accepted, PATIENCE)
    }

    fn watch(&self, monitor: &mut Monitor) -> Result<MonitorStep, SendError> {
        self.watch_within(monitor, PATIENCE)
    }

    /// Sends a request that the service accepts for later.
    fn accept<O: Operation>(&self, operation: &O) -> request::Accepted {
        match self.start(operation).unwrap() {
            Reply::Accepted(accepted) => accepted,
            Reply::Done(_) => panic!("it was not accepted for later"),
        }
    }
}

/// The client over `ureq`.
pub(crate) struct Blocking(blocking::Client, Slept);

/// The client over `reqwest`.
pub(crate) struct Async(Client, Slept, tokio::runtime::Runtime);

impl Async {
    fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.2.block_on(future)
    }
}

/// Implements the methods that both clients have.
macro_rules! forward {
    ($run:ident) => {
        fn slept(&self) -> Vec<Duration> {
            self.1.lock().unwrap().clone()
        }

        fn shown(&self) -> String {
            format!("{:?} {:#?}", self.0, self.0)
        }

        fn execute(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, SendError> {
            $run!(self, self.0.execute(request))
        }

        fn send<O: Operation>(&self, operation: &O) -> Result<O::Response, SendError> {
            $run!(self, self.0.send(operation))
        }

        fn start<O: Operation>(&self, operation: &O) -> Result<Reply<O::Response>, SendError> {
            $run!(self, self.0.start(operation))
        }

        fn send_full<O: Operation>(&self, operation: &O) -> Result<Full<O::Response>, SendError> {
            $run!(self, self.0.send_full(operation))
        }

        fn all<T: Item, O: Operation<Response = Page<T>>>(&self, operation: &O) -> Result<Vec<T>, SendError> {
            $run!(self, self.0.all(operation))
        }

        fn batch(&self, batch: &Batch, responses: &mut BatchResponses) -> Result<(), SendError> {
            $run!(self, self.0.batch(batch, responses))
        }

        fn changes<T: Item>(&self, delta: &mut Delta<T>) -> Result<Option<DeltaStep<T>>, SendError> {
            $run!(self, self.0.changes(delta))
        }

        fn poll<T: Answer + Patchable>(&self, poll: &mut Poll<T>) -> Result<PollStep<T>, SendError> {
            $run!(self, self.0.poll(poll))
        }

        fn with_timeout(mut self, timeout: Duration) -> Self {
            self.0 = self.0.with_timeout(timeout);
            self
        }

        fn without_identity(mut self) -> Self {
            self.0 = self.0.without_identity();
            self
        }

        fn on_wait(mut self, tell: impl Fn(&Wait) + Send + Sync + 'static) -> Self {
            self.0 = self.0.on_wait(tell);
            self
        }

        fn finish_within<T: Answer + Patchable>(
            &self,
            accepted: &request::Accepted,
            patience: Duration,
        ) -> Result<PollStep<T>, SendError> {
            $run!(self, self.0.finish(accepted, patience))
        }

        fn watch_within(&self, monitor: &mut Monitor, patience: Duration) -> Result<MonitorStep, SendError> {
            $run!(self, self.0.watch(monitor, patience))
        }

        fn cancel<A: Answer>(&self, upload: &mut Upload<A>) -> Result<(), SendError> {
            $run!(self, self.0.cancel(upload))
        }

        fn download(&self, download: &mut Download, sink: &mut impl Sink) -> Result<(), SendError> {
            $run!(self, self.0.download(download, sink))
        }
    };
}

macro_rules! blocking_call {
    ($this:ident, $call:expr) => {
        $call
    };
}

macro_rules! async_call {
    ($this:ident, $call:expr) => {
        $this.run($call)
    };
}

impl Adapter for Blocking {
    fn with(stand_in: &StandIn, retry: Retry) -> Self {
        let slept = Slept::default();
        // A proxy configured on this machine must not be used for loopback.
        let config = ::ureq::Agent::config_builder().proxy(None).build();
        let transport = Quick(UreqTransport::build(config), slept.clone());
        Self(blocking::Client::over(transport, service(stand_in), token).with_retry(retry), slept)
    }

    forward!(blocking_call);

    fn upload<A: Answer>(&self, upload: &mut Upload<A>, content: &Bytes) -> Result<A, SendError> {
        self.0.upload(upload, &mut Cursor::new(content.clone()), |_| {})
    }

    fn download_forward(&self, download: &mut Download, to: &mut Vec<u8>) -> Result<(), SendError> {
        self.0.download(download, &mut WriterSink::new(to))
    }
}

impl Adapter for Async {
    fn with(stand_in: &StandIn, retry: Retry) -> Self {
        let slept = Slept::default();
        let service = service(stand_in);
        let transport = ReqwestTransport::build(::reqwest::Client::builder().no_proxy(), &service).unwrap();
        let client = Client::over(Quick(transport, slept.clone()), service, token).with_retry(retry);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self(client, slept, runtime)
    }

    forward!(async_call);

    fn upload<A: Answer>(&self, upload: &mut Upload<A>, content: &Bytes) -> Result<A, SendError> {
        let source = |range: std::ops::Range<u64>| {
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            std::future::ready(Ok(content.slice(range)))
        };
        self.run(self.0.upload(upload, source, |_| {}))
    }

    fn download_forward(&self, download: &mut Download, to: &mut Vec<u8>) -> Result<(), SendError> {
        self.run(async {
            let mut chunks = self.0.download_chunks(download);
            while let Some(chunk) = chunks.next_chunk().await? {
                assert!(!chunk.is_empty());
                to.extend_from_slice(&chunk);
            }
            Ok(())
        })
    }
}
