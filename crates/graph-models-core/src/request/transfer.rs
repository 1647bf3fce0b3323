//! Uploads in slices and downloads with resume, as state machines for any HTTP client. Must not do I/O or wait.
//!
//! The machine returns the next request and reads its answer. The driver sends, waits, and moves the bytes; at most
//! one slice is in memory. An upload driver, here over a fake transport that loses the first answer:
//!
//! ```
//! use std::io::{self, Read, Seek, SeekFrom};
//! use std::time::SystemTime;
//!
//! use graph_models_core::request::transfer::{SliceSize, Upload, UploadError, UploadStep};
//! use graph_models_core::request::{Anonymous, Bytes};
//!
//! # fn sleep(_: std::time::Duration) {}
//! /// Sends a request without a token, and reads the whole answer.
//! type Send<'s> = &'s mut dyn FnMut(Anonymous<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>>;
//!
//! fn drive(
//!     upload: &mut Upload<Bytes>,
//!     file: &mut (impl Read + Seek),
//!     send: Send<'_>,
//! ) -> Result<Bytes, Box<dyn std::error::Error>> {
//!     loop {
//!         sleep(upload.delay(SystemTime::now()));
//!         let next = upload.next_request()?;
//!         let range = next.range();
//!         let mut slice = vec![0; usize::try_from(range.end - range.start)?];
//!         file.seek(SeekFrom::Start(range.start))?;
//!         file.read_exact(&mut slice)?;
//!         match send(next.with_body(slice)) {
//!             Ok(answer) => match upload.read(answer)? {
//!                 UploadStep::Done(item) => return Ok(item),
//!                 // The moment to save `upload.state()` and to show `upload.acknowledged()`.
//!                 UploadStep::Going => {}
//!             },
//!             Err(_) => upload.lost(),
//!         }
//!     }
//! }
//!
//! let content = vec![7; 400_000];
//! let mut stored = Vec::new();
//! let mut is_first = true;
//! let mut send = |request: Anonymous<Vec<u8>>| {
//!     let request = request.into_request();
//!     stored.extend_from_slice(request.body());
//!     if std::mem::take(&mut is_first) {
//!         return Err(io::ErrorKind::ConnectionReset.into());
//!     }
//!     let (status, body) = match stored.len() {
//!         400_000 => (201, r#"{"id": "1"}"#.to_owned()),
//!         stored => (200, format!(r#"{{"nextExpectedRanges": ["{stored}-"]}}"#)),
//!     };
//!     http::Response::builder().status(status).body(body.into_bytes()).map_err(io::Error::other)
//! };
//! let upload = Upload::from_url("https://contoso.sharepoint.com/up?tempauth=t", 400_000)?;
//! let mut upload = upload.with_slice(SliceSize::new(SliceSize::UNIT)?);
//! drive(&mut upload, &mut io::Cursor::new(&content), &mut send)?;
//! assert_eq!(stored, content);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A download driver:
//!
//! ```
//! use std::io::{self, Read};
//! use std::time::SystemTime;
//!
//! use graph_models_core::request::transfer::{Download, DownloadRequest, DownloadStep};
//!
//! # fn sleep(_: std::time::Duration) {}
//! fn drive<R: Read>(
//!     download: &mut Download,
//!     sink: &mut Vec<u8>,
//!     mut send: impl FnMut(DownloadRequest) -> io::Result<http::Response<R>>,
//! ) -> Result<(), Box<dyn std::error::Error>> {
//!     let mut piece = [0; 8192];
//!     while !download.is_complete() {
//!         sleep(download.delay(SystemTime::now()));
//!         let Ok(answer) = send(download.next_request()?) else {
//!             download.lost();
//!             continue;
//!         };
//!         let (head, mut body) = answer.into_parts();
//!         match download.begin(&head)? {
//!             DownloadStep::Append => {}
//!             DownloadStep::Restart => sink.clear(),
//!             DownloadStep::Again | DownloadStep::Done => continue,
//!         }
//!         loop {
//!             match body.read(&mut piece) {
//!                 Ok(0) => break drop(download.ended()),
//!                 Ok(length) => {
//!                     download.take(&piece[..length])?;
//!                     sink.extend_from_slice(&piece[..length]);
//!                 }
//!                 Err(_) => break download.lost(),
//!             }
//!         }
//!     }
//!     Ok(())
//! }
//!
//! let mut download = Download::from_url("https://contoso.sharepoint.com/d?tempauth=t")?;
//! let mut sink = Vec::new();
//! // The first answer is cut after three bytes.
//! drive(&mut download, &mut sink, |request| {
//!     let DownloadRequest::Anonymous(request) = request else { unreachable!("no service is asked") };
//!     let answer = http::Response::builder().header("etag", "\"1\"");
//!     match request.headers().contains_key("range") {
//!         false => answer.header("content-length", "5").body(&b"abc"[..]),
//!         true => answer.status(206).header("content-range", "bytes 3-4/5").body(&b"de"[..]),
//!     }
//!     .map_err(io::Error::other)
//! })?;
//! assert_eq!(sink, b"abcde");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod choice;
mod download;
mod patience;
mod upload;

pub use choice::{ConflictBehavior, SliceSize, UploadWay};
pub use download::{Download, DownloadError, DownloadRequest, DownloadState, DownloadStep};
pub use patience::LONGEST_WAIT;
pub use upload::{Upload, UploadError, UploadRequest, UploadState, UploadStep};
