//! What goes wrong on demand.

use std::time::Duration;

/// Something that goes wrong with one request.
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
    /// This status from a gateway, in HTML. The service did what was asked for.
    Gateway(u16),
    /// The connection is closed before the service did anything.
    CloseBefore,
    /// The service does what was asked for, and the connection is closed before its answer.
    CloseAfter,
    /// The same, in the middle of the answer.
    CloseMidway,
    /// The service does what was asked for; the answer has status 200 and a body that is not JSON.
    Garbage,
    /// The same with a page of HTML, as a captive portal sends it.
    Html,
    /// The same with JSON that is no answer to the request.
    OtherJson,
    /// The service does what was asked for, and the answer waits.
    Slow(Duration),
    /// Links in the answer (`@odata.nextLink`, `Location`) lead to another host.
    ForeignLinks,
    /// 302 or the like to the same path on another host. The service did nothing.
    Redirect(u16),
}

impl Fault {
    /// Whether the service does what was asked for all the same.
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

/// Takes the first fault that is meant for this request.
pub(crate) fn take(pending: &mut Vec<Pending>, method: &str, path: &str) -> Option<Fault> {
    let index = pending.iter().position(|it| it.method == method && path.contains(&it.path))?;
    Some(pending.remove(index).fault)
}
