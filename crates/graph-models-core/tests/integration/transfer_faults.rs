//! Tests of transfers with random faults: in the end the bytes are equal, and no acknowledged byte was sent again.
//!
//! Other seeds: `FAULT_SEED=5000 FAULT_RUNS=1000 cargo test -p graph-models-core --test integration transfer_faults::
//! -- --nocapture`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

use std::ops::Range;
use std::time::SystemTime;

use crate::random::Random;
use crate::seeds::seeds;
use graph_models_core::request::transfer::{
    Download, DownloadRequest, DownloadState, DownloadStep, SliceSize, Upload, UploadError, UploadState,
    UploadStep,
};
use graph_models_core::request::{Anonymous, Bytes, WithoutToken};
use http::{Method, Request, Response};

const UPLOAD: &str = "https://contoso.sharepoint.com/up?tempauth=secret";
const RUNS: u64 = 1000;

/// The fault that happens in one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    LostBefore,
    LostAfter,
    Unavailable,
    Throttled,
    Unsatisfiable,
    CutShort,
    Restart,
}

impl Fault {
    fn any(random: &mut Random) -> Self {
        match random.below(14) {
            0 => Self::LostBefore,
            1 => Self::LostAfter,
            2 => Self::Unavailable,
            3 => Self::Throttled,
            4 => Self::Unsatisfiable,
            5 => Self::CutShort,
            6 => Self::Restart,
            _ => Self::None,
        }
    }
}

fn answer(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder().status(status).body(body.as_bytes().to_vec()).unwrap()
}

/// A service with one upload session.
#[derive(Default)]
struct Session {
    stored: Vec<u8>,
    total: u64,
    /// The number of bytes that the client knows to be stored.
    acknowledged: u64,
    is_over: bool,
    /// The answer to a state request after the end: `true` for the item, `false` for 404.
    tells_item: bool,
}

impl Session {
    fn state(&self) -> String {
        format!(
            r#"{{"expirationDateTime": "2030-01-01T00:00:{:02}Z", "nextExpectedRanges": ["{}-"]}}"#,
            self.stored.len() % 60,
            self.stored.len()
        )
    }

