//! Progress of a download, on the standard error stream: a line every two seconds.

use std::time::{Duration, Instant};

use csdl::text::log;

/// The time between two lines.
const PAUSE: Duration = Duration::from_secs(2);

/// The progress of one download.
pub(crate) struct Progress<'a> {
    name: &'a str,
    /// The announced length.
    total: Option<u64>,
    received: u64,
    last: Instant,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(name: &'a str, total: Option<u64>) -> Self {
        Self { name, total, received: 0, last: Instant::now() }
    }

    /// Counts bytes, and prints a line if it is time for one.
    pub(crate) fn add(&mut self, bytes: usize) {
        self.received += bytes as u64;
        if self.last.elapsed() >= PAUSE {
            self.last = Instant::now();
            eprintln!("{}", log::line(&format!("{}: {}", self.name, self.text())));
        }
    }

    /// The number of bytes so far.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// The state in words: `1.2 of 3.4 MB`.
    pub(crate) fn text(&self) -> String {
        match self.total {
            Some(total) => format!("{} of {} MB", megabytes(self.received), megabytes(total)),
            None => format!("{} MB", megabytes(self.received)),
        }
    }
}

/// Megabytes with one digit behind the point.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}
