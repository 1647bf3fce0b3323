//! Tests of batches: their form on the wire, and their answers in any order and with any status.

use std::time::{Duration, SystemTime};

use crate::sample::SimpleIncident;
use bytes::Bytes;
use graph_models_core::edm::Decimal;
use graph_models_core::request::{
    Answer, Batch, BatchError, BatchHandle, BatchResponses, GraphErrorKind, NoContent, Service, Value,
    Version,
};
use http::{HeaderValue, Method, Request, Response};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const ROOT: &str = "https://graph.microsoft.com";

fn request(method: &str, path: &str) -> Request<Bytes> {
    Request::builder().method(method).uri(format!("{ROOT}{path}")).body(Bytes::new()).unwrap()
}

fn json_type() -> HeaderValue {
    HeaderValue::from_static("application/json")
}

fn batch() -> Batch {
    Batch::new(&Service::global())
}

fn body(request: &Request<Bytes>) -> Json {
    serde_json::from_slice(request.body()).unwrap()
}

fn add<R: Answer>(batch: &mut Batch) -> BatchHandle<R> {
    batch.add_request(&request("GET", "/beta/x")).unwrap()
}

fn answered(batch: &Batch, responses: &Json) -> BatchResponses {
    let mut read = batch.responses();
    read.read(Response::new(json!({"responses": responses}).to_string())).unwrap();
    read
}

