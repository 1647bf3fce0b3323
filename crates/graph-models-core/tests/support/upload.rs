//! An upload of four slices, and answers of its session.

use graph_models_core::request::transfer::{SliceSize, Upload, UploadStep};
use http::{Method, Response};

use crate::sample::SimpleIncident;

pub(crate) const URL: &str = "https://contoso.sharepoint.com/up?tempauth=secret-text";
pub(crate) const SLICE: u64 = SliceSize::UNIT;
pub(crate) const TOTAL: u64 = 4 * SLICE;

pub(crate) fn answer(status: u16, body: impl Into<String>) -> Response<String> {
    Response::builder().status(status).body(body.into()).unwrap()
}

pub(crate) fn expecting(status: u16, ranges: &[&str]) -> Response<String> {
    answer(status, serde_json::json!({ "nextExpectedRanges": ranges }).to_string())
}

pub(crate) fn upload() -> Upload<Option<SimpleIncident>> {
    Upload::from_url(URL, TOTAL).unwrap().with_slice(SliceSize::new(SLICE).unwrap())
}

/// Returns an upload whose first slice was sent.
pub(crate) fn sent() -> Upload<Option<SimpleIncident>> {
    let mut upload = upload();
    assert_eq!(upload.next_request().unwrap().range(), 0..SLICE);
    upload
}

pub(crate) fn next<A: graph_models_core::request::Answer>(
    upload: &mut Upload<A>,
) -> (Method, std::ops::Range<u64>) {
    let next = upload.next_request().unwrap();
    (next.clone().with_body(()).method().clone(), next.range())
}

/// Returns an upload whose last slice was sent, without an answer yet.
pub(crate) fn at_the_end() -> Upload<Option<SimpleIncident>> {
    let mut upload = upload();
    for end in 1..4 {
        upload.next_request().unwrap();
        let rest = format!("{}-", end * SLICE);
        assert_eq!(upload.read(expecting(202, &[&rest])).unwrap(), UploadStep::Going);
        assert_eq!((upload.acknowledged(), upload.total()), (end * SLICE, TOTAL));
    }
    assert_eq!(next(&mut upload), (Method::PUT, 3 * SLICE..TOTAL));
    upload
}
