//! Tests of the changes of a collection: removed items in every form, and expired tokens.

use crate::sample::{Incident, SimpleIncident};
use bytes::Bytes;
use graph_models_core::model::Item;
use graph_models_core::request::{
    Change, Delta, DeltaStep, DeltaToken, LinkError, RemovalReason, ResyncKind, Service,
};
use graph_models_core::{Page, Patchable, model};
use http::{Request, Response};
use serde_json::{Value, json};

const ROOT: &str = "https://graph.microsoft.com";

/// An item of a drive. The facet `deleted` marks a deleted item.
#[non_exhaustive]
struct DriveItem {
    id: Option<String>,
    deleted: Option<Box<Deleted>>,
    size: Option<i64>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    DriveItem: "sample.driveItem", bases: [], is_open: false, is_tagged: false {
        0 => id: String = "id" [KEY],
        1 => deleted: Object = "deleted",
        2 => size: Int64 = "size",
    }
}

/// The facet `deleted` of an item.
#[non_exhaustive]
struct Deleted {
    state: Option<String>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    Deleted: "sample.deleted", bases: [], is_open: false, is_tagged: false {
        0 => state: String = "state",
    }
}

/// A type with properties that have the names of removal properties, but another meaning.
#[non_exhaustive]
struct Quota {
    deleted: Option<i64>,
    reason: Option<String>,
    extra: model::Extra,
}

graph_models_core::impl_model! {
    Quota: "sample.quota", bases: [], is_open: false, is_tagged: false {
        0 => deleted: Int64 = "deleted",
        1 => reason: String = "reason",
    }
}

fn first() -> Request<Bytes> {
    Request::get(format!("{ROOT}/beta/incidents/delta?$top=2")).body(Bytes::new()).unwrap()
}

fn next(token: &str) -> Response<String> {
    let link = format!("{ROOT}/beta/incidents/delta?$skiptoken={token}");
    Response::new(json!({"value": [], "@odata.nextLink": link}).to_string())
}

/// Returns the changes in a page of items, and checks that nothing of the page is lost.
fn changes<T: Item + Patchable>(value: &str) -> Vec<Change<T>> {
    let body = format!(r#"{{"value": {value}}}"#);
    let page: Page<T> = graph_models_core::from_str(&body).unwrap();
    let received: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(graph_models_core::to_value(&page).unwrap(), received);
    page.into_changes().collect()
}

fn reasons<T>(changes: &[Change<T>]) -> Vec<Option<RemovalReason>> {
    let reason = |change: &Change<T>| match change {
        Change::Present(_) => None,
        Change::Removed { reason, .. } => Some(reason.clone()),
    };
    changes.iter().map(reason).collect()
}

fn ids<T: Item + Patchable>(changes: &[Change<T>]) -> Vec<String> {
    changes.iter().map(|change| change.id().unwrap_or_default().into_owned()).collect()
}

fn other(text: &str) -> RemovalReason {
    RemovalReason::Other(text.to_owned())
}

#[test]
fn what_is_removed_says_so() {
    let value = r##"[
        {"@odata.type": "#sample.simpleIncident", "id": "1", "activationCount": 2},
        {"@removed": {"reason": "deleted"}, "id": "2"},
        {"@odata.type": "#sample.simpleIncident", "id": "3", "@removed": {"reason": "changed"}, "tags@delta": []},
        {"id": "4", "@removed": {}},
        {"id": "5", "@removed": {"reason": "moved"}}
    ]"##;
    let all = changes::<Incident>(value);
    let ids: Vec<_> =
        all.iter().map(|change| graph_models_core::to_value(change.item()).unwrap()["id"].clone()).collect();
    assert_eq!(ids, ["1", "2", "3", "4", "5"]);
    let expected = [
        None,
        Some(RemovalReason::Deleted),
        Some(RemovalReason::Changed),
        Some(other("")),
        Some(other("moved")),
    ];
    assert_eq!(reasons(&all), expected);
}

