//! A server that works with raw bytes, so that it can close a connection at any point.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// An action of the server: before it reads a request, or after.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Closes the connection without reading.
    CloseUnread,
    /// Reads the given number of bytes, then closes the connection.
    CloseAfter(usize),
    /// Reads the whole request and sends the given answer. The connection stays open.
    Send(String),
    /// Reads the whole request, sends the given answer, and closes the connection.
    SendAndClose(String),
}

/// A running server. Its threads end with the test.
pub(crate) struct Raw {
    pub(crate) url: String,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    steps: Mutex<VecDeque<Step>>,
    /// The received bytes of each request, complete or not.
    received: Mutex<Vec<String>>,
}

impl Raw {
    /// Starts a server that performs the steps in order, and then answers every request with 204.
    pub(crate) fn start(steps: impl IntoIterator<Item = Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared { steps: Mutex::new(steps.into_iter().collect()), ..Shared::default() });
        let serving = Arc::clone(&shared);
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let shared = Arc::clone(&serving);
                std::thread::spawn(move || shared.serve(stream));
            }
        });
        Self { url, shared }
    }

    pub(crate) fn received(&self) -> Vec<String> {
        self.shared.received.lock().unwrap().clone()
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        loop {
            let step = self.steps.lock().unwrap().front().cloned();
            let most = match step {
                Some(Step::CloseUnread) => 0,
                Some(Step::CloseAfter(bytes)) => bytes,
                _ => usize::MAX,
            };
            let request = read(&mut stream, most);
            if request.is_empty() && most > 0 {
                return;
            }
            self.steps.lock().unwrap().pop_front();
            self.received.lock().unwrap().push(request);
            let (answer, is_last) = match step {
                Some(Step::CloseUnread | Step::CloseAfter(_)) => return,
                Some(Step::Send(answer)) => (answer, false),
                Some(Step::SendAndClose(answer)) => (answer, true),
                None => (NO_CONTENT.to_owned(), false),
            };
            if stream.write_all(answer.as_bytes()).is_err() || is_last {
                return;
            }
        }
    }
}

pub(crate) const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// Reads a request, up to the given number of bytes.
fn read(stream: &mut TcpStream, most: usize) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < most && !is_whole(&bytes) {
        let mut byte = [0];
        match stream.read(&mut byte) {
            Ok(1) => bytes.push(byte[0]),
            _ => break,
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
    });
    body.len() >= length.unwrap_or(0)
}
