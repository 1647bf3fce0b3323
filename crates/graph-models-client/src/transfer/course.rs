//! The course of one download: its waits, its id, and the demand for claims. Must not wait or do I/O.

use std::time::Instant;

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, Request};

use super::Pacer;
use crate::challenge::Challenge;
use crate::settings::Settings;

/// The state of one download beside that of [`Download`](graph_models_core::request::transfer::Download).
pub(crate) struct Course<'a> {
    settings: &'a Settings,
    pub(crate) pacer: Pacer<'a>,
    pub(crate) challenge: Challenge<Parts>,
    /// The headers that name the client. All requests of the download have the same id.
    names: Option<HeaderMap>,
}

impl<'a> Course<'a> {
    pub(crate) fn new(settings: &'a Settings, now: Instant) -> Self {
        Self { settings, pacer: Pacer::new(settings, now), challenge: Challenge::default(), names: None }
    }

    /// Adds the headers that name the client to a request to the service. Headers of the request stay.
    pub(crate) fn name(&mut self, mut request: Request<Bytes>) -> Request<Bytes> {
        let names = self.names.get_or_insert_with(|| {
            let mut names = HeaderMap::new();
            self.settings.identity.add_to(&mut names);
            names
        });
        for (name, value) in names.iter() {
            request.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        request
    }
}