#[test]
fn a_batch_on_the_wire() {
    let mut batch = batch();
    let get = Request::get(format!("{ROOT}/beta/operations/refresh:All('a:b')?%24filter=a%3Ab&t=1:2"))
        .header("accept", "application/json")
        .header("consistencylevel", "eventual")
        .header("authorization", "Bearer secret")
        .header("prefer", "a")
        .header("prefer", "b")
        .body(Bytes::new())
        .unwrap();
    batch.add_request::<SimpleIncident>(&get).unwrap();
    let remediate = batch.add_request::<NoContent>(&request("POST", "/beta/incidents/1/remediate")).unwrap();
    let patch = Request::patch(format!("{ROOT}/beta/incidents/1"))
        .header("content-type", "application/json; charset=utf-8")
        .header("if-match", "W/\"1\"")
        .body(Bytes::from_static(br#"{"big": 12345678901234567890.123456789}"#))
        .unwrap();
    let patched = batch.add_request_after::<NoContent>(&patch, &[remediate.id()]).unwrap();
    let photo = Request::put(format!("{ROOT}/beta/me/photo/$value"))
        .header("content-type", "image/jpeg")
        .body(Bytes::from_static(b"\xff\xfb\xfe"))
        .unwrap();
    let after = [patched.id(), remediate.id(), patched.id()];
    batch.add_request_after::<NoContent>(&photo, &after).unwrap();
    batch.add_request::<NoContent>(&request("DELETE", "/beta/incidents/2")).unwrap();

    let requests = batch.requests().unwrap();
    let [sent] = requests.as_slice() else { panic!("they fit into one") };
    assert_eq!((sent.method(), sent.uri().to_string()), (&Method::POST, format!("{ROOT}/beta/$batch")));
    assert_eq!((&sent.headers()["content-type"], &sent.headers()["accept"]), (&json_type(), &json_type()));
    assert_eq!(
        body(sent),
        json!({"requests": [
            {
                "id": "1",
                "method": "GET",
                "url": "/operations/refresh%3AAll('a%3Ab')?%24filter=a%3Ab&t=1:2",
                "headers": {"Accept": "application/json", "ConsistencyLevel": "eventual", "Prefer": "a, b"},
            },
            {
                "id": "2",
                "method": "POST",
                "url": "/incidents/1/remediate",
                "headers": {"Content-Type": "application/json"},
                "body": {},
            },
            {
                "id": "3",
                "method": "PATCH",
                "url": "/incidents/1",
                "dependsOn": ["2"],
                "headers": {"Content-Type": "application/json; charset=utf-8", "If-Match": "W/\"1\""},
                "body": {"big": 12_345_678_901_234_567_890.123_456_789},
            },
            {
                "id": "4",
                "method": "PUT",
                "url": "/me/photo/$value",
                "dependsOn": ["2", "3"],
                "headers": {"Content-Type": "image/jpeg"},
                "body": "__v-",
            },
            {"id": "5", "method": "DELETE", "url": "/incidents/2"},
        ]}),
    );
    // Numbers are sent with the digits as written.
    assert!(String::from_utf8_lossy(sent.body()).contains("12345678901234567890.123456789"));
    assert!(!String::from_utf8_lossy(sent.body()).contains("secret"));
    assert!(!format!("{batch:?}").contains("secret"));
}

#[test]
fn what_does_not_belong_together_is_an_error() {
    let mut batch = batch();
    let other = |batch: &mut Batch, uri: &str| {
        let request = Request::get(uri).body(Bytes::new()).unwrap();
        batch.add_request::<NoContent>(&request).unwrap_err()
    };
    assert_eq!(other(&mut batch, "https://graph.microsoft.us/beta/x"), BatchError::OtherService);
    assert_eq!(other(&mut batch, "https://graph.microsoft.com/x"), BatchError::NoVersion);
    add::<NoContent>(&mut batch);
    let expected = BatchError::OtherVersion { expected: Version::Beta, found: Version::V1 };
    assert_eq!(other(&mut batch, "https://graph.microsoft.com/v1.0/x"), expected);
    assert_eq!(
        expected.to_string(),
        "the request is for v1.0, but earlier requests of the batch are for beta"
    );

    let mut larger = self::batch();
    let handles: Vec<_> = (0..3).map(|_| add::<NoContent>(&mut larger)).collect();
    let error =
        batch.add_request_after::<NoContent>(&request("GET", "/beta/x"), &[handles[2].id()]).unwrap_err();
    assert_eq!(error.to_string(), "the request depends on request 3, which is not in the batch");
    let broken = Request::post(format!("{ROOT}/beta/x")).body(Bytes::from_static(b"{")).unwrap();
    assert_eq!(batch.add_request::<NoContent>(&broken).unwrap_err(), BatchError::NotJson);
    // A refused item is not added to the batch.
    assert_eq!(batch.len(), 1);
    let mut responses = batch.responses();
    let foreign = handles.into_iter().next().unwrap();
    assert_eq!(responses.take(foreign).unwrap_err(), BatchError::OtherBatch);
}

#[test]
fn a_service_below_a_path_and_another_version() {
    let service = Service::with_root("http://localhost:8080/graph").unwrap();
    let mut batch = Batch::new(&service);
    let get = Request::get("http://localhost:8080/graph/v1.0/users?x").body(Bytes::new()).unwrap();
    batch.add_request::<NoContent>(&get).unwrap();
    let requests = batch.requests().unwrap();
    assert_eq!(requests[0].uri(), "http://localhost:8080/graph/v1.0/$batch");
    assert_eq!(body(&requests[0])["requests"][0]["url"], "/users?x");
}

#[test]
fn answers_come_in_any_order_and_fail_alone() {
    let mut batch = batch();
    let ok = add::<SimpleIncident>(&mut batch);
    let forbidden = add::<SimpleIncident>(&mut batch);
    let broken = add::<SimpleIncident>(&mut batch);
    let missing = add::<NoContent>(&mut batch);
    let twice = add::<NoContent>(&mut batch);
    let strange = add::<NoContent>(&mut batch);
    let done = add::<NoContent>(&mut batch);
    let mut responses = answered(
        &batch,
        &json!([
            {"id": "7", "status": 204},
            {"id": "5", "status": 204}, {"id": "5", "status": 204},
            {"id": "6", "status": "often"},
            {"id": "3", "status": 200, "body": [{"activationCount": "many"}]},
            {"id": "2", "status": 403, "headers": {"request-id": "r", "x": [1], "bad name": "y"},
             "body": {"error": {"code": "Forbidden", "message": "No."}}},
            null, 5, {"status": 200}, {"id": "99", "status": 200}, {"id": "01", "status": 500},
            {"id": "1", "status": 200, "headers": {"Content-Type": "application/json"},
             "body": {"@odata.context": "x", "id": "i"}},
        ]),
    );
    assert_eq!(responses.status(ok.id()).map(|status| status.as_u16()), Some(200));
    assert_eq!(responses.take(ok).unwrap().unwrap().id.as_deref(), Some("i"));
    assert!(responses.take(done).unwrap().is_ok());
    let error = responses.take(forbidden).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "403 Forbidden: Forbidden: No. (request-id r)");
    let error = responses.take(broken).unwrap().unwrap_err();
    assert_eq!(error.kind(), GraphErrorKind::Body);
    assert!(
        error.to_string().contains("sample.simpleIncident: expected an object, found an array"),
        "{error}"
    );
    let error = responses.take(missing).unwrap().unwrap_err();
    assert_eq!(error.kind(), GraphErrorKind::Missing);
    assert_eq!(error.to_string(), "200 OK, but request 4 of the batch has no answer");
    let error = responses.take(twice).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "200 OK, but request 5 of the batch: it has two answers");
    let error = responses.take(strange).unwrap().unwrap_err();
    assert_eq!(error.to_string(), "200 OK, but request 6 of the batch: its answer has no valid `status`");
}

