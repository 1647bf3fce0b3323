//! Tests of batches with several rounds: a request that succeeded is not undone, and a request with an unknown result
//! is never repeated.

use bytes::Bytes;
use graph_models_core::request::{
    Batch, BatchHandle, BatchResponses, BatchRetry, GraphError, GraphErrorKind, Hidden, NoContent, Service,
};
use http::{Request, Response};
use serde_json::{Value as Json, json};

fn batch(count: usize) -> (Batch, Vec<BatchHandle<NoContent>>) {
    let mut batch = Batch::new(&Service::global());
    let post = action();
    let handles = (0..count).map(|_| batch.add_request(&post).unwrap()).collect();
    (batch, handles)
}

fn action() -> Request<Bytes> {
    Request::post("https://graph.microsoft.com/beta/x/close").body(Bytes::new()).unwrap()
}

fn response(answers: &Json) -> Response<String> {
    Response::new(json!({"responses": answers}).to_string())
}

fn statuses(answers: &[(&str, u16)]) -> Response<String> {
    response(&answers.iter().map(|(id, status)| json!({"id": id, "status": status})).collect())
}

fn retried(responses: &BatchResponses) -> Vec<String> {
    let retry = responses.retry();
    retry.iter().flat_map(BatchRetry::ids).map(ToString::to_string).collect()
}

fn take(responses: &mut BatchResponses, handle: BatchHandle<NoContent>) -> Result<NoContent, GraphError> {
    responses.take(handle).unwrap()
}

#[test]
fn a_later_round_does_not_undo_an_earlier_one() {
    let (batch, handles) = batch(4);
    let mut responses = batch.responses();
    responses.read(statuses(&[("1", 204), ("2", 429), ("3", 400)])).unwrap();
    let retry = responses.retry().unwrap();
    assert_eq!(retry.ids(), [handles[1].id()]);
    let requests = batch.requests_for(&retry).unwrap();
    // Request 1 was done, request 3 was refused, and the result of request 4 is unknown. None of them was part of this
    // round.
    let second = statuses(&[("1", 429), ("2", 204), ("3", 429), ("4", 429), ("77", 200)]);
    responses.read_for(&requests[0], second).unwrap();
    assert!(responses.retry().is_none());
    assert_eq!(responses.unasked(), ["1", "3", "4", "77"]);
    let results: Vec<_> = handles.into_iter().map(|handle| take(&mut responses, handle)).collect();
    assert!(results[0].is_ok() && results[1].is_ok());
    assert_eq!(results[2].as_ref().unwrap_err().status().as_u16(), 400);
    assert_eq!(results[3].as_ref().unwrap_err().kind(), GraphErrorKind::Missing);
}

#[test]
fn what_may_be_done_after_all_is_not_known() {
    for other in [json!(204), json!(500), json!("?")] {
        let (batch, handles) = batch(3);
        let mut responses = batch.responses();
        responses.read(statuses(&[("1", 429), ("2", 403), ("3", 204)])).unwrap();
        responses.read(response(&json!([1, 2, 3].map(|id| json!({"id": id, "status": other}))))).unwrap();
        assert!(responses.retry().is_none(), "{other}");
        let results: Vec<_> = handles.into_iter().map(|handle| take(&mut responses, handle)).collect();
        assert!(results[2].is_ok());
        for result in &results[..2] {
            assert_eq!(result.as_ref().unwrap_err().kind(), GraphErrorKind::Missing, "{other}");
        }
    }
}

#[test]
fn the_same_answers_once_more_are_no_contradiction() {
    let (batch, handles) = batch(3);
    let mut responses = batch.responses();
    let first = [("1", 204), ("2", 429), ("3", 403)];
    responses.read(statuses(&first)).unwrap();
    let requests = batch.requests_for(&responses.retry().unwrap()).unwrap();
    responses.read_for(&requests[0], statuses(&first)).unwrap();
    assert_eq!(retried(&responses), ["2"]);
    assert_eq!(responses.unasked(), ["1", "3"]);
    let statuses: Vec<_> =
        handles.iter().map(|handle| responses.status(handle.id()).unwrap().as_u16()).collect();
    assert_eq!(statuses, [204, 429, 403]);
}

