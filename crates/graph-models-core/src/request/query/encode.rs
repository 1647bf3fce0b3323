//! The query of a URL: writes options, always with the same bytes, and reads their names.
//!
//! The form is that of URI templates (RFC 6570, 3.2.8), as in Microsoft's own clients: everything except unreserved
//! characters is encoded, even the `$` of names. Commas between the items of a list are not encoded.

use std::borrow::Cow;

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::request::path::RESERVED;

/// Appends `name=item,item` to a query.
pub(in crate::request) fn option(name: &str, items: &[String], query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(utf8_percent_encode(name, RESERVED));
    for (index, item) in items.iter().enumerate() {
        query.push(if index == 0 { '=' } else { ',' });
        query.extend(utf8_percent_encode(item, RESERVED));
    }
}

/// The names of the options of a query, decoded.
pub(in crate::request) fn names(query: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let names =
        query.split('&').filter_map(|option| option.split('=').next()).filter(|name| !name.is_empty());
    names.map(|name| percent_decode_str(name).decode_utf8_lossy())
}