#[test]
fn bodies_are_what_they_would_be_outside_a_batch() {
    let take = |answer: Json| -> Bytes {
        let mut batch = batch();
        let media = add::<Bytes>(&mut batch);
        answered(&batch, &json!([answer])).take(media).unwrap().unwrap()
    };
    let of = |media: &str, body: Json| {
        take(json!({"id": 1, "status": "200", "headers": {"content-type": media}, "body": body}))
    };
    assert_eq!(of("image/jpeg", json!("__v-")), &b"\xff\xfb\xfe"[..]);
    assert_eq!(of("image/jpeg", json!("//v+AA==")), &b"\xff\xfb\xfe\x00"[..]);
    assert_eq!(of("text/plain", json!("not base64!")), "not base64!");
    assert_eq!(of("application/json", json!("text")), "\"text\"");
    assert_eq!(of("application/json", json!(null)), "null");
    assert_eq!(of("text/html", json!({"odd": 1})), "{\"odd\":1}");
    assert_eq!(take(json!({"id": "1", "status": 200, "body": null})), "");
    assert_eq!(take(json!({"id": "1", "status": 204})), "");

    let mut batch = batch();
    let exact = add::<Value<Decimal>>(&mut batch);
    let mut responses = batch.responses();
    let text =
        r#"{"responses": [{"body": {"value": "1234567890123456789.0123456789"}, "status": 200, "id": "1"}]}"#;
    responses.read(Response::new(text)).unwrap();
    assert_eq!(responses.take(exact).unwrap().unwrap().value.as_str(), "1234567890123456789.0123456789");
}

#[test]
fn a_batch_that_is_refused_as_a_whole_changes_nothing() {
    let mut batch = batch();
    let one = add::<NoContent>(&mut batch);
    let mut responses = answered(&batch, &json!([{"id": "1", "status": 204}]));
    let refused = Response::builder().status(429).header("retry-after", "1").body("").unwrap();
    assert!(responses.read(refused).unwrap_err().is_throttled());
    for text in ["", "<html>", "{}", "[]", r#"{"responses": 5}"#, r#"{"responses": [], "responses": []}"#] {
        assert_eq!(responses.read(Response::new(text)).unwrap_err().kind(), GraphErrorKind::Body, "{text}");
    }
    assert!(responses.take(one).unwrap().is_ok());
}

