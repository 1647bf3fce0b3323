//! Tests of long-running operations, from the start to the end, with every possible step in between.

use std::time::{Duration, SystemTime};

use crate::operation::LongRunningOperation as Operation;
use graph_models_core::request::{
    Accepted, LinkError, LongRunning, Outcome, Poll, PollState, PollStep, Service, Version, decode,
};
use http::Response;

const ADDRESS: &str = "https://graph.microsoft.com/beta/operations('refresh:DirectoryRole_9a_X')";

type Header = (&'static str, &'static str);

fn answer(status: u16, headers: &[Header], body: &'static str) -> Response<&'static str> {
    let builder = Response::builder().status(status);
    headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value)).body(body).unwrap()
}

fn accepted(headers: &[Header]) -> Accepted {
    decode(answer(202, headers, "")).unwrap()
}

fn poll() -> Poll<Operation> {
    Poll::new(&Service::global(), &accepted(&[("location", ADDRESS)])).unwrap()
}

fn seconds(poll: &Poll<Operation>) -> f64 {
    poll.delay(SystemTime::UNIX_EPOCH).as_secs_f64()
}

#[test]
fn the_location_is_followed_as_it_is() {
    let request = poll().request().unwrap();
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("GET", ADDRESS));
    assert_eq!(request.headers()["accept"], "application/json");
}

#[test]
fn nowhere_and_elsewhere_are_errors() {
    let start = |headers| Poll::<Operation>::new(&Service::global(), &accepted(headers)).unwrap_err();
    assert_eq!(start(&[]), LinkError::Missing);
    assert!(matches!(start(&[("location", "https://evil.example/beta/x")]), LinkError::OtherOrigin { .. }));
    assert!(
        Poll::<Operation>::from_location(&Service::global(), "http://graph.microsoft.com/beta/x").is_err()
    );
}

#[test]
fn a_location_may_leave_out_the_version() {
    let accepted = accepted(&[("location", "/teams('1')/operations('2')")]);
    let poll = Poll::<Operation>::new_in(&Service::global(), Version::V1, &accepted).unwrap();
    assert_eq!(poll.request().unwrap().uri(), "https://graph.microsoft.com/v1.0/teams('1')/operations('2')");
}

#[test]
fn it_goes_on_until_it_succeeds() {
    let mut poll = poll();
    for body in [
        r#"{"status": "notStarted"}"#,
        r#"{"status": "running", "resourceLocation": "x"}"#,
        r#"{"status": "somethingNew"}"#,
        r#"{"status": null}"#,
        r#"{"status": ""}"#,
        r#"{"id": "1"}"#,
    ] {
        let step = poll.read(answer(200, &[], body)).unwrap();
        assert!(matches!(step, PollStep::Running(Some(_))), "{body}");
    }
    assert_eq!(poll.polls(), 6);
    let body = r#"{
        "status": "SUCCEEDED", "statusDetail": "", "resourceLocation": "https://graph.microsoft.com/beta/alerts/1"
    }"#;
    let PollStep::Succeeded(operation) = poll.read(answer(200, &[], body)).unwrap() else {
        panic!("it is done")
    };
    assert_eq!(operation.outcome(), Some(Outcome::Succeeded));
    assert_eq!(operation.result_location(), Some("https://graph.microsoft.com/beta/alerts/1"));
    assert_eq!(operation.detail(), None);
}

#[test]
fn it_can_fail_and_say_why() {
    let body = r#"{"status": "failed", "resourceLocation": "", "statusDetail": "no licence"}"#;
    let PollStep::Failed(operation) = poll().read(answer(200, &[], body)).unwrap() else {
        panic!("it failed")
    };
    assert_eq!(operation.outcome(), Some(Outcome::Failed));
    assert_eq!((operation.result_location(), operation.detail()), (None, Some("no licence")));
}