#[test]
fn what_was_sent_again_and_not_answered_is_not_known() {
    for second in [Response::new("lost".to_owned()), statuses(&[]), statuses(&[("1", 204)])] {
        let (batch, mut handles) = batch(2);
        let mut responses = batch.responses();
        responses.read(statuses(&[("1", 204), ("2", 429)])).unwrap();
        let retry = responses.retry().unwrap();
        let requests = batch.requests_for(&retry).unwrap();
        // The retry is sent now, so the connection may be lost at any time from here on.
        assert!(responses.retry().is_none() && responses.status(handles[1].id()).is_none());
        let _ = responses.read_for(&requests[0], second);
        assert!(responses.retry().is_none());
        let error = take(&mut responses, handles.pop().unwrap()).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string()),
            (GraphErrorKind::Missing, "200 OK, but request 2 of the batch has no answer".to_owned())
        );
        assert!(take(&mut responses, handles.pop().unwrap()).is_ok());
    }
}

#[test]
fn the_answer_to_one_part_is_none_to_another() {
    let (batch, handles) = batch(25);
    let requests = batch.requests().unwrap();
    let mut responses = batch.responses();
    // The answer to the second part comes first. It also has results for two requests of the first part: 204 and 429.
    let mut answers: Vec<_> = (21..=25).map(|id| json!({"id": id.to_string(), "status": 204})).collect();
    answers.push(json!({"id": "1", "status": 204}));
    answers.push(json!({"id": "2", "status": 429}));
    responses.read_for(&requests[1], response(&Json::Array(answers))).unwrap();
    assert_eq!((responses.unasked(), retried(&responses)), (&["1".to_owned(), "2".to_owned()][..], vec![]));
    let answers = (1..=20).map(|id| json!({"id": id.to_string(), "status": if id == 2 { 204 } else { 429 }}));
    responses.read_for(&requests[0], response(&answers.collect())).unwrap();
    let again = retried(&responses);
    assert_eq!((again.len(), again.first().map(String::as_str)), (18, Some("3")));
    let results: Vec<_> = handles.into_iter().map(|handle| take(&mut responses, handle)).collect();
    assert_eq!(results[0].as_ref().unwrap_err().kind(), GraphErrorKind::Missing);
    assert!(results[1].is_ok() && results[24].is_ok());
}

