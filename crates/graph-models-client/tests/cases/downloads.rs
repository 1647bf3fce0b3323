//! Downloads that resume. The service redirects to an address at another host that expires.

use bytes::Bytes;
use graph_models_client::SendError;
use graph_models_core::request::transfer::{Download, DownloadError, DownloadState};
use graph_models_core::request::{Operation, ReadMedia};
use service_stand_in::{At, Fault, StandIn, Step};

use crate::adapter::{Adapter, service};
use crate::bed::{leaks, path};
use crate::seeds::seeds;

const LENGTH: usize = 100_003;

fn content() -> Bytes {
    (0..LENGTH).map(|index| u8::try_from(index * 7 % 251).unwrap()).collect()
}

/// A stand-in with the file. The service redirects to it.
fn stand_in() -> StandIn {
    let stand_in = StandIn::start().unwrap();
    stand_in.put_file(content());
    let moved = Step::status(302).header("location", &stand_in.file_url());
    stand_in.play(At::Service, "GET", "/v1.0/items/1/content", [moved]);
    stand_in
}

fn download(stand_in: &StandIn) -> Download {
    let request = ReadMedia::new(&path("/items/1/content")).to_http(&service(stand_in)).unwrap();
    Download::new(request).with_max_failures(100)
}

pub(crate) fn downloads_survive_faults_by_chance<A: Adapter>() {
    for seed in seeds(20) {
        let stand_in = stand_in();
        stand_in.random_faults(seed);
        let mut sink = Vec::new();
        A::of(&stand_in).download(&mut download(&stand_in), &mut sink).unwrap();
        assert!(sink == content(), "{seed}");
        assert_eq!(leaks(&stand_in, &[]), [""; 0], "{seed}");
    }
}

pub(crate) fn each_fault_of_a_download<A: Adapter>() {
    let cuts = [0, 1, LENGTH / 2, LENGTH - 1].map(Fault::Cut);
    let others = [Fault::LostBefore, Fault::LostAfter, Fault::Unavailable];
    for fault in cuts.into_iter().chain(others) {
        let stand_in = stand_in();
        // The request that continues the download also fails.
        stand_in.faults([Some(fault), Some(Fault::LostBefore), Some(Fault::Cut(10))]);
        let mut sink = Vec::new();
        A::of(&stand_in).download(&mut download(&stand_in), &mut sink).unwrap();
        assert!(sink == content(), "{fault:?}");
        assert_eq!(leaks(&stand_in, &[]), [""; 0], "{fault:?}");
    }
    // The service has no bytes where the last part ended.
    let stand_in = stand_in();
    stand_in.faults([Some(Fault::Cut(LENGTH / 2)), Some(Fault::OutOfRange)]);
    let error = A::of(&stand_in).download(&mut download(&stand_in), &mut Vec::new()).unwrap_err();
    assert!(matches!(error, SendError::Download(DownloadError::Range { .. })), "{error:?}");
}

pub(crate) fn a_file_that_changed_begins_anew<A: Adapter>() {
    let stand_in = stand_in();
    // A redirect is no failure.
    stand_in.faults([Some(Fault::Cut(LENGTH / 2))]);
    let mut first = download(&stand_in).with_max_failures(0);
    let mut sink = Vec::new();
    A::of(&stand_in).download(&mut first, &mut sink).unwrap_err();
    assert!(!sink.is_empty());
    stand_in.put_file("short");
    let mut second = download(&stand_in).with_state(first.state().clone());
    A::of(&stand_in).download(&mut second, &mut sink).unwrap();
    assert_eq!(sink, b"short");
}

