//! Deletions and resyncs in deltas.

use graph_models_core::request::{Call, Change, Delta, DeltaStep, RemovalReason, ResyncKind};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, service};
use crate::bed::{Changes, ROWS, path};
use crate::sample::SimpleIncident;

const PLACE: &str = "/v1.0/users/delta()";

fn delta(stand_in: &StandIn) -> Delta<SimpleIncident> {
    let call = Call::<Changes>::new(&ROWS[1], path("/users").function("/delta", &[]), ());
    Delta::new(&service(stand_in), &call).unwrap()
}

/// The body of a last page with these items.
fn page(stand_in: &StandIn, items: &str) -> Step {
    let link = stand_in.url(At::Service, "/v1.0/users/delta()?$deltatoken=t1");
    Step::json(200, format!(r#"{{"value": [{items}], "@odata.deltaLink": "{link}"}}"#))
}

pub(crate) fn deletions_come_in_three_forms<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let deleted = RemovalReason::Deleted;
    for (item, id, reason) in [
        (r#"{"id": "1", "@removed": {"reason": "changed"}}"#, "1", RemovalReason::Changed),
        (r#"{"id": "1", "@removed": {"reason": "deleted"}}"#, "1", deleted.clone()),
        (r#"{"id": "1", "deleted": {"state": "deleted"}}"#, "1", deleted.clone()),
        (
            r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$deletedEntity",
                "id": "https://graph.microsoft.com/v1.0/users('1')", "reason": "deleted"}"#,
            "1",
            deleted,
        ),
    ] {
        let items = format!(r#"{{"id": "2", "activationCount": 5}}, {item}"#);
        stand_in.play(At::Service, "GET", PLACE, [page(&stand_in, &items)]);
        let mut delta = delta(&stand_in);
        let Some(DeltaStep::Changes(found)) = client.changes(&mut delta).unwrap() else { panic!("{item}") };
        let changes: Vec<_> = found.into_iter().map(Change::from_item).collect();
        let [Change::Present(kept), Change::Removed { reason: found, .. }] = &*changes else {
            panic!("{changes:?}")
        };
        assert_eq!((kept.activation_count, found), (Some(5), &reason), "{item}");
        assert_eq!(changes[1].id().as_deref(), Some(id), "{item}");
        assert!(client.changes(&mut delta).unwrap().is_none());
        assert!(delta.token().is_some());
    }
}

pub(crate) fn an_expired_token_begins_anew<A: Adapter>() {
    let error = |code: &str| format!(r#"{{"error": {{"code": "{code}", "message": "m"}}}}"#);
    let inner = |code: &str| {
        format!(
            r#"{{"error": {{"code": "BadRequest", "message": "m", "innerError": {{"code": "{code}"}}}}}}"#
        )
    };
    for (status, body, kind) in [
        (410, error("resyncRequired"), ResyncKind::Required),
        (410, String::new(), ResyncKind::Other),
        (400, inner("resyncRequired"), ResyncKind::Required),
        (400, error("Directory_ExpiredPageToken"), ResyncKind::UnknownToken),
        (400, inner("SyncStateNotFound"), ResyncKind::UnknownToken),
    ] {
        let stand_in = StandIn::start().unwrap();
        let client = A::of(&stand_in);
        let next = stand_in.url(At::Service, "/v1.0/users/delta()?$skiptoken=s");
        let first = Step::json(200, format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{next}"}}"#));
        let expired = Step::json(status, body.clone());
        stand_in.play(At::Service, "GET", PLACE, [first, expired, page(&stand_in, r#"{"id": "2"}"#)]);
        let mut delta = delta(&stand_in);
        assert!(matches!(client.changes(&mut delta).unwrap(), Some(DeltaStep::Changes(_))), "{body}");
        let step = client.changes(&mut delta).unwrap().unwrap();
        assert_eq!(step.resync_kind(), Some(kind), "{status} {body}");
        let Some(DeltaStep::Changes(found)) = client.changes(&mut delta).unwrap() else { panic!("{body}") };
        assert_eq!(found.items()[0].id.as_deref(), Some("2"), "{body}");
        let targets: Vec<_> =
            stand_in.received(At::Service).into_iter().map(|received| received.target).collect();
        assert_eq!(targets, [PLACE, &format!("{PLACE}?$skiptoken=s"), PLACE], "{body}");
    }
    // With a location, the service names the address for the new beginning.
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let anew = stand_in.url(At::Service, "/v1.0/users/delta()?$deltatoken=fresh");
    let gone = Step::json(410, error("resyncChangesApplyDifferences")).header("location", &anew);
    stand_in.play(At::Service, "GET", PLACE, [gone, page(&stand_in, "")]);
    let mut delta = delta(&stand_in);
    let step = client.changes(&mut delta).unwrap().unwrap();
    assert_eq!(step.resync_kind(), Some(ResyncKind::ApplyDifferences));
    assert!(matches!(client.changes(&mut delta).unwrap(), Some(DeltaStep::Changes(_))));
    assert_eq!(stand_in.received(At::Service)[1].target, format!("{PLACE}?$deltatoken=fresh"));
    // Any other error is no resync.
    stand_in.play(At::Service, "GET", PLACE, [Step::json(400, error("BadRequest"))]);
    assert!(client.changes(&mut self::delta(&stand_in)).is_err());
}
