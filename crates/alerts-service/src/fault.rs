//! Faults: requests that fail on demand, and their answers.

use bytes::Bytes;
use http::{StatusCode, header};

use crate::answer::{Answer, Failure, Ids, empty, html, json, set};
use crate::node::object;

use std::time::Duration;

/// A fault of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// 429: the service did nothing.
    Throttle {
        /// The header `Retry-After`, verbatim: seconds, perhaps with a fraction.
        retry_after: Option<&'static str>,
    },
    /// 503: the service did nothing.
    Unavailable {
        /// The header `Retry-After`, verbatim.
        retry_after: Option<&'static str>,
    },
    /// This status from a gateway, in HTML. The service did the work.
    Gateway(u16),
    /// The connection is closed before the service did anything.
    CloseBefore,
    /// The service does the work, and the connection is closed before its answer.
    CloseAfter,
    /// The service does the work, and the connection is closed in the middle of the answer.
    CloseMidway,
    /// The service does the work; the answer has status 200 and a body that is not JSON.
    Garbage,
    /// The service does the work; the answer has status 200 and a page of HTML, as from a captive portal.
    Html,
    /// The service does the work; the answer has status 200 and JSON that does not answer the request.
    OtherJson,
    /// The service does the work, and the answer is delayed.
    Slow(Duration),
    /// Links in the answer (`@odata.nextLink`, `Location`) lead to another host.
    ForeignLinks,
    /// A redirect, such as 302, to the same path on another host. The service did nothing.
    Redirect(u16),
}

impl Fault {
    /// Returns `true` if the service does the work in spite of the fault.
    pub(crate) fn carries_out(self) -> bool {
        !matches!(
            self,
            Self::Throttle { .. } | Self::Unavailable { .. } | Self::CloseBefore | Self::Redirect(_)
        )
    }
}

/// A fault that waits for its request.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) fault: Fault,
}

/// Removes and returns the first fault for this request.
pub(crate) fn take(pending: &mut Vec<Pending>, method: &str, path: &str) -> Option<Fault> {
    let index = pending.iter().position(|it| it.method == method && path.contains(&it.path))?;
    Some(pending.remove(index).fault)
}

/// Returns the answer after a fault; `None` if nothing is sent.
pub(crate) fn respond(fault: Fault, answer: Option<Answer>, ids: &Ids, target: &str) -> Option<Answer> {
    let busy = |status, code, retry_after: Option<&str>| {
        let mut answer = Failure::new(status, code, "Too much at once.").answer(ids);
        if let Some(value) = retry_after {
            set(answer.headers_mut(), header::RETRY_AFTER.as_str(), value);
        }
        answer
    };
    match fault {
        Fault::Throttle { retry_after } => {
            Some(busy(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", retry_after))
        }
        Fault::Unavailable { retry_after } => {
            Some(busy(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", retry_after))
        }
        Fault::Gateway(status) => {
            Some(html(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY), ids))
        }
        Fault::Html => Some(html(StatusCode::OK, ids)),
        Fault::Garbage => {
            let mut answer = empty(StatusCode::OK, ids);
            set(answer.headers_mut(), header::CONTENT_TYPE.as_str(), "application/json");
            *answer.body_mut() = Bytes::from_static(b"{\"value\": [{\"id\": \"\xff\xfe\x00");
            Some(answer)
        }
        Fault::OtherJson => Some(json(StatusCode::OK, &object! {"value": 7, "id": false}, ids)),
        Fault::Redirect(status) => {
            let mut answer = empty(StatusCode::from_u16(status).unwrap_or(StatusCode::FOUND), ids);
            set(answer.headers_mut(), header::LOCATION.as_str(), target);
            Some(answer)
        }
        _ => answer,
    }
}
