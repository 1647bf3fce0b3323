//! Tests of the options of every kind of request: headers, preferences and query options.

use crate::calls::{Changes, Report, error, http, incident, path, uri};
use crate::sample::SimpleIncident;
use graph_models_core::Patch;
use graph_models_core::request::query::Query;
use graph_models_core::request::{
    AddReference, Batch, Call, Callable, Content, Count, Create, Delete, Delta, DeltaStep, Get, List,
    NoContent, Operation, OperationInfo, Pages, Prefer, ReadMedia, RemoveReference, RequestError,
    RequestOptions, Service, SetReference, TypedPath, Update, WithOptions, WriteMedia,
};
use proptest::prelude::*;

static ROWS: [OperationInfo; 2] = graph_models_core::request::rows(
    "v1.0",
    [
        ("sample.report", "POST", "/incidents/{id}/report", "sample.incident", false, &[]),
        ("sample.delta", "GET", "/incidents/delta()", "sample.incident", true, &[]),
    ],
);

/// A function that returns an entity or nothing.
enum Latest {}

impl Callable for Latest {
    type Parameters = ();
    type Response = Option<SimpleIncident>;
}

fn delta_at(collection: &'static str) -> Call<Changes> {
    Call::new(&ROWS[1], path(collection).function("/delta", &[]), ())
}

fn get() -> Get<SimpleIncident> {
    Get::new(&path("/incidents/1"))
}

/// Returns the request as text: method, URL, all headers except `Accept`, and body.
fn shown(operation: &impl Operation) -> String {
    let request = http(operation);
    let headers: Vec<_> = request
        .headers()
        .iter()
        .filter(|(name, _)| *name != "accept")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    let body = String::from_utf8_lossy(request.body());
    format!("{} {} [{}] {body}", request.method(), uri(operation), headers.join(" | "))
}

/// Sets every kind of option, and returns the request as text.
fn with_all(operation: impl Operation + WithOptions) -> String {
    let set = operation
        .prefer(Prefer::immutable_ids())
        .prefer(Prefer::return_minimal())
        .prefer(Prefer::return_representation())
        .if_match("W/\"1\"")
        .workbook_session("s")
        .header("X-Tag", "t")
        .with_query_option("$deltatoken", "a b");
    shown(&set)
}