pub(crate) fn a_download_goes_on_in_another_process<A: Adapter>() {
    let stand_in = stand_in();
    stand_in.faults([Fault::Cut(LENGTH / 2), Fault::LostBefore, Fault::LostBefore].map(Some));
    let mut first = download(&stand_in).with_max_failures(1);
    let mut sink = Vec::new();
    A::of(&stand_in).download(&mut first, &mut sink).unwrap_err();
    let saved = serde_json::to_string(first.state()).unwrap();
    let state: DownloadState = serde_json::from_str(&saved).unwrap();
    sink.truncate(usize::try_from(state.held()).unwrap());
    let held = sink.len();
    assert!(held > 0);
    A::of(&stand_in).download(&mut download(&stand_in).with_state(state), &mut sink).unwrap();
    assert!(sink == content());
    let last = stand_in.received(At::Elsewhere).pop().unwrap();
    assert_eq!((last.header("range"), last.header("if-range")), (&*format!("bytes={held}-"), "\"1\""));
}

pub(crate) fn an_expired_address_is_asked_for_again<A: Adapter>() {
    for status in [401, 403, 404, 410] {
        let stand_in = stand_in();
        stand_in.faults([Some(Fault::Cut(LENGTH / 2)), Some(Fault::Refused(status))]);
        let mut sink = Vec::new();
        A::of(&stand_in).download(&mut download(&stand_in), &mut sink).unwrap();
        assert!(sink == content(), "{status}");
        assert_eq!((stand_in.received(At::Service).len(), leaks(&stand_in, &[]).len()), (2, 0), "{status}");

        // Without a request to the service, no new address can be requested.
        stand_in.faults([Some(Fault::Refused(status))]);
        let mut alone = Download::from_url(&stand_in.file_url()).unwrap();
        let error = A::of(&stand_in).download(&mut alone, &mut Vec::new()).unwrap_err();
        assert!(matches!(error, SendError::Download(DownloadError::Expired(_))), "{error:?}");
    }
}

pub(crate) fn a_download_may_only_go_forward<A: Adapter>() {
    for seed in seeds(20) {
        let stand_in = stand_in();
        stand_in.random_faults(seed);
        let mut received = Vec::new();
        A::of(&stand_in).download_forward(&mut download(&stand_in), &mut received).unwrap();
        assert!(received == content(), "{seed}");
        assert_eq!(leaks(&stand_in, &[]), [""; 0], "{seed}");
    }
    // The file changes on the way: the bytes so far cannot be taken back.
    let stand_in = stand_in();
    stand_in.faults([Some(Fault::Cut(LENGTH / 2))]);
    let mut download = download(&stand_in).with_max_failures(0);
    let mut received = Vec::new();
    A::of(&stand_in).download_forward(&mut download, &mut received).unwrap_err();
    let held = received.len();
    assert!(held > 0);
    stand_in.put_file("short");
    let mut again = self::download(&stand_in).with_state(download.state().clone());
    let error = A::of(&stand_in).download_forward(&mut again, &mut received).unwrap_err();
    let SendError::File(error) = error else { panic!("{error:?}") };
    assert_eq!((error.kind(), received.len()), (std::io::ErrorKind::Unsupported, held));
    // With nothing left of it, the download succeeds.
    received.clear();
    A::of(&stand_in).download_forward(&mut self::download(&stand_in), &mut received).unwrap();
    assert_eq!(received, b"short");
}

/// A place that fails at some pieces, after it took a part of them.
struct Full(Vec<u8>, usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.1 += 1;
        match self.1 % 3 {
            0 => Err(std::io::ErrorKind::StorageFull.into()),
            _ => self.0.write(&bytes[..bytes.len().min(999)]),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub(crate) fn a_writer_may_fail_for_a_while<A: Adapter>() {
    let stand_in = stand_in();
    let mut sink = graph_models_client::WriterSink::new(Full(Vec::new(), 0));
    let mut download = download(&stand_in);
    let client = A::of(&stand_in);
    let mut failures = 0;
    while let Err(error) = client.download(&mut download, &mut sink) {
        assert!(matches!(error, SendError::File(_)), "{error:?}");
        failures += 1;
        assert!(failures < 1000);
    }
    assert!(sink.into_inner().0 == content());
    assert!(failures > 3, "{failures}");
}
