//! One request as an item of a batch, and the body of a batch.

use std::collections::BTreeSet;
use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, PROXY_AUTHORIZATION};
use http::{HeaderName, Method, Request};
use serde_json::value::RawValue;

use super::content::{encode, is_json};
use super::{BatchError, BatchId};
use crate::encode::Writer;
use crate::request::query::CONSISTENCY_LEVEL;
use crate::request::{OperationInfo, SentRequest};

/// Headers that belong to the HTTP request of the batch and not to its items, most importantly the token.
const NOT_OF_AN_ITEM: [HeaderName; 4] = [AUTHORIZATION, PROXY_AUTHORIZATION, HOST, CONTENT_LENGTH];

/// One request of a batch.
pub(super) struct Item {
    method: Method,
    /// The template of the path; empty for a request that no operation made.
    template: &'static str,
    /// The path and the query below the version.
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Body>,
    /// The requests that this one runs after, in ascending order.
    pub(super) after: Vec<BatchId>,
}

enum Body {
    Json(Box<RawValue>),
    /// Any other content, as a string.
    Text(String),
}

impl Item {
    /// The item for a request. A `POST` without body gets `{}`: Graph requires a body even for an action without
    /// parameters.
    pub(super) fn new(request: &Request<Bytes>, url: &str, after: Vec<BatchId>) -> Result<Self, BatchError> {
        let mut headers = Vec::new();
        for name in request.headers().keys().filter(|name| !NOT_OF_AN_ITEM.contains(name)) {
            let values: Vec<_> =
                request.headers().get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
            headers.push((title(name), values.join(", ")));
        }
        let content_type =
            request.headers().get(CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default());
        let body = match (request.body().as_ref(), content_type) {
            (b"", _) if request.method() == Method::POST => {
                if content_type.is_none() {
                    headers.push((title(&CONTENT_TYPE), "application/json".to_owned()));
                }
                Some(Body::json(b"{}")?)
            }
            (b"", _) => None,
            (body, None) => {
                headers.push((title(&CONTENT_TYPE), "application/json".to_owned()));
                Some(Body::json(body)?)
            }
            (body, Some(media)) if is_json(media) => Some(Body::json(body)?),
            (body, Some(media)) => Some(Body::Text(encode(media, body))),
        };
        let template = request.extensions().get::<&'static OperationInfo>().map_or("", |info| info.path);
        Ok(Self { method: request.method().clone(), template, url: relative(url), headers, body, after })
    }
}

impl Body {
    fn json(body: &[u8]) -> Result<Self, BatchError> {
        serde_json::from_slice(body).map(Self::Json).map_err(|_| BatchError::NotJson)
    }
}

/// The relative URL of an item. A colon in its path is encoded, since it would otherwise end a scheme (OData JSON
/// 4.01, 4.3).
fn relative(url: &str) -> String {
    let (path, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    let path = if path.is_empty() { "/" } else { path };
    format!("{}{query}", path.replace(':', "%3A"))
}

/// The name of a header in the capitalization of Graph's documentation, such as `Content-Type`. Case should not matter,
/// but some services check it.
fn title(name: &HeaderName) -> String {
    if *name == CONSISTENCY_LEVEL {
        return "ConsistencyLevel".to_owned();
    }
    let mut is_first = true;
    let titled = name.as_str().chars().map(|c| {
        let c = if is_first { c.to_ascii_uppercase() } else { c };
        is_first = c == '-';
        c
    });
    titled.collect()
}

/// The body of a batch with these items. Dependencies on requests outside the batch are left out.
pub(super) fn body<'i>(items: impl Iterator<Item = (BatchId, &'i Item)>) -> serde_json::Result<Vec<u8>> {
    let items: Vec<_> = items.collect();
    let present: BTreeSet<_> = items.iter().map(|(id, _)| *id).collect();
    let mut writer = Writer::default();
    writer.entries(|keys| {
        keys.key("requests").list(&items, |writer, (id, item)| item.write(*id, &present, writer));
    });
    writer.finish().map(String::into_bytes)
}

/// The ids of the requests in the body of a batch.
pub(super) fn ids(body: &[u8]) -> BTreeSet<String> {
    let value: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let requests = value.get("requests").and_then(serde_json::Value::as_array).into_iter().flatten();
    requests.filter_map(|item| item.get("id")?.as_str().map(str::to_owned)).collect()
}

impl Item {
    /// Returns `true` for a request that only reads.
    pub(super) fn changes_nothing(&self) -> bool {
        self.method.is_safe()
    }

    /// The request, as far as its errors need it.
    pub(super) fn sent(&self) -> SentRequest {
        SentRequest::of_batch(&self.url, self.template)
    }

    fn write(&self, id: BatchId, present: &BTreeSet<BatchId>, writer: &mut Writer) {
        writer.entries(|keys| {
            keys.key("id").string(&id.to_string());
            keys.key("method").string(self.method.as_str());
            keys.key("url").string(&self.url);
            let mut after = self.after.iter().filter(|id| present.contains(id)).peekable();
            if after.peek().is_some() {
                keys.key("dependsOn").list(after, |writer, id| writer.string(&id.to_string()));
            }
            if !self.headers.is_empty() {
                keys.key("headers").entries(|keys| {
                    for (name, value) in &self.headers {
                        keys.key(name).string(value);
                    }
                });
            }
            match &self.body {
                Some(Body::Json(json)) => keys.key("body").raw(json.get()),
                Some(Body::Text(text)) => keys.key("body").string(text),
                None => {}
            }
        });
    }
}

/// Shows the method and the template of the path, but neither keys nor query, headers and body.
impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.template {
            "" => write!(f, "{} …", self.method),
            template => write!(f, "{} {template}", self.method),
        }
    }
}