#[test]
fn every_kind_of_request_takes_every_option() {
    let query = "?%24deltatoken=a%20b";
    let own = "if-match: W/\"1\" | workbook-session-id: s | x-tag: t";
    let prefer = "prefer: IdType=\"ImmutableId\", return=representation";
    let json = "content-type: application/json";
    let of = |verb: &str, path: &str, kind: &str, body: &str| {
        let kind = if kind.is_empty() { String::new() } else { format!("{kind} | ") };
        format!("{verb} {path}{query} [{own} | {kind}{prefer}] {body}")
    };
    let one = path("/incidents/1");
    let many = path("/incidents");
    let reference = r#"{"@odata.id":"https://graph.microsoft.com/v1.0/incidents/1"}"#;
    let changes = Patch::new().set(SimpleIncident::ACTIVATION_COUNT, 1);
    let report = Call::<Report>::new(&ROWS[0], one.add("/report", &[]), incident("{}"));
    for (found, expected) in [
        (with_all(Get::<SimpleIncident>::new(&one)), of("GET", "/incidents/1", "", "")),
        (with_all(List::<SimpleIncident>::new(&many)), of("GET", "/incidents", "", "")),
        (with_all(Count::<SimpleIncident>::new(&many)), of("GET", "/incidents/$count", "", "")),
        (with_all(Create::new(&many, incident("{}"))), of("POST", "/incidents", json, "{}")),
        (
            with_all(Update::<SimpleIncident>::new(&one, changes)),
            of(
                "PATCH",
                "/incidents/1",
                json,
                r##"{"@odata.type":"#sample.simpleIncident","activationCount":1}"##,
            ),
        ),
        (with_all(Delete::new(&one)), of("DELETE", "/incidents/1", "", "")),
        (with_all(AddReference::new(&many, &one)), of("POST", "/incidents/$ref", json, reference)),
        (with_all(SetReference::new(&many, &one)), of("PUT", "/incidents/$ref", json, reference)),
        (with_all(RemoveReference::new(&one)), of("DELETE", "/incidents/1/$ref", "", "")),
        (with_all(ReadMedia::new(&one)), of("GET", "/incidents/1", "", "")),
        (with_all(one.raw_value()), of("GET", "/incidents/1/$value", "", "")),
        (
            with_all(WriteMedia::<NoContent>::new(&one, "x", "image/png")),
            of("PUT", "/incidents/1", "content-type: image/png", "x"),
        ),
        (with_all(report), of("POST", "/incidents/1/report", json, "{}")),
        (with_all(delta_at("/incidents")), of("GET", "/incidents/delta()", "", "")),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn functions_take_the_query_options_of_their_items() {
    let query = || Query::new().select(SimpleIncident::ID).top(3).max_page_size(5);
    let delta = delta_at("/incidents").query(query().filter(SimpleIncident::ID.eq("it's"))).latest();
    assert_eq!(
        shown(&delta),
        "GET /incidents/delta()?%24filter=id%20eq%20%27it%27%27s%27&%24select=id&%24top=3&%24deltatoken=latest \
         [prefer: odata.maxpagesize=5] "
    );
    assert_eq!(uri(&delta_at("/drive/root").latest_token()), "/drive/root/delta()?token=latest");
    let latest = Call::<Latest>::new(&ROWS[1], path("/incidents").function("/latest", &[]), ());
    assert_eq!(uri(&latest.clone().query(query())), "/incidents/latest()?%24select=id&%24top=3");
    assert_eq!(error(&latest.latest()), RequestError::NotDelta);
    // An argument that is passed by alias stays in the query.
    let ids = ["a"];
    let argument = graph_models_core::request::Argument::Json(&ids);
    let by_alias = path("/incidents").function("/of", &[("ids", argument)]);
    let call = Call::<Latest>::new(&ROWS[1], by_alias, ()).query(query()).with_query_option("x", "1");
    assert_eq!(uri(&call), "/incidents/of(ids=@ids)?@ids=%5B%22a%22%5D&%24select=id&%24top=3&x=1");
    assert_eq!(
        error(&call.with_query_option("@ids", "1")),
        RequestError::QueryOption { reason: "the option is given twice" }
    );
}

#[test]
fn writes_take_query_options_and_media_a_format() {
    let query = || Query::new().select(SimpleIncident::ID);
    let create = Create::new(&path("/incidents"), incident("{}")).query(query());
    assert_eq!(uri(&create), "/incidents?%24select=id");
    let patch = Patch::<SimpleIncident>::new();
    let update = Update::<SimpleIncident>::new(&path("/incidents/1"), patch).query(query());
    assert_eq!(uri(&update), "/incidents/1?%24select=id");
    assert_eq!(uri(&ReadMedia::new(&path("/x/content")).format("pdf")), "/x/content?format=pdf");
}

#[test]
fn every_preference_has_its_form() {
    for (prefer, text) in [
        (Prefer::immutable_ids(), r#"IdType="ImmutableId""#),
        (Prefer::time_zone("Europe/Berlin"), r#"outlook.timezone="Europe/Berlin""#),
        (Prefer::time_zone(r#"a"\b"#), r#"outlook.timezone="a\"\\b""#),
        (Prefer::text_bodies(), r#"outlook.body-content-type="text""#),
        (Prefer::html_bodies(), r#"outlook.body-content-type="html""#),
        (Prefer::unsafe_html(), "outlook.allow-unsafe-html"),
        (Prefer::exchange_behavior("A,B"), r#"exchange.behavior="A,B""#),
        (Prefer::max_page_size(7), "odata.maxpagesize=7"),
        (Prefer::continue_on_error(), "odata.continue-on-error"),
        (Prefer::return_minimal(), "return=minimal"),
        (Prefer::return_representation(), "return=representation"),
        (Prefer::respond_async(), "respond-async"),
        (Prefer::lenient(), "handling=lenient"),
        (Prefer::strict(), "handling=strict"),
        (Prefer::unknown_enum_members(), "include-unknown-enum-members"),
        (Prefer::create_if_missing(), "create-if-missing"),
        (Prefer::bypass_shared_lock(), "bypass-shared-lock"),
        (Prefer::non_indexed_queries(), "HonorNonIndexedQueriesWarningMayFailRandomly"),
        (Prefer::delta_show_removed_as_deleted(), "deltashowremovedasdeleted"),
        (Prefer::delta_traverse_permission_gaps(), "deltatraversepermissiongaps"),
        (Prefer::delta_show_sharing_changes(), "deltashowsharingchanges"),
        (Prefer::hierarchical_sharing(), "hierarchicalsharing"),
        (Prefer::redeem_sharing_link(), "redeemSharingLink"),
        (Prefer::redeem_sharing_link_if_necessary(), "redeemSharingLinkIfNecessary"),
        (Prefer::api_version("2.1"), "apiversion=2.1"),
        (Prefer::other("x", None), "x"),
        (Prefer::other("x", Some("a b")), r#"x="a b""#),
        (Prefer::other("x", Some("")), r#"x="""#),
    ] {
        assert_eq!(http(&get().prefer(prefer)).headers()["prefer"], text);
    }
}

#[test]
fn there_is_one_list_of_preferences() {
    // Preferences come from four places: the query, the options, a free header and the body.
    let query = Query::new().include_unknown_enum_members().max_page_size(5);
    let beyond = incident(r#"{"severity":"critical"}"#);
    let create = Create::new(&path("/incidents"), beyond)
        .query(query)
        .header("prefer", r#"x="a,b"; c=d, MaxPageSize=9"#)
        .prefer(Prefer::respond_async())
        .prefer(Prefer::other("RESPOND-ASYNC", None))
        .header("Prefer", "y");
    let request = http(&create);
    let prefer: Vec<_> = request.headers().get_all("prefer").iter().collect();
    assert_eq!(prefer, [r#"include-unknown-enum-members, MaxPageSize=9, x="a,b"; c=d, RESPOND-ASYNC, y"#]);
    for bad in [r#"x="open"#, "a b=c", "=1"] {
        assert!(matches!(error(&get().header("prefer", bad)), RequestError::Header { .. }), "{bad}");
    }
}

#[test]
fn conditions_come_from_what_was_read() {
    let read = incident(r#"{"@odata.etag":"W/\"7\"","id":"1"}"#);
    let update = Update::<SimpleIncident>::new(&path("/incidents/1"), Patch::<SimpleIncident>::new());
    assert_eq!(http(&update.clone().if_match_of(&read)).headers()["if-match"], "W/\"7\"");
    let missing = error(&update.if_match_of(&incident("{}")));
    assert_eq!(missing, RequestError::NoEtag { type_name: "sample.simpleIncident" });
    assert_eq!(http(&get().if_none_match("*")).headers()["if-none-match"], "*");
    assert_eq!(http(&get().eventual()).headers()["consistencylevel"], "eventual");
    assert_eq!(http(&get().client_request_id("7")).headers()["client-request-id"], "7");
    assert_eq!(http(&get().accept("text/html, */*;q=0.1")).headers()["accept"], "text/html, */*;q=0.1");
    assert_eq!(error(&get().accept("html")), RequestError::MediaType);
}

#[test]
fn headers_of_the_connection_are_refused() {
    let names = "Authorization|proxy-authorization|Host|Content-Length|Content-Type|Cookie|\
                 Connection|keep-alive|TE|Trailer|Transfer-Encoding|Upgrade|Proxy-Connection|a b||x:y|ü|x\r\nauthorization";
    for name in names.split('|') {
        let text = error(&get().header(name, "secret-value")).to_string();
        assert!(text.contains("cannot be sent") && !text.contains("secret-value"), "{text}");
    }
}

#[test]
fn following_pages_and_items_of_a_batch_have_what_they_need() {
    let service = Service::global();
    let list = List::<SimpleIncident>::new(&path("/incidents"))
        .workbook_session("s")
        .client_request_id("c")
        .if_none_match("e")
        .header("x-tag", "t")
        .prefer(Prefer::immutable_ids());
    let mut pages = Pages::new(&service, &list).unwrap();
    let link = r#"{"value":[],"@odata.nextLink":"https://graph.microsoft.com/v1.0/incidents?$skip=1"}"#;
    pages.read(http::Response::new(link)).unwrap();
    let next = pages.next_request().unwrap().unwrap();
    let names: Vec<_> = next.headers().keys().map(http::HeaderName::as_str).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(next.headers()["prefer"], r#"IdType="ImmutableId""#);
    assert_eq!(next.headers()["workbook-session-id"], "s");

    let call = delta_at("/incidents")
        .query(Query::new().select(SimpleIncident::ID))
        .prefer(Prefer::return_minimal());
    let mut delta = Delta::new(&service, &call).unwrap();
    assert_eq!(delta.next_request().unwrap().unwrap().uri().query(), Some("%24select=id"));
    let link =
        r#"{"value":[],"@odata.nextLink":"https://graph.microsoft.com/v1.0/incidents/delta()?$skiptoken=1"}"#;
    assert!(matches!(delta.read(http::Response::new(link)).unwrap(), DeltaStep::Changes(_)));
    assert_eq!(delta.next_request().unwrap().unwrap().headers()["prefer"], "return=minimal");

    let mut batch = Batch::new(&service);
    batch.add(&list).unwrap();
    let body = String::from_utf8(batch.requests().unwrap().remove(0).body().to_vec()).unwrap();
    for header in [r#""Prefer":"IdType=\"ImmutableId\"""#, r#""Workbook-Session-Id":"s""#, r#""X-Tag":"t""#] {
        assert!(body.contains(header), "{body}");
    }
}

#[test]
fn nothing_secret_is_shown() {
    let secret = "secret-value";
    let call = delta_at("/incidents")
        .query(Query::new().filter(SimpleIncident::ID.eq(secret)))
        .with_query_option("x", secret)
        .prefer(Prefer::other("y", Some(secret)))
        .header("x-tag", secret)
        .workbook_session(secret)
        .if_match(secret)
        .with_body(Content::text(secret));
    let shown = format!("{call:?}");
    assert!(!shown.contains(secret) && shown.contains("x-tag"), "{shown}");
    let request = http(&get().header("x-tag", secret).workbook_session(secret));
    assert!(!format!("{request:?}").contains(secret));
    assert_eq!(format!("{:?}", RequestOptions::default()), "RequestOptions");
}

proptest! {
    /// Any text is either refused, or stays inside its header or query option.
    #[test]
    fn no_text_escapes_from_its_place(name in ".{0,12}", value in prop_oneof![any::<String>(), "[\\x00-\\x7f]{0,40}"]) {
        let all = [
            get().header(&name, &value),
            get().header("x-tag", &value),
            get().header("prefer", &value),
            get().if_match(value.clone()),
            get().workbook_session(value.clone()),
            get().prefer(Prefer::time_zone(&value)).prefer(Prefer::respond_async()),
            get().prefer(Prefer::other(&name, Some(&value))),
            get().accept(&value),
        ];
        for request in all.iter().filter_map(|get| get.to_http(&Service::global()).ok()) {
            prop_assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/incidents/1");
            prop_assert!(request.headers().len() <= 2);
            for text in request.headers().values() {
                prop_assert!(text.as_bytes().iter().all(|byte| (32..127).contains(byte)));
            }
        }
        let option = get().with_query_option("x", value.clone());
        let uri = http(&option).uri().to_string();
        let url = url::Url::parse(&uri).unwrap();
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, [("x".to_owned(), value.clone())]);
        prop_assert!(url.fragment().is_none());
        if let Ok(request) = get().with_query_option(&name, "1").to_http(&Service::global()) {
            let url = url::Url::parse(&request.uri().to_string()).unwrap();
            let pairs: Vec<_> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(pairs, [(name.clone(), "1".to_owned())]);
        }
    }

    /// A quoted value is parsed back to the same value.
    #[test]
    fn quoted_values_are_read_back(value in "[ -~]{0,40}") {
        let request = http(&get().prefer(Prefer::time_zone(&value)).prefer(Prefer::respond_async()));
        let mut applied = http::HeaderMap::new();
        applied.insert("preference-applied", request.headers()["prefer"].clone());
        let read = graph_models_core::request::headers::preferences_applied(&applied);
        prop_assert_eq!(read.len(), 2);
        prop_assert_eq!(read[0].value.as_deref(), Some(value.as_str()));
    }
}

#[test]
fn names_of_query_options_are_checked() {
    for bad in ["", "$", "a&b", "a=b", "a#b", "a b", "a\r\n", "ü", "$select", "$FILTER", "$top"] {
        let option = get().with_query_option(bad, "1");
        assert!(matches!(error(&option), RequestError::QueryOption { .. }), "{bad:?}");
    }
    let twice = get().with_query_option("token", "1").with_query_option("Token", "2");
    assert_eq!(error(&twice), RequestError::QueryOption { reason: "the option is given twice" });
    let twice = get().query(Query::new().top(1)).with_query_option("top", "2");
    assert_eq!(error(&twice), RequestError::QueryOption { reason: "the option is given twice" });
    let behavior = get().with_query_option("@microsoft.graph.conflictBehavior", "rename");
    assert_eq!(uri(&behavior), "/incidents/1?%40microsoft.graph.conflictBehavior=rename");
    let long = "a".repeat(10_000);
    assert!(matches!(error(&get().header("x-tag", &long)), RequestError::Header { .. }));
    assert!(matches!(error(&get().prefer(Prefer::time_zone(&long))), RequestError::Header { .. }));
}
