//! Requests that have more than a path, and the forms of their answers.

use bytes::Bytes;
use graph_models_client::{Effect, SendError};
use graph_models_core::edm::DateTimeOffset;
use graph_models_core::request::query::Query;
use graph_models_core::request::{
    Call, Content, Count, Create, EntityId, Get, GetReference, List, ListReferences, Multipart, Path, Prefer,
    ReadMedia, RemoveReference, ReplaceItems, RequestError, TypedPath, Update, WithOptions, WriteMedia,
};
use graph_models_core::{ModelExt, Patch, Patchable};
use service_stand_in::{At, Received, StandIn, Step};

use crate::adapter::Adapter;
use crate::bed::{Changes, ROWS, incident, path, root};
use crate::sample::SimpleIncident;

/// The last request that the service received.
fn last(stand_in: &StandIn) -> Received {
    stand_in.received(At::Service).pop().unwrap()
}

pub(crate) fn functions_take_query_options<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let page = || Step::json(200, r#"{"value": []}"#);
    for place in ["/v1.0/users/delta()", "/v1.0/me/calendarView/delta()", "/v1.0/drive/root/delta()"] {
        stand_in.play(At::Service, "GET", place, [page()]);
    }
    let delta = |collection| Call::<Changes>::new(&ROWS[1], path(collection).function("/delta", &[]), ());
    let query = Query::new().select(SimpleIncident::ID).expand(SimpleIncident::CHILDREN);
    client.send(&delta("/users").query(query.filter(SimpleIncident::ID.eq("it's")))).unwrap();
    assert_eq!(
        last(&stand_in).target,
        "/v1.0/users/delta()?%24expand=children&%24filter=id%20eq%20%27it%27%27s%27&%24select=id"
    );
    let [start, end]: [DateTimeOffset; 2] =
        ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"].map(|text| text.parse().unwrap());
    client.send(&delta("/me/calendarView").query(Query::new().time_window(&start, &end))).unwrap();
    let window = "startDateTime=2026-01-01T00%3A00%3A00Z&endDateTime=2026-02-01T00%3A00%3A00Z";
    assert_eq!(last(&stand_in).target, format!("/v1.0/me/calendarView/delta()?{window}"));
    let texts = Query::new().time_window("2026-01-01T08:00:00", "2026-01-01T17:00:00");
    client.send(&delta("/me/calendarView").query(texts)).unwrap();
    assert!(
        last(&stand_in)
            .target
            .ends_with("?startDateTime=2026-01-01T08%3A00%3A00&endDateTime=2026-01-01T17%3A00%3A00")
    );
    client.send(&delta("/users").latest()).unwrap();
    assert_eq!(last(&stand_in).target, "/v1.0/users/delta()?%24deltatoken=latest");
    client.send(&delta("/drive/root").latest_token()).unwrap();
    assert_eq!(last(&stand_in).target, "/v1.0/drive/root/delta()?token=latest");

    stand_in.play(At::Service, "GET", "/v1.0/items/1/content", [Step::status(200).body("pdf")]);
    client.send(&ReadMedia::new(&path("/items/1/content")).format("pdf")).unwrap();
    assert_eq!(last(&stand_in).target, "/v1.0/items/1/content?format=pdf");
}

