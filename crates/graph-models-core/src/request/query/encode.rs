//! Percent-encoding of query options, always with the same bytes.
//!
//! The form is that of URI templates (RFC 6570, 3.2.8), as in Microsoft's own clients: everything except unreserved
//! characters is encoded, even the `$` of names. Commas between the items of a list are not encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All characters except the unreserved ones of RFC 3986.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Appends `name=item,item`.
pub(in crate::request) fn option(name: &str, items: &[String], url: &mut String) {
    url.extend(utf8_percent_encode(name, VALUE));
    for (index, item) in items.iter().enumerate() {
        url.push(if index == 0 { '=' } else { ',' });
        url.extend(utf8_percent_encode(item, VALUE));
    }
}
