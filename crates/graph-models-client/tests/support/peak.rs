//! The peak of the heap of an upload and a download of a large file, through both clients.

#[path = "endless.rs"]
mod endless;
#[path = "run.rs"]
mod run;

use std::io::Read;
use std::sync::Arc;

use bytes::Bytes;
use graph_models_client::{Client, Token, blocking};
use graph_models_core::request::Service;
use graph_models_core::request::transfer::{Download, SliceSize, Upload};

use endless::{Content, Endless};
use run::run;

/// The peak of one transfer.
#[derive(Debug)]
pub(crate) struct Peak {
    pub(crate) name: &'static str,
    /// The most bytes of the heap at one time.
    pub(crate) bytes: u64,
}

/// Transfers a file of `total` bytes both ways by both clients, in slices of the given size.
pub(crate) fn peaks(total: u64, slice: SliceSize) -> [Peak; 4] {
    let token = || Token::new("opaque").unwrap();
    let upload =
        || Upload::<Bytes>::from_url("https://files.example/session?t=1", total).unwrap().with_slice(slice);
    let download = || Download::from_url("https://files.example/content?t=1").unwrap();
    let of_blocking =
        |store: &Arc<Endless>| blocking::Client::over(store.clone(), Service::global(), token());
    let of_async = |store: &Arc<Endless>| Client::over(store.clone(), Service::global(), token());
    [
        measure("blocking upload", || {
            let store = Arc::new(Endless::new(total));
            let item = of_blocking(&store).upload(&mut upload(), &mut Content::new(0, total), |_| {});
            assert_eq!((item.unwrap(), store.stored()), (Bytes::from("made"), total));
        }),
        measure("async upload", || {
            let store = Arc::new(Endless::new(total));
            let source = |range: std::ops::Range<u64>| {
                let mut slice = Vec::with_capacity(usize::try_from(range.end - range.start).unwrap());
                Content::new(range.start, range.end).read_to_end(&mut slice).unwrap();
                std::future::ready(Ok(Bytes::from(slice)))
            };
            let item = run(of_async(&store).upload(&mut upload(), source, |_| {}));
            assert_eq!((item.unwrap(), store.stored()), (Bytes::from("made"), total));
        }),
        measure("blocking download", || {
            let store = Arc::new(Endless::new(total));
            let (mut download, mut sink) = (download(), Content::new(0, total));
            of_blocking(&store).download(&mut download, &mut sink).unwrap();
            assert_eq!((download.state().held(), download.is_complete()), (total, true));
        }),
        measure("async download", || {
            let store = Arc::new(Endless::new(total));
            let (mut download, mut sink) = (download(), Content::new(0, total));
            run(of_async(&store).download(&mut download, &mut sink)).unwrap();
            assert_eq!((download.state().held(), download.is_complete()), (total, true));
        }),
    ]
}

fn measure(name: &'static str, transfer: impl FnOnce()) -> Peak {
    Peak { name, bytes: allocation_counter::measure(transfer).bytes_max }
}
