//! Tests of upload sessions: every status, and unexpected answers.

use std::time::{Duration, SystemTime};

use crate::sample::{Owner, SimpleIncident};
use crate::upload::{SLICE, TOTAL, URL, answer, at_the_end, expecting, next, sent, upload};
use graph_models_core::request::transfer::{
    ConflictBehavior, SliceSize, Upload, UploadError, UploadState, UploadStep, UploadWay,
};
use graph_models_core::request::{Accepted, GraphErrorKind, LinkError, NoContent, WithoutToken};
use http::{Method, Response};

#[test]
fn requests_are_bare() {
    let request = sent().next_request().unwrap().with_body("").into_request();
    assert_eq!((request.method(), request.uri()), (&Method::PUT, &URL.parse::<http::Uri>().unwrap()));
    assert!(request.extensions().get::<WithoutToken>().is_some());
    let mut headers: Vec<_> =
        request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    headers.sort_unstable();
    let expected = [
        ("content-length", "327680"),
        ("content-range", "bytes 0-327679/1310720"),
        ("content-type", "application/octet-stream"),
    ];
    assert_eq!(headers, expected);
    let mut upload = sent();
    let cancel = upload.cancel().into_request();
    assert_eq!((cancel.method(), cancel.uri()), (&Method::DELETE, &URL.parse::<http::Uri>().unwrap()));
    assert!(cancel.extensions().get::<WithoutToken>().is_some());
    assert!(matches!(upload.next_request(), Err(UploadError::Ended)));
}

