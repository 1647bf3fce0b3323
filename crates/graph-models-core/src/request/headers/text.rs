//! The texts of single headers.

use http::header::{AsHeaderName, LOCATION};
use http::{HeaderMap, HeaderName};

/// The header that some services, such as OneNote, have in place of `Location`.
const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");

/// Adds those headers of another request that have one of these names.
pub(in crate::request) fn copy(from: &HeaderMap, to: &mut HeaderMap, names: &[HeaderName]) {
    for name in names {
        from.get_all(name).iter().for_each(|value| {
            to.append(name, value.clone());
        });
    }
}

/// The text of a header, if it is not empty.
pub(in crate::request) fn text(headers: &HeaderMap, name: impl AsHeaderName) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// The type and subtype of a media type in lower case, without parameters.
pub(in crate::request) fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns `true` for the media type of a page of HTML, which comes from a gateway or a proxy and not from Graph.
pub(in crate::request) fn is_page(media: &str) -> bool {
    essence(media) == "text/html"
}

/// The address in `Location`, or else in `Operation-Location`.
pub(in crate::request) fn location(headers: &HeaderMap) -> Option<String> {
    text(headers, LOCATION).or_else(|| text(headers, OPERATION_LOCATION))
}