#[test]
fn two_answers_to_one_request_say_nothing() {
    for answers in [
        json!([{"id": "1", "status": 429}, {"id": "1", "status": 204}]),
        json!([{"id": "1", "status": 204}, {"id": 1, "status": 429}]),
        json!([{"id": "1", "status": 429}, {"id": "1", "status": 429}, {"id": "1", "status": 429}]),
        json!([{"id": "1", "status": "?"}, {"id": "1", "status": 429}]),
    ] {
        let (batch, mut handles) = batch(1);
        let mut responses = batch.responses();
        responses.read(response(&answers)).unwrap();
        assert!(responses.retry().is_none(), "{answers}");
        let error = take(&mut responses, handles.pop().unwrap()).unwrap_err();
        assert_eq!(error.kind(), GraphErrorKind::Missing, "{answers}");
    }
    for item in [
        r#"{"id": "1", "status": 204, "status": 429}"#,
        r#"{"status": 429, "id": "1", "body": {}, "body": {}}"#,
        r#"{"id": "2", "id": "1", "status": 429}"#,
        r#"{"id": "1", "id": "1", "status": 429}"#,
    ] {
        let (batch, mut handles) = batch(1);
        let mut responses = batch.responses();
        responses.read(Response::new(format!(r#"{{"responses": [{item}]}}"#))).unwrap();
        assert!(responses.retry().is_none(), "{item}");
        let error = take(&mut responses, handles.pop().unwrap()).unwrap_err();
        assert_eq!(error.kind(), GraphErrorKind::Missing, "{item}");
    }
}

#[test]
fn what_depends_on_a_failure_is_not_sent_without_it() {
    let mut batch = Batch::new(&Service::global());
    let post = action();
    let throttled = batch.add_request::<NoContent>(&post).unwrap();
    let refused = batch.add_request::<NoContent>(&post).unwrap();
    let unknown = batch.add_request::<NoContent>(&post).unwrap();
    let done = batch.add_request::<NoContent>(&post).unwrap();
    for (after, status) in [
        (vec![throttled.id(), refused.id()], 424),
        (vec![throttled.id(), unknown.id()], 424),
        (vec![refused.id()], 429),
        (vec![throttled.id(), done.id()], 424),
    ] {
        let _ = (batch.add_request_after::<NoContent>(&post, &after).unwrap(), status);
    }
    let mut responses = batch.responses();
    let answers = [("1", 429), ("2", 400), ("4", 204), ("5", 424), ("6", 424), ("7", 429), ("8", 424)];
    responses.read(statuses(&answers)).unwrap();
    assert!(take(&mut responses, done).is_ok());
    assert_eq!(retried(&responses), ["1", "8"]);
}

#[test]
fn what_is_hidden_of_the_batch_is_hidden_of_its_answers() {
    let (batch, mut handles) = batch(1);
    let mut responses = batch.responses();
    let mut answer = response(&json!([
        {"id": "1", "status": 401, "headers": {"request-id": "open-sesame"},
         "body": {"error": {"code": "open%2Dsesame", "innerError": {"open-sesame": ["open-sesame"]}}}},
    ]));
    answer.extensions_mut().insert(Hidden::new("open-sesame"));
    responses.read(answer).unwrap();
    let error = take(&mut responses, handles.pop().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "401 Unauthorized: [token] (request-id [token])");
    assert!(!format!("{error:?} {:?}", error.inner_errors()[0].other).contains("sesame"));
    assert!(!String::from_utf8_lossy(error.body()).contains("sesame"));
}

#[test]
fn a_request_that_was_not_sent_is_told_apart() {
    let (batch, handles) = batch(45);
    let requests = batch.requests().unwrap();
    let mut responses = batch.responses();
    let done: Vec<_> = (1..=20).map(|id: u32| (id.to_string(), if id == 7 { 429 } else { 204 })).collect();
    let done: Vec<_> = done.iter().map(|(id, status)| (id.as_str(), *status)).collect();
    responses.read_for(&requests[0], statuses(&done)).unwrap();
    // The second part loses its connection, so that the third one is not sent.
    responses.not_sent(&requests[2]);
    assert_eq!(retried(&responses), ["7", "41", "42", "43", "44", "45"]);

    // The requests are sent after all, and this connection is lost too.
    let again = batch.requests_for(&responses.retry().unwrap()).unwrap();
    assert!(responses.retry().is_none());
    // In the next round, the earlier answer holds for a request that is not sent again.
    responses.not_sent(&again[0]);
    assert_eq!(retried(&responses), ["7", "41", "42", "43", "44", "45"]);
    // A request that is sent after all is unknown until its answer comes.
    responses.sending(&requests[2]);
    responses.read_for(&requests[2], statuses(&[("41", 204)])).unwrap();

    let results: Vec<_> = handles.into_iter().map(|handle| take(&mut responses, handle)).collect();
    let kind = |index: usize| results[index].as_ref().map_err(GraphError::kind).err();
    assert_eq!((kind(0), kind(20), kind(40)), (None, Some(GraphErrorKind::Missing), None));
    assert_eq!(results[6].as_ref().unwrap_err().status().as_u16(), 429);
    assert_eq!(kind(41), Some(GraphErrorKind::Missing));
}

#[test]
fn an_error_names_a_request_that_was_not_sent() {
    let (batch, mut handles) = batch(1);
    let mut responses = batch.responses();
    responses.not_sent(&batch.requests().unwrap()[0]);
    let error = take(&mut responses, handles.remove(0)).unwrap_err();
    assert_eq!(error.kind(), GraphErrorKind::NotSent);
    assert_eq!(error.to_string(), "200 OK, but request 1 of the batch was not sent");
}

#[test]
fn an_answer_may_have_any_number_of_headers() {
    let (batch, mut handles) = batch(1);
    let mut responses = batch.responses();
    let names = (0..40_000).map(|index| (format!("x-{index}"), Json::from("1"))).collect();
    let answer = json!([{"id": "1", "status": 204, "headers": Json::Object(names)}]);
    responses.read(response(&answer)).unwrap();
    assert!(take(&mut responses, handles.remove(0)).is_ok());
}