#[test]
fn a_session_comes_from_a_model() {
    let read = |text: &str| Upload::<NoContent>::new(&graph_models_core::from_str::<Owner>(text).unwrap(), 9);
    let upload =
        read(r#"{"uploadUrl": "https://x.example/u", "expirationDateTime": "2030-01-01T00:00:00Z"}"#)
            .unwrap();
    assert_eq!(upload.expires().unwrap().to_string(), "2030-01-01T00:00:00Z");
    assert!(matches!(read("{}"), Err(UploadError::Link(LinkError::Missing))));
    for url in ["http://x.example/u", "https://u@x.example/u", "/u", "https://x.example\\\\@y.example/u"] {
        let error = read(&format!(r#"{{"uploadUrl": "{url}"}}"#)).unwrap_err();
        assert!(matches!(error, UploadError::Link(LinkError::Invalid { .. })), "{url}");
    }
}

#[test]
fn nothing_is_no_upload() {
    let error = Upload::<NoContent>::from_url(URL, 0).unwrap_err();
    assert!(error.to_string().contains("PUT …/content"), "{error}");
    assert_eq!((UploadWay::for_size(0), UploadWay::for_size(4 << 20)), (UploadWay::Put, UploadWay::Put));
    assert_eq!(UploadWay::for_size((4 << 20) + 1), UploadWay::Session);
    assert_eq!(UploadWay::for_size_with(250_000_001, u64::MAX), UploadWay::Session);
    for bytes in [0, 1, SLICE + 1, SliceSize::LARGEST + SLICE, u64::MAX] {
        assert!(matches!(SliceSize::new(bytes), Err(UploadError::SliceSize { .. })), "{bytes}");
    }
    assert!(SliceSize::new(SliceSize::LARGEST).is_ok());
    assert_eq!(serde_json::Value::from(ConflictBehavior::Rename), "rename");
}

#[test]
fn the_end_comes_in_every_form() {
    let UploadStep::Done(Some(item)) = at_the_end().read(answer(201, r#"{"id": "1"}"#)).unwrap() else {
        panic!("it has a body")
    };
    assert_eq!(item.id.as_deref(), Some("1"));
    for status in [200, 201, 204] {
        let mut upload = at_the_end();
        assert_eq!(upload.read(answer(status, "")).unwrap(), UploadStep::Done(None), "{status}");
        assert_eq!(upload.acknowledged(), TOTAL);
        assert!(matches!(upload.next_request(), Err(UploadError::Ended)));
    }
    // The print service returns the session again, without missing ranges.
    for status in [200, 201] {
        assert!(matches!(at_the_end().read(expecting(status, &[])), Ok(UploadStep::Done(_))), "{status}");
    }
    // For attachments, the answer has the address of the attachment, and no body.
    let mut upload = Upload::<Accepted>::from_url(URL, 5).unwrap();
    upload.next_request().unwrap();
    let created =
        Response::builder().status(201).header("location", "https://outlook.office.com/a").body("").unwrap();
    let UploadStep::Done(accepted) = upload.read(created).unwrap() else { panic!("it is done") };
    assert_eq!(accepted.location.as_deref(), Some("https://outlook.office.com/a"));
}

#[test]
fn a_final_answer_may_be_unreadable() {
    let mut upload = Upload::<SimpleIncident>::from_url(URL, 5).unwrap();
    upload.next_request().unwrap();
    let Err(UploadError::Answer(error)) = upload.read(answer(201, "<html>")) else { panic!("no item") };
    assert_eq!(error.kind(), GraphErrorKind::Body);
    assert!(matches!(upload.next_request(), Err(UploadError::Ended)));
}

#[test]
fn an_early_end_is_an_error() {
    for status in [200, 201, 204] {
        let error = sent().read(answer(status, "")).unwrap_err();
        assert!(matches!(error, UploadError::EarlyEnd) && error.must_start_again(), "{status}");
    }
}

#[test]
fn only_slices_have_a_media_type() {
    let media_type = |next: graph_models_core::request::transfer::UploadRequest| {
        let request = next.with_body(()).into_request();
        request.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned())
    };
    let mut upload = Upload::<NoContent>::from_url(URL, SLICE).unwrap().with_deferred_commit();
    let octets = Some("application/octet-stream".to_owned());
    assert_eq!(media_type(upload.next_request().unwrap()), octets);
    upload.lost();
    assert_eq!(media_type(upload.next_request().unwrap()), None);
    upload.read(expecting(200, &["0-"])).unwrap();
    assert_eq!(media_type(upload.next_request().unwrap()), octets);
    upload.read(expecting(202, &[])).unwrap();
    let commit = upload.next_request().unwrap();
    assert_eq!((commit.clone().with_body(()).method().as_str(), media_type(commit)), ("POST", None));
    assert!(!upload.cancel().headers().contains_key("content-type"));
}

#[test]
fn a_quota_that_is_used_up_is_an_answer() {
    for status in [501, 505, 507, 508] {
        let error = sent().read(answer(status, r#"{"error": {"code": "quotaLimitReached"}}"#)).unwrap_err();
        let answer = error.answer().unwrap();
        assert!(matches!(error, UploadError::Answer(_)) && answer.has_code("quotaLimitReached"), "{error}");
    }
}

#[test]
fn failures_lead_to_the_state() {
    for status in [408, 416, 429, 500, 502, 503, 504, 509] {
        let mut upload = sent();
        let refused = Response::builder().status(status).header("retry-after", "7").body("").unwrap();
        assert_eq!(upload.read(refused).unwrap(), UploadStep::Going, "{status}");
        assert_eq!(upload.delay(SystemTime::UNIX_EPOCH), Duration::from_secs(7));
        assert_eq!(next(&mut upload), (Method::GET, 0..0));
        upload.read(expecting(200, &["327680-"])).unwrap();
        assert_eq!(upload.delay(SystemTime::UNIX_EPOCH), Duration::ZERO);
        assert_eq!(next(&mut upload), (Method::PUT, SLICE..2 * SLICE));
    }
}

#[test]
fn some_answers_are_ends() {
    for status in [404, 410] {
        let error = sent().read(answer(status, "")).unwrap_err();
        assert!(
            matches!(error, UploadError::Gone { may_be_complete: false, .. }) && error.must_start_again()
        );
        let error = at_the_end().read(answer(status, "")).unwrap_err();
        assert!(matches!(error, UploadError::Gone { may_be_complete: true, .. }), "{error}");
    }
    let conflict = answer(409, r#"{"error": {"code": "nameAlreadyExists", "message": "No."}}"#);
    let error = at_the_end().read(conflict).unwrap_err();
    assert!(matches!(error, UploadError::Conflict(_)) && !error.must_start_again());
    assert_eq!(error.answer().unwrap().code(), Some("nameAlreadyExists"));
    for status in [301, 302, 400, 401, 403, 412, 507] {
        let read = sent().read(answer(status, ""));
        assert!(matches!(read, Err(UploadError::Answer(_))), "{status}");
    }
}

#[test]
fn what_does_not_come_forward_ends() {
    let mut upload = upload().with_max_failures(3);
    let mut requests = 0;
    let error = loop {
        match upload.next_request() {
            Ok(next) if next.range().is_empty() => drop(upload.read(expecting(200, &["0-"])).unwrap()),
            Ok(_) => drop(upload.read(answer(503, "")).unwrap()),
            Err(error) => break error,
        }
        requests += 1;
    };
    assert!(matches!(error, UploadError::Stalled { failures: 4, last: Some(_) }), "{error}");
    assert_eq!(requests, 7);
    // A service that withdraws its acknowledgement does not cause an endless upload.
    let mut upload = sent().with_max_failures(3);
    for round in 0.. {
        let Ok(_) = upload.next_request() else { break };
        let rest = if round % 2 == 0 { "327680-" } else { "0-" };
        upload.read(expecting(202, &[rest])).unwrap();
        assert!(round < 20);
    }
}

#[test]
fn a_deferred_upload_ends_with_its_commit() {
    let all_there = || {
        let mut upload = at_the_end().with_deferred_commit();
        assert_eq!(upload.read(expecting(202, &[])).unwrap(), UploadStep::Going);
        assert_eq!((upload.acknowledged(), upload.delay(SystemTime::UNIX_EPOCH)), (TOTAL, Duration::ZERO));
        upload
    };
    let state = || expecting(200, &[]);
    // The service may leave out the list.
    let mut upload = at_the_end().with_deferred_commit();
    assert_eq!(upload.read(answer(202, "")).unwrap(), UploadStep::Going);
    assert_eq!(next(&mut upload), (Method::POST, 0..0));
    for (status, body, is_there) in
        [(201, r#"{"id": "1"}"#, true), (200, r#"{"id": "1"}"#, true), (204, "", false)]
    {
        let mut upload = all_there();
        assert_eq!(next(&mut upload), (Method::POST, 0..0), "{status}");
        let UploadStep::Done(item) = upload.read(answer(status, body)).unwrap() else { panic!("{status}") };
        assert_eq!(item.is_some(), is_there, "{status}");
        assert!(matches!(upload.next_request(), Err(UploadError::Ended)));
    }
    // After a commit without an answer, the state is requested, and the commit is sent again if it was not done.
    let mut upload = all_there();
    assert_eq!(next(&mut upload), (Method::POST, 0..0));
    upload.lost();
    assert_eq!(next(&mut upload), (Method::GET, 0..0));
    assert_eq!(upload.read(state()).unwrap(), UploadStep::Going);
    assert_eq!(next(&mut upload), (Method::POST, 0..0));
    upload.lost();
    upload.next_request().unwrap();
    assert!(matches!(upload.read(answer(404, "")), Err(UploadError::Gone { may_be_complete: true, .. })));
    // A service that accepts the commit again and again does not cause an endless upload.
    let mut upload = all_there().with_max_failures(3);
    let rounds = (0..100).take_while(|_| match upload.next_request() {
        Ok(next) if next.clone().with_body(()).method() == Method::GET => upload.read(state()).is_ok(),
        Ok(_) => upload.read(answer(202, "")).is_ok(),
        Err(_) => false,
    });
    assert_eq!(rounds.count(), 7);
    // Another process can continue with the commit.
    let mut upload = Upload::<Option<SimpleIncident>>::resume(all_there().state()).with_deferred_commit();
    assert_eq!(next(&mut upload), (Method::GET, 0..0));
    upload.read(state()).unwrap();
    assert_eq!(upload.delay(SystemTime::UNIX_EPOCH), Duration::ZERO);
    assert_eq!(next(&mut upload), (Method::POST, 0..0));
    // An upload with missing slices does not end.
    let mut upload = self::sent().with_deferred_commit();
    upload.read(expecting(202, &["327680-"])).unwrap();
    assert_eq!(next(&mut upload), (Method::PUT, SLICE..2 * SLICE));
}

#[test]
fn states_are_checked() {
    let state = at_the_end().state();
    let saved = serde_json::to_value(&state).unwrap();
    assert_eq!(saved, serde_json::json!([1, URL, TOTAL, SLICE, 3 * SLICE, null]));
    assert_eq!(serde_json::from_value::<UploadState>(saved).unwrap(), state);
    for other in [
        serde_json::json!([2, URL, 5, SLICE, 0, null]),
        serde_json::json!([1, URL, 0, SLICE, 0, null]),
        serde_json::json!([1, URL, 5, SLICE, 6, null]),
        serde_json::json!([1, URL, 5, 7, 0, null]),
        serde_json::json!([1, "http://contoso.example/secret-text", 5, SLICE, 0, null]),
        serde_json::json!([]),
    ] {
        let error = serde_json::from_value::<UploadState>(other).unwrap_err();
        assert!(!error.to_string().contains("secret-text"), "{error}");
    }
}

#[test]
fn nothing_shows_the_address() {
    let mut upload = sent();
    let body = format!(r#"{{"error": {{"code": "x", "message": "Not {URL}"}}}}"#);
    let error = upload.read(answer(400, body.clone())).unwrap_err();
    let request = upload.next_request().unwrap();
    upload.read(answer(503, body)).unwrap();
    let shown = format!("{error} {error:?} {:?} {upload:?} {request:?} {:?}", error.answer(), upload.state());
    assert!(!shown.contains("secret-text") && !shown.contains("tempauth"), "{shown}");
}