/// Items of a drive: the first page of its changes.
const DRIVE: &str = r#"[
    {"id": "1", "deleted": {"state": "deleted"}, "file": {}, "size": 0},
    {"id": "2", "folder": {"childCount": 3}, "root": {}, "parentReference": {"driveId": "b!x", "path": "/drive/root:"},
        "@microsoft.graph.downloadUrl": "https://x/y"},
    {"id": "3", "deleted": {"state": "softdeleted"}},
    {"id": "4", "deleted": {"state": "hardDeleted", "by": "5"}},
    {"id": "5", "deleted": {}},
    {"id": "6", "deleted": null},
    {"id": "7", "deleted": {"state": "Deleted"}, "@removed": {"reason": "changed"}}
]"#;

#[test]
fn the_facet_of_drives_says_that_an_item_is_gone() {
    fn check<T: Item + Patchable>() {
        let all = changes::<T>(DRIVE);
        assert_eq!(ids(&all), ["1", "2", "3", "4", "5", "6", "7"]);
        let (deleted, changed) = (Some(RemovalReason::Deleted), Some(RemovalReason::Changed));
        assert_eq!(
            reasons(&all),
            [
                deleted,
                None,
                Some(other("softdeleted")),
                Some(other("hardDeleted")),
                Some(other("")),
                None,
                changed
            ]
        );
    }
    check::<DriveItem>();
    // The facet also counts if the type does not declare it, and for unknown types.
    check::<SimpleIncident>();
    check::<Incident>();
    let quota =
        changes::<Quota>(r#"[{"deleted": 5, "reason": "deleted", "@odata.context": "x#quotas/$entity"}]"#);
    assert_eq!(reasons(&quota), [None]);
    let undeclared =
        changes::<SimpleIncident>(r#"[{"id": "1", "deleted": true}, {"id": "2", "deleted": "x"}]"#);
    assert_eq!(reasons(&undeclared), [None, None]);
}

/// Deleted entities, mostly in the form of OData 4.0. The fifth entity is not deleted.
const ENTITIES: &str = r##"[
    {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$deletedEntity",
        "id": "https://graph.microsoft.com/v1.0/users('1')", "reason": "deleted"},
    {"@odata.context": "#incidents/$deletedEntity", "id": "incidents/2", "reason": "changed"},
    {"@context": "https://graph.microsoft.com/v1.0/$metadata#$deletedEntity", "id": "3"},
    {"@context": "$deletedEntity", "id": "incidents('o''neil%20x')", "reason": "purged"},
    {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity", "id": "a/5", "reason": "deleted"},
    {"@odata.id": "https://graph.microsoft.com/v1.0/users/6", "@removed": {"reason": "deleted"}}
]"##;

#[test]
fn the_form_of_odata_4_0_says_that_an_item_is_gone() {
    fn check<T: Item + Patchable>() {
        let all = changes::<T>(ENTITIES);
        assert_eq!(ids(&all), ["1", "2", "3", "o'neil x", "a/5", "6"]);
        let (deleted, changed) = (Some(RemovalReason::Deleted), Some(RemovalReason::Changed));
        assert_eq!(
            reasons(&all),
            [deleted.clone(), changed, Some(other("")), Some(other("purged")), None, deleted]
        );
    }
    check::<SimpleIncident>();
    check::<Incident>();
    check::<DriveItem>();
    // The item keeps its id and reason as received.
    let all = changes::<SimpleIncident>(ENTITIES);
    assert_eq!(all[0].item().id.as_deref(), Some("https://graph.microsoft.com/v1.0/users('1')"));
    assert_eq!(all[0].item().as_model().extra().undeclared().get("reason"), Some(&json!("deleted")));
    assert_eq!(changes::<Quota>("[{}]")[0].id(), None);
}

#[test]
fn an_expired_token_begins_anew() {
    let gone = |location: Option<&str>| {
        let mut response = Response::builder().status(410);
        if let Some(location) = location {
            response = response.header("location", location);
        }
        response.body(r#"{"error": {"code": "resyncChangesApplyDifferences", "message": "m"}}"#).unwrap()
    };
    let token = DeltaToken::new(format!("{ROOT}/beta/incidents/delta?$deltatoken=old"));
    let resumed = || Delta::<SimpleIncident>::resume(&Service::global(), &token);

    let mut delta = resumed();
    let step = delta.read(gone(Some(&format!("{ROOT}/beta/incidents/delta?$deltatoken=")))).unwrap();
    let DeltaStep::Resync(error) = step else { panic!("it is gone") };
    assert_eq!(error.code(), Some("resyncChangesApplyDifferences"));
    assert_eq!(delta.next_request().unwrap().unwrap().uri().query(), Some("$deltatoken="));

    let mut delta = resumed();
    delta.read(gone(Some("https://evil.example/delta"))).unwrap();
    assert!(matches!(delta.next_request(), Err(LinkError::OtherOrigin { .. })));

    // The answer has no address: the walk starts again with the first request, if it is known.
    let mut delta = resumed();
    delta.read(gone(None)).unwrap();
    assert!(delta.next_request().unwrap().is_none());
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    delta.read(next("1")).unwrap();
    delta.read(gone(None)).unwrap();
    assert_eq!(delta.next_request().unwrap().unwrap().uri(), first().uri());
}

fn refused(status: u16, error: &Value) -> Response<String> {
    Response::builder().status(status).body(json!({"error": error}).to_string()).unwrap()
}

#[test]
fn a_resync_has_a_kind_whatever_its_status() {
    let inner = |code: &str| json!({"code": "badRequest", "message": "m", "innerError": {"code": code}});
    for (status, error, kind) in [
        (410, json!({"code": "resyncChangesApplyDifferences"}), ResyncKind::ApplyDifferences),
        (410, json!({"code": "resyncApplyDifferences"}), ResyncKind::ApplyDifferences),
        (410, json!({"code": "ResyncUploadDifferences"}), ResyncKind::UploadDifferences),
        (
            410,
            json!({"code": "resyncRequired", "innererror": {"code": "resyncUploadDifferences"}}),
            ResyncKind::UploadDifferences,
        ),
        // The innermost code that says what to do wins.
        (
            410,
            json!({"code": "resyncApplyDifferences", "innererror": {
                "code": "resyncUploadDifferences", "innererror": {"code": "resyncRequired"}
            }}),
            ResyncKind::UploadDifferences,
        ),
        (
            410,
            json!({"code": "resyncRequired", "innererror": {"code": "ResyncChangesUploadDifferences"}}),
            ResyncKind::UploadDifferences,
        ),
        (410, json!({"code": "gone"}), ResyncKind::Other),
        (410, Value::Null, ResyncKind::Other),
        (400, inner("resyncRequired"), ResyncKind::Required),
        (400, inner("RESYNCREQUIRED"), ResyncKind::Required),
        (400, inner("resyncChangesApplyDifferences"), ResyncKind::ApplyDifferences),
        (400, inner("resyncchangesuploaddifferences"), ResyncKind::UploadDifferences),
        (400, inner("Directory_ExpiredPageToken"), ResyncKind::UnknownToken),
        (400, json!({"code": "syncStateNotFound"}), ResyncKind::UnknownToken),
        (400, json!({"code": "x", "details": [{"code": "SyncStateNotFound"}]}), ResyncKind::UnknownToken),
        (404, json!({"code": "SyncStateNotFound"}), ResyncKind::UnknownToken),
    ] {
        let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
        delta.read(next("1")).unwrap();
        let step = delta.read(refused(status, &error)).unwrap();
        assert_eq!(step.resync_kind(), Some(kind), "{status} {error}");
        assert_eq!(delta.next_request().unwrap().unwrap().uri(), first().uri());
        // After a new start, the same page is not a repetition.
        delta.read(next("1")).unwrap();
        assert!(delta.next_request().unwrap().is_some());
    }
    for (status, code) in [(400, "badRequest"), (500, "resyncRequired"), (429, "tooManyRequests")] {
        let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
        assert!(delta.read(refused(status, &json!({"code": code}))).is_err(), "{status} {code}");
    }
}

#[test]
fn resyncs_in_a_circle_end() {
    let gone = |location: &str| {
        Response::builder().status(410).header("location", location).body(String::new()).unwrap()
    };
    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    delta.read(refused(410, &Value::Null)).unwrap();
    assert!(delta.next_request().unwrap().is_some());
    delta.read(refused(410, &Value::Null)).unwrap();
    assert_eq!(delta.next_request().unwrap_err(), LinkError::Repeated);

    let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first());
    for location in ["/beta/a", "/beta/b"] {
        delta.read(gone(location)).unwrap();
        assert!(delta.next_request().unwrap().is_some());
    }
    delta.read(gone("/beta/a")).unwrap();
    assert_eq!(delta.next_request().unwrap_err(), LinkError::Repeated);
}
