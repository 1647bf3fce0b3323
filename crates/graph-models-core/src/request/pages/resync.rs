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
///
/// // A token that expired: 410, or 400 with one of three codes.
/// let kind = |status: u16, code: &str| {
///     let body = format!(r#"{{"error": {{"code": "x", "innerError": {{"code": "{code}"}}}}}}"#);
///     let answer = http::Response::builder().status(status).body(body)?;
///     Ok::<_, http::Error>(ResyncKind::from_error(&decode::<NoContent, _>(answer).unwrap_err()))
/// };
/// assert_eq!(kind(410, "")?, Some(ResyncKind::Other));
/// assert_eq!(kind(400, "resyncRequired")?, Some(ResyncKind::Required));
/// assert_eq!(kind(400, "Directory_ExpiredPageToken")?, Some(ResyncKind::UnknownToken));
/// assert_eq!(kind(400, "SyncStateNotFound")?, Some(ResyncKind::UnknownToken));
/// assert_eq!(kind(400, "BadRequest")?, None);
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResyncKind {
    /// `resyncChangesApplyDifferences` or `resyncApplyDifferences`: the state of the service is right. The client
    /// replaces its items by those that the service sends, removes all others, and uploads its own changes that the
    /// service does not know.
    ApplyDifferences,
    /// `resyncChangesUploadDifferences` or `resyncUploadDifferences`: the client uploads the items that the service
    /// does not send, and those that differ from the state of the service.
    UploadDifferences,
    /// `resyncRequired`: the client reads everything again.
    Required,
    /// `Directory_ExpiredPageToken` or `SyncStateNotFound`: the service no longer knows the token. The client reads
    /// everything again.
    UnknownToken,
    /// The status 410 without a code, or with another code.
    Other,
}

/// The codes that demand a resync. The documentation of errors lists the second form of the first two.
const CODES: [(&str, ResyncKind); 7] = [
    ("resyncChangesApplyDifferences", ResyncKind::ApplyDifferences),
    ("resyncApplyDifferences", ResyncKind::ApplyDifferences),
    ("resyncChangesUploadDifferences", ResyncKind::UploadDifferences),
    ("resyncUploadDifferences", ResyncKind::UploadDifferences),
    ("resyncRequired", ResyncKind::Required),
    ("Directory_ExpiredPageToken", ResyncKind::UnknownToken),
    ("SyncStateNotFound", ResyncKind::UnknownToken),
];

impl ResyncKind {
    /// The kind of resync that an answer to a delta query demands. `None` for other errors.
    ///
    /// An answer demands a resync by the status 410, or by a code together with any 4xx status. The code may be in the
    /// error or in a nested one, and its case makes no difference. If there are several codes, a code that says what to
    /// do with differences wins. If there are several such codes, the innermost one wins.
    pub fn from_error(error: &GraphError) -> Option<Self> {
        if error.kind() != GraphErrorKind::Status || !error.status().is_client_error() {
            return None;
        }
        let inner = error.inner_errors().iter().rev().map(|inner| inner.code.as_deref());
        let details = error.details().iter().map(|detail| detail.code.as_deref());
        let codes = inner.chain(details).chain([error.code()]).flatten();
        let named = codes.filter_map(Self::of_code).min_by_key(|kind| kind.rank());
        let gone = (error.status() == StatusCode::GONE).then_some(Self::Other);
        named.or(gone)
    }

    fn of_code(code: &str) -> Option<Self> {
        CODES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, kind)| *kind)
    }

    /// The rank of a kind among several: the lowest one says most.
    fn rank(self) -> u8 {
        match self {
            Self::ApplyDifferences | Self::UploadDifferences => 0,
            Self::Required => 1,
            Self::UnknownToken | Self::Other => 2,
        }
    }
}
