//! A transport for tests. The page `guide/src/testing.md` shows this text.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use graph_models::Service;
use graph_models::client::transport::{Incoming, Transport};
use graph_models::client::{
    Token, TokenError, TransportError, TransportErrorKind, blocking::Client,
};

/// Answers requests by a script, one after the other, and keeps the requests.
#[derive(Debug, Default)]
pub struct Script {
    answers: Mutex<VecDeque<http::Response<String>>>,
    sent: Mutex<Vec<http::Request<Bytes>>>,
}

impl Script {
    /// A script with these answers.
    pub fn new(answers: impl IntoIterator<Item = http::Response<String>>) -> Arc<Self> {
        Arc::new(Self {
            answers: Mutex::new(answers.into_iter().collect()),
            sent: Mutex::default(),
        })
    }

    /// A client whose requests the script answers.
    ///
    /// # Errors
    ///
    /// Returns no error, since the token is well-formed.
    pub fn client(self: &Arc<Self>) -> Result<Client, TokenError> {
        Ok(Client::over(Arc::clone(self), Service::global(), Token::new("no-real-token")?))
    }

    /// The requests so far, such as `GET /v1.0/me`.
    pub fn sent(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter()
            .map(|request| format!("{} {}", request.method(), request.uri().path()))
            .collect()
    }

    /// The bodies of the requests so far.
    pub fn bodies(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.iter()
            .map(|request| String::from_utf8_lossy(request.body()).into_owned())
            .collect()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Incoming>, TransportError> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let answer = self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let ended = io::Error::other("the script has no further answer");
        let answer =
            answer.ok_or_else(|| TransportError::new(TransportErrorKind::Unable, &ended))?;
        Ok(answer.map(Incoming::from))
    }

    /// A test does not wait.
    fn sleep(&self, _: Duration) {}
}

/// An answer with a status and JSON.
///
/// # Errors
///
/// Returns an error if the number is no HTTP status.
pub fn answer(status: u16, json: &str) -> http::Result<http::Response<String>> {
    http::Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(json.to_owned())
}
