//! The file of the other host: upload sessions and downloads, with faults on demand.

use std::collections::VecDeque;

use bytes::Bytes;
use http::{Response, StatusCode};

use crate::host::{Answer, Delivery, Received};

/// The unit of slices, in bytes. The length of every slice except the last is a multiple of it.
const UNIT: usize = 320 << 10;

/// A fault of one request for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed before anything is done.
    LostBefore,
    /// The work is done, and the connection is closed before the answer.
    LostAfter,
    /// The work is done, and the answer breaks off after the given number of bytes.
    Cut(usize),
    /// The answer is 503, and nothing is done.
    Unavailable,
    /// The answer is 416, and nothing is done.
    OutOfRange,
    /// The answer has this status, and nothing is done.
    Refused(u16),
}

/// An upload, as the host sees it.
#[derive(Debug, Clone, Default)]
pub struct Uploaded {
    /// The bytes that are stored.
    pub bytes: Vec<u8>,
    /// The number of bytes that the client sent again although it had received an answer that acknowledged them.
    pub sent_again: usize,
    /// `true` if the file is complete.
    pub is_complete: bool,
    /// `true` if the client ended the session.
    pub is_cancelled: bool,
}

/// The file, and the handling of requests for it.
#[derive(Debug, Default)]
pub(crate) struct Store {
    file: Bytes,
    /// The number of files so far, which is the entity tag.
    version: u32,
    pub(crate) faults: VecDeque<Option<Fault>>,
    pub(crate) random: Option<Random>,
    pub(crate) uploaded: Uploaded,
    /// The number of stored bytes that answers have acknowledged to the client.
    acknowledged: usize,
}

impl Store {
    /// Sets the file. The new file has another entity tag than the one before.
    pub(crate) fn put_file(&mut self, file: Bytes) {
        self.file = file;
        self.version += 1;
    }

    /// Answers a request to an upload session.
    pub(crate) fn upload(&mut self, received: &Received) -> Delivery {
        if received.method == "DELETE" {
            self.uploaded.is_cancelled = true;
            return Delivery::Whole(answer(204, ""));
        }
        if self.uploaded.is_complete || self.uploaded.is_cancelled {
            return Delivery::Whole(error(404, "itemNotFound"));
        }
        if received.method == "GET" {
            let fault = self.fault(false);
            let status = self.expected(200);
            return self.deliver(fault, status);
        }
        let Some((first, last, total)) = content_range(received.header("content-range")) else {
            return Delivery::Whole(error(400, "invalidRange"));
        };
        let is_last = last + 1 == total;
        let length = received.body.len();
        let is_valid = first <= last && last < total && last + 1 - first == length;
        if !is_valid || length > 60 << 20 || (!is_last && !length.is_multiple_of(UNIT)) {
            return Delivery::Whole(error(400, "invalidRange"));
        }
        self.uploaded.sent_again += self.acknowledged.saturating_sub(first).min(length);
        let fault = self.fault(is_last);
        if let Some(refused) = fault.and_then(refusal) {
            return refused;
        }
        if first != self.uploaded.bytes.len() {
            return Delivery::Whole(error(416, "invalidRange"));
        }
        self.uploaded.bytes.extend_from_slice(&received.body);
        self.uploaded.is_complete = is_last;
        let done = match is_last {
            true => answer(201, r#"{"id": "item", "name": "file"}"#),
            false => self.expected(202),
        };
        self.deliver(fault, done)
    }

    /// Answers a request for the file.
    pub(crate) fn download(&mut self, received: &Received) -> Delivery {
        let fault = self.fault(false);
        if let Some(refused) = fault.and_then(refusal) {
            return refused;
        }
        let length = self.file.len();
        let tag = format!("\"{}\"", self.version);
        let is_same = received.headers.get("if-range").is_none_or(|held| *held == *tag);
        let first = received.header("range").strip_prefix("bytes=").and_then(|range| range.strip_suffix('-'));
        let first = first.and_then(|first| first.parse::<usize>().ok()).filter(|_| is_same);
        let mut found = match first {
            Some(first) if first >= length => {
                let mut past = error(416, "invalidRange");
                set(&mut past, "content-range", &format!("bytes */{length}"));
                return Delivery::Whole(past);
            }
            Some(first) => {
                let mut part = answer(206, self.file.slice(first..));
                set(&mut part, "content-range", &format!("bytes {first}-{}/{length}", length - 1));
                part
            }
            None => answer(200, self.file.clone()),
        };
        set(&mut found, "etag", &tag);
        match fault {
            Some(Fault::Cut(sent)) => Delivery::Cut(found, sent),
            Some(_) => Delivery::Never,
            None => Delivery::Whole(found),
        }
    }

    /// Delivers an answer to an upload. A complete answer tells the client how many bytes are stored.
    fn deliver(&mut self, fault: Option<Fault>, done: Answer) -> Delivery {
        match fault {
            None => {
                self.acknowledged = self.uploaded.bytes.len();
                Delivery::Whole(done)
            }
            Some(Fault::Cut(sent)) => Delivery::Cut(done, sent.min(4)),
            Some(fault) => refusal(fault).unwrap_or(Delivery::Never),
        }
    }

    /// The ranges that a session waits for.
    fn expected(&self, status: u16) -> Answer {
        let next = self.uploaded.bytes.len();
        answer(status, format!(r#"{{"nextExpectedRanges": ["{next}-"]}}"#))
    }

    /// The next fault. A random fault never hits the last slice after its work, since the session has ended then.
    fn fault(&mut self, is_last: bool) -> Option<Fault> {
        if let Some(fault) = self.faults.pop_front() {
            return fault;
        }
        let random = self.random.as_mut()?;
        let after = if is_last { Fault::LostBefore } else { Fault::LostAfter };
        match random.below(10) {
            0 => Some(Fault::LostBefore),
            1 => Some(after),
            2 => Some(Fault::Unavailable),
            3 if !is_last => Some(Fault::Cut(random.below(self.file.len().max(1)))),
            4 if self.file.is_empty() => Some(Fault::OutOfRange),
            _ => None,
        }
    }
}

/// The answer of a fault that does no work.
fn refusal(fault: Fault) -> Option<Delivery> {
    match fault {
        Fault::LostBefore => Some(Delivery::Never),
        Fault::Unavailable => Some(Delivery::Whole(error(503, "serviceNotAvailable"))),
        Fault::OutOfRange => Some(Delivery::Whole(error(416, "invalidRange"))),
        Fault::Refused(status) => Some(Delivery::Whole(error(status, "refused"))),
        Fault::LostAfter | Fault::Cut(_) => None,
    }
}

/// Random numbers. The same seed gives the same numbers.
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let number = usize::try_from(self.0 >> 32).unwrap_or_default();
        number.checked_rem(end).unwrap_or_default()
    }
}

/// Reads `bytes 0-9/10`.
fn content_range(text: &str) -> Option<(usize, usize, usize)> {
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?, total.parse().ok()?))
}

/// An answer with JSON or bytes. A number that is no status counts as 500.
pub(crate) fn answer(status: u16, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    answer
}

/// An error in the form of Graph.
pub(crate) fn error(status: u16, code: &str) -> Answer {
    let mut answer = answer(status, format!(r#"{{"error": {{"code": "{code}", "message": "It is so."}}}}"#));
    set(&mut answer, "content-type", "application/json");
    answer
}

fn set(answer: &mut Answer, name: &'static str, value: &str) {
    if let Ok(value) = value.parse() {
        answer.headers_mut().insert(name, value);
    }
}
