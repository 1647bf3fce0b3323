//! Tests of downloads: every status, and unexpected answers. Redirects are tested in `download_redirects.rs`.

use std::time::{Duration, SystemTime};

use crate::download::{Header, URL, head, redirected, service};
use graph_models_core::request::Bytes;
use graph_models_core::request::transfer::{
    Download, DownloadError, DownloadRequest, DownloadState, DownloadStep,
};
use http::{HeaderMap, Request};

fn headers(download: &mut Download) -> HeaderMap {
    match download.next_request().unwrap() {
        DownloadRequest::Service(request) => request.headers().clone(),
        DownloadRequest::Anonymous(request) => request.headers().clone(),
    }
}

/// Returns a download of ten bytes that was cut off after four.
fn cut(tag: Header) -> Download {
    let mut download = Download::from_url(URL).unwrap();
    assert!(!headers(&mut download).contains_key("range"));
    assert_eq!(download.begin(&head(200, &[("content-length", "10"), tag])).unwrap(), DownloadStep::Append);
    download.take(b"0123").unwrap();
    assert!(!download.ended());
    download
}

const STRONG: Header = ("etag", "\"a\"");

/// Returns a download with an unknown length. It has received four bytes, and has requested the rest.
fn of_unknown_total() -> Download {
    let mut download = Download::from_url(URL).unwrap();
    download.next_request().unwrap();
    download.begin(&head(200, &[STRONG])).unwrap();
    download.take(b"0123").unwrap();
    download.lost();
    download.next_request().unwrap();
    download
}

#[test]
fn a_cut_goes_on_where_it_was() {
    let mut download = cut(STRONG);
    let headers = headers(&mut download);
    assert_eq!(
        (&headers["range"], &headers["if-range"]),
        (&"bytes=4-".parse().unwrap(), &"\"a\"".parse().unwrap())
    );
    // A part may be smaller than the requested range.
    let part = head(206, &[("content-range", "bytes 4-6/10"), ("content-length", "3")]);
    assert_eq!(download.begin(&part).unwrap(), DownloadStep::Append);
    download.take(b"456").unwrap();
    assert!(!download.ended());
    download.next_request().unwrap();
    assert_eq!(
        download.begin(&head(206, &[("content-range", "bytes 7-9/*")])).unwrap(),
        DownloadStep::Append
    );
    download.take(b"789").unwrap();
    // The connection was lost after the last byte.
    download.lost();
    assert!(download.is_complete() && matches!(download.next_request(), Err(DownloadError::Ended)));
}

#[test]
fn another_version_begins_anew() {
    let mut download = cut(STRONG);
    download.next_request().unwrap();
    let whole = head(200, &[("content-length", "3"), ("etag", "\"b\"")]);
    assert_eq!(download.begin(&whole).unwrap(), DownloadStep::Restart);
    download.take(b"abc").unwrap();
    assert!(download.ended());
    assert_eq!((download.state().held(), download.state().total()), (3, Some(3)));
    // This service ignores `If-Range`.
    let mut download = cut(STRONG);
    download.next_request().unwrap();
    let other = head(206, &[("content-range", "bytes 4-9/10"), ("etag", "\"b\"")]);
    assert_eq!(download.begin(&other).unwrap(), DownloadStep::Again);
    assert!(!headers(&mut download).contains_key("range"));
    assert_eq!(download.begin(&whole).unwrap(), DownloadStep::Restart);
}

#[test]
fn without_a_strong_tag_it_begins_anew() {
    for tag in [("etag", "W/\"a\""), ("etag", "a"), ("x", "")] {
        let mut download = cut(tag);
        assert!(!headers(&mut download).contains_key("range"), "{tag:?}");
        assert_eq!(download.begin(&head(200, &[])).unwrap(), DownloadStep::Restart);
    }
}

