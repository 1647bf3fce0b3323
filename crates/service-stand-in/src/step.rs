//! One answer of a script.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use crate::host::{Answer, Delivery};
use crate::store::answer;

/// One answer of a script.
#[derive(Debug, Clone)]
pub struct Step {
    answer: Answer,
    end: End,
}

/// The end of the delivery.
#[derive(Debug, Clone, Copy)]
enum End {
    Whole,
    Cut(usize),
    Lost,
}

impl Step {
    /// An answer with this status, without a body. A number that is no status counts as 500.
    pub fn status(status: u16) -> Self {
        Self { answer: answer(status, Bytes::new()), end: End::Whole }
    }

    /// An answer with this status and JSON.
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::status(status).header("content-type", "application/json").body(body.into())
    }

    /// No answer: the connection is closed.
    pub fn lost() -> Self {
        Self { end: End::Lost, ..Self::status(200) }
    }

    /// Adds a header. An invalid header is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.answer.headers_mut().append(name, value);
        }
        self
    }

    /// Adds `Retry-After` as an HTTP date, the given time from now.
    #[must_use]
    pub fn retry_after_date(self, time: Duration) -> Self {
        self.header("retry-after", &httpdate::fmt_http_date(SystemTime::now() + time))
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        *self.answer.body_mut() = body.into();
        self
    }

    /// Breaks the answer off after the given number of bytes of its body.
    #[must_use]
    pub fn cut(self, sent: usize) -> Self {
        Self { end: End::Cut(sent), ..self }
    }

    pub(crate) fn into_delivery(self) -> Delivery {
        match self.end {
            End::Whole => Delivery::Whole(self.answer),
            End::Cut(sent) => Delivery::Cut(self.answer, sent),
            End::Lost => Delivery::Never,
        }
    }
}
