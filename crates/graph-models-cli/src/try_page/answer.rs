//! Answers: their headers, and the texts in them. Reads the bodies of requests.

use std::time::Duration;

use bytes::Bytes;
use csdl::text::visible;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{Response, StatusCode};
use http_body_util::channel::Channel;
use http_body_util::{BodyExt, Either, Full, LengthLimitError, Limited};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::guard::Refusal;

/// The body of an answer: whole, or piece by piece.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// An answer.
pub(super) type Answer = Response<Body>;

/// The media type of most answers.
const JSON: &str = "application/json";

/// The time in which the body of a request has to arrive.
const BODY: Duration = Duration::from_mins(1);

/// The rules for the browser: it loads only files of this host, makes no code or markup of a text, and shows the page
/// in no other page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The headers of every answer.
const HEADERS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    // The page may change with the next version of the tool, at the same address.
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// An answer with this body.
pub(super) fn with(status: StatusCode, media_type: &'static str, body: Body) -> Answer {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    for (name, value) in HEADERS.into_iter().chain([(CONTENT_TYPE, media_type)]) {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// An answer with a text.
pub(super) fn text(media_type: &'static str, text: &'static str) -> Answer {
    with(StatusCode::OK, media_type, Either::Left(Full::from(text)))
}

/// An answer with JSON that is already text.
pub(super) fn json_text(text: impl Into<Bytes>) -> Answer {
    with(StatusCode::OK, JSON, Either::Left(Full::new(text.into())))
}

/// The answer to a request that is refused.
pub(super) fn refused(Refusal { status, problem }: Refusal) -> Answer {
    let text = json!({"problem": problem}).to_string();
    with(status, JSON, Either::Left(Full::from(text)))
}

/// A value as JSON in which no text has hidden characters: they could reorder the text around them.
pub(super) fn shown(value: &impl Serialize) -> Value {
    // All values here are structs of texts, numbers and lists.
    let mut value = serde_json::to_value(value).unwrap_or_default();
    show(&mut value);
    value
}

fn show(value: &mut Value) {
    match value {
        Value::String(text) => {
            let lines: Vec<_> = text.split('\n').map(|line| visible(line.trim_end_matches('\r'))).collect();
            *text = lines.join("\n");
        }
        Value::Array(values) => values.iter_mut().for_each(show),
        Value::Object(values) => values.values_mut().for_each(show),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Reads the body of a request.
///
/// # Errors
///
/// Refuses a body that is too long or too slow.
pub(super) async fn body<B>(body: B, most: usize) -> Result<Bytes, Refusal>
where
    B: hyper::body::Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let too_long = || {
        let problem = format!("a request has at most {} MiB", most >> 20);
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, problem)
    };
    if body.size_hint().lower() > most as u64 {
        return Err(too_long());
    }
    match timeout(BODY, Limited::new(body, most).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_long()),
        Ok(Err(error)) => {
            Err(Refusal::new(StatusCode::BAD_REQUEST, format!("the request broke off: {error}")))
        }
        Err(_) => Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "the request came too slowly")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &'static str, most: usize) -> Result<Bytes, u16> {
        let threads = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        threads.block_on(body(Full::<Bytes>::from(text), most)).map_err(|refusal| refusal.status.as_u16())
    }

    #[test]
    fn a_body_is_read_up_to_its_limit() {
        assert_eq!(read("four", 4), Ok(Bytes::from("four")));
        assert_eq!(read("fives", 4), Err(413));
        // The length of this one is not announced.
        let threads = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let status = threads.block_on(async {
            let (mut sender, pieces) = Channel::<Bytes, std::convert::Infallible>::new(3);
            for _ in 0..3 {
                sender.send_data(Bytes::from("two")).await.unwrap();
            }
            drop(sender);
            body(pieces, 8).await.unwrap_err().status
        });
        assert_eq!(status.as_u16(), 413);
    }

    #[test]
    fn hidden_characters_are_spelled_out_and_lines_stay() {
        let value = json!({"a": ["x\u{202e}y\r\n\tz", 1, null]});
        assert_eq!(shown(&value), json!({"a": ["x\\u{202e}y\n    z", 1, null]}));
    }

    /// The headers tell the browser what the page may do.
    #[test]
    fn every_answer_has_the_headers() {
        let answers =
            [text("text/html", "x"), json_text("{}"), refused(Refusal::new(StatusCode::FORBIDDEN, "no"))];
        for answer in answers {
            for (name, value) in HEADERS {
                assert_eq!(answer.headers()[&name], value);
            }
        }
        assert!(!POLICY.contains("unsafe") && !POLICY.contains('*'));
    }
}
