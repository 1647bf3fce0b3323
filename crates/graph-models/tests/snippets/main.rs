//! Compiles and runs the programs that `graph-models snippet` prints. Each must send the requested request.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[rustfmt::skip]
#[path = "generated/programs.rs"]
mod programs;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use graph_models::Service;
use graph_models::client::blocking::Client;
use graph_models::client::transport::{Incoming, Transport};
use graph_models::client::{Retry, Token, TransportError};
use serde_json::{Map, Value};

/// A transport that stores each request, and answers 404.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<http::Request<Bytes>>>>);

impl Transport for Recorder {
    fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<Incoming>, TransportError> {
        self.0.lock().unwrap().push(request);
        let mut answer = http::Response::new(Incoming::from("{}"));
        *answer.status_mut() = http::StatusCode::NOT_FOUND;
        Ok(answer)
    }
}

fn asked() -> Vec<Value> {
    serde_json::from_str(include_str!("asked.json")).unwrap()
}

/// Returns a text without percent-encoding. A `+` is a space.
fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    let mut bytes = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let (digits, behind) = behind.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        rest = behind;
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).unwrap()
}

/// Splits the URL of a request into the path and the query options.
fn address(url: &str) -> (String, BTreeMap<String, String>) {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let options = query.split('&').filter(|it| !it.is_empty()).map(|option| {
        let (name, value) = option.split_once('=').unwrap();
        (decoded(name), decoded(value))
    });
    (decoded(path), options.collect())
}

/// Returns the requested path as a URL of Graph, with the version that the program uses.
fn sent_path(path: &str) -> String {
    let path = path.trim_start_matches("https://graph.microsoft.com/v1.0");
    let is_beta = path.contains("/roleManagementAlerts");
    format!("https://graph.microsoft.com/{}{path}", if is_beta { "beta" } else { "v1.0" })
}

/// Returns a body for comparison. Names begin with a lower-case letter, because services compare names of parameters
/// without case. Numbers become doubles, so that `1` equals `1.0`.
fn body(value: &Value) -> Value {
    let small = |name: &str| {
        let (first, rest) = name.split_at(1);
        first.to_lowercase() + rest
    };
    match value {
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| (small(name), numbers(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        other => numbers(other),
    }
}

fn numbers(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().map_or_else(|| value.clone(), Value::from),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| (name.clone(), numbers(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(numbers).collect(),
        other => other.clone(),
    }
}

#[test]
fn each_program_sends_the_asked_request() {
    let mut wrong = Vec::new();
    for (asked, snippet) in asked().iter().zip(programs::SNIPPETS) {
        let text = asked["request"].as_str().unwrap();
        let recorder = Recorder::default();
        let client = Client::over(recorder.clone(), Service::global(), Token::new("opaque").unwrap());
        let result = snippet(&client.with_retry(Retry::never()));
        let sent = recorder.0.lock().unwrap();
        let Some(sent) = sent.first() else {
            wrong.push(format!("{text}: nothing was sent: {}", result.unwrap_err()));
            continue;
        };
        let mut check = |what: &str, sent: String, asked: String| {
            if sent != asked {
                wrong.push(format!("{text}: {what}\n  sent  {sent}\n  asked {asked}"));
            }
        };
        let (method, url) = text.split_once(' ').unwrap();
        check("method", sent.method().to_string(), method.to_owned());
        let ((sent_to, mut options), (path, wanted)) = (address(&sent.uri().to_string()), address(url));
        // The program always adds a filter that the service requires.
        options.retain(|name, _| wanted.contains_key(name) || name != "$filter");
        // Names of parameters are compared without case.
        let folded = |path: &str| if path.contains("='") { path.to_lowercase() } else { path.to_owned() };
        check("path", folded(&sent_to.replace("()", "")), folded(&sent_path(&path)));
        check("options", format!("{options:?}"), format!("{wanted:?}"));
        for header in asked["headers"].as_array().into_iter().flatten() {
            let (name, value) = (header[0].as_str().unwrap(), header[1].as_str().unwrap());
            let sent = sent.headers().get(name).map(|value| value.to_str().unwrap());
            check(name, format!("{sent:?}"), format!("{:?}", Some(value)));
        }
        let sent_body = match (asked.get("body"), asked.get("file")) {
            (Some(wanted), _) => {
                let sent: Value = serde_json::from_slice(sent.body()).unwrap_or_default();
                (body(&sent).to_string(), body(wanted).to_string())
            }
            (None, Some(path)) => {
                let content = std::fs::read(path.as_str().unwrap()).unwrap();
                (format!("{} bytes", sent.body().len()), format!("{} bytes", content.len()))
            }
            (None, None) => (format!("{} bytes", sent.body().len()), "0 bytes".to_owned()),
        };
        check("body", sent_body.0, sent_body.1);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
