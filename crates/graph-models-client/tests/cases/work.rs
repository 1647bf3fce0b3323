//! Long-running work, which the service accepts and a program watches.

use std::time::Duration;

use graph_models_client::{Effect, SendError};
use graph_models_core::request::{
    Accepted, Batch, Call, Create, GraphError, GraphErrorKind, Monitor, MonitorStep, Outcome, Poll,
    PollState, PollStep, Reply, Version, WriteMedia,
};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, PATIENCE, service};
use crate::bed::{ROWS, Report, incident, leaks, path};
use crate::operation::LongRunningOperation;
use crate::sample::SimpleIncident;

fn accepted(location: &str) -> Step {
    Step::status(202).header("location", location)
}

/// Sends a copy that is accepted, with this location.
fn copy<A: Adapter>(stand_in: &StandIn, client: &A, location: &str) -> Accepted {
    stand_in.play(At::Service, "POST", "/v1.0/items/1/copy", [accepted(location)]);
    client.accept(&Call::<Report>::new(&ROWS[0], path("/items/1/copy"), incident("{}")))
}

fn monitor<A: Adapter>(stand_in: &StandIn, client: &A, location: &str) -> Monitor {
    Monitor::new(&service(stand_in), Some(Version::V1), &copy(stand_in, client, location)).unwrap()
}

pub(crate) fn work_may_be_accepted_for_later<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let location = stand_in.url(At::Service, "/v1.0/operations/1");
    for (method, place) in
        [("POST", "/v1.0/teams"), ("POST", "/v1.0/incidents/1/report"), ("PUT", "/v1.0/photo")]
    {
        stand_in.play(At::Service, method, place, [accepted(&location)]);
    }
    let create = Create::new(&path("/teams"), incident("{}"));
    let report = Call::<Report>::new(&ROWS[0], path("/incidents/1/report"), incident("{}"));
    let write = WriteMedia::<Option<SimpleIncident>>::new(&path("/photo"), "x", "image/png");
    for accepted in [client.accept(&create), client.accept(&report), client.accept(&write)] {
        assert_eq!(accepted.location.as_deref(), Some(&*location));
    }
    // If the caller requested only the content, the error names the address of the later content.
    for error in [client.send(&create).map(|_| ()), client.send(&report).map(|_| ())].map(Result::unwrap_err)
    {
        let error = error.as_graph().unwrap();
        assert_eq!(error.kind(), GraphErrorKind::Accepted);
        assert_eq!(error.accepted().unwrap().location.as_deref(), Some(&*location));
    }
    assert_eq!(stand_in.received(At::Service).len(), 5);

    // Neither the address nor the body is lost, whatever the body is.
    for (body, id) in [(r#"{"id": "1"}"#, Some("1")), ("queued", None), (" ", None)] {
        stand_in.play(At::Service, "POST", "/v1.0/teams", [accepted(&location).body(body)]);
        let accepted = client.accept(&create);
        assert_eq!((accepted.location.as_deref(), &*accepted.body), (Some(&*location), body.as_bytes()));
        match client.send(&create) {
            Ok(made) => assert_eq!(made.unwrap().id.as_deref(), id),
            Err(error) => {
                assert_eq!((id, error.effect()), (None, Effect::Done));
                assert_eq!(error.as_graph().and_then(GraphError::accepted), Some(accepted));
            }
        }
        let about = client.send_full(&create).ok().map(|full| full.about.location);
        assert_eq!(about, id.map(|_| Some(location.clone())));
    }
}