#[test]
fn other_parts_are_errors() {
    for part in [
        &[][..],
        &[("content-range", "bytes 3-9/10")],
        &[("content-range", "bytes 5-9/10")],
        &[("content-range", "bytes 4-9/11")],
        &[("content-range", "bytes 4-10/*")],
        &[("content-range", "bytes 4-3/10")],
        &[("content-range", "bytes */10")],
        &[("content-range", "lines 4-9/10")],
        &[("content-range", "bytes 4-9/10"), ("content-length", "5")],
        &[("content-type", "multipart/byteranges; boundary=x")],
    ] {
        let mut download = cut(STRONG);
        download.next_request().unwrap();
        assert!(matches!(download.begin(&head(206, part)), Err(DownloadError::Range { .. })), "{part:?}");
    }
    let mut download = Download::from_url(URL).unwrap();
    download.next_request().unwrap();
    let unasked = head(206, &[("content-range", "bytes 0-9/10")]);
    assert!(matches!(download.begin(&unasked), Err(DownloadError::Range { .. })));
}

#[test]
fn past_the_end_is_the_end_only_if_it_fits() {
    let past = |total| head(416, &[("content-range", total)]);
    let mut download = of_unknown_total();
    assert_eq!(download.begin(&past("bytes */4")).unwrap(), DownloadStep::Done);
    assert!(download.is_complete());
    for total in ["bytes */3", "bytes */5", "bytes 0-3/4", ""] {
        assert!(
            matches!(of_unknown_total().begin(&past(total)), Err(DownloadError::Range { .. })),
            "{total}"
        );
    }
    // The length is known to be ten, so the end at four bytes is an error.
    assert!(matches!(cut(STRONG).begin(&past("bytes */4")), Err(DownloadError::Range { .. })));
}

#[test]
fn a_longer_body_is_an_error() {
    let mut download = cut(STRONG);
    download.next_request().unwrap();
    download.begin(&head(206, &[("content-range", "bytes 4-9/10")])).unwrap();
    download.take(b"45678").unwrap();
    assert!(matches!(download.take(b"9!"), Err(DownloadError::TooLong)));
    assert_eq!(download.state().held(), 9);
    // A body is not expected before the next answer.
    assert!(matches!(cut(STRONG).take(b"!"), Err(DownloadError::TooLong)));
}

#[test]
fn a_body_without_length_ends_where_it_ends() {
    let mut download = Download::from_url(URL).unwrap();
    download.next_request().unwrap();
    download.begin(&head(200, &[])).unwrap();
    download.take(b"0123").unwrap();
    assert!(download.ended());
    assert_eq!(download.state().total(), Some(4));
}

#[test]
fn compressed_content_is_refused() {
    let mut download = Download::from_url(URL).unwrap();
    assert_eq!(headers(&mut download)["accept-encoding"], "identity");
    assert!(matches!(
        download.begin(&head(200, &[("content-encoding", "gzip")])),
        Err(DownloadError::Encoded)
    ));
    assert!(download.begin(&head(200, &[("content-encoding", "Identity")])).is_ok());
    let mut download = cut(STRONG);
    download.next_request().unwrap();
    let part = head(206, &[("content-range", "bytes 4-9/10"), ("content-encoding", "br")]);
    assert!(matches!(download.begin(&part), Err(DownloadError::Encoded)));
}

#[test]
fn unchanged_content_is_told() {
    let conditional = || {
        let request = Request::get("https://graph.microsoft.com/v1.0/me/drive/items/1/content");
        Download::new(request.header("if-none-match", "\"a\"").body(Bytes::new()).unwrap())
    };
    let mut download = conditional();
    assert_eq!(headers(&mut download)["if-none-match"], "\"a\"");
    let error = download.begin(&head(304, &[])).unwrap_err();
    assert!(matches!(error, DownloadError::NotModified), "{error:?}");
    assert_eq!(error.to_string(), "the content has not changed");
    // A download that has begun is completed, even if the content changes back to the version that the caller has.
    let mut download = conditional();
    download.next_request().unwrap();
    download.begin(&head(200, &[("content-length", "10"), STRONG])).unwrap();
    download.take(b"0123").unwrap();
    download.lost();
    assert!(!headers(&mut download).contains_key("if-none-match"));
    // These downloads have no condition, so 304 is an error.
    for mut download in [service(), redirected(), download] {
        download.next_request().unwrap();
        assert!(matches!(download.begin(&head(304, &[])), Err(DownloadError::Answer(_))));
    }
}