    fn take(&mut self, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
        assert!(request.extensions().get::<WithoutToken>().is_some());
        assert!(!request.headers().contains_key("authorization"));
        if self.is_over {
            return match self.tells_item && request.method() == Method::GET {
                true => answer(200, r#"{"id": "1"}"#),
                false => answer(404, r#"{"error": {"code": "itemNotFound"}}"#),
            };
        }
        if request.method() == Method::GET {
            return answer(200, &self.state());
        }
        let (start, last, total) = content_range(request);
        assert_eq!(request.method(), Method::PUT);
        assert_eq!(request.headers()["content-length"], request.body().len().to_string());
        assert_eq!((last + 1 - start, total), (request.body().len() as u64, self.total));
        assert!(start >= self.acknowledged, "{start} was acknowledged");
        assert!(last + 1 == total || (last + 1 - start) % SliceSize::UNIT == 0);
        if start != self.stored.len() as u64 {
            return answer(416, r#"{"error": {"code": "invalidRange"}}"#);
        }
        self.stored.extend_from_slice(request.body());
        if self.stored.len() as u64 == self.total {
            self.is_over = true;
            return answer(201, r#"{"id": "1"}"#);
        }
        answer(202, &self.state())
    }
}

fn content_range(request: &Request<Vec<u8>>) -> (u64, u64, u64) {
    let text = request.headers()["content-range"].to_str().unwrap().strip_prefix("bytes ").unwrap();
    let (range, total) = text.split_once('/').unwrap();
    let (start, last) = range.split_once('-').unwrap();
    (start.parse().unwrap(), last.parse().unwrap(), total.parse().unwrap())
}

fn part(content: &[u8], range: &Range<u64>) -> Vec<u8> {
    let place = |place: u64| usize::try_from(place).unwrap();
    content[place(range.start)..place(range.end)].to_vec()
}

/// Runs one upload to its end. Returns the number of faults.
fn upload(seed: u64, bytes: &[u8]) -> u32 {
    let mut random = Random::new(seed);
    let length = 1 + random.below(5 * SliceSize::UNIT);
    let start = random.below(1000);
    let content = part(bytes, &(start..start + length));
    let mut session = Session { total: length, tells_item: seed.is_multiple_of(2), ..Session::default() };
    let mut upload = Upload::<Option<Bytes>>::from_url(UPLOAD, length)
        .unwrap()
        .with_slice(SliceSize::new(SliceSize::UNIT).unwrap())
        .with_max_failures(50);
    let mut saved = serde_json::to_string(&upload.state()).unwrap();
    let mut faults = 0;
    loop {
        // A process that restarts may have an old state.
        if random.below(2) == 0 {
            saved = serde_json::to_string(&upload.state()).unwrap();
        }
        let fault = Fault::any(&mut random);
        faults += u32::from(fault != Fault::None);
        let _ = upload.delay(SystemTime::UNIX_EPOCH);
        if fault == Fault::Restart {
            let state: UploadState = serde_json::from_str(&saved).unwrap();
            upload = Upload::resume(state).with_max_failures(50);
        }
        let next = upload.next_request().unwrap();
        let body = part(&content, &next.range());
        let request: Anonymous<Vec<u8>> = next.with_body(body);
        let request = request.into_request();
        let got = match fault {
            Fault::None | Fault::Restart => Some(session.take(&request)),
            Fault::LostBefore => None,
            Fault::LostAfter | Fault::CutShort => {
                session.take(&request);
                None
            }
            Fault::Unavailable => Some(answer(503, "<html>")),
            Fault::Throttled => Some(answer(429, "")),
            Fault::Unsatisfiable => {
                session.take(&request);
                Some(answer(416, ""))
            }
        };
        let Some(got) = got else {
            upload.lost();
            continue;
        };
        match upload.read(got) {
            Ok(UploadStep::Going) => session.acknowledged = upload.acknowledged(),
            Ok(UploadStep::Done(_)) => break,
            // The answer to the last slice was lost, and the session no longer exists.
            Err(UploadError::Gone { may_be_complete: true, .. }) if !session.tells_item => break,
            Err(error) => panic!("seed {seed}: {error}"),
        }
    }
    assert!(session.is_over && session.stored == content, "seed {seed}");
    faults
}

#[test]
fn uploads_survive_every_fault() {
    let bytes = Random::new(0).bytes(5 * SliceSize::UNIT + 1000);
    let faults: u32 = seeds(RUNS).map(|seed| upload(seed, &bytes)).sum();
    println!("uploads {:?}: {faults} faults", seeds(RUNS));
    assert_faults(faults);
}

/// A service with one content, which may change to another version.
struct Store {
    content: Vec<u8>,
    version: u32,
    has_tag: bool,
    /// URLs with a smaller number than this one have expired.
    address: u32,
    /// True if the service named the current URL and nobody has used it yet. It does not expire before.
    is_new: bool,
}

impl Store {
    /// Returns the answer to a request.
    fn take(&mut self, request: &DownloadRequest) -> Response<Vec<u8>> {
        let request = match request {
            DownloadRequest::Service(request) => {
                assert!(request.extensions().get::<WithoutToken>().is_none());
                self.is_new = true;
                let to = format!("https://contoso.sharepoint.com/d?tempauth={}", self.address);
                return Response::builder().status(302).header("location", to).body(Vec::new()).unwrap();
            }
            DownloadRequest::Anonymous(request) => request,
        };
        assert!(!request.headers().contains_key("authorization"));
        assert_eq!(request.headers()["accept-encoding"], "identity");
        if request.uri().query() != Some(format!("tempauth={}", self.address).as_str()) {
            return answer(401, "");
        }
        self.is_new = false;
        let tag = format!("\"{}\"", self.version);
        let total = self.content.len();
        let mut builder = Response::builder();
        if self.has_tag {
            builder = builder.header("etag", &tag);
        }
        let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap());
        if let Some(range) = header("range").filter(|_| header("if-range") == Some(&tag)) {
            let start: usize = range.strip_prefix("bytes=").unwrap().trim_end_matches('-').parse().unwrap();
            if start >= total {
                let builder = builder.status(416).header("content-range", format!("bytes */{total}"));
                return builder.body(Vec::new()).unwrap();
            }
            let range = format!("bytes {start}-{}/{total}", total - 1);
            return builder
                .status(206)
                .header("content-range", range)
                .body(self.content[start..].to_vec())
                .unwrap();
        }
        builder.header("content-length", total).body(self.content.clone()).unwrap()
    }
}

fn first() -> Request<Bytes> {
    Request::get("https://graph.microsoft.com/v1.0/me/drive/items/1/content").body(Bytes::new()).unwrap()
}

/// Runs one download to its end. Returns the number of faults, and the number of bytes that were received twice.
fn download(seed: u64) -> (u32, u64) {
    let mut random = Random::new(seed);
    let length = random.below(20_000);
    let has_tag = !seed.is_multiple_of(5);
    let mut store = Store { content: random.bytes(length), version: 1, has_tag, address: 1, is_new: true };
    let mut download = Download::new(first()).with_max_failures(50);
    let mut sink: Vec<u8> = Vec::new();
    let (mut faults, mut came) = (0, 0);
    while !download.is_complete() {
        let fault = Fault::any(&mut random);
        faults += u32::from(fault != Fault::None);
        if random.below(40) == 0 {
            // The content is replaced during the download.
            store.version += 1;
            store.content = random.bytes(length);
        }
        if random.below(12) == 0 && !store.is_new {
            store.address += 1;
        }
        if fault == Fault::Restart {
            let saved = serde_json::to_string(download.state()).unwrap();
            let state: DownloadState = serde_json::from_str(&saved).unwrap();
            sink.truncate(usize::try_from(state.held()).unwrap());
            download = Download::new(first()).with_state(state).with_max_failures(50);
        }
        let request = download.next_request().unwrap();
        let got = match fault {
            Fault::LostBefore | Fault::LostAfter => {
                download.lost();
                continue;
            }
            Fault::Unavailable => answer(503, ""),
            Fault::Throttled => answer(429, ""),
            _ => store.take(&request),
        };
        let (head, body) = got.into_parts();
        match download.begin(&head).unwrap() {
            DownloadStep::Again | DownloadStep::Done => continue,
            DownloadStep::Restart => {
                sink.clear();
                came = 0;
            }
            DownloadStep::Append => {}
        }
        let is_cut = matches!(fault, Fault::CutShort | Fault::Unsatisfiable | Fault::Restart);
        let end = if is_cut { random.below(body.len() as u64 + 1) } else { body.len() as u64 };
        for piece in part(&body, &(0..end)).chunks(700) {
            download.take(piece).unwrap();
            sink.extend_from_slice(piece);
            came += piece.len() as u64;
        }
        match fault {
            Fault::Unsatisfiable => download.lost(),
            _ => drop(download.ended()),
        }
    }
    assert!(sink == store.content, "seed {seed}");
    assert_eq!(sink.len() as u64, length);
    (faults, if has_tag { came - length } else { 0 })
}

#[test]
fn downloads_survive_every_fault() {
    let runs: Vec<_> = seeds(RUNS).map(download).collect();
    let faults: u32 = runs.iter().map(|(faults, _)| faults).sum();
    println!("downloads {:?}: {faults} faults", seeds(RUNS));
    assert_faults(faults);
    // With a strong tag, no byte is downloaded twice.
    assert_eq!(runs.iter().map(|(_, twice)| twice).sum::<u64>(), 0);
}

/// Asserts that there was at least one fault for each run.
fn assert_faults(faults: u32) {
    assert!(u64::from(faults) > seeds(RUNS).count() as u64, "{faults}");
}
