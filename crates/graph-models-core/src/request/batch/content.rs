//! The bodies of a batch that are no JSON, by their media types (OData JSON 4.01, 19.1 and 19.2): text is a string, and
//! everything else is a string of base64url.

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use crate::request::headers::essence;

/// Returns `true` if a media type is JSON.
pub(super) fn is_json(media: &str) -> bool {
    let media = essence(media);
    media == "application/json" || media.ends_with("+json")
}

/// Returns the string for a body. Text that is no UTF-8 has no string of its own, so it becomes base64url too.
pub(super) fn encode(media: &str, body: &[u8]) -> String {
    let is_text = essence(media).starts_with("text/");
    let text = str::from_utf8(body).ok().filter(|_| is_text);
    text.map_or_else(|| URL_SAFE.encode(body), str::to_owned)
}

/// Returns the body for a string. A string that is no base64 is the body itself.
///
/// Some services send markup as base64. It cannot be mistaken, since base64 does not contain `<`. Other text may look
/// like base64, such as the number of a `$count`, so it is never decoded.
pub(super) fn decode(media: &str, text: String) -> Bytes {
    let media = essence(media);
    let decoded = match media.as_str() {
        "text/html" | "text/xml" => decoded(&text).filter(|bytes| is_markup(bytes)),
        media if media.starts_with("text/") => None,
        _ => decoded(&text),
    };
    decoded.map_or_else(|| Bytes::from(text), Bytes::from)
}

fn is_markup(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_ok_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('<'))
}

/// Decodes base64 in either alphabet, with or without padding.
fn decoded(text: &str) -> Option<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const ENGINE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG);
    let text: String = text
        .chars()
        .map(|c| match c {
            '+' => '-',
            '/' => '_',
            c => c,
        })
        .collect();
    ENGINE.decode(text).ok()
}
