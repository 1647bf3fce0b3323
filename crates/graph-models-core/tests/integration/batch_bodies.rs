//! Tests of bodies in batches that are no JSON: text is a string, everything else is base64url (OData JSON 4.01, 19).

use bytes::Bytes;
use graph_models_core::request::{Answer, Batch, Content, Service, Total};
use http::{Request, Response};
use proptest::prelude::*;
use serde_json::{Value, json};

fn batch() -> Batch {
    Batch::new(&Service::global())
}

/// Returns the only answer of a batch.
#[allow(clippy::needless_pass_by_value, reason = "most callers make the value in the call")]
fn answer<R: Answer>(media: &str, body: Value) -> R {
    let mut batch = batch();
    let get = Request::get("https://graph.microsoft.com/v1.0/x").body(Bytes::new()).unwrap();
    let handle = batch.add_request(&get).unwrap();
    let mut responses = batch.responses();
    let answer = json!({"id": "1", "status": 200, "headers": {"Content-Type": media}, "body": body});
    responses.read(Response::new(json!({"responses": [answer]}).to_string())).unwrap();
    responses.take(handle).unwrap().unwrap()
}

/// Returns the body of the only request of a batch, as it is sent.
fn sent(media: &str, body: &[u8]) -> Value {
    let mut batch = batch();
    let post = Request::post("https://graph.microsoft.com/v1.0/x").header("content-type", media);
    batch.add_request::<Bytes>(&post.body(Bytes::copy_from_slice(body)).unwrap()).unwrap();
    let requests = batch.requests().unwrap();
    let mut body: Value = serde_json::from_slice(requests[0].body()).unwrap();
    body["requests"][0]["body"].take()
}

#[test]
fn text_is_a_string_in_answers() {
    // All these texts could be base64, too. The bytes of "2400" would even be valid UTF-8.
    for number in [1234, 2400, 12, 100_000_000] {
        assert_eq!(answer::<Total>("text/plain", json!(number.to_string())), Total(number));
        assert_eq!(
            answer::<Total>("text/plain; charset=utf-8", json!(format!("\u{feff}{number}"))),
            Total(number)
        );
        assert_eq!(answer::<Total>("text/plain", json!(number)), Total(number));
    }
    for media in ["text/plain", "TEXT/CSV;header=present", "text/markdown", "text/html"] {
        for text in ["abcd", "YWJj", "a,b\r\nc,d", "", "\u{feff}Grüße"] {
            assert_eq!(answer::<Bytes>(media, json!(text)), text, "{media}");
        }
    }
    // A mail in base64 is sent as text, so it remains base64.
    assert_eq!(answer::<Bytes>("text/plain", json!("PGh0bWw-")), "PGh0bWw-");
}

#[test]
fn markup_in_base64_is_decoded() {
    for (media, text, markup) in [
        ("text/html", "PGh0bWw-PC9odG1sPg==", "<html></html>"),
        ("text/html; charset=utf-8", "PGh0bWw+PC9odG1sPg", "<html></html>"),
        ("text/xml", "77u_CjxhLz4", "\u{feff}\n<a/>"),
        ("text/html", "<p>abcd</p>", "<p>abcd</p>"),
        // The bytes begin with `<`, but are no UTF-8.
        ("text/html", "PP__", "PP__"),
    ] {
        assert_eq!(answer::<Bytes>(media, json!(text)), markup);
    }
}

#[test]
fn text_is_a_string_in_requests() {
    assert_eq!(sent("text/html; charset=utf-8", "<p>\"Grüße\"</p>".as_bytes()), "<p>\"Grüße\"</p>");
    assert_eq!(sent("TEXT/csv", b"a,b\r\n"), "a,b\r\n");
    let mail = Content::mime("Subject: Hello\r\n\r\nHello");
    assert_eq!(sent(mail.media_type(), mail.bytes()), "U3ViamVjdDogSGVsbG8NCg0KSGVsbG8=");
    // Text in another encoding has no string of its own.
    assert_eq!(sent("text/plain; charset=iso-8859-1", b"\xfc"), "_A==");
    assert_eq!(sent("application/xhtml+xml", b"<p/>"), "PHAvPg==");
    assert_eq!(sent("image/png", b"text"), "dGV4dA==");
    assert_eq!(sent("application/scim+json", b"[1]"), json!([1]));
}

proptest! {
    /// If a service sends back the body of a request, the bytes are the same.
    #[test]
    fn bodies_come_back(
        text in ".{1,40}",
        bytes in prop::collection::vec(any::<u8>(), 1..40),
        media in prop::sample::select(vec!["text/plain", "text/csv", "text/markdown; charset=utf-8"]),
    ) {
        prop_assert_eq!(&answer::<Bytes>(media, sent(media, text.as_bytes()))[..], text.as_bytes());
        for media in ["application/octet-stream", "image/jpeg", "application/pdf"] {
            prop_assert_eq!(&answer::<Bytes>(media, sent(media, &bytes))[..], &bytes[..]);
        }
    }
}