/// The service would answer 400, so the request is not sent.
pub(crate) fn a_window_of_time_is_not_forgotten<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let query = || Query::<SimpleIncident>::new().top(5);
    let window = || query().time_window("2026-01-01T08:00:00", "2026-01-01T17:00:00");
    let (times, ends) = (&["startDateTime", "endDateTime"], &["start", "end"]);
    for (place, names) in [("/me/calendarView", times), ("/bookingBusinesses/1/calendarView", ends)] {
        let collection: Path = root().to_requiring(place, names);
        let list = || List::<SimpleIncident>::new(&collection);
        let count = || Count::<SimpleIncident>::new(&collection);
        let delta = || Call::<Changes>::new(&ROWS[1], collection.function("/delta", &[]), ());
        let text = collection.to_text().unwrap();
        stand_in.play(At::Service, "GET", &text, [Step::json(200, r#"{"value": []}"#)]);
        stand_in.play(At::Service, "GET", &format!("{text}/$count"), [Step::status(200).body("0")]);
        stand_in.play(At::Service, "GET", &format!("{text}/delta()"), [Step::json(200, r#"{"value": []}"#)]);
        let sent = stand_in.received(At::Service).len();
        let half = || list().query(query()).with_query_option(names[0], "2026-01-01T08:00:00");
        for (error, name) in [
            (client.send(&list().query(query())).map(|_| ()), names[0]),
            (client.send(&count()).map(|_| ()), names[0]),
            (client.send(&delta().query(query())).map(|_| ()), names[0]),
            (client.send(&half()).map(|_| ()), names[1]),
            (client.all(&half()).map(|_| ()), names[1]),
        ] {
            let error = error.unwrap_err();
            let is_told = matches!(&error, SendError::Request(RequestError::MissingOption { name: missing }) if *missing == name);
            assert!(is_told && error.effect() == Effect::NotDone, "{place}: {error:?}");
        }
        assert_eq!(stand_in.received(At::Service).len(), sent, "{place}");
        if names[0] == "startDateTime" {
            client.send(&list().query(window())).unwrap();
            client.send(&count().query(window())).unwrap();
            client.send(&delta().query(window())).unwrap();
        } else {
            client.send(&half().with_query_option(names[1], "2026-01-01T17:00:00")).unwrap();
        }
        assert!(last(&stand_in).target.contains(&format!("{}=2026-01-01T17", names[1])), "{place}");
    }
}

pub(crate) fn headers_arrive<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    stand_in.play(At::Service, "GET", "/v1.0/users/1", [Step::json(200, "{}")]);
    let get = Get::<SimpleIncident>::new(&path("/users/1"))
        .query(Query::new().eventual())
        .prefer(Prefer::immutable_ids())
        .prefer(Prefer::time_zone("Pacific Standard Time"))
        .prefer(Prefer::return_minimal())
        .prefer(Prefer::create_if_missing())
        .if_match("W/\"1\"")
        .header("if-none-match", "W/\"2\"")
        .workbook_session("session")
        .header("client-request-id", "8e5d5b2c-0000-4000-8000-000000000000");
    client.send(&get).unwrap();
    let received = last(&stand_in);
    for (name, value) in [
        (
            "prefer",
            "IdType=\"ImmutableId\", outlook.timezone=\"Pacific Standard Time\", return=minimal, create-if-missing",
        ),
        ("if-match", "W/\"1\""),
        ("if-none-match", "W/\"2\""),
        ("workbook-session-id", "session"),
        ("consistencylevel", "eventual"),
        ("client-request-id", "8e5d5b2c-0000-4000-8000-000000000000"),
    ] {
        assert_eq!(received.header(name), value, "{name}");
        assert_eq!(received.headers.get_all(name).iter().count(), 1, "{name}");
    }
}

pub(crate) fn references_are_read_and_removed<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let (place, user) = ("/v1.0/groups/1/acceptedSenders/$ref", stand_in.url(At::Service, "/v1.0/users/2"));
    let body = format!(r#"{{"value": [{{"@odata.id": "{user}"}}]}}"#);
    stand_in.play(At::Service, "GET", place, [Step::json(200, body)]);
    stand_in.play(At::Service, "DELETE", place, [Step::status(204)]);
    let senders = path("/groups/1/acceptedSenders");
    let found = client.all(&ListReferences::new(&senders)).unwrap();
    assert_eq!(found[0].entity_id().unwrap().as_str(), user);
    client.send(&RemoveReference::by_id(&senders, &path("/users/2"))).unwrap();
    let encoded = user.replace(':', "%3A").replace('/', "%2F");
    assert_eq!(last(&stand_in).target, format!("{place}?%24id={encoded}"));

    let answers = [Step::json(200, format!(r#"{{"@odata.id": "{user}"}}"#)), Step::status(204)];
    stand_in.play(At::Service, "GET", "/v1.0/users/1/manager/$ref", answers);
    let manager = GetReference::new(&path("/users/1/manager"));
    assert_eq!(client.send(&manager).unwrap().and_then(|found| found.entity_id()).unwrap().as_str(), user);
    assert!(client.send(&manager).unwrap().is_none());
}

pub(crate) fn bodies_arrive<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    for (method, place) in [("POST", "/v1.0/groups"), ("PATCH", "/v1.0/groups/1"), ("POST", "/v1.0/pages")] {
        stand_in.play(At::Service, method, place, [Step::status(204)]);
    }
    let user = |id| EntityId::from_url(format!("https://graph.microsoft.com/v1.0/users/{id}"));
    let json = |received: &Received| serde_json::from_slice::<serde_json::Value>(&received.body).unwrap();

    let patch = Patch::new()
        .bind_each(SimpleIncident::CHILDREN, [user(1), user(2)])
        .bind(SimpleIncident::RELATED, user(3))
        .without_odata_type();
    let bound = serde_json::json!({
        "children@odata.bind": [user(1).as_str(), user(2).as_str()],
        "related@odata.bind": user(3).as_str(),
    });
    client.send(&Update::<SimpleIncident>::new(&path("/groups/1"), patch)).unwrap();
    assert_eq!(json(&last(&stand_in)), bound);
    let created = SimpleIncident::default()
        .bind_each(SimpleIncident::CHILDREN, [user(1), user(2)])
        .bind(SimpleIncident::RELATED, user(3));
    client.send(&Create::new(&path("/groups"), created)).unwrap();
    assert_eq!(json(&last(&stand_in)), bound);

    let mut dynamic = incident(r#"{"id": "1"}"#);
    dynamic.set_by_name("extension_a@odata.type", "#Collection(String)").unwrap();
    dynamic.set_by_name("extension_a", serde_json::json!(["x"])).unwrap();
    client.send(&Create::new(&path("/groups"), dynamic)).unwrap();
    assert_eq!(json(&last(&stand_in))["extension_a@odata.type"], "#Collection(String)");

    stand_in.play(At::Service, "PUT", "/v1.0/jobs/1/secrets", [Step::status(204)]);
    client.send(&ReplaceItems::new(&path("/jobs/1/secrets"), vec![incident(r#"{"id": "1"}"#)])).unwrap();
    assert_eq!(json(&last(&stand_in)), serde_json::json!({"value": [{"id": "1"}]}));

    let create = |content: Content| Create::new(&path("/pages"), incident("{}")).with_body(content);
    let parts = Multipart::new().part("Presentation", "text/html", "<p>").part("image", "image/png", "png");
    for (content, media_type, body) in [
        (Content::html("<p>ü"), "text/html", "<p>ü"),
        (Content::mime("To: a\r\n"), "text/plain", "VG86IGENCg=="),
        (parts.build().unwrap(), "multipart/form-data; boundary=", "name=\"image\""),
    ] {
        client.send(&create(content)).unwrap();
        let received = last(&stand_in);
        assert!(received.header("content-type").starts_with(media_type), "{received:?}");
        assert!(String::from_utf8_lossy(&received.body).contains(body), "{received:?}");
        assert_eq!(received.header("content-length"), received.body.len().to_string());
    }
}

pub(crate) fn answers_have_many_forms<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    // The answer is the new drive item.
    let item = Step::json(201, r#"{"id": "new"}"#).header("request-id", "r1").header("etag", "\"2\"");
    stand_in.play(At::Service, "PUT", "/v1.0/items/1/content", [item]);
    let write = WriteMedia::<Option<SimpleIncident>>::new(&path("/items/1/content"), "x", "text/plain");
    assert_eq!(client.send(&write).unwrap().unwrap().id.as_deref(), Some("new"));
    assert_eq!(last(&stand_in).body, "x");
    let full = client.send_full(&write).unwrap();
    assert_eq!((full.about.request_id.as_deref(), full.about.status.as_u16()), (Some("r1"), 201));

    // The answer is MIME, with any media type.
    let mime = Step::status(200)
        .header("content-type", "text/plain")
        .body("To: a\r\n\r\n{\"error\": {\"code\": \"x\"}}");
    stand_in.play(At::Service, "GET", "/v1.0/messages/1/$value", [mime]);
    let message: Bytes = client.send(&path("/messages/1").raw_value()).unwrap();
    assert!(message.starts_with(b"To: a"));

    // Any success is accepted: no body although an entity was promised, and an entity although none was promised.
    stand_in.play(
        At::Service,
        "PATCH",
        "/v1.0/users/1",
        [Step::status(204), Step::json(200, r#"{"id": "1"}"#)],
    );
    let update = || Update::<SimpleIncident>::new(&path("/users/1"), Patch::new());
    assert!(client.send(&update()).unwrap().is_none());
    assert!(client.send(&update()).unwrap().is_some());
    stand_in.play(At::Service, "DELETE", "/v1.0/users/1", [Step::json(200, r#"{"id": "1"}"#)]);
    client.send(&graph_models_core::request::Delete::new(&path("/users/1"))).unwrap();
}
