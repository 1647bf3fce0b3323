//! Tests of query options without which the service refuses a request. Such a request is not sent without them.

use crate::calls::{Changes, error, incident, path, uri};
use crate::sample::SimpleIncident;
use graph_models_core::edm;
use graph_models_core::request::query::Query;
use graph_models_core::request::{
    Binding, Call, Catalog, CatalogPart, Count, Create, Delete, Fact, Get, List, Method, OperationInfo, Path,
    RequestError, WithOptions,
};

static CHANGES_OF_VIEW: OperationInfo = graph_models_core::request::row(
    "v1.0",
    ("sample.delta", "GET", "/incidents/delta()", "sample.incident", true, &[]),
);

const WINDOW: &[&str] = &["startDateTime", "endDateTime"];

/// A resource that the service reads only with a window of time.
fn by_window(template: &'static str) -> Path {
    path("").to_requiring(template, WINDOW)
}

#[test]
fn changes_of_a_calendar_view_need_their_window() {
    let view = by_window("/me/calendarView");
    let delta = || Call::<Changes>::new(&CHANGES_OF_VIEW, view.function("/delta", &[]), ());
    assert_eq!(error(&delta()), RequestError::MissingOption { name: "startDateTime" });
    let half = delta().with_query_option("startDateTime", "2026-01-01T00:00:00Z");
    assert_eq!(error(&half), RequestError::MissingOption { name: "endDateTime" });
    let at = |text: &str| text.parse::<edm::DateTimeOffset>().unwrap();
    let query = Query::new().time_window(at("2026-01-01T00:00:00Z"), at("2026-02-01T00:00:00+01:00"));
    assert_eq!(
        uri(&delta().query(query)),
        "/me/calendarView/delta()?startDateTime=2026-01-01T00%3A00%3A00Z\
         &endDateTime=2026-02-01T00%3A00%3A00%2B01%3A00"
    );
    assert_eq!(uri(&delta().latest()), "/me/calendarView/delta()?%24deltatoken=latest");
}

#[test]
fn a_list_and_a_count_need_the_window_too() {
    let instances = path("/me").add("/events/{id}", &[&"1"]).to_requiring("/instances", WINDOW);
    let cast = by_window("/me/calendarView").add("/sample.derived", &[]);
    for view in [by_window("/me/calendarView"), instances, cast] {
        let text = view.to_text().unwrap().trim_start_matches("/v1.0").to_owned();
        let list = List::<SimpleIncident>::new(&view);
        let count = Count::<SimpleIncident>::new(&view);
        let missing = RequestError::MissingOption { name: "startDateTime" };
        assert_eq!((error(&list), error(&count)), (missing.clone(), missing));
        let window = || Query::new().time_window("2026-01-01", "2026-02-01");
        let options = "startDateTime=2026-01-01&endDateTime=2026-02-01";
        assert_eq!(uri(&list.query(window())), format!("{text}?{options}"));
        assert_eq!(uri(&count.query(window())), format!("{text}/$count?{options}"));
        // A request for an item needs no option, and neither does a change.
        let item = view.add("/{id}", &[&"2"]);
        assert_eq!(uri(&Get::<SimpleIncident>::new(&item)), format!("{text}/2"));
        assert_eq!(uri(&Create::new(&view, incident("{}"))), text);
        let below = item.add("/children", &[]);
        assert_eq!(uri(&List::<SimpleIncident>::new(&below)), format!("{text}/2/children"));
        let file: Path = view.by_names("a");
        assert_eq!(uri(&List::<SimpleIncident>::new(&file)), format!("{text}:/a:"));
    }
    // Collections of the same name that have nothing to do with time need no option.
    let reviews = path("/definitions").add("/{id}/instances", &[&"1"]);
    assert_eq!(uri(&List::<SimpleIncident>::new(&reviews)), "/definitions/1/instances");
}

static VIEWS: CatalogPart = CatalogPart {
    resources: &graph_models_core::request::rows(
        "v1.0",
        [
            (
                "list",
                "GET",
                "/me/views",
                "sample.incident",
                true,
                &[Fact::RequiredOptions(&["start", "end"])],
            ),
            ("list", "GET", "/views", "sample.incident", true, &[]),
            ("delete", "DELETE", "/views/{id}", "sample.incident", false, &[Fact::RequiredOptions(&["how"])]),
        ],
    ),
    operations: &[&CHANGES],
};
static CHANGES: OperationInfo = graph_models_core::request::row(
    "v1.0",
    (
        "sample.delta",
        "GET",
        "/me/views/delta()",
        "sample.incident",
        true,
        &[Fact::RequiredOptions(&["start", "end"])],
    ),
);
static OF_VIEWS: Catalog = Catalog { version: "v1.0", parts: &[&VIEWS] };

#[test]
fn a_listed_request_needs_what_its_row_says() {
    let list = |template| List::<SimpleIncident>::new(&Path::root(&OF_VIEWS).add(template, &[]));
    assert_eq!(error(&list("/me/views")), RequestError::MissingOption { name: "start" });
    assert_eq!(
        uri(&list("/me/views").with_query_option("start", "1").with_query_option("end", "2")),
        "/me/views?start=1&end=2"
    );
    assert_eq!(uri(&list("/views")), "/views");
    let delete = Delete::new(&Path::root(&OF_VIEWS).add("/views/{id}", &[&"1"]));
    assert_eq!(error(&delete), RequestError::MissingOption { name: "how" });
    assert_eq!(uri(&delete.with_query_option("how", "soft")), "/views/1?how=soft");
    // The catalog has the facts about a function for one path. Other paths may differ.
    let delta = |template| {
        Call::<Changes>::new(&CHANGES, Path::root(&OF_VIEWS).add(template, &[]).function("/delta", &[]), ())
    };
    assert_eq!(error(&delta("/me/views")), RequestError::MissingOption { name: "start" });
    assert_eq!(uri(&delta("/views")), "/views/delta()");
    let info =
        OperationInfo::new("list", "v1.0", Method::GET, "/a", Binding::one("a")).required_options(&["x"]);
    assert_eq!(info.required_options, ["x"]);
}
