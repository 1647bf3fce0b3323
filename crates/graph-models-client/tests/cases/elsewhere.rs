//! Redirects and other hosts. No token and no header of ours reaches another host.

use bytes::Bytes;
use graph_models_client::{Effect, SendError};
use graph_models_core::request::{
    Call, Count, Create, Delete, Delta, Get, GraphErrorKind, LinkError, List, Operation, Pages, Prefer,
    ReadMedia, RemoveReference, SetReference, Update, WithOptions, WriteMedia,
};
use graph_models_core::{Patch, request::NoContent};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, TOKEN, service};
use crate::bed::{Changes, ROWS, Report, incident, leaks, path};
use crate::sample::SimpleIncident;

const ANY_REDIRECT: [u16; 5] = [301, 302, 303, 307, 308];

fn moved(status: u16, location: &str) -> Step {
    Step::status(status).header("location", location)
}

pub(crate) fn content_is_followed_without_the_token<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let csv =
        Step::status(200).header("content-type", "application/octet-stream").body("User,Count\nAvery,3\n");
    stand_in.play(At::Elsewhere, "GET", "/report.csv", [csv]);
    let there = stand_in.url(At::Elsewhere, "/report.csv?tempauth=secret-address");
    for status in ANY_REDIRECT {
        // A second redirect at that host is also followed, even if it is relative.
        stand_in.play(At::Elsewhere, "GET", "/first", [moved(status, "report.csv?x=1")]);
        for location in [there.clone(), stand_in.url(At::Elsewhere, "/first?tempauth=secret-address")] {
            stand_in.play(At::Service, "GET", "/v1.0/reports/usage(period='D7')", [moved(status, &location)]);
            let report = ReadMedia::new(&path("/reports/usage(period='D7')"))
                .prefer(Prefer::immutable_ids())
                .header("x-tag", "mine")
                .workbook_session("the-session");
            let content: Bytes = client.send(&report).unwrap();
            assert_eq!(content, "User,Count\nAvery,3\n", "{status} {location}");
        }
    }
    assert_eq!(leaks(&stand_in, &["IdType", "mine", "the-session", "v1.0"]), [""; 0]);
    assert_eq!(stand_in.received(At::Elsewhere).len(), 15);
}

pub(crate) fn only_the_client_names_itself<A: Adapter>() {
    const NAMES: [&str; 3] = ["user-agent", "sdkversion", "client-request-id"];
    let has_names =
        |received: &service_stand_in::Received| NAMES.map(|name| received.headers.contains_key(name));
    let stand_in = StandIn::start().unwrap();
    let there = stand_in.url(At::Elsewhere, "/file?tempauth=secret-address");
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [Step::json(200, "{}")]);
    stand_in.play(At::Service, "POST", "/v1.0/users", [Step::json(201, "{}")]);
    stand_in.play(At::Service, "GET", "/v1.0/items/1/content", [moved(302, &there)]);
    stand_in.play(At::Elsewhere, "GET", "/file", [Step::status(200).body("content")]);
    for (client, is_named) in [(A::of(&stand_in), true), (A::of(&stand_in).without_identity(), false)] {
        let before = stand_in.received(At::Service).len();
        client.send(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap();
        client.send(&Create::new(&path("/users"), incident("{}"))).unwrap();
        client.send(&ReadMedia::new(&path("/items/1/content"))).unwrap();
        let received = stand_in.received(At::Service);
        assert_eq!(received.len(), before + 3);
        for received in &received[before..] {
            assert_eq!(has_names(received), [is_named; 3], "{received:?}");
            let agent = received.header("user-agent");
            assert!(!is_named || agent.starts_with("graph-models/"), "{agent}");
        }
        // A program may still name itself.
        let get = Get::<SimpleIncident>::new(&path("/users/1")).header("user-agent", "mine/1.0");
        client.send(&get).unwrap();
        assert_eq!(stand_in.received(At::Service).last().unwrap().header("user-agent"), "mine/1.0");
    }
    let elsewhere = stand_in.received(At::Elsewhere);
    assert_eq!(elsewhere.len(), 2);
    for received in &elsewhere {
        assert_eq!(has_names(received), [false; 3], "{received:?}");
    }
    assert_eq!(leaks(&stand_in, &["mine", "graph-models", "ureq", "reqwest"]), [""; 0]);
}

