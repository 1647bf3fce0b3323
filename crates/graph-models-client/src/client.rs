//! The asynchronous client, over any [`AsyncTransport`].

mod chunks;
mod items;
mod pages;
mod transfers;

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use graph_models_core::model::Item;
use graph_models_core::request::{
    Accepted, Answer, Batch, BatchResponses, Delta, DeltaStep, Full, Hidden, Monitor, MonitorStep, Operation,
    Pages, Poll, PollStep, Reply, SentRequest, Service,
};
use graph_models_core::{Page, Patchable};

pub use chunks::DownloadChunks;
pub use items::ItemStream;
pub use pages::PageStream;

use crate::delivery::{Delivery, Next};
use crate::identity::Identity;
use crate::methods::{collections, long_running, methods};
use crate::secret::hide;
use crate::settings::Settings;
use crate::transport::{AsyncTransport, IncomingStream};
use crate::work::{AllItems, BatchRun, Follow, NextChanges, Step, Work};
use crate::{AsyncTokenSource, SendError, TokenRequest, TransportError};

/// An asynchronous client that sends requests to a service, with tokens of a source. Cheap to clone; clones share their
/// connections.
///
/// ```no_run
/// # #[cfg(feature = "reqwest")]
/// # async fn show<O: graph_models_core::request::Operation>(request: O) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_models_client::{Client, Token};
/// use graph_models_core::request::Service;
///
/// let token = Token::new(std::env::var("GRAPH_TOKEN")?)?;
/// let client = Client::new(Service::global(), token)?;
/// let answer = client.send(&request).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn AsyncTransport>,
    tokens: Arc<dyn AsyncTokenSource + Send + Sync>,
    pub(crate) settings: Settings,
}

impl Client {
    /// Makes a client over any transport.
    pub fn over(
        transport: impl AsyncTransport + 'static,
        service: Service,
        tokens: impl AsyncTokenSource + Send + Sync + 'static,
    ) -> Self {
        Self { transport: Arc::new(transport), tokens: Arc::new(tokens), settings: Settings::new(service) }
    }
}

methods!(IncomingStream, async, await);
collections!(PageStream, ItemStream, async, await);
long_running!(async, await);
