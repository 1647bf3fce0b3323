//! The blocking client, over any [`Transport`].

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

pub use items::ItemIter;
pub use pages::PageIter;

use crate::delivery::{Delivery, Next};
use crate::identity::Identity;
use crate::methods::{collections, long_running, methods};
use crate::secret::hide;
use crate::settings::Settings;
use crate::transport::{Incoming, Transport};
use crate::work::{AllItems, BatchRun, Follow, NextChanges, Step, Work};
use crate::{SendError, TokenRequest, TokenSource, TransportError};

/// A blocking client that sends requests to a service, with tokens of a source. Cheap to clone; clones share their
/// connections.
///
/// ```no_run
/// # #[cfg(feature = "ureq")]
/// # fn show<O: graph_models_core::request::Operation>(request: O) -> Result<(), Box<dyn std::error::Error>> {
/// use graph_models_client::{Token, blocking::Client};
/// use graph_models_core::request::Service;
///
/// let token = Token::new(std::env::var("GRAPH_TOKEN")?)?;
/// let client = Client::new(Service::global(), token);
/// let answer = client.send(&request)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn Transport>,
    tokens: Arc<dyn TokenSource + Send + Sync>,
    pub(crate) settings: Settings,
}

impl Client {
    /// Makes a client over any transport.
    pub fn over(
        transport: impl Transport + 'static,
        service: Service,
        tokens: impl TokenSource + Send + Sync + 'static,
    ) -> Self {
        Self { transport: Arc::new(transport), tokens: Arc::new(tokens), settings: Settings::new(service) }
    }
}

methods!(Incoming);
collections!(PageIter, ItemIter);
long_running!();
