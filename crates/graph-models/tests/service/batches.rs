//! Tests of batches: each request succeeds or fails independently, and a request that ran is not repeated.

use alerts_service::{Fault, Server, alert_id};
use graph_models::beta::paths::{IdentityGovernance, RoleManagementAlertPath};
use graph_models::beta::{StaleSignInAlertConfiguration, UnifiedRoleManagementAlertIncident as Incident};
use graph_models::client::{Effect, SendError};
use graph_models::request::Batch;
use graph_models::{NoContent, Patch};

use crate::adapter::{Adapter, both, service};

both!(
    requests_of_all_kinds_go_together,
    what_is_throttled_is_sent_again,
    what_may_be_done_is_not_sent_again,
    a_batch_that_is_lost_is_not_sent_again,
    long_batches_are_split,
    a_reader_may_send_batches,
);

fn root() -> RoleManagementAlertPath {
    IdentityGovernance::role_management_alerts()
}

fn stale() -> String {
    alert_id("StaleSignInAlert")
}

fn incident(number: usize) -> String {
    format!("7c1e{number:04}-02d4-4b7a-8f10-5e9b6a3d{number:04}")
}

fn requests_of_all_kinds_go_together<A: Adapter>() {
    let server = Server::start().unwrap();
    let patch = Patch::new().set(StaleSignInAlertConfiguration::IS_ENABLED, false);
    let alert = root().alerts(stale());
    let mut batch = Batch::new(&service(&server));
    let incidents = batch.add(&alert.alert_incidents_collection().list()).unwrap();
    let missing = batch.add(&alert.alert_incidents("nobody").get()).unwrap();
    let updated = batch.add(&root().alert_configurations(stale()).update(patch)).unwrap();
    let accepted = batch.add_after(&alert.refresh(), &[updated.id()]).unwrap();
    let skipped = batch.add_after(&alert.get(), &[missing.id()]).unwrap();
    let remediated = batch.add(&alert.alert_incidents(incident(1)).remediate()).unwrap();

    let mut responses = batch.responses();
    A::of(&server).batch(&batch, &mut responses).unwrap();
    assert_eq!(responses.take(incidents).unwrap().unwrap().items().len(), 5);
    assert_eq!(responses.take(missing).unwrap().unwrap_err().status().as_u16(), 404);
    assert_eq!(responses.take(updated).unwrap().unwrap(), None);
    assert!(responses.take(accepted).unwrap().unwrap().location.unwrap().contains("/operations/refresh:"));
    assert_eq!(responses.take(skipped).unwrap().unwrap_err().status().as_u16(), 424);
    assert_eq!(responses.take(remediated).unwrap().unwrap(), NoContent::default());
    assert_eq!(server.configuration(&stale(), "isEnabled"), Some(false.into()));
    assert_eq!(server.received().len(), 1);
}

fn remediations(server: &Server, numbers: std::ops::RangeInclusive<usize>) -> Batch {
    let mut batch = Batch::new(&service(server));
    for number in numbers {
        batch.add(&root().alerts(stale()).alert_incidents(incident(number)).remediate()).unwrap();
    }
    batch
}

/// Returns the number of remediations of each incident.
fn times(server: &Server) -> Vec<usize> {
    server.remediated().iter().map(|(_, _, times)| *times).collect()
}

fn what_is_throttled_is_sent_again<A: Adapter>() {
    let server = Server::start().unwrap();
    server.fault("POST", &incident(2), Fault::Throttle { retry_after: Some("0.013") });
    server.fault("POST", &incident(2), Fault::Throttle { retry_after: None });
    server.fault("POST", &incident(3), Fault::Unavailable { retry_after: Some("0") });
    server.fault("POST", "/$batch", Fault::Throttle { retry_after: Some("0") });
    let batch = remediations(&server, 1..=4);
    let mut responses = batch.responses();
    A::of(&server).batch(&batch, &mut responses).unwrap();
    assert_eq!(times(&server), [1, 1, 1, 1]);
    assert_eq!(server.received().len(), 4);

    // The number of attempts is limited. After the last attempt, the answer has the reason.
    for _ in 0..4 {
        server.fault("POST", &incident(5), Fault::Throttle { retry_after: Some("0") });
    }
    let mut batch = Batch::new(&service(&server));
    let handle = batch.add(&root().alerts(stale()).alert_incidents(incident(5)).remediate()).unwrap();
    let mut responses = batch.responses();
    A::of(&server).batch(&batch, &mut responses).unwrap();
    assert!(responses.take(handle).unwrap().unwrap_err().is_throttled());
    assert_eq!((times(&server).len(), server.received().len()), (4, 8));
}

