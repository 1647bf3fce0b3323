//! Tests of the ranges that an upload session still expects: every form, and lists that are incomplete or missing.

use crate::upload::{SLICE, TOTAL, URL, answer, at_the_end, expecting, next, sent, upload};
use graph_models_core::request::NoContent;
use graph_models_core::request::transfer::{Upload, UploadError, UploadStep};
use http::Method;

#[test]
fn ranges_come_in_every_form() {
    // The mail service writes names in another case, leaves out the dash, and answers 200.
    let mut upload = sent();
    let mail = r#"{"ExpirationDateTime": "2031-01-01T00:00:00Z", "NextExpectedRanges": ["327680"]}"#;
    upload.read(answer(200, mail)).unwrap();
    assert_eq!(next(&mut upload), (Method::PUT, SLICE..2 * SLICE));
    assert_eq!(upload.expires().unwrap().to_string(), "2031-01-01T00:00:00Z");
    // Gaps are filled in order. Bytes between the gaps are not sent again.
    let state = serde_json::from_value(serde_json::json!([1, URL, TOTAL, SLICE, 0, null])).unwrap();
    let mut upload = Upload::<NoContent>::resume(state);
    assert_eq!(next(&mut upload), (Method::GET, 0..0));
    upload.read(expecting(200, &["1000000-", "100-199", "150-299"])).unwrap();
    assert_eq!(next(&mut upload), (Method::PUT, 100..300));
    upload.read(expecting(202, &["1000000-"])).unwrap();
    assert_eq!(next(&mut upload), (Method::PUT, 1_000_000..TOTAL));
    assert_eq!(upload.read(answer(201, "")).unwrap(), UploadStep::Done(NoContent::default()));
    // This file is larger than 4 GiB.
    let mut upload = Upload::<NoContent>::from_url(URL, 6_000_000_000).unwrap();
    upload.next_request().unwrap();
    upload.lost();
    upload.next_request().unwrap();
    upload.read(expecting(200, &["10485760-"])).unwrap();
    assert_eq!(next(&mut upload).1.start, 10_485_760);
}

#[test]
fn invalid_ranges_are_errors() {
    for ranges in [
        r#"["0-1310720"]"#,
        r#"["1310721-"]"#,
        r#"["9-3"]"#,
        r#"["-5"]"#,
        r#"["a"]"#,
        r#"[""]"#,
        r"[5]",
        r"[null]",
        r#""0-""#,
        r#"["99999999999999999999-"]"#,
    ] {
        let mut upload = sent();
        let error = upload.read(answer(202, format!(r#"{{"nextExpectedRanges": {ranges}}}"#))).unwrap_err();
        assert!(matches!(error, UploadError::Ranges { .. }), "{ranges}: {error}");
        // The upload can request the state again.
        assert_eq!(next(&mut upload), (Method::GET, 0..0));
    }
}

#[test]
fn an_incomplete_list_loses_no_byte() {
    // The service lists only some of the missing ranges.
    for ranges in [&["655360-"][..], &["327680-655359"], &["983040-"], &["327680-327680", "655360-655369"]] {
        let mut upload = sent();
        let mut stored = SLICE;
        assert_eq!(upload.read(expecting(202, ranges)).unwrap(), UploadStep::Going, "{ranges:?}");
        while stored < TOTAL {
            assert_eq!(upload.acknowledged(), stored);
            let (method, range) = next(&mut upload);
            assert_eq!((method, range.start, range.end), (Method::PUT, stored, stored + SLICE), "{ranges:?}");
            stored = range.end;
            if stored < TOTAL {
                // Only the last byte is listed.
                upload.read(expecting(202, &[&format!("{}-", TOTAL - 1)])).unwrap();
            }
        }
        assert!(matches!(upload.read(answer(201, r#"{"id": "1"}"#)), Ok(UploadStep::Done(Some(_)))));
    }
    // Bytes that were sent and lost come later, when the service lists them.
    let mut upload = at_the_end();
    upload.read(expecting(202, &["100-199"])).unwrap();
    assert_eq!(next(&mut upload), (Method::PUT, 100..200));
    assert!(matches!(upload.read(answer(201, r#"{"id": "1"}"#)), Ok(UploadStep::Done(Some(_)))));
}

#[test]
fn a_list_that_stays_incomplete_ends_the_upload() {
    // The state never lists a byte, and each slice is refused as one that the service has.
    let mut upload = sent();
    upload.read(answer(416, "")).unwrap();
    let mut requests = 0;
    let error = loop {
        match upload.next_request() {
            Ok(next) if next.range().is_empty() => drop(upload.read(expecting(200, &[])).unwrap()),
            Ok(_) => drop(upload.read(answer(416, "")).unwrap()),
            Err(error) => break error,
        }
        requests += 1;
        assert!(requests < 100);
    };
    assert!(matches!(error, UploadError::Stalled { .. }), "{error}");
}

#[test]
fn ten_thousand_ranges_are_read() {
    let ranges: Vec<String> =
        (0..10_000_u64).rev().map(|place| format!("{}-{}", place * 50, place * 50 + 9)).collect();
    let ranges: Vec<&str> = ranges.iter().map(String::as_str).chain(["500000-"]).collect();
    let mut upload = upload();
    upload.next_request().unwrap();
    upload.read(expecting(202, &["327680-"])).unwrap();
    upload.next_request().unwrap();
    assert_eq!(upload.read(expecting(202, &ranges)).unwrap(), UploadStep::Going);
    assert_eq!(next(&mut upload), (Method::PUT, 0..10));
}

#[test]
fn an_answer_without_ranges_leads_to_the_state() {
    for body in
        ["", "{}", "null", "<html>", r#"{"nextExpectedRanges": []}"#, r#"{"nextExpectedRanges": null}"#]
    {
        let mut upload = sent();
        assert_eq!(upload.read(answer(202, body)).unwrap(), UploadStep::Going, "{body}");
        assert_eq!(next(&mut upload), (Method::GET, 0..0));
        upload.read(expecting(200, &["327680-"])).unwrap();
        assert_eq!(next(&mut upload), (Method::PUT, SLICE..2 * SLICE));
    }
    // After the end, the state of a session may be the item.
    let mut upload = at_the_end();
    upload.lost();
    upload.next_request().unwrap();
    assert!(matches!(upload.read(answer(200, r#"{"id": "1"}"#)), Ok(UploadStep::Done(Some(_)))));
    let mut upload = sent();
    upload.lost();
    upload.next_request().unwrap();
    assert!(matches!(upload.read(answer(200, r#"{"id": "1"}"#)), Err(UploadError::EarlyEnd)));
}
