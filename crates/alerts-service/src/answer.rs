//! Answers in the form of the service: headers, context, and errors in Graph's form.

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode, header};

use crate::node::{Node, object};

pub(crate) use service_stand_in::Answer;

/// A failure: the status, code and message for a request that the service did not carry out.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    pub(crate) fn no_such(what: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "ResourceNotFound",
            format!("There is no {what} with the id '{id}'."),
        )
    }

    /// The answer for this failure; `ids` are the ids of the request.
    pub(crate) fn answer(self, ids: &Ids) -> Answer {
        let inner = object! {
            "date": "2026-04-02T09:00:00",
            "request-id": ids.request.as_str(),
            "client-request-id": ids.client.as_str(),
        };
        let error = object! {"code": self.code, "message": self.message};
        let Node::Object(mut error) = error else { return empty(self.status, ids) };
        error.push(("innerError".to_owned(), inner));
        let mut answer =
            json(self.status, &Node::Object(vec![("error".to_owned(), Node::Object(error))]), ids);
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = "Bearer realm=\"\", client_id=\"00000003-0000-0000-c000-000000000000\"";
            set(answer.headers_mut(), header::WWW_AUTHENTICATE.as_str(), challenge);
        }
        answer
    }
}

/// The ids of a request, for the logs of both sides.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    pub(crate) request: String,
    pub(crate) client: String,
}

impl Ids {
    /// The id that the client sent, if any, and an id made from the number of the request.
    pub(crate) fn new(number: usize, headers: &HeaderMap) -> Self {
        let request = format!("b07e5a20-4d6c-4f3e-9c11-{number:012x}");
        let client = headers.get("client-request-id").and_then(|id| id.to_str().ok());
        Self { client: client.unwrap_or(&request).to_owned(), request }
    }
}

pub(crate) fn json(status: StatusCode, body: &Node, ids: &Ids) -> Answer {
    let mut answer = empty(status, ids);
    let kind =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    set(answer.headers_mut(), header::CONTENT_TYPE.as_str(), kind);
    set(answer.headers_mut(), "odata-version", "4.0");
    *answer.body_mut() = Bytes::from(body.bytes());
    answer
}

pub(crate) fn html(status: StatusCode, ids: &Ids) -> Answer {
    let mut answer = empty(status, ids);
    set(answer.headers_mut(), header::CONTENT_TYPE.as_str(), "text/html");
    let page =
        "<!DOCTYPE html>\n<html><head><title>Gateway</title></head><body>Please sign in</body></html>\n";
    *answer.body_mut() = Bytes::from_static(page.as_bytes());
    answer
}

pub(crate) fn empty(status: StatusCode, ids: &Ids) -> Answer {
    let mut answer = Response::new(Bytes::new());
    *answer.status_mut() = status;
    set(answer.headers_mut(), header::CACHE_CONTROL.as_str(), "no-cache");
    set(answer.headers_mut(), "request-id", &ids.request);
    set(answer.headers_mut(), "client-request-id", &ids.client);
    let gateway = r#"{"ServerInfo":{"DataCenter":"Loopback","Slice":"E","Ring":"0","RoleInstance":"TEST"}}"#;
    set(answer.headers_mut(), "x-ms-ags-diagnostic", gateway);
    answer
}

/// Sets a header if the value is valid; values may come from requests.
pub(crate) fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    let (Ok(name), Ok(value)) = (name.parse::<header::HeaderName>(), value.parse()) else { return };
    headers.insert(name, value);
}