pub(crate) fn redirects_within_the_service_keep_the_token<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let absolute = stand_in.url(At::Service, "/v1.0/new");
    for status in ANY_REDIRECT {
        for location in ["/v1.0/new", absolute.as_str()] {
            stand_in.play(At::Service, "GET", "/v1.0/old", [moved(status, location)]);
            stand_in.play(At::Service, "GET", "/v1.0/new", [Step::json(200, r#"{"id": "1"}"#)]);
            let found = client.send(&Get::<SimpleIncident>::new(&path("/old"))).unwrap();
            assert_eq!(found.id.as_deref(), Some("1"), "{status} {location}");
        }
    }
    for status in [307, 308] {
        stand_in.play(At::Service, "POST", "/v1.0/old", [moved(status, "/v1.0/new")]);
        stand_in.play(At::Service, "POST", "/v1.0/new", [Step::json(201, r#"{"id": "2"}"#)]);
        let made = client.send(&Create::new(&path("/old"), incident(r#"{"id": "2"}"#))).unwrap();
        assert_eq!(made.unwrap().id.as_deref(), Some("2"));
        let [.., old, new] = &*stand_in.received(At::Service) else { panic!("there are two") };
        assert_eq!(
            (&old.body, old.header("client-request-id")),
            (&new.body, new.header("client-request-id"))
        );
    }
    let bearer = format!("Bearer {TOKEN}");
    assert!(stand_in.received(At::Service).iter().all(|received| received.header("authorization") == bearer));

    // The change was made, and its result is at another address.
    stand_in.play(At::Service, "POST", "/v1.0/old", [moved(303, "/v1.0/new")]);
    let before = stand_in.received(At::Service).len();
    let error = client.send(&Create::new(&path("/old"), incident("{}"))).unwrap_err();
    assert_eq!((error.effect(), stand_in.received(At::Service).len()), (Effect::Done, before + 1));
}

/// Sends a request that is redirected in every way, and expects that no redirect is followed.
fn stays<A: Adapter>(
    stand_in: &StandIn,
    client: &A,
    method: &'static str,
    place: &str,
    send: &impl Operation,
) {
    let port = stand_in.root().rsplit(':').next().unwrap().to_owned();
    let other_port = stand_in.url(At::Elsewhere, "").rsplit(':').next().unwrap().to_owned();
    for status in ANY_REDIRECT {
        for location in [
            stand_in.url(At::Elsewhere, "/v1.0/users"),
            format!("http://localhost:{port}/v1.0/users"),
            format!("http://127.0.0.1:{port}@127.0.0.1:{other_port}/v1.0/users"),
            format!("http://user@127.0.0.1:{port}/v1.0/users"),
            format!("//127.0.0.1:{other_port}/v1.0/users"),
            format!("\\\\127.0.0.1:{other_port}/v1.0/users"),
            format!("https://127.0.0.1:{port}/v1.0/users"),
            format!("http://127.0.0.1.:{port}/v1.0/users"),
            format!("http://xn--1-fga.example:{other_port}/v1.0/users"),
            "ftp://127.0.0.1/v1.0/users".to_owned(),
        ] {
            stand_in.play(At::Service, method, place, [moved(status, &location)]);
            let before = stand_in.received(At::Service).len();
            let error = client.send(send).map(|_| ()).unwrap_err();
            assert!(
                matches!(error, SendError::Graph(_) | SendError::Link(_)),
                "{status} {location}: {error:?}"
            );
            assert_eq!(stand_in.received(At::Service).len(), before + 1, "{method} {status} {location}");
        }
    }
}

pub(crate) fn all_else_stays_with_the_service<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let one = path("/users/1");
    let many = path("/users");
    let patch = Patch::new().set(SimpleIncident::ACTIVATION_COUNT, 1);
    stays(&stand_in, &client, "GET", "/v1.0/users/1", &Get::<SimpleIncident>::new(&one));
    stays(&stand_in, &client, "GET", "/v1.0/users", &List::<SimpleIncident>::new(&many));
    stays(&stand_in, &client, "GET", "/v1.0/users/$count", &Count::<SimpleIncident>::new(&many));
    stays(&stand_in, &client, "POST", "/v1.0/users", &Create::new(&many, incident("{}")));
    stays(&stand_in, &client, "PATCH", "/v1.0/users/1", &Update::<SimpleIncident>::new(&one, patch));
    stays(&stand_in, &client, "DELETE", "/v1.0/users/1", &Delete::new(&one));
    stays(&stand_in, &client, "PUT", "/v1.0/users/1/$ref", &SetReference::new(&one, &one));
    stays(&stand_in, &client, "DELETE", "/v1.0/users/1/$ref", &RemoveReference::new(&one));
    stays(&stand_in, &client, "PUT", "/v1.0/users/1", &WriteMedia::<NoContent>::new(&one, "x", "text/plain"));
    let report = Call::<Report>::new(&ROWS[0], one.add("/report", &[]), incident("{}"));
    stays(&stand_in, &client, "POST", "/v1.0/users/1/report", &report);
    let delta = Call::<Changes>::new(&ROWS[1], many.function("/delta", &[]), ());
    stays(&stand_in, &client, "GET", "/v1.0/users/delta()", &delta);
    assert!(stand_in.received(At::Elsewhere).is_empty());
}

pub(crate) fn links_elsewhere_are_not_followed<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Elsewhere, "/v1.0/users?$skiptoken=secret");
    let page =
        |link: &str| Step::json(200, format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{link}"}}"#));
    stand_in.play(At::Service, "GET", "/v1.0/users", [page(&there)]);
    let list = List::<SimpleIncident>::new(&path("/users"));
    let error = client.all(&list).unwrap_err();
    assert!(matches!(error, SendError::Link(LinkError::OtherOrigin { .. })), "{error:?}");
    // A link without a slash is relative to the request, and an empty one ends the walk.
    stand_in.play(At::Service, "GET", "/v1.0/users", [page("users?$skip=1"), page("?$skip=2"), page("")]);
    assert_eq!(client.all(&list).unwrap().len(), 3);
    let targets: Vec<_> =
        stand_in.received(At::Service).into_iter().map(|received| received.target).collect();
    assert_eq!(targets[1..], ["/v1.0/users", "/v1.0/users?$skip=1", "/v1.0/users?$skip=2"]);

    let service = service(&stand_in);
    let mut delta = Delta::<SimpleIncident>::new(
        &service,
        &Call::<Changes>::new(&ROWS[1], path("/users").function("/delta", &[]), ()),
    )
    .unwrap();
    let first = delta.next_request().unwrap().unwrap();
    stand_in.play(At::Service, "GET", "/v1.0/users/delta()", [page(&there)]);
    delta.read(client.execute(&first).unwrap()).unwrap();
    assert!(delta.next_request().is_err());
    assert!(Pages::<SimpleIncident>::new(&service, &list).is_ok());
    assert!(stand_in.received(At::Elsewhere).is_empty());
}

pub(crate) fn circles_end<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let there = stand_in.url(At::Elsewhere, "/file?tempauth=secret-address");
    stand_in.play(At::Service, "GET", "/v1.0/items/1/content", [moved(302, &there)]);
    stand_in.play(At::Elsewhere, "GET", "/file", [moved(302, &there)]);
    let read = ReadMedia::new(&path("/items/1/content"));
    assert!(client.send(&read).is_err());
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [moved(302, "/v1.0/users/1")]);
    let error = client.send(&Get::<SimpleIncident>::new(&path("/users/1"))).unwrap_err();
    assert!(error.as_graph().is_none_or(|error| error.kind() == GraphErrorKind::Status), "{error:?}");
    // Each address is new, so that no circle ends the redirects. Their number is limited.
    let steps = (0..100).map(|step| moved(302, &format!("/file?tempauth=secret-address&n={step}")));
    stand_in.play(At::Elsewhere, "GET", "/file", steps);
    assert!(client.send(&read).is_err());
    assert!(stand_in.received(At::Elsewhere).len() < 40, "{}", stand_in.received(At::Elsewhere).len());
    assert_eq!(leaks(&stand_in, &[]), [""; 0]);
}
