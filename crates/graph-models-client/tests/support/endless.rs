//! A store of one large file that is not in memory: each byte follows from its position. Some answers are lost.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use graph_models_client::transport::{
    AsyncTransport, Incoming, IncomingStream, ResponseFuture, SleepFuture, Transport,
};
use graph_models_client::{Sink, TransportError, TransportErrorKind};
use http::{Method, Request, Response};

/// The length of the text that the file repeats. It is no power of two, so that a shifted slice is noticed.
const PERIOD: usize = 65_521;
/// The number of bytes after which an answer breaks off.
const BREAKS: u64 = 23_000_000;

/// The bytes of the file from a position to its end.
pub(crate) struct Content {
    block: Bytes,
    place: u64,
    end: u64,
}

impl Content {
    pub(crate) fn new(place: u64, end: u64) -> Self {
        // The block has two periods, so that a whole period follows every position in the first one.
        let block = (0..2 * PERIOD).map(|index| u8::try_from(index % PERIOD % 251).unwrap());
        Self { block: block.collect(), place, end }
    }

    /// The next bytes, at most `most`.
    fn next(&mut self, most: usize) -> Bytes {
        let start = usize::try_from(self.place % PERIOD as u64).unwrap();
        let left = usize::try_from(self.end - self.place).unwrap_or(usize::MAX);
        let length = most.min(left).min(PERIOD);
        self.place += length as u64;
        self.block.slice(start..start + length)
    }

    /// Asserts that these are the next bytes.
    fn expect(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let next = self.next(bytes.len());
            let (head, tail) = bytes.split_at(next.len());
            assert!(head == next && !next.is_empty(), "other bytes before {}", self.place);
            bytes = tail;
        }
    }
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let next = self.next(buffer.len());
        buffer[..next.len()].copy_from_slice(&next);
        Ok(next.len())
    }
}

impl io::Seek for Content {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let io::SeekFrom::Start(place) = to else { return Err(io::ErrorKind::Unsupported.into()) };
        self.place = place;
        Ok(place)
    }
}

/// The sink compares the bytes, and keeps none.
impl Sink for Content {
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        self.expect(piece);
        Ok(())
    }

    fn restart(&mut self) -> io::Result<()> {
        self.place = 0;
        Ok(())
    }
}

/// A store that compares the received bytes with the expected ones, and keeps none.
pub(crate) struct Endless {
    total: u64,
    stored: Mutex<Content>,
    puts: AtomicU64,
}

impl Endless {
    pub(crate) fn new(total: u64) -> Self {
        Self { total, stored: Mutex::new(Content::new(0, total)), puts: AtomicU64::new(0) }
    }

    pub(crate) fn stored(&self) -> u64 {
        self.stored.lock().unwrap().place
    }

    fn put(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let mut stored = self.stored.lock().unwrap();
        if *request.method() == Method::PUT {
            let range = format!("bytes {}-", stored.place);
            assert!(request.headers()["content-range"].to_str().unwrap().starts_with(&range));
            stored.expect(request.body());
            if self.puts.fetch_add(1, Ordering::Relaxed) % 5 == 3 && stored.place < self.total {
                return Err(lost());
            }
        }
        let body = match stored.place < self.total {
            true => format!(r#"{{"nextExpectedRanges":["{}-"]}}"#, stored.place),
            false => return Ok(Response::builder().status(201).body(Bytes::from("made")).unwrap()),
        };
        Ok(Response::builder().status(202).body(Bytes::from(body)).unwrap())
    }

    /// The answer to a request for content: its head, and the bytes up to where it breaks off.
    fn get(&self, request: &Request<Bytes>) -> Response<Content> {
        let range = request.headers().get("range").map(|range| range.to_str().unwrap());
        let start = range.map_or(0, |range| {
            range.strip_prefix("bytes=").unwrap().strip_suffix('-').unwrap().parse().unwrap()
        });
        let answer = Response::builder().header("etag", "\"1\"").header("content-length", self.total - start);
        let answer = match range {
            None => answer,
            Some(_) => {
                let range = format!("bytes {start}-{}/{}", self.total - 1, self.total);
                answer.status(206).header("content-range", range)
            }
        };
        answer.body(Content::new(start, self.total.min(start + BREAKS))).unwrap()
    }

    fn breaks(&self, content: &Content) -> bool {
        content.end < self.total
    }
}

fn lost() -> TransportError {
    TransportError::new(TransportErrorKind::Lost, &io::Error::other("gone"))
}

/// The bytes of an answer, and perhaps an error behind them.
struct Body(Content, bool);

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 if self.1 => Err(io::ErrorKind::ConnectionReset.into()),
            length => Ok(length),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.next(PERIOD);
        Poll::Ready(match next.is_empty() {
            true => self.1.then(|| Err(lost())),
            // The piece is copied, as an HTTP client would do.
            false => Some(Ok(Bytes::copy_from_slice(&next))),
        })
    }
}

impl Transport for Endless {
    fn send(&self, request: Request<Bytes>) -> Result<Response<Incoming>, TransportError> {
        if request.uri().path() == "/session" {
            return Ok(self.put(&request)?.map(Incoming::from));
        }
        let answer = self.get(&request);
        let breaks = self.breaks(answer.body());
        Ok(answer.map(|content| Incoming::new(Body(content, breaks))))
    }

    fn sleep(&self, _: Duration) {}
}

impl AsyncTransport for Endless {
    fn send(&self, request: Request<Bytes>) -> ResponseFuture<'_> {
        let answer = match request.uri().path() {
            "/session" => self.put(&request).map(|answer| answer.map(IncomingStream::from)),
            _ => {
                let answer = self.get(&request);
                let breaks = self.breaks(answer.body());
                Ok(answer.map(|content| IncomingStream::new(Body(content, breaks))))
            }
        };
        Box::pin(std::future::ready(answer))
    }

    fn sleep(&self, _: Duration) -> SleepFuture<'_> {
        Box::pin(std::future::ready(()))
    }
}