fn what_may_be_done_is_not_sent_again<A: Adapter>() {
    let server = Server::start().unwrap();
    server.fault("POST", &incident(1), Fault::Gateway(504));
    server.fault("POST", &incident(2), Fault::Unavailable { retry_after: None });
    server.fault("POST", &incident(3), Fault::Html);
    let mut batch = Batch::new(&service(&server));
    let mut add =
        |number| batch.add(&root().alerts(stale()).alert_incidents(incident(number)).remediate()).unwrap();
    let handles = [add(1), add(2), add(3)];
    let mut responses = batch.responses();
    A::of(&server).batch(&batch, &mut responses).unwrap();
    for handle in handles {
        let error = responses.take(handle).unwrap().unwrap_err();
        assert_eq!(Effect::from_error(&error), Effect::Unknown, "{error}");
    }
    assert_eq!((times(&server), server.received().len()), (vec![1, 1], 1));
}

fn a_batch_that_is_lost_is_not_sent_again<A: Adapter>() {
    for fault in [Fault::CloseAfter, Fault::CloseMidway, Fault::Gateway(502), Fault::Html, Fault::Garbage] {
        let server = Server::start().unwrap();
        server.fault("POST", "/$batch", fault);
        let batch = remediations(&server, 1..=2);
        let error = A::of(&server).batch(&batch, &mut batch.responses()).unwrap_err();
        assert_ne!(error.effect(), Effect::NotDone, "{fault:?}: {error}");
        assert_eq!((times(&server), server.received().len()), (vec![1, 1], 1), "{fault:?}");
    }
}

fn long_batches_are_split<A: Adapter>() {
    let server = Server::start().unwrap();
    let mut batch = Batch::new(&service(&server));
    let handles: Vec<_> = (0..45)
        .map(|number| {
            batch.add(&root().alerts(stale()).alert_incidents(incident(number % 12 + 1)).get()).unwrap()
        })
        .collect();
    let mut responses = batch.responses();
    A::of(&server).batch(&batch, &mut responses).unwrap();
    for (number, handle) in handles.into_iter().enumerate() {
        let answer = responses.take(handle).unwrap().unwrap();
        assert!(matches!(&answer, Incident::StaleSignInAlertIncident(_)));
        assert_eq!(answer.id(), Some(incident(number % 12 + 1).as_str()));
    }
    assert_eq!(server.received().len(), 3);

    // One part of the batch fails. The answers that were received before are kept.
    server.fault("GET", &incident(1), Fault::Throttle { retry_after: Some("3600") });
    server.fault("POST", "/$batch", Fault::Slow(std::time::Duration::ZERO));
    server.fault("POST", "/$batch", Fault::CloseAfter);
    let mut batch = Batch::new(&service(&server));
    let alert = root().alerts(stale());
    let mut ids: Vec<_> = (0..39)
        .map(|number| batch.add(&alert.alert_incidents(incident(number % 12 + 1)).get()).unwrap().id())
        .collect();
    // A part that changes something is not sent again.
    ids.push(batch.add(&alert.alert_incidents(incident(1)).remediate()).unwrap().id());
    let mut responses = batch.responses();
    let error = A::of(&server).batch(&batch, &mut responses).unwrap_err();
    assert!(matches!(error, SendError::Transport(_)));
    let answered = ids.into_iter().filter(|id| responses.status(*id).is_some()).count();
    assert_eq!((answered, server.received().len()), (20, 5));
}

fn a_reader_may_send_batches<A: Adapter>() {
    let server = Server::start().unwrap();
    let mut batch = Batch::new(&service(&server));
    let read = batch.add(&root().alerts(stale()).get()).unwrap();
    let remediated = batch.add(&root().alerts(stale()).alert_incidents(incident(1)).remediate()).unwrap();
    let mut responses = batch.responses();
    A::reader(&server).batch(&batch, &mut responses).unwrap();
    assert_eq!(responses.take(read).unwrap().unwrap().incident_count, Some(12));
    assert_eq!(responses.take(remediated).unwrap().unwrap_err().status().as_u16(), 403);
    assert!(times(&server).is_empty());

    let error = A::with(&server, "wrong").batch(&batch, &mut batch.responses()).unwrap_err();
    assert_eq!(error.as_graph().map(|said| said.status().as_u16()), Some(401));
}