#[test]
fn what_the_service_did_not_do_is_sent_again() {
    let mut batch = batch();
    let get = request("GET", "/beta/x");
    let done = add::<NoContent>(&mut batch);
    let throttled = add::<NoContent>(&mut batch);
    let dependent = batch.add_request_after::<NoContent>(&get, &[throttled.id(), done.id()]).unwrap();
    let transitive = batch.add_request_after::<NoContent>(&get, &[dependent.id()]).unwrap();
    let failed = add::<NoContent>(&mut batch);
    let of_failed = batch.add_request_after::<NoContent>(&get, &[failed.id()]).unwrap();
    let later = add::<NoContent>(&mut batch);
    let unclear = add::<NoContent>(&mut batch);
    let mut responses = answered(
        &batch,
        &json!([
            {"id": "1", "status": 204},
            {"id": "2", "status": 429, "headers": {"Retry-After": 2.5}},
            {"id": "3", "status": 424},
            {"id": "4", "status": 424},
            {"id": "5", "status": 400},
            {"id": "6", "status": 424},
            {"id": "7", "status": 503, "headers": {"retry-after": "7"}},
            {"id": "8", "status": 503},
        ]),
    );
    let retry = responses.retry().unwrap();
    assert_eq!(retry.ids(), [throttled.id(), dependent.id(), transitive.id(), later.id()]);
    assert_eq!(retry.delay(SystemTime::UNIX_EPOCH), Some(Duration::from_secs(7)));
    let requests = batch.requests_for(&retry).unwrap();
    let [again] = requests.as_slice() else { panic!("they fit into one") };
    let sent: Vec<_> = body(again)["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["id"].clone(), item["dependsOn"].clone()))
        .collect();
    // Request 1 succeeded, so the retry leaves out the dependency of request 3 on it.
    let expected = [
        (json!("2"), json!(null)),
        (json!("3"), json!(["2"])),
        (json!("4"), json!(["3"])),
        (json!("7"), json!(null)),
    ];
    assert_eq!(sent, expected);

    let answers = json!([2, 3, 4, 7].map(|id| json!({"id": id.to_string(), "status": 204})));
    responses.read(Response::new(json!({"responses": answers}).to_string())).unwrap();
    assert!(responses.retry().is_none());
    for handle in [done, throttled, dependent, transitive, later] {
        assert!(responses.take(handle).unwrap().is_ok());
    }
    for (handle, status) in [(failed, 400), (of_failed, 424), (unclear, 503)] {
        assert_eq!(responses.take(handle).unwrap().unwrap_err().status().as_u16(), status);
    }
    assert_eq!(self::batch().requests_for(&retry).unwrap_err(), BatchError::OtherBatch);
}

proptest! {
    #[test]
    fn every_request_gets_its_own_answer(
        count in 0..70_usize,
        shuffle in any::<u64>(),
        links in prop::collection::vec(any::<prop::sample::Index>(), 70),
    ) {
        let mut batch = batch();
        let mut handles: Vec<BatchHandle<Value<i64>>> = Vec::new();
        for index in 0..count {
            // Every seventh request depends on one of the ten requests before it.
            let near = &handles[index.saturating_sub(10)..];
            let after = (index % 7 == 6).then(|| near[links[index].index(near.len())].id());
            let get = request("GET", &format!("/beta/x/{index}"));
            handles.push(batch.add_request_after(&get, after.as_slice()).unwrap());
        }
        let requests = batch.requests().unwrap();
        prop_assert!(requests.len() >= count.div_ceil(20) && (requests.len() <= count.div_ceil(10)));
        let mut responses = batch.responses();
        let mut seen = 0;
        for sent in requests.iter().rev() {
            let items = body(sent)["requests"].as_array().unwrap().clone();
            prop_assert!(!items.is_empty() && items.len() <= 20);
            seen += items.len();
            let ids: Vec<_> = items.iter().map(|item| item["id"].clone()).collect();
            for other in items.iter().filter_map(|item| item["dependsOn"].as_array()).flatten() {
                prop_assert!(ids.contains(other));
            }
            let mut answers: Vec<_> = items
                .iter()
                .map(|item| {
                    let (_, index) = item["url"].as_str().unwrap().rsplit_once('/').unwrap();
                    let index: i64 = index.parse().unwrap();
                    json!({"id": item["id"], "status": 200, "body": {"value": index}})
                })
                .collect();
            let half = usize::try_from(shuffle % answers.len() as u64).unwrap();
            answers.rotate_left(half);
            responses.read(Response::new(json!({"responses": answers}).to_string())).unwrap();
        }
        prop_assert_eq!(seen, count);
        for (index, handle) in handles.into_iter().enumerate() {
            prop_assert_eq!(responses.take(handle).unwrap().unwrap().value, i64::try_from(index).unwrap());
        }
    }
}
