//! The HTTP requests of generated code: functions, composition, imports, keys, media and references.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use graph_models_codegen_golden::cases::{
    allow, composable, contradiction, contradiction_reversed, functions, graph_permissions, hyphens, imports,
    membership, typed_paths,
};
use graph_models_core::request::{Access, Operation, Service, least_privilege};
use graph_models_core::{Date, DateTimeOffset, Patch};

/// The request line, media types and body of a request.
fn sent(operation: &impl Operation) -> String {
    let request = operation.to_http(&Service::global()).unwrap();
    let header =
        |name: &str| request.headers().get(name).map_or("-", |value| value.to_str().unwrap()).to_owned();
    let uri = request.uri().to_string();
    let path = uri.strip_prefix("https://graph.microsoft.com").unwrap();
    let body = std::str::from_utf8(request.body()).unwrap();
    format!("{} {path} | {} | {} | {body}", request.method(), header("accept"), header("content-type"))
}

#[test]
fn functions_have_typed_parameters() {
    use functions::beta::{Colour, Range, paths};
    let thing = paths::things("it's 1/2");
    let start: DateTimeOffset = "2026-01-09T00:00:00Z".parse().unwrap();
    let day: Date = "2026-01-09".parse().unwrap();
    let view = thing.view(start.clone(), day, Colour::Blue, "O'Neil & Co", None, None);
    assert_eq!(
        sent(&view),
        "GET /beta/things/it%27s%201%2F2/view(start=2026-01-09T00%3A00%3A00Z,Day=2026-01-09,in='blue',\
         name='O%27%27Neil%20%26%20Co') | application/json | - | "
    );
    let view = thing.view(start, day, Colour::Red, "", Some(5), Some("x"));
    assert!(sent(&view).contains("in='red',name='',top=5,note='x')"), "{}", sent(&view));
    // Parameters distinguish the overloads.
    let things = paths::things_collection();
    assert_eq!(sent(&things.delta()), "GET /beta/things/delta() | application/json | - | ");
    assert_eq!(
        sent(&things.delta_with_token("t")),
        "GET /beta/things/delta(token='t') | application/json | - | "
    );
    // The path must name a namespace other than the service's own.
    assert!(sent(&thing.measure()).contains("/microsoft.graph.deep.measure()"));
    // A structured argument is written to the query.
    let mut range = Range::default();
    range.from = Some(1);
    assert_eq!(
        sent(&thing.search(vec!["a".to_owned()], range)),
        "GET /beta/things/it%27s%201%2F2/search(ids=@ids,range=@range)\
         ?@ids=%5B%22a%22%5D&@range=%7B%22from%22%3A1%7D | application/json | - | "
    );
}

