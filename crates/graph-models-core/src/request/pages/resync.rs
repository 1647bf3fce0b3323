//! Answers to a delta query that make the client start over.

use http::StatusCode;

use crate::request::{GraphError, GraphErrorKind};

/// The kind of a resync: it determines what the client does with its data.
///
/// ```
/// use graph_models_core::request::{GraphError, NoContent, ResyncKind, decode};
///
/// let answer = http::Response::builder().status(400).body(
///     r#"{"error": {"code": "BadRequest", "innerError": {"code": "resyncChangesUploadDifferences"}}}"#,
/// )?;
/// let error: GraphError = decode::<NoContent, _>(answer).unwrap_err();
/// assert_eq!(ResyncKind::from_error(&error), Some(ResyncKind::UploadDifferences));
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResyncKind {
    /// `resyncChangesApplyDifferences`: the state of the service is right. The client replaces its items by those
    /// that the service sends, removes all others, and uploads its own changes that the service does not know.
    ApplyDifferences,
    /// `resyncChangesUploadDifferences`: the client uploads the items that the service does not send, and those that
    /// differ from the state of the service.
    UploadDifferences,
    /// `resyncRequired`: the client reads everything again.
    Required,
    /// `Directory_ExpiredPageToken` or `SyncStateNotFound`: the service no longer knows the token. The client reads
    /// everything again.
    UnknownToken,
    /// The status 410 without a code, or with another code.
    Other,
}

/// The codes that demand a resync. The more specific ones come first.
const CODES: [(&str, ResyncKind); 5] = [
    ("resyncChangesApplyDifferences", ResyncKind::ApplyDifferences),
    ("resyncChangesUploadDifferences", ResyncKind::UploadDifferences),
    ("resyncRequired", ResyncKind::Required),
    ("Directory_ExpiredPageToken", ResyncKind::UnknownToken),
    ("SyncStateNotFound", ResyncKind::UnknownToken),
];

impl ResyncKind {
    /// The kind of resync that an answer to a delta query demands. `None` for other errors.
    ///
    /// An answer demands a resync by the status 410, or by a code together with any 4xx status. The code may be in
    /// the error or in a nested one, and its case makes no difference.
    pub fn from_error(error: &GraphError) -> Option<Self> {
        if error.kind() != GraphErrorKind::Status || !error.status().is_client_error() {
            return None;
        }
        let details = |code: &str| {
            let mut codes = error.details().iter().filter_map(|detail| detail.code.as_deref());
            codes.any(|found| found.eq_ignore_ascii_case(code))
        };
        let named = CODES.into_iter().find(|(code, _)| error.has_code(code) || details(code));
        let gone = (error.status() == StatusCode::GONE).then_some(Self::Other);
        named.map(|(_, kind)| kind).or(gone)
    }
}