#[test]
fn a_part_of_an_unknown_whole_is_not_its_end() {
    let begun = || {
        let mut download = of_unknown_total();
        let part = head(206, &[("content-range", "bytes 4-6/*"), ("content-length", "3")]);
        download.begin(&part).unwrap();
        download.take(b"456").unwrap();
        assert!(!download.ended(), "more may follow");
        assert_eq!(headers(&mut download)["range"], "bytes=7-");
        download
    };
    let mut download = begun();
    assert_eq!(download.begin(&head(416, &[("content-range", "bytes */7")])).unwrap(), DownloadStep::Done);
    assert_eq!((download.is_complete(), download.state().total()), (true, Some(7)));
    let mut download = begun();
    download.begin(&head(206, &[("content-range", "bytes 7-9/10")])).unwrap();
    download.take(b"789").unwrap();
    assert!(download.ended());
    // This service serves the whole content after it served a part.
    let mut download = begun();
    assert_eq!(download.begin(&head(200, &[("content-length", "10")])).unwrap(), DownloadStep::Restart);
}

#[test]
fn failures_wait_and_end() {
    for status in [202, 408, 429, 500, 503, 504] {
        let mut download = redirected().with_max_failures(1);
        let busy = head(status, &[("retry-after", "7")]);
        assert_eq!(download.begin(&busy).unwrap(), DownloadStep::Again, "{status}");
        assert_eq!(download.delay(SystemTime::UNIX_EPOCH), Duration::from_secs(7));
        download.next_request().unwrap();
        download.begin(&busy).unwrap();
        assert!(matches!(download.next_request(), Err(DownloadError::Stalled { failures: 2, .. })));
    }
    for status in [300, 305, 400, 406, 412] {
        assert!(matches!(redirected().begin(&head(status, &[])), Err(DownloadError::Answer(_))), "{status}");
    }
}

#[test]
fn a_stalled_download_tells_the_answer_to_its_last_request() {
    let fails: [fn(&mut Download); 4] = [
        |download| download.lost(),
        |download| assert_eq!(download.begin(&head(202, &[])).unwrap(), DownloadStep::Again),
        |download| {
            download.begin(&head(200, &[("content-length", "5")])).unwrap();
            assert!(!download.ended());
        },
        |download| assert_eq!(download.begin(&head(503, &[])).unwrap(), DownloadStep::Again),
    ];
    let has_answer = fails.map(|fail| {
        let mut download = redirected().with_max_failures(1);
        download.begin(&head(503, &[])).unwrap();
        download.next_request().unwrap();
        fail(&mut download);
        match download.next_request() {
            Err(DownloadError::Stalled { failures: 2, last }) => last.is_some(),
            other => panic!("{other:?}"),
        }
    });
    assert_eq!(has_answer, [false, false, false, true]);
}

#[test]
fn states_are_checked() {
    let state = cut(STRONG).state().clone();
    let saved = serde_json::to_value(&state).unwrap();
    assert_eq!(saved, serde_json::json!([1, 4, 10, "\"a\""]));
    assert_eq!(serde_json::from_value::<DownloadState>(saved).unwrap(), state);
    let mut resumed = Download::from_url(URL).unwrap().with_state(state);
    assert_eq!(headers(&mut resumed)["range"], "bytes=4-");
    for other in
        [serde_json::json!([2, 4, 10, null]), serde_json::json!([1, 11, 10, null]), serde_json::json!({})]
    {
        assert!(serde_json::from_value::<DownloadState>(other).is_err());
    }
    // A tag that is no valid header value is not sent.
    let state: DownloadState = serde_json::from_value(serde_json::json!([1, 4, 10, "\"\r\nx: y\""])).unwrap();
    let mut resumed = Download::from_url(URL).unwrap().with_state(state);
    assert!(!headers(&mut resumed).contains_key("range"));
}

#[test]
fn nothing_shows_the_address() {
    let mut download = redirected();
    let request = download.next_request().unwrap();
    let error = download.begin(&head(400, &[("location", URL), ("request-id", "secret-text")])).unwrap_err();
    let shown = format!("{download:?} {request:?} {error} {error:?} {:?}", download.state());
    assert!(!shown.contains("tempauth"), "{shown}");
    assert_eq!(error.answer().unwrap().location(), Some("https://contoso.sharepoint.com/d?[token]"));
}