#[test]
fn answers_are_typed() {
    use functions::beta::{Colour, paths};
    let thing = paths::things("1");
    let answer = |body: &'static str| http::Response::new(body);
    assert_eq!(thing.size().decode(answer(r#"{"value": 7}"#)).unwrap().value, 7);
    assert_eq!(thing.colours().decode(answer(r#"{"value": "blue"}"#)).unwrap().value, Colour::Blue);
    assert_eq!(thing.report().decode(answer("a,b")).unwrap().as_ref(), b"a,b");
    let page = paths::things_collection().delta().decode(answer(r#"{"value": [{"id": "1"}]}"#)).unwrap();
    assert_eq!(page.items().len(), 1);
    assert_eq!(paths::things_collection().count().decode(answer("\u{feff}42")).unwrap().0, 42);
}

#[test]
fn paths_go_on_from_functions() {
    let thing = composable::beta::paths::things("1");
    let block = thing.block_with_address("A1:B2");
    assert_eq!(sent(&block.get()), "GET /beta/things/1/block(address='A1%3AB2') | application/json | - | ");
    assert_eq!(
        sent(&block.clear()),
        "POST /beta/things/1/block(address='A1%3AB2')/clear | application/json | - | "
    );
    assert!(sent(&thing.row(3).item("c").get()).starts_with("GET /beta/things/1/row(index=3)/c "));
    // The request type that can be used without a typed path begins at the shortest path.
    let clear = composable::beta::ClearBlock::new("1");
    assert_eq!(sent(&clear), "POST /beta/things/1/block()/clear | application/json | - | ");
}

#[test]
fn imports_stand_below_the_root() {
    let reset = imports::beta::Reset::new(true);
    assert_eq!(sent(&reset), r#"POST /beta/resetAll | application/json | application/json | {"hard":true}"#);
}

#[test]
fn keys_casts_media_and_references() {
    use typed_paths::beta::paths;
    let thing = paths::things("1");
    let line = thing.lines("it's", 7);
    assert!(
        sent(&line.next().get()).starts_with("GET /beta/things/1/lines(document='it%27%27s',number=7)/next ")
    );
    let by_key = paths::things_collection().by_name_and_no("a/b", 2);
    assert!(sent(&by_key.get()).starts_with("GET /beta/things(name='a%2Fb',no=2) "));
    assert!(
        sent(&thing.as_big_thing().grow()).starts_with("POST /beta/things/1/microsoft.graph.bigThing/grow ")
    );
    assert_eq!(
        sent(&thing.content()),
        "GET /beta/things/1/content | application/octet-stream, application/json | - | "
    );
    let write = thing.picture().write_media(&b"png"[..], "image/png");
    assert_eq!(sent(&write), "PUT /beta/things/1/picture/$value | application/json | image/png | png");
    let added = thing.as_big_thing().small_collection().add_reference(&paths::things("a b"));
    assert_eq!(
        sent(&added),
        "POST /beta/things/1/microsoft.graph.bigThing/small/$ref | application/json | application/json | \
         {\"@odata.id\":\"https://graph.microsoft.com/beta/things/a%20b\"}"
    );
    assert!(sent(&thing.get_path().remove_reference()).starts_with("DELETE /beta/things/1/get/$ref "));
    // A key of several parts is invalid if one of its parts is invalid.
    assert!(paths::things("").lines("a", 1).get().to_http(&Service::global()).is_err());
}

#[test]
fn members_are_added_and_taken_out_and_live_elsewhere() {
    use membership::v1_0::{Employee, Note, paths};
    let team = paths::teams("1");
    let members = team.members_collection();
    let added = sent(&members.add_reference(&paths::people("2")));
    assert!(added.starts_with("POST /v1.0/teams/1/members/$ref "), "{added}");
    assert!(added.ends_with("{\"@odata.id\":\"https://graph.microsoft.com/v1.0/people/2\"}"), "{added}");
    for member in [team.members("2"), members.item("2")] {
        let start = |request: String| request.split(' ').take(2).collect::<Vec<_>>().join(" ");
        assert_eq!(start(sent(&member.remove_reference())), "DELETE /v1.0/teams/1/members/2/$ref");
        assert_eq!(start(sent(&member.get())), "GET /v1.0/teams/1/members/2");
        assert_eq!(start(sent(&member.wake())), "POST /v1.0/teams/1/members/2/wake");
        assert_eq!(start(sent(&member.notes("3").get())), "GET /v1.0/teams/1/members/2/notes/3");
        let manager = member.as_employee().manager();
        let path = "/v1.0/teams/1/members/2/microsoft.graph.employee/manager";
        assert_eq!(start(sent(&manager.get())), format!("GET {path}"));
        assert_eq!(start(sent(&manager.remove_reference())), format!("DELETE {path}/$ref"));
        assert_eq!(start(sent(&manager.set_reference(&member))), format!("PUT {path}/$ref"));
    }
    assert!(sent(&members.list_references()).starts_with("GET /v1.0/teams/1/members/$ref "));
    let removed = sent(&members.remove_reference(&paths::people("2")));
    let id = "https%3A%2F%2Fgraph.microsoft.com%2Fv1.0%2Fpeople%2F2";
    assert!(removed.starts_with(&format!("DELETE /v1.0/teams/1/members/$ref?%24id={id} ")), "{removed}");
    let manager = team.members("2").as_employee().manager();
    assert!(sent(&manager.get_reference()).contains("/manager/$ref "));
    assert!(sent(&members.list()).starts_with("GET /v1.0/teams/1/members "));
    // Annotations of a type apply to its entity sets.
    assert!(sent(&members.count()).starts_with("GET /v1.0/teams/1/members/$count "));
    // An entity is written at its own path, and so is everything that it contains.
    let person = paths::people("2");
    assert!(sent(&person.delete()).starts_with("DELETE /v1.0/people/2 "));
    assert!(sent(&paths::me().update(Patch::<Employee>::new())).starts_with("PATCH /v1.0/me "));
    let note = person.notes_collection().create(Note::default());
    assert!(sent(&note).starts_with("POST /v1.0/people/2/notes "));
}

#[test]
fn contradictions_forbid_nothing_in_either_order() {
    let count =
        |request: String| assert!(request.starts_with("GET /v1.0/groups/1/members/$count "), "{request}");
    let add =
        |request: String| assert!(request.starts_with("POST /v1.0/groups/1/members/$ref "), "{request}");
    let members = contradiction::v1_0::paths::groups("1").members_collection();
    count(sent(&members.count()));
    add(sent(&members.add_reference(&contradiction::v1_0::paths::groups("2"))));
    let members = contradiction_reversed::v1_0::paths::groups("1").members_collection();
    count(sent(&members.count()));
    add(sent(&members.add_reference(&contradiction_reversed::v1_0::paths::groups("2"))));
}

#[test]
fn the_overlay_allows_single_ways() {
    use allow::v1_0::{Person, paths};
    let members = paths::teams("1").members_collection();
    assert!(sent(&members.create(Person::default())).starts_with("POST /v1.0/teams/1/members "));
    assert!(sent(&members.item("2").delete()).starts_with("DELETE /v1.0/teams/1/members/2 "));
    assert!(sent(&members.item("2").remove_reference()).starts_with("DELETE /v1.0/teams/1/members/2/$ref "));
    let guests = paths::teams("1").guests_collection();
    assert!(sent(&guests.add_reference(&members.item("2"))).starts_with("POST /v1.0/teams/1/guests/$ref "));
    let manager = paths::people("1").manager().update(Patch::<Person>::new());
    assert!(sent(&manager).starts_with("PATCH /v1.0/people/1/manager "));
}

/// Graph marks a scope as least for a whole set of methods. A rule finds the least scope for one method of the set.
#[test]
fn scopes_are_disambiguated() {
    use graph_permissions::beta::{RefreshThingCollection, paths};
    let get = paths::things("1").get().info();
    assert_eq!(get.delegated.least, ["Thing.Read"]);
    assert_eq!(get.application.least, ["Thing.ReadWrite"]);
    assert_eq!(
        paths::things_collection().create(graph_permissions::beta::Thing::default()).info().delegated.least,
        ["Thing.Create"]
    );
    let refresh = RefreshThingCollection::INFO;
    // The scope that the action needs also allows the read request.
    let privilege = least_privilege(&[refresh, get], Access::Delegated);
    assert_eq!(privilege.scopes, ["Other.Read", "Thing.ReadWrite"]);
}

#[test]
fn names_that_are_no_identifiers_stay_as_they_are_on_the_wire() {
    use hyphens::beta::{InnerError, Level, paths};
    let text = r#"{"request-id":"1","client-request-id":"2","timeStamp":null,"time-stamp":null}"#;
    let error: InnerError = graph_models_core::from_str(text).unwrap();
    assert_eq!((error.request_id.as_deref(), error.client_request_id.as_deref()), (Some("1"), Some("2")));
    assert_eq!(error.hyphenated_time_stamp, None);
    assert_eq!(graph_models_core::to_string(&error).unwrap(), text);
    assert_eq!(InnerError::REQUEST_ID.wire(), "request-id");
    assert_eq!(graph_models_core::to_string(&Level::PreRelease).unwrap(), "\"pre-release\"");
    assert_eq!(
        sent(&paths::traces("1").sub_traces("2").replay(true)),
        "POST /beta/traces/1/sub-traces/2/replay | application/json | application/json | {\"dry-run\":true}"
    );
    assert_eq!(
        sent(&paths::traces_collection().since("x")),
        "GET /beta/traces/since(trace-id='x') | application/json | - | "
    );
}
