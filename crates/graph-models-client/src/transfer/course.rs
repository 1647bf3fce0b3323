//! The course of one download: its waits, its id, and the demand for claims. Must not wait or do I/O.

use std::time::Instant;

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, Request};

use super::Pacer;
use crate::TokenRequest;
use crate::settings::Settings;

/// The state of one download beside that of [`Download`](graph_models_core::request::transfer::Download).
pub(crate) struct Course<'a> {
    settings: &'a Settings,
    pub(crate) pacer: Pacer<'a>,
    /// The answer that refused a token because of missing claims, and the request for a token with these claims.
    pub(crate) challenge: Option<(Parts, TokenRequest)>,
    /// The headers that name the client. All requests of the download have the same id.
    names: Option<HeaderMap>,
}

impl<'a> Course<'a> {
    pub(crate) fn new(settings: &'a Settings, now: Instant) -> Self {
        Self { settings, pacer: Pacer::new(settings, now), challenge: None, names: None }
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

    /// The request for the token of the next attempt.
    pub(crate) fn token_request(&self) -> TokenRequest {
        self.challenge.as_ref().map(|(_, ask)| ask.clone()).unwrap_or_default()
    }
}
