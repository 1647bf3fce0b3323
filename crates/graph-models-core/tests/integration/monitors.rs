//! Tests of work with a monitor URL: at the service, or at another host without a token.

use graph_models_core::request::{
    Accepted, GraphErrorKind, LinkError, Monitor, MonitorState, MonitorStatus, MonitorStep, Outcome, Service,
    Version, WithoutToken, decode,
};
use http::Response;

const ELSEWHERE: &str = "https://contoso.sharepoint.com/_api/v2.0/monitor/1?tempauth=secret-address";

fn accepted(location: &str) -> Accepted {
    decode(Response::builder().status(202).header("location", location).body("").unwrap()).unwrap()
}

fn monitor(location: &str) -> Result<Monitor, LinkError> {
    Monitor::new(&Service::global(), Some(Version::V1), &accepted(location))
}

fn answer(status: u16, body: &str) -> Response<String> {
    Response::builder().status(status).body(body.to_owned()).unwrap()
}

#[test]
fn every_end_is_recognised() {
    for (status, body, end) in [
        (200, r#"{"status": "completed", "resourceId": "1"}"#, Some(Outcome::Succeeded)),
        (202, r#"{"status": "Succeeded"}"#, Some(Outcome::Succeeded)),
        (200, r#"{"status": "completedWithErrors"}"#, Some(Outcome::PartlySucceeded)),
        (
            200,
            r#"{"status": "failed", "error": {"code": "nameAlreadyExists", "message": "m"}}"#,
            Some(Outcome::Failed),
        ),
        (200, r#"{"status": "cancelled"}"#, Some(Outcome::Stopped)),
        (303, "", Some(Outcome::Succeeded)),
        // Without a status, an error is the end too.
        (200, r#"{"error": {"code": "nameAlreadyExists", "message": "m"}}"#, Some(Outcome::Failed)),
        (200, r#"{"operation": "ItemCopy", "error": {"code": "c"}}"#, Some(Outcome::Failed)),
        (202, r#"{"error": {"message": "m"}}"#, Some(Outcome::Failed)),
        (200, r#"{"odata.error": {"code": "c", "message": "m"}}"#, Some(Outcome::Failed)),
        (202, r#"{"status": "inProgress", "error": {"code": "c"}}"#, None),
        (200, r#"{"id": "1", "error": null}"#, Some(Outcome::Succeeded)),
        (204, "", Some(Outcome::Succeeded)),
        // The answer is the created item itself.
        (200, r#"{"id": "1", "name": "a"}"#, Some(Outcome::Succeeded)),
        (202, r#"{"status": "inProgress", "percentageComplete": 27.8}"#, None),
        (202, r#"{"percentageComplete": 27.8}"#, None),
        (202, "", None),
        (200, r#"{"status": "somethingNew"}"#, None),
    ] {
        match (monitor(ELSEWHERE).unwrap().read(answer(status, body)).unwrap(), end) {
            (MonitorStep::Ended(found, _), Some(end)) => assert_eq!(found, end, "{body}"),
            (MonitorStep::Running(_), None) => {}
            (step, _) => panic!("{body}: {step:?}"),
        }
    }
}

#[test]
fn results_and_errors_are_told() {
    let status = |answer| match monitor(ELSEWHERE).unwrap().read(answer).unwrap() {
        MonitorStep::Ended(_, status) | MonitorStep::Running(status) => status,
    };
    let moved = Response::builder()
        .status(303)
        .header("location", "https://graph.microsoft.com/v1.0/drives/1/items/2");
    let moved: MonitorStatus = status(moved.body(String::new()).unwrap());
    assert_eq!(moved.resource_location.as_deref(), Some("https://graph.microsoft.com/v1.0/drives/1/items/2"));
    let failed = status(answer(200, r#"{"status": "failed", "error": {"code": "c", "message": "m"}}"#));
    assert_eq!((failed.error_code.as_deref(), failed.error_message.as_deref()), (Some("c"), Some("m")));
    let odd =
        status(answer(202, r#"{"status": 5, "percentageComplete": "x", "resourceId": "", "error": []}"#));
    assert_eq!(odd, MonitorStatus::default());
}

#[test]
fn another_host_gets_no_token_and_the_service_one_of_the_version() {
    let request = monitor(ELSEWHERE).unwrap().request();
    assert_eq!(request.uri(), ELSEWHERE);
    assert!(request.headers().is_empty() && request.extensions().get::<WithoutToken>().is_some());
    let request = monitor("/teams('1')/operations('2')").unwrap().request();
    assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/teams('1')/operations('2')");
    assert!(request.extensions().get::<WithoutToken>().is_none());
    for location in [
        "",
        "http://contoso.sharepoint.com/1",
        "http://graph.microsoft.com/v1.0/1",
        "https://graph.microsoft.com@evil.example/1",
        "https://contoso%2eevil.example/1",
        "//evil.example/1",
        "ftp://contoso.sharepoint.com/1",
    ] {
        assert!(monitor(location).is_err(), "{location}");
    }
}

#[test]
fn a_monitor_can_move_but_not_to_where_it_must_not() {
    let moved =
        |location: &str| Response::builder().status(202).header("location", location).body("").unwrap();
    let mut monitor = monitor(ELSEWHERE).unwrap();
    assert!(matches!(monitor.read(moved("https://contoso.sharepoint.com/2")), Ok(MonitorStep::Running(_))));
    assert_eq!(monitor.request().uri(), "https://contoso.sharepoint.com/2");
    assert!(monitor.read(moved("http://contoso.sharepoint.com/3")).is_err());
    assert_eq!(monitor.request().uri(), "https://contoso.sharepoint.com/2");
}

#[test]
fn every_redirect_moves_a_monitor_except_for_303() {
    let moved = |status: u16, location: &str| {
        Response::builder().status(status).header("location", location).body("").unwrap()
    };
    for status in [301, 302, 307, 308] {
        // At another host no address leads back to the service, and all are `https`.
        let mut there = monitor(ELSEWHERE).unwrap();
        for (location, target) in [
            ("2?tempauth=x", "https://contoso.sharepoint.com/_api/v2.0/monitor/2?tempauth=x"),
            (
                "https://graph.microsoft.com/v1.0/operations/1",
                "https://graph.microsoft.com/v1.0/operations/1",
            ),
        ] {
            let step = there.read(moved(status, location)).unwrap();
            assert_eq!(step, MonitorStep::Running(MonitorStatus::default()));
            assert!(there.delay(std::time::SystemTime::now()).is_zero());
            assert_eq!(there.request().uri(), target);
            assert!(there.request().extensions().get::<WithoutToken>().is_some());
        }
        for location in ["http://contoso.sharepoint.com/3", "https://u@contoso.sharepoint.com/", "ftp:x"] {
            let error = there.read(moved(status, location)).unwrap_err();
            assert_eq!((error.status().as_u16(), error.kind()), (status, GraphErrorKind::Status));
        }
        assert_eq!(there.request().uri(), "https://graph.microsoft.com/v1.0/operations/1");

        // At the service the version is kept, and another host gets no token.
        let mut here = monitor("/operations/1").unwrap();
        here.read(moved(status, "/operations/2")).unwrap();
        assert_eq!(here.request().uri(), "https://graph.microsoft.com/v1.0/operations/2");
        assert!(here.request().extensions().get::<WithoutToken>().is_none());
        here.read(moved(status, ELSEWHERE)).unwrap();
        assert!(here.request().extensions().get::<WithoutToken>().is_some());

        // Redirects in a circle end. A state in between begins a new chain.
        let mut circle = monitor(ELSEWHERE).unwrap();
        let hops = |circle: &mut Monitor| {
            (0..20).take_while(|_| circle.read(moved(status, ELSEWHERE)).is_ok()).count()
        };
        assert_eq!(hops(&mut circle), 10);
        circle.read(answer(202, "")).unwrap();
        assert_eq!(hops(&mut circle), 10);
    }
}

#[test]
fn a_monitor_elsewhere_never_leads_back_to_the_service() {
    for (location, target) in [
        ("https://graph.microsoft.com/v1.0/operations/1", "https://graph.microsoft.com/v1.0/operations/1"),
        ("/v1.0/operations/1", "https://contoso.sharepoint.com/v1.0/operations/1"),
        ("2?tempauth=x", "https://contoso.sharepoint.com/_api/v2.0/monitor/2?tempauth=x"),
        ("?tempauth=x", "https://contoso.sharepoint.com/_api/v2.0/monitor/1?tempauth=x"),
        ("//graph.microsoft.com/x", "https://graph.microsoft.com/x"),
    ] {
        let mut monitor = monitor(ELSEWHERE).unwrap();
        let moved = Response::builder().status(202).header("location", location).body("").unwrap();
        monitor.read(moved).unwrap();
        // A saved state does not lead back either.
        let saved = serde_json::to_string(&monitor.state()).unwrap();
        let state = serde_json::from_str(&saved).unwrap();
        let resumed = Monitor::resume(&Service::global(), &state).unwrap();
        for request in [monitor.request(), resumed.request()] {
            assert_eq!(request.uri(), target);
            assert!(request.extensions().get::<WithoutToken>().is_some(), "{target}");
        }
        // The address of a result is relative to the same address.
        let ended = Response::builder().status(303).header("location", "../items/2").body("").unwrap();
        let MonitorStep::Ended(_, status) = monitor.read(ended).unwrap() else { panic!("it says so") };
        let host = target.split_inclusive('/').take(3).collect::<String>();
        assert!(status.resource_location.unwrap().starts_with(&host), "{target}");
    }
}

#[test]
fn a_monitor_at_the_service_keeps_its_version() {
    let at_service = |request: http::Request<bytes::Bytes>| {
        assert!(request.extensions().get::<WithoutToken>().is_none());
        request.uri().to_string()
    };
    let moved =
        |location: &str| Response::builder().status(202).header("location", location).body("").unwrap();
    let address = "https://graph.microsoft.com/beta/teams('1')/operations('2')";
    let first = Monitor::new(&Service::global(), None, &accepted(address)).unwrap();
    let state = serde_json::from_str(&serde_json::to_string(&first.state()).unwrap()).unwrap();
    for mut monitor in [first, Monitor::resume(&Service::global(), &state).unwrap()] {
        for (location, target) in [
            ("operations('3')", "https://graph.microsoft.com/beta/teams('1')/operations('3')"),
            ("/teams('1')/operations('4')", "https://graph.microsoft.com/beta/teams('1')/operations('4')"),
        ] {
            monitor.read(moved(location)).unwrap();
            assert_eq!(at_service(monitor.request()), target);
        }
        monitor.read(moved(ELSEWHERE)).unwrap();
        assert_eq!(monitor.request().uri(), ELSEWHERE);
    }
}

#[test]
fn a_state_can_be_saved_and_nothing_shows_the_address() {
    let mut monitor = monitor(ELSEWHERE).unwrap();
    let state = serde_json::to_string(&monitor.state()).unwrap();
    let state: MonitorState = serde_json::from_str(&state).unwrap();
    let resumed = Monitor::resume(&Service::global(), &state).unwrap();
    assert_eq!(resumed.request().uri(), ELSEWHERE);
    let error = monitor.read(answer(500, "tempauth=secret-address is odd")).unwrap_err();
    let shown = format!("{monitor:?} {state:?} {error} {error:?} {:?}", accepted(ELSEWHERE));
    assert!(!shown.contains("secret"), "{shown}");
    assert!(serde_json::from_str::<MonitorState>(r#"[3, "https://evil.example"]"#).is_err());
    let state: MonitorState = serde_json::from_str(r#"[1, "http://evil.example"]"#).unwrap();
    assert!(Monitor::resume(&Service::global(), &state).is_err());
}

#[test]
fn what_is_no_answer_of_a_monitor_is_an_error() {
    for (status, body) in
        [(200, "[]"), (200, "<html>"), (200, ""), (404, ""), (302, ""), (200, "{\"status\": ")]
    {
        assert!(monitor(ELSEWHERE).unwrap().read(answer(status, body)).is_err(), "{status} {body}");
    }
}
