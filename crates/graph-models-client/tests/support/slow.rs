//! A server that reads slowly, or stops, or sends a long page.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// The behavior of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behavior {
    /// Reads the whole request piece by piece with a pause behind each, and answers.
    Slow,
    /// Reads the head of the request, and nothing more.
    Stops,
    /// Reads the head of the request, and sends no answer.
    Silent,
    /// Reads the head of the request, and sends a part of the answer.
    StopsInAnswer,
    /// Reads the head of the request, and sends a page of [`ITEMS`] items.
    Page,
}

/// The number of items of a page. The page is longer than the buffers of both sides.
pub(crate) const ITEMS: usize = 8 << 10;
/// The length of an item of a page, in bytes.
const ITEM: usize = 1 << 10;

/// A running server. Its threads end with the test.
pub(crate) struct Slow {
    pub(crate) url: String,
}

impl Slow {
    pub(crate) fn start(behavior: Behavior) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                std::thread::spawn(move || serve(stream, behavior));
            }
        });
        Self { url }
    }
}

fn serve(mut stream: TcpStream, behavior: Behavior) {
    let mut length = head(&mut stream);
    let mut piece = vec![0; 256 << 10];
    if behavior == Behavior::Slow {
        while length > 0 {
            let most = length.min(piece.len());
            stream.read_exact(&mut piece[..most]).unwrap();
            length -= most;
            std::thread::sleep(Duration::from_millis(40));
        }
        stream.write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n").unwrap();
    }
    if behavior == Behavior::StopsInAnswer {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\"").unwrap();
    }
    if behavior == Behavior::Page {
        let item = format!(r#"{{"id": "{}"}}"#, "x".repeat(ITEM));
        let page = format!(r#"{{"value": [{}]}}"#, vec![item; ITEMS].join(", "));
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", page.len());
        // The client may go away.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(page.as_bytes()));
    }
    // The connection stays open.
    std::thread::sleep(Duration::from_mins(5));
}

/// Reads the head of a request, and returns the length of its body.
fn head(stream: &mut TcpStream) -> usize {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    length.map_or(0, |length| length.trim().parse().unwrap())
}
