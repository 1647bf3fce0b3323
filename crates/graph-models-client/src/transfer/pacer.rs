//! The waits of an upload or download: those after failures of the transfer itself, and those for its turn among the
//! requests of all clones. Must not wait or do I/O.

use std::time::{Duration, Instant};

use graph_models_core::request::RetryAfter;
use graph_models_core::request::transfer::LONGEST_WAIT;
use http::{HeaderMap, Request, StatusCode};

use crate::SendError;
use crate::fleet::Turn;
use crate::settings::Settings;
use crate::wait::{Wait, WaitReason, path_of};

/// The waits of one transfer.
pub(crate) struct Pacer<'a> {
    settings: &'a Settings,
    turn: Option<Turn<'a>>,
    /// The reason for the next wait of the transfer itself.
    reason: WaitReason,
    /// The path of the operation that the transfer began with. `None` for addresses at other hosts.
    path: Option<&'static str>,
    /// The number of requests since the last one that was served.
    sent: u32,
    /// The end of the last wait. A transport for tests does not really wait.
    woken: Instant,
}

impl<'a> Pacer<'a> {
    pub(crate) fn new(settings: &'a Settings, now: Instant) -> Self {
        Self { settings, turn: None, reason: WaitReason::Lost, path: None, sent: 0, woken: now }
    }

    /// The wait before a request is sent; `None` if it can be sent. `own` is the rest of the wait that the transfer
    /// itself needs.
    pub(crate) fn next<B>(&mut self, own: Duration, request: &Request<B>, now: Instant) -> Option<Wait> {
        let now = now.max(self.woken);
        self.path = path_of(request).or(self.path);
        let Settings { fleet, service, .. } = self.settings;
        let turn = self.turn.get_or_insert_with(|| Turn::new(fleet, service, request, now));
        let queue = turn.wait(now);
        // After its own failures, a transfer waits as long as the service demands. Because of other requests it waits
        // no longer than any request does.
        let queue =
            if own.is_zero() && queue > self.settings.retry.longest_wait { Duration::ZERO } else { queue };
        let duration = own.max(queue);
        if duration.is_zero() {
            return None;
        }
        self.woken = now.checked_add(duration).unwrap_or(now);
        let reason = if own.is_zero() { WaitReason::ServiceBusy } else { self.reason };
        Some(Wait { path: self.path, ..Wait::new(request, duration, reason, self.sent) })
    }

    /// Notes that the request is sent.
    pub(crate) fn sends(&mut self, now: Instant) {
        self.sent = self.sent.saturating_add(1);
        if let Some(turn) = &mut self.turn {
            turn.sends(now.max(self.woken));
        }
    }

    /// Takes note of the head of an answer.
    pub(crate) fn answered(&mut self, status: StatusCode, headers: &HeaderMap, now: Instant) {
        if let Some(turn) = self.turn.take() {
            turn.note(status, headers, LONGEST_WAIT, now.max(self.woken));
        }
        if status.is_success() {
            self.sent = 0;
        }
        // Any other answer begins a body, which may break off.
        let reason = WaitReason::after_status(status, RetryAfter::from_headers(headers));
        self.reason = reason.unwrap_or(WaitReason::Lost);
    }

    /// Takes note of a request without an answer.
    pub(crate) fn failed(&mut self, error: &SendError) {
        self.turn = None;
        self.reason = WaitReason::after_error(error);
    }
}
