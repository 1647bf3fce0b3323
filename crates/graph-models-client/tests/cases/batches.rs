//! Batches whose parts are lost, refused or postponed. Each request is known to have run, known not to have run, or
//! unknown.

use std::time::Duration;

use graph_models_client::{Effect, Retry, SendError};
use graph_models_core::request::{
    Batch, BatchHandle, BatchResponses, Create, Get, GraphError, GraphErrorKind,
};
use service_stand_in::{At, StandIn, Step};

use crate::adapter::{Adapter, service};
use crate::bed::{incident, path};
use crate::sample::SimpleIncident;

type Made = BatchHandle<Option<SimpleIncident>>;

fn creates(stand_in: &StandIn, count: usize) -> (Batch, Vec<Made>) {
    let mut batch = Batch::new(&service(stand_in));
    let create = Create::new(&path("/users"), incident("{}"));
    let handles = (0..count).map(|_| batch.add(&create).unwrap()).collect();
    (batch, handles)
}

fn reads(stand_in: &StandIn, count: usize) -> (Batch, Vec<BatchHandle<SimpleIncident>>) {
    let mut batch = Batch::new(&service(stand_in));
    let handles = (0..count).map(|_| batch.add(&Get::new(&path("/users/1"))).unwrap()).collect();
    (batch, handles)
}

/// The answer to a batch, with the same status for each request.
fn answers(ids: std::ops::RangeInclusive<usize>, status: u16, headers: &str) -> Step {
    let each: Vec<_> = ids
        .map(|id| {
            format!(r#"{{"id": "{id}", "status": {status}, "headers": {headers}, "body": {{"id": "x"}}}}"#)
        })
        .collect();
    Step::json(200, format!(r#"{{"responses": [{}]}}"#, each.join(", ")))
}

fn play(stand_in: &StandIn, steps: impl IntoIterator<Item = Step>) {
    stand_in.play(At::Service, "POST", "/v1.0/$batch", steps);
}

/// The result of each request: the kind of its error and the effect, or nothing for an answer.
fn taken(responses: &mut BatchResponses, handles: Vec<Made>) -> Vec<Option<(GraphErrorKind, Effect)>> {
    let error = |error: GraphError| (error.kind(), Effect::from_error(&error));
    handles.into_iter().map(|handle| responses.take(handle).unwrap().err().map(error)).collect()
}

const UNKNOWN: Option<(GraphErrorKind, Effect)> = Some((GraphErrorKind::Missing, Effect::Unknown));
const NOT_SENT: Option<(GraphErrorKind, Effect)> = Some((GraphErrorKind::NotSent, Effect::NotDone));

pub(crate) fn a_lost_part_leaves_the_rest_unsent<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let (batch, handles) = creates(&stand_in, 65);
    let mut responses = batch.responses();
    play(&stand_in, [answers(1..=20, 201, "{}"), Step::lost()]);
    let error = client.batch(&batch, &mut responses).unwrap_err();
    assert!(matches!(error, SendError::Transport(_)), "{error:?}");
    assert_eq!(stand_in.received(At::Service).len(), 2);
    assert_eq!(responses.retry().map(|retry| retry.ids().len()), Some(25));
    let taken = taken(&mut responses, handles);
    assert!(taken[..20].iter().all(Option::is_none), "{taken:?}");
    assert!(taken[20..40].iter().all(|it| *it == UNKNOWN), "{taken:?}");
    assert!(taken[40..].iter().all(|it| *it == NOT_SENT), "{taken:?}");

    // A request that is not sent in a later round keeps its earlier answer.
    let (batch, handles) = creates(&stand_in, 40);
    let mut responses = batch.responses();
    let busy = |ids| answers(ids, 429, r#"{"Retry-After": "1"}"#);
    play(&stand_in, [busy(1..=20), busy(21..=40), Step::lost()]);
    client.batch(&batch, &mut responses).unwrap_err();
    let taken = self::taken(&mut responses, handles);
    assert!(taken[..20].iter().all(|it| *it == UNKNOWN), "{taken:?}");
    let refused = Some((GraphErrorKind::Status, Effect::NotDone));
    assert!(taken[20..].iter().all(|it| *it == refused), "{taken:?}");
}

pub(crate) fn a_part_that_is_refused_did_not_run<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let client = A::of(&stand_in);
    let (batch, handles) = creates(&stand_in, 2);
    let mut responses = batch.responses();
    play(&stand_in, [Step::json(403, "{}"), answers(1..=2, 201, "{}")]);
    client.batch(&batch, &mut responses).unwrap_err();
    assert!(responses.retry().is_some());
    // The same batch may be sent again, and then gets its answers.
    client.batch(&batch, &mut responses).unwrap();
    assert_eq!(taken(&mut responses, handles), [None, None]);
}

pub(crate) fn a_batch_that_only_reads_is_repeated<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    for failure in [Step::lost(), Step::status(502), Step::status(504), Step::json(200, "{}").cut(1)] {
        let client = A::of(&stand_in);
        let (batch, handles) = reads(&stand_in, 2);
        let mut responses = batch.responses();
        play(&stand_in, [failure.clone(), answers(1..=2, 200, "{}")]);
        client.batch(&batch, &mut responses).unwrap();
        for handle in handles {
            assert!(responses.take(handle).unwrap().is_ok(), "{failure:?}");
        }
        // A batch with a change is not sent again.
        let (mut batch, _) = reads(&stand_in, 2);
        batch.add(&Create::new(&path("/users"), incident("{}"))).unwrap();
        play(&stand_in, [failure, answers(1..=3, 200, "{}")]);
        client.batch(&batch, &mut batch.responses()).unwrap_err();
    }
}

pub(crate) fn the_total_limits_the_rounds<A: Adapter>() {
    let stand_in = StandIn::start().unwrap();
    let mut retry = Retry::default();
    retry.total = Some(Duration::from_secs(10));
    let client = A::with(&stand_in, retry);
    let (batch, handles) = creates(&stand_in, 2);
    let mut responses = batch.responses();
    play(&stand_in, [answers(1..=2, 429, r#"{"Retry-After": "7"}"#)]);
    client.batch(&batch, &mut responses).unwrap();
    let slept = client.slept();
    assert_eq!(slept.len(), 1, "{slept:?}");
    // Waits are spread, so that clients do not repeat their requests together. No wait is shorter than demanded.
    assert!((7.0..7.8).contains(&slept[0].as_secs_f64()), "{slept:?}");
    let refused = Some((GraphErrorKind::Status, Effect::NotDone));
    assert_eq!(taken(&mut responses, handles), [refused, refused]);
}
