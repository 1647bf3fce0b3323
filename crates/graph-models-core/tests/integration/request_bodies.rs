//! Tests of request bodies of bytes with a media type, in place of the typed body.

use crate::calls::{Changes, Report, incident, path};
use graph_models_core::request::{
    Call, Content, Create, Multipart, Operation, OperationInfo, RequestError, Service, WriteMedia,
};

static ROWS: [OperationInfo; 2] = graph_models_core::request::rows(
    "v1.0",
    [
        ("sample.send", "POST", "/me/sendMail", "sample.incident", false, &[]),
        ("sample.delta", "GET", "/incidents/delta()", "sample.incident", true, &[]),
    ],
);

/// Returns the media type and the body of the request.
fn sent(operation: &impl Operation) -> String {
    let request = operation.to_http(&Service::global()).unwrap();
    let media_type = request.headers()["content-type"].to_str().unwrap();
    format!("{media_type}] {}", String::from_utf8_lossy(request.body()))
}

#[test]
fn bodies_of_bytes_replace_the_typed_body() {
    let create = |content| Create::new(&path("/pages"), incident(r#"{"id":"1"}"#)).with_body(content);
    let body = |content| sent(&create(content));
    assert_eq!(body(Content::html("<p>ü")), "text/html] <p>ü");
    assert_eq!(body(Content::csv("a,b")), "text/csv] a,b");
    assert_eq!(body(Content::text("a")), "text/plain] a");
    assert_eq!(body(Content::mime("To: a\r\n")), "text/plain] VG86IGENCg==");
    assert_eq!(body(Content::json("{ }").unwrap()), "application/json] { }");
    assert_eq!(body(Content::new("a/b; c=\"d;e\"", "x").unwrap()), "a/b; c=\"d;e\"] x");
    assert!(Content::json("{secret").unwrap_err().to_string().contains("line 1"));
    let send = Call::<Report>::new(&ROWS[0], path("/me/sendMail"), incident("{}"));
    assert_eq!(sent(&send.with_body(Content::mime("a"))), "text/plain] YQ==");
    let delta = Call::<Changes>::new(&ROWS[1], path("/incidents/delta()"), ()).with_body(Content::text("a"));
    assert_eq!(delta.to_http(&Service::global()).unwrap_err(), RequestError::BodyOfRead);
    for bad in ["", "text", "text/", "/html", "text/html;", "a/b; c", "a/b\r\nx: y", "a/ü", "a/b; c=\"d\"e\""]
    {
        let is_listed = Content::new(bad, "").is_ok();
        assert_eq!(is_listed, bad == "text/html;", "{bad:?}");
        let write: WriteMedia = WriteMedia::new(&path("/x"), "", bad);
        assert_eq!(write.to_http(&Service::global()).is_ok(), is_listed, "{bad:?}");
    }
}

#[test]
fn a_boundary_occurs_in_no_part() {
    let first = "part-boundary-0";
    let all: Vec<_> = (0..16).map(|digit| format!("{first}{digit:x}")).collect();
    let all = all.join(" ");
    for content in ["a", first, "part-boundary-00 part-boundary-01", &all, &first.repeat(3)] {
        let body = Multipart::new()
            .part("Presentation", "text/html", content.to_owned())
            .part("image", "image/png", vec![0, 13, 10])
            .build()
            .unwrap();
        let boundary = body.media_type().strip_prefix("multipart/form-data; boundary=").unwrap();
        assert!(!content.contains(boundary) && boundary.len() < 70);
        let expected = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"Presentation\"\r\n\
             Content-Type: text/html\r\n\r\n{content}\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"image\"\r\n\
             Content-Type: image/png\r\n\r\n\0\r\n\r\n--{boundary}--\r\n"
        );
        assert_eq!(body.bytes(), expected.as_bytes());
    }
    for name in ["", "a\"", "a\r\nb", "ü", "a\\", "\0"] {
        assert_eq!(Multipart::new().part(name, "a/b", "").build(), Err(RequestError::PartName));
    }
    assert_eq!(Multipart::new().part("a", "a/b\r\nc: d", "").build(), Err(RequestError::MediaType));
    assert!(Multipart::new().build().is_err());
}