pub(crate) fn the_monitor_may_stand_in_another_header<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Service, "/v1.0/me/onenote/operations/1");
    let copied = Step::status(202).header("operation-location", &there);
    stand_in.play(At::Service, "POST", "/v1.0/incidents/1/report", [copied]);
    let copy = Call::<Report>::new(&ROWS[0], path("/incidents/1/report"), incident("{}"));
    let accepted = client.accept(&copy);
    let steps = ["running", "completed"].map(|word| Step::json(200, format!(r#"{{"status": "{word}"}}"#)));
    stand_in.play(At::Service, "GET", "/v1.0/me/onenote/operations/1", steps);
    let mut monitor = Monitor::new(&service(&stand_in), Some(Version::V1), &accepted).unwrap();
    let step = client.watch(&mut monitor).unwrap();
    assert!(matches!(step, MonitorStep::Ended(Outcome::Succeeded, _)), "{step:?}");
}

pub(crate) fn a_monitor_elsewhere_is_asked_without_a_token<A: Adapter>() {
    let item = "https://graph.microsoft.com/v1.0/drives/1/items/2";
    for (end, id, location) in [
        (Step::status(303).header("location", item), None, Some(item)),
        (Step::json(200, r#"{"resourceId": "2"}"#), Some("2"), None),
        (Step::json(200, r#"{"status": "completed", "resourceId": "2"}"#), Some("2"), None),
    ] {
        let stand_in = StandIn::start().unwrap();
        let client = A::of(&stand_in);
        let running = Step::json(202, r#"{"status": "inProgress", "percentageComplete": 27.8}"#);
        let running = running.header("retry-after", "7");
        stand_in.play(At::Elsewhere, "GET", "/monitor", [running.clone(), Step::status(202), end]);
        let address = stand_in.url(At::Elsewhere, "/monitor?tempauth=secret-address");
        let step = client.watch(&mut monitor(&stand_in, &client, &address)).unwrap();
        let MonitorStep::Ended(Outcome::Succeeded, status) = step else { panic!("{step:?}") };
        assert_eq!((status.resource_id.as_deref(), status.resource_location.as_deref()), (id, location));
        assert_eq!(stand_in.received(At::Elsewhere).len(), 3);
        assert_eq!(leaks(&stand_in, &[]), [""; 0]);
        assert!(client.slept().contains(&Duration::from_secs(7)), "{:?}", client.slept());
        // The client does not request the resource, since the caller did not.
        assert_eq!(stand_in.received(At::Service).len(), 1);
    }
}

pub(crate) fn a_location_may_lack_the_version<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let operation = "/v1.0/teams('1')/operations('2')";
    let play = || {
        let steps = [r#"{"id": "2", "status": "inProgress"}"#, r#"{"id": "2", "status": "succeeded"}"#];
        stand_in.play(At::Service, "GET", operation, steps.map(|body| Step::json(200, body)));
    };
    play();
    let mut monitor = monitor(&stand_in, &client, "/teams('1')/operations('2')");
    let step = client.watch(&mut monitor).unwrap();
    assert!(matches!(step, MonitorStep::Ended(Outcome::Succeeded, _)), "{step:?}");

    play();
    let accepted = copy(&stand_in, &client, "/teams('1')/operations('2')");
    let mut poll = Poll::<LongRunningOperation>::new_in(&service(&stand_in), Version::V1, &accepted).unwrap();
    assert!(matches!(client.poll(&mut poll).unwrap(), PollStep::Running(_)));
    assert!(matches!(client.poll(&mut poll).unwrap(), PollStep::Succeeded(_)));
    let asked = stand_in.received(At::Service);
    assert_eq!(asked.iter().filter(|received| received.target == operation).count(), 4);
}

pub(crate) fn every_final_word_ends_the_work_in_any_case<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let here = stand_in.url(At::Service, "/v1.0/operations/1");
    let there = stand_in.url(At::Elsewhere, "/monitor?tempauth=secret-address");
    let words = [
        ("succeeded", Outcome::Succeeded),
        ("Completed", Outcome::Succeeded),
        ("complete", Outcome::Succeeded),
        ("successful", Outcome::Succeeded),
        ("completedWithErrors", Outcome::PartlySucceeded),
        ("partiallySucceeded", Outcome::PartlySucceeded),
        ("partiallySuccessful", Outcome::PartlySucceeded),
        ("submissionFailed", Outcome::Failed),
        ("failed", Outcome::Failed),
        ("skipped", Outcome::Stopped),
        ("cancelled", Outcome::Stopped),
        ("abandoned", Outcome::Stopped),
    ];
    for (word, outcome) in words {
        for word in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            let end = || Step::json(200, format!(r#"{{"id": "1", "status": "{word}"}}"#));
            stand_in.play(At::Service, "GET", "/v1.0/operations/1", [end()]);
            stand_in.play(At::Elsewhere, "GET", "/monitor", [end()]);
            for address in [&here, &there] {
                let step = client.watch(&mut monitor(&stand_in, &client, address)).unwrap();
                let MonitorStep::Ended(found, _) = step else { panic!("{word}: {step:?}") };
                assert_eq!(found, outcome, "{word}");
            }
            let mut poll = Poll::<LongRunningOperation>::from_location(&service(&stand_in), &here).unwrap();
            let step = client.poll(&mut poll).unwrap();
            assert_eq!(matches!(step, PollStep::Succeeded(_)), outcome == Outcome::Succeeded, "{word}");
            assert_eq!(matches!(step, PollStep::Failed(_)), outcome != Outcome::Succeeded, "{word}");
        }
    }
    assert_eq!(leaks(&stand_in, &[]), [""; 0]);
}

pub(crate) fn a_monitor_that_moves_is_followed<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Elsewhere, "/monitor?tempauth=secret-address");
    stand_in.play(At::Service, "GET", "/v1.0/operations/1", [accepted(&there)]);
    stand_in.play(At::Elsewhere, "GET", "/monitor", [Step::json(200, r#"{"status": "failed"}"#)]);
    let step = client.watch(&mut monitor(&stand_in, &client, "/v1.0/operations/1")).unwrap();
    assert!(matches!(step, MonitorStep::Ended(Outcome::Failed, _)), "{step:?}");
    assert_eq!((stand_in.received(At::Elsewhere).len(), leaks(&stand_in, &[]).len()), (1, 0));
}

pub(crate) fn a_monitor_may_redirect<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let moved = |status: u16, location: &str| Step::status(status).header("location", location);
    let there = stand_in.url(At::Elsewhere, "/monitor?tempauth=secret-address");
    let ended = || Step::json(200, r#"{"status": "completed"}"#);
    for status in [301, 302, 307, 308] {
        // At the service with the token, and from there to another host without it.
        stand_in.play(At::Service, "GET", "/v1.0/operations/1", [moved(status, "/operations/2")]);
        stand_in.play(At::Service, "GET", "/v1.0/operations/2", [moved(status, &there)]);
        stand_in.play(At::Elsewhere, "GET", "/monitor", [moved(status, "next?tempauth=secret-address")]);
        stand_in.play(At::Elsewhere, "GET", "/next", [ended()]);
        let step = client.watch(&mut monitor(&stand_in, &client, "/v1.0/operations/1")).unwrap();
        assert!(matches!(step, MonitorStep::Ended(Outcome::Succeeded, _)), "{status}: {step:?}");

        // Back at the service, the monitor stays without a token, and the service refuses it.
        let back = stand_in.url(At::Service, "/v1.0/operations/1");
        stand_in.play(At::Elsewhere, "GET", "/monitor", [moved(status, &back)]);
        let error = client.watch(&mut monitor(&stand_in, &client, &there)).unwrap_err();
        assert_eq!(error.as_graph().unwrap().status().as_u16(), 401);
        assert_eq!(stand_in.received(At::Service).last().unwrap().header("authorization"), "");

        // Neither a circle nor an address that must not be used is followed.
        for location in
            [there.as_str(), "http://files.example/monitor", "https://u@files.example/monitor", ""]
        {
            stand_in.play(At::Elsewhere, "GET", "/monitor", [moved(status, location)]);
            let before = stand_in.received(At::Elsewhere).len();
            let error = client.watch(&mut monitor(&stand_in, &client, &there)).unwrap_err();
            assert_eq!(error.as_graph().unwrap().status().as_u16(), status, "{location}");
            assert!(stand_in.received(At::Elsewhere).len() <= before + 11, "{location}");
        }
    }
    assert_eq!(leaks(&stand_in, &[]), [""; 0]);
}

pub(crate) fn patience_runs_out_without_real_waits<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Elsewhere, "/monitor?tempauth=secret-address");
    let running = || Step::json(202, r#"{"status": "inProgress"}"#);
    stand_in.play(At::Elsewhere, "GET", "/monitor", [running()]);
    stand_in.play(At::Service, "GET", "/v1.0/operations/1", [running()]);
    let begun = std::time::Instant::now();
    // A slow machine takes a part of the time itself.
    let is_over = |patience: Duration, is_real: bool| {
        let slept = client.slept().iter().sum::<Duration>();
        assert!(slept <= patience && (is_real || slept > patience * 9 / 10), "{slept:?} of {patience:?}");
    };
    let step = client.watch(&mut monitor(&stand_in, &client, &there)).unwrap();
    assert!(matches!(step, MonitorStep::Running(_)), "{step:?}");
    is_over(PATIENCE, false);
    assert!(stand_in.received(At::Elsewhere).len() < 30, "{}", stand_in.received(At::Elsewhere).len());

    let accepted = copy(&stand_in, &client, "/v1.0/operations/1");
    let step = client.finish::<LongRunningOperation>(&accepted).unwrap();
    assert!(matches!(step, PollStep::Running(_)), "{step:?}");
    is_over(PATIENCE * 2, false);

    // A service that names no time at all is not asked without a pause.
    stand_in.play(At::Elsewhere, "GET", "/monitor", [running().header("retry-after", "0")]);
    let (patience, before) = (Duration::from_secs(2), stand_in.received(At::Elsewhere).len());
    let step = client.watch_within(&mut monitor(&stand_in, &client, &there), patience).unwrap();
    assert!(matches!(step, MonitorStep::Running(_)), "{step:?}");
    is_over(PATIENCE * 2 + patience, true);
    assert!(stand_in.received(At::Elsewhere).len() - before <= 20);
    assert!(begun.elapsed() < PATIENCE / 10, "{:?}", begun.elapsed());
}

pub(crate) fn a_saved_poll_reads_the_result<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let moved = Step::status(303).header("location", "/v1.0/teams('1')");
    stand_in.play(At::Service, "GET", "/v1.0/operations/1", [moved]);
    // The result has no status.
    stand_in.play(At::Service, "GET", "/v1.0/teams('1')", [Step::json(200, r#"{"id": "1"}"#)]);
    let service = service(&stand_in);
    let mut poll = Poll::<LongRunningOperation>::from_location(&service, "/v1.0/operations/1").unwrap();
    assert_eq!(client.poll(&mut poll).unwrap(), PollStep::Running(None));
    let saved = serde_json::to_string(&poll.state().unwrap()).unwrap();
    let state: PollState = serde_json::from_str(&saved).unwrap();
    let mut poll = Poll::<LongRunningOperation>::resume(&service, &state).unwrap();
    assert!(matches!(client.poll(&mut poll).unwrap(), PollStep::Succeeded(_)));
}

pub(crate) fn the_version_of_a_request_is_remembered<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let location = "/teams('1')/operations('2')";
    let done = || Step::json(200, r#"{"id": "2", "status": "succeeded"}"#);
    stand_in.play(At::Service, "GET", "/v1.0/teams('1')/operations('2')", [done()]);
    stand_in.play(At::Service, "POST", "/v1.0/teams", [accepted(location)]);
    let answer = format!(r#"{{"id": "1", "status": 202, "headers": {{"Location": "{location}"}}}}"#);
    let answer = Step::json(200, format!(r#"{{"responses": [{answer}]}}"#));
    stand_in.play(At::Service, "POST", "/v1.0/$batch", [answer]);

    let create = Create::new(&path("/teams"), incident("{}"));
    let error = client.send(&create).map(|_| ()).unwrap_err();
    let mut batch = Batch::new(&service(&stand_in));
    let handle = batch.add(&create).unwrap().reply();
    let mut responses = batch.responses();
    client.batch(&batch, &mut responses).unwrap();
    let Reply::Accepted(of_batch) = responses.take(handle).unwrap().unwrap() else { panic!("it is 202") };
    for accepted in [client.accept(&create), error.as_graph().unwrap().accepted().unwrap(), of_batch] {
        assert_eq!(accepted.version, Some(Version::V1));
        let step = client.finish::<LongRunningOperation>(&accepted).unwrap();
        assert!(matches!(step, PollStep::Succeeded(_)), "{step:?}");
        let mut monitor = Monitor::new(&service(&stand_in), None, &accepted).unwrap();
        let step = client.watch(&mut monitor).unwrap();
        assert!(matches!(step, MonitorStep::Ended(Outcome::Succeeded, _)), "{step:?}");
    }
}

pub(crate) fn a_monitor_elsewhere_stays_without_a_token<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Elsewhere, "/a/monitor?tempauth=secret-address");
    let back = stand_in.url(At::Service, "/v1.0/operations/1");
    // A relative address belongs to the host that answered, and an absolute one may be that of the service.
    stand_in.play(At::Elsewhere, "GET", "/a/monitor", [accepted("next?tempauth=secret-address")]);
    stand_in.play(At::Elsewhere, "GET", "/a/next", [accepted(&back)]);
    // The service refuses the request, since it has no token.
    let error = client.watch(&mut monitor(&stand_in, &client, &there)).unwrap_err();
    assert_eq!(error.as_graph().unwrap().status().as_u16(), 401);
    let asked = stand_in.received(At::Service);
    let asked = asked.iter().find(|received| received.target == "/v1.0/operations/1").unwrap();
    assert_eq!(asked.header("authorization"), "");
    assert_eq!((stand_in.received(At::Elsewhere).len(), leaks(&stand_in, &[]).len()), (2, 0));

    // An error without a status is the end.
    let failed = r#"{"error": {"code": "nameAlreadyExists", "message": "It is there."}}"#;
    stand_in.play(At::Elsewhere, "GET", "/a/monitor", [Step::json(200, failed)]);
    let step = client.watch(&mut monitor(&stand_in, &client, &there)).unwrap();
    let MonitorStep::Ended(Outcome::Failed, status) = step else { panic!("{step:?}") };
    assert_eq!(status.error_code.as_deref(), Some("nameAlreadyExists"));
}

pub(crate) fn an_operation_may_redirect_to_its_result<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let moved = |status: u16, location: &str| Step::status(status).header("location", location);
    stand_in.play(At::Service, "GET", "/v1.0/operations/1", [moved(307, "/v1.0/operations/2")]);
    stand_in.play(At::Service, "GET", "/v1.0/operations/2", [moved(303, "/v1.0/teams('1')")]);
    stand_in.play(At::Service, "GET", "/v1.0/teams('1')", [Step::json(200, r#"{"id": "1"}"#)]);
    let accepted = copy(&stand_in, &client, "/v1.0/operations/1");
    let step = client.finish::<LongRunningOperation>(&accepted).unwrap();
    assert!(matches!(step, PollStep::Succeeded(_)), "{step:?}");
    // No redirect leads to another host.
    let there = stand_in.url(At::Elsewhere, "/teams('1')");
    stand_in.play(At::Service, "GET", "/v1.0/operations/2", [moved(303, &there)]);
    let error = client.finish::<LongRunningOperation>(&accepted).unwrap_err();
    assert!(matches!(error, SendError::Link(_)), "{error:?}");
    assert!(stand_in.received(At::Elsewhere).is_empty());
}