#[test]
fn it_can_be_accepted_once_more_and_move() {
    let mut poll = poll();
    assert_eq!(poll.read(answer(202, &[], "")).unwrap(), PollStep::Running(None));
    assert_eq!(poll.request().unwrap().uri().to_string(), ADDRESS);
    let moved = "https://graph.microsoft.com/beta/operations/2";
    poll.read(answer(202, &[("location", moved)], r#"{"status": "running"}"#)).unwrap();
    assert_eq!(poll.request().unwrap().uri(), moved);
    poll.read(answer(202, &[("location", "https://evil.example/x")], "")).unwrap();
    assert!(matches!(poll.request(), Err(LinkError::OtherOrigin { .. })));
}

#[test]
fn the_service_says_how_long_to_wait() {
    let start = accepted(&[("location", ADDRESS), ("retry-after", "2.5")]);
    let mut poll = Poll::<Operation>::new(&Service::global(), &start).unwrap();
    assert!((seconds(&poll) - 2.5).abs() < 1e-9);
    poll.read(answer(200, &[("retry-after", "7")], "{}")).unwrap();
    assert!((seconds(&poll) - 7.0).abs() < 1e-9);
    poll.read(answer(200, &[("retry-after", "100000")], "{}")).unwrap();
    assert!((seconds(&poll) - 300.0).abs() < 1e-9);
    assert!((seconds(&poll.clone().with_cap(Duration::from_secs(9))) - 9.0).abs() < 1e-9);
    let until = [("retry-after", "Thu, 01 Jan 1970 00:00:20 GMT")];
    poll.read(answer(200, &until, "{}")).unwrap();
    assert!((seconds(&poll) - 20.0).abs() < 1e-9);
}

#[test]
fn without_a_word_it_waits_longer_each_time() {
    let mut poll = poll();
    let mut delays = Vec::new();
    for _ in 0..40 {
        delays.push(poll.delay(SystemTime::UNIX_EPOCH).as_secs());
        poll.read(answer(200, &[], "{}")).unwrap();
    }
    assert_eq!(delays.get(..7), Some(&[1, 2, 4, 8, 16, 30, 30][..]));
    assert_eq!(delays.last(), Some(&30));
}

#[test]
fn an_error_ends_nothing() {
    let mut poll = poll();
    let error = poll.read(answer(503, &[("retry-after", "11")], "")).unwrap_err();
    assert!(error.is_throttled());
    assert!((seconds(&poll) - 11.0).abs() < 1e-9);
    assert!(poll.read(answer(200, &[], "<html>")).is_err());
    assert_eq!(poll.request().unwrap().uri().to_string(), ADDRESS);
    assert!(!format!("{poll:?}").contains("operations"));
}

#[test]
fn every_final_status_ends_it() {
    for (outcome, statuses) in [
        (Outcome::Succeeded, &["succeeded", "Completed", "complete", "SUCCESSFUL", "success"][..]),
        (
            Outcome::PartlySucceeded,
            &["completedWithErrors", "completedWithError", "partiallySucceeded", "PartiallySuccessful"],
        ),
        (Outcome::Failed, &["failed", "submissionFailed", "Failure"]),
        (Outcome::Stopped, &["skipped", "cancelled", "Canceled", "abandoned", "timedOut", "aborted"]),
    ] {
        for status in statuses {
            let step = poll().read(Response::new(format!(r#"{{"status": "{status}"}}"#))).unwrap();
            let (PollStep::Succeeded(operation) | PollStep::Failed(operation)) = &step else {
                panic!("{status} is final")
            };
            assert_eq!(operation.outcome(), Some(outcome), "{status}");
            // An operation that succeeded only in part is no success.
            let is_success = matches!(step, PollStep::Succeeded(_));
            assert_eq!(is_success, outcome == Outcome::Succeeded, "{status}");
        }
    }
    for status in
        ["notStarted", "running", "inProgress", "canceling", "queued", "unknownFutureValue", "active"]
    {
        assert_eq!(Outcome::from_status(status), None, "{status}");
    }
}

#[test]
fn a_state_knows_whether_only_the_result_is_missing() {
    let service = Service::global();
    let resumed = |poll: &Poll<Operation>| {
        let saved = serde_json::to_string(&poll.state().unwrap()).unwrap();
        let state: PollState = serde_json::from_str(&saved).unwrap();
        assert!(!format!("{state:?}").contains("operations"), "{state:?}");
        Poll::<Operation>::resume(&service, &state).unwrap()
    };
    let first = poll();
    let mut moved = poll();
    moved.read(answer(307, &[("location", "/beta/operations('2')")], "")).unwrap();
    for poll in [first, moved] {
        let mut again = resumed(&poll);
        assert_eq!(again.request().unwrap().uri(), poll.request().unwrap().uri());
        // Without a status, an operation still runs.
        let step = again.read(answer(200, &[], r#"{"id": "1"}"#)).unwrap();
        assert!(matches!(step, PollStep::Running(Some(_))), "{step:?}");
    }
    let mut done = poll();
    done.read(answer(303, &[("location", "/beta/teams('1')")], "")).unwrap();
    let mut again = resumed(&resumed(&done));
    assert_eq!(again.request().unwrap().uri(), "https://graph.microsoft.com/beta/teams('1')");
    // A relative address is that of the same version.
    again.read(answer(302, &[("location", "/teams('2')")], "")).unwrap();
    assert_eq!(again.request().unwrap().uri(), "https://graph.microsoft.com/beta/teams('2')");
    let step = again.read(answer(200, &[], r#"{"id": "1"}"#)).unwrap();
    assert!(matches!(step, PollStep::Succeeded(_)), "{step:?}");

    done.read(answer(302, &[("location", "https://evil.example/x")], "")).unwrap();
    assert!(matches!(done.state(), Err(LinkError::OtherOrigin { .. })));
    for odd in [r#"[3, "https://graph.microsoft.com/beta/x"]"#, r#"["x", 1]"#] {
        assert!(serde_json::from_str::<PollState>(odd).is_err());
    }
    let elsewhere: PollState = serde_json::from_str(r#"[2, "https://evil.example/x"]"#).unwrap();
    assert!(Poll::<Operation>::resume(&service, &elsewhere).is_err());
}

#[test]
fn redirects_are_followed_at_once_and_end() {
    let mut poll = poll();
    for hop in 0..10 {
        let location = format!("/beta/operations('{hop}')");
        let moved = Response::builder().status(302).header("location", &location).body("").unwrap();
        assert_eq!(poll.read(moved).unwrap(), PollStep::Running(None));
        assert_eq!(poll.delay(SystemTime::UNIX_EPOCH), Duration::ZERO);
    }
    let here = poll.request().unwrap().uri().clone();
    let error = poll.read(answer(302, &[("location", "/beta/x")], "")).unwrap_err();
    assert_eq!(error.to_string(), "302 Found, but the link cannot be followed: there are too many redirects");
    assert_eq!(poll.request().unwrap().uri(), &here);
    // A state in between begins a new chain.
    poll.read(answer(200, &[], "{}")).unwrap();
    assert!(poll.read(answer(302, &[("location", "/beta/x"), ("retry-after", "9")], "")).is_ok());
    assert!((seconds(&poll) - 9.0).abs() < 1e-9);
}
