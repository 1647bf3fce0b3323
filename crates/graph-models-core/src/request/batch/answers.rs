//! The body of a batch answer: `{"responses": [{"id", "status", "headers", "body"}]}`, in any order.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::content::{decode, is_json};
use crate::request::shown::quotes_nothing;

/// The answer to one request.
pub(super) struct ItemAnswer {
    pub(super) head: Parts,
    pub(super) body: Bytes,
}

/// The answers in the order of the body: the id, and the answer or its defect.
pub(super) struct Answers(pub(super) Vec<(String, Result<ItemAnswer, String>)>);

impl Answers {
    /// Reads the body. This function is not generic, so that it is compiled once.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is no object with `responses`.
    pub(super) fn read(body: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(body)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Around;

        impl<'de> Visitor<'de> for Around {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `responses`")
            }

            quotes_nothing!();

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut responses = None;
                while let Some(key) = map.next_key::<Cow<'_, str>>()? {
                    if key != "responses" {
                        map.next_value::<IgnoredAny>()?;
                    } else if responses.replace(map.next_value::<&RawValue>()?).is_some() {
                        return Err(A::Error::custom("responses: the key stands twice in the object"));
                    }
                }
                let responses = responses.ok_or_else(|| A::Error::missing_field("responses"))?;
                // The message of serde would quote the value.
                serde_json::from_str(responses.get())
                    .map_err(|_| A::Error::custom("responses: expected an array"))
            }
        }

        let responses = deserializer.deserialize_any(Around)?;
        // An element that cannot be read belongs to no request. It must not make the other answers unreadable.
        let answers = responses.into_iter().filter_map(|raw| serde_json::from_str::<Raw<'_>>(raw.get()).ok());
        Ok(Self(answers.map(Raw::into_answer).collect()))
    }
}

/// One answer as received. The body stays raw: parsing it would change its numbers.
#[derive(Default)]
struct Raw<'a> {
    id: Option<Value>,
    status: Option<Value>,
    headers: Option<Value>,
    body: Option<&'a RawValue>,
    /// True if a key occurs twice.
    is_ambiguous: bool,
}

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Around;

        impl<'de> Visitor<'de> for Around {
            type Value = Raw<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `id` and `status`")
            }

            quotes_nothing!();

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
                let mut raw = Raw::default();
                while let Some(key) = map.next_key::<Cow<'_, str>>()? {
                    let is_first = match key.as_ref() {
                        "id" => raw.id.replace(map.next_value()?).is_none(),
                        "status" => raw.status.replace(map.next_value()?).is_none(),
                        "headers" => raw.headers.replace(map.next_value()?).is_none(),
                        "body" => raw.body.replace(map.next_value()?).is_none(),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            true
                        }
                    };
                    // With two ids, it is unknown which request the answer belongs to.
                    if !is_first && key == "id" {
                        return Err(A::Error::custom("id: the key stands twice in the object"));
                    }
                    raw.is_ambiguous |= !is_first;
                }
                Ok(raw)
            }
        }

        deserializer.deserialize_any(Around)
    }
}

impl Raw<'_> {
    fn into_answer(self) -> (String, Result<ItemAnswer, String>) {
        let id = match &self.id {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => String::new(),
        };
        (id, self.answer())
    }

    fn answer(self) -> Result<ItemAnswer, String> {
        if self.is_ambiguous {
            return Err("its answer has a key twice".to_owned());
        }
        let status = match &self.status {
            Some(Value::Number(status)) => status.as_u64(),
            Some(Value::String(status)) => status.parse().ok(),
            _ => None,
        };
        let status = status.and_then(|status| u16::try_from(status).ok());
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.ok_or("its answer has no valid `status`")?;
        let headers = headers(self.headers.as_ref());
        let body = self.body.map_or_else(Bytes::new, |body| bytes(body.get(), &headers));
        let (mut head, ()) = Response::new(()).into_parts();
        head.status = status;
        head.headers = headers;
        Ok(ItemAnswer { head, body })
    }
}

/// The headers. A member that is not a valid header is left out, and so are members beyond those that the map can hold.
fn headers(value: Option<&Value>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in value.and_then(Value::as_object).into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => continue,
        };
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(text))
            && headers.try_append(name, value).is_err()
        {
            break;
        }
    }
    headers
}

/// The body as it would be outside a batch: JSON unchanged, anything else from its string.
fn bytes(json: &str, headers: &HeaderMap) -> Bytes {
    let media = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
    if json == "null" && !media.is_some_and(is_json) {
        return Bytes::new();
    }
    match (media.filter(|media| !is_json(media)), serde_json::from_str(json)) {
        (Some(media), Ok(text)) => decode(media, text),
        _ => Bytes::copy_from_slice(json.as_bytes()),
    }
}
