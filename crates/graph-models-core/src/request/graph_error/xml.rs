//! The code and the message of an error in XML, as storage services and old OData services write it.

use super::content::Said;

/// Reads a body. A page of HTML gives an empty result, and so does a body without a code.
pub(super) fn read(text: &str) -> Said {
    let text = text.trim_start();
    if !text.starts_with('<') {
        return Said::default();
    }
    match element(text, "code") {
        Some(code) => Said { code: Some(code), message: element(text, "message"), ..Said::default() },
        None => Said::default(),
    }
}

/// The text of the first element with that name, in upper or lower case and with any prefix.
fn element(text: &str, name: &str) -> Option<String> {
    let mut tags = text.match_indices('<').filter_map(|(at, _)| text.get(at + 1..));
    let inner = tags.find_map(|tag| {
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && !"_.-:".contains(c))?;
        let (found, rest) = tag.split_at_checked(end)?;
        let local = found.rsplit(':').next().unwrap_or(found);
        let rest = rest.get(..rest.find('<').unwrap_or(rest.len()))?;
        local.eq_ignore_ascii_case(name).then(|| rest.split_once('>').map(|(_, inner)| inner))?
    })?;
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    let inner = plain.iter().fold(inner.trim().to_owned(), |text, (from, to)| text.replace(from, to));
    (!inner.is_empty()).then_some(inner)
}
