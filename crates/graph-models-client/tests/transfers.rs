//! Uploads and downloads by both clients, over a store that fails at random points. `FAULT_SEED` and `FAULT_RUNS` in
//! the environment choose other seeds.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

#[path = "../../graph-models-core/tests/support/seeds.rs"]
mod seeds;
#[path = "support/store.rs"]
mod store;

use std::io::{self, Cursor};
use std::sync::Arc;

use bytes::Bytes;
use graph_models_client::{Client, SendError, Sink, Token, blocking};
use graph_models_core::request::Service;
use graph_models_core::request::transfer::{Download, SliceSize, Upload};
use http::Request;
use seeds::seeds;
use store::{SESSION, Store, run};

const LENGTH: usize = 1_000_003;

fn content() -> Vec<u8> {
    (0..LENGTH).map(|index| u8::try_from(index * 7 % 251).unwrap()).collect()
}

fn blocking(store: &Arc<Store>) -> blocking::Client {
    blocking::Client::over(store.clone(), Service::global(), Token::new("opaque").unwrap())
}

fn asynchronous(store: &Arc<Store>) -> Client {
    Client::over(store.clone(), Service::global(), Token::new("opaque").unwrap())
}

fn upload() -> Upload<Bytes> {
    let upload = Upload::from_url(SESSION, LENGTH.try_into().unwrap()).unwrap();
    upload.with_slice(SliceSize::new(SliceSize::UNIT).unwrap()).with_max_failures(100)
}

#[test]
fn what_is_uploaded_is_what_was_read() {
    let content = content();
    for seed in seeds(100) {
        let store = Arc::new(Store::new(seed, Vec::new(), LENGTH));
        let mut acknowledged = 0;
        let item = blocking(&store).upload(&mut upload(), &mut Cursor::new(&content), |upload| {
            assert!(upload.acknowledged() >= acknowledged, "nothing is taken back");
            acknowledged = upload.acknowledged();
        });
        assert_eq!((item.unwrap(), store.stored() == content), (Bytes::from_static(b"made"), true), "{seed}");
        // A slice whose answer was lost is stored, and not sent again.
        assert_eq!(store.sent(), LENGTH);

        let store = Arc::new(Store::new(seed, Vec::new(), LENGTH));
        let bytes = Bytes::from(content.clone());
        let source = |range: std::ops::Range<u64>| {
            let range = usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap();
            std::future::ready(Ok(bytes.slice(range)))
        };
        let client = asynchronous(&store);
        let item = run(client.upload(&mut upload(), source, |_| {}));
        assert_eq!((item.unwrap(), store.stored() == content), (Bytes::from_static(b"made"), true), "{seed}");
        assert_eq!(store.sent(), LENGTH);
    }
}

#[test]
fn what_is_downloaded_is_what_was_stored() {
    let content = content();
    let request = || {
        let uri = "https://graph.microsoft.com/v1.0/me/drive/items/1/content";
        Download::new(Request::get(uri).body(Bytes::new()).unwrap()).with_max_failures(100)
    };
    for seed in seeds(100) {
        let store = Arc::new(Store::new(seed, content.clone(), LENGTH));
        let mut sink = Vec::new();
        blocking(&store).download(&mut request(), &mut sink).unwrap();
        assert!(sink == content, "{seed}");
        let mut sink = Vec::new();
        run(asynchronous(&store).download(&mut request(), &mut sink)).unwrap();
        assert!(sink == content, "{seed}");
    }
}

#[test]
fn a_source_that_ends_early_is_an_error() {
    let store = Arc::new(Store::new(3, Vec::new(), LENGTH));
    let error = blocking(&store).upload(&mut upload(), &mut Cursor::new([1, 2, 3]), |_| {}).unwrap_err();
    assert!(matches!(error, SendError::File(_)), "{error:?}");
    let short = |_| std::future::ready(Ok(Bytes::from_static(b"abc")));
    let error = run(asynchronous(&store).upload(&mut upload(), short, |_| {})).unwrap_err();
    assert_eq!(error.to_string(), "the file of the transfer: the source gave another number of bytes");
    assert!(store.stored().is_empty());
}

#[test]
fn a_download_goes_to_a_file_and_begins_anew_there() {
    let path = std::env::temp_dir().join(format!("graph-models-client-{}", std::process::id()));
    let content = content();
    let store = Arc::new(Store::new(1, content.clone(), LENGTH));
    let mut download = Download::from_url(SESSION).unwrap().with_max_failures(100);
    let mut file = std::fs::File::create(&path).unwrap();
    blocking(&store).download(&mut download, &mut file).unwrap();
    let written = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(written == content);
}

#[test]
fn no_error_shows_the_address() {
    let store = Arc::new(Store::new(2, Vec::new(), LENGTH));
    let mut upload = upload().with_max_failures(0);
    let mut shown = String::new();
    for _ in 0..20 {
        match blocking(&store).upload(&mut upload, &mut Cursor::new(content()), |_| {}) {
            Ok(_) => break,
            Err(error) => shown += &format!("{error} {error:?}"),
        }
    }
    assert!(!shown.is_empty() && !shown.contains("secret"), "{shown}");
}

/// A sink that is full once, in the middle of a piece.
#[derive(Default)]
struct Full {
    bytes: Vec<u8>,
    was_full: bool,
}

impl Sink for Full {
    fn add_piece(&mut self, piece: &[u8]) -> io::Result<()> {
        if self.bytes.len() > LENGTH / 2 && !self.was_full {
            self.was_full = true;
            self.bytes.extend_from_slice(&piece[..piece.len() / 2]);
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.add_piece(piece)
    }

    fn restart(&mut self) -> io::Result<()> {
        self.bytes.restart()
    }
}

#[test]
fn a_download_goes_on_after_the_sink_was_full() {
    let content = content();
    for seed in seeds(20) {
        let store = Arc::new(Store::new(seed, content.clone(), LENGTH));
        let mut download = Download::from_url(SESSION).unwrap().with_max_failures(100);
        let mut sink = Full::default();
        let error = blocking(&store).download(&mut download, &mut sink).unwrap_err();
        assert!(matches!(error, SendError::File(_)), "{error:?}");
        sink.bytes.truncate(usize::try_from(download.state().held()).unwrap());
        blocking(&store).download(&mut download, &mut sink).unwrap();
        assert!(sink.bytes == content, "{seed}");
    }
}
