//! Texts of the service without the values that they quote: those of the request, and ids and addresses of people.

use std::borrow::Cow;
use std::fmt;

use super::Redacted;
use crate::request::{Hidden, SentRequest};

/// The replacement for a value.
const MASK: &str = "[hidden]";
/// The shortest value that is found in any encoding, and also inside of words.
const MIN_SECRET: usize = 8;
/// The shortest value that is found without quotes around it.
const MIN_WORD: usize = 3;
/// The lengths of the parts of a GUID.
const GUID: [usize; 5] = [8, 4, 4, 4, 12];

/// The values of a request, which its errors do not show.
#[derive(Default)]
pub(in crate::request) struct Values {
    /// Values that occur in no text by chance.
    secrets: Option<Hidden>,
    /// Values that may be parts of other words, the longest first.
    words: Vec<String>,
}

impl Values {
    pub(super) fn of(sent: Option<&SentRequest>) -> Self {
        let mut all = Self::default();
        let values = sent.map(SentRequest::values).unwrap_or_default();
        // In a literal of OData, quotes are doubled.
        let doubled: Vec<_> =
            values.iter().filter(|it| it.contains('\'')).map(|it| it.replace('\'', "''")).collect();
        for value in values.into_iter().chain(doubled) {
            let is_name = value.bytes().all(|byte| byte.is_ascii_alphabetic());
            if value.len() < MIN_SECRET || is_name {
                all.words.push(value);
                continue;
            }
            let hidden = Hidden::new(&value);
            all.secrets = Some(match all.secrets.take() {
                Some(secrets) => secrets.and(&hidden),
                None => hidden,
            });
        }
        all.words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        all
    }

    /// The text without the values.
    fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut masked = match &self.secrets {
            Some(secrets) => secrets.mask(text, MASK),
            None => Cow::Borrowed(text),
        };
        for word in &self.words {
            if let Some(without) = without_word(&masked, word) {
                masked = Cow::Owned(without);
            }
        }
        match without_ids(&masked) {
            Some(without) => Cow::Owned(without),
            None => masked,
        }
    }
}

/// The text with a value masked where it is no part of another word. A very short value is masked only in quotes.
/// `None` if it does not occur.
fn without_word(text: &str, word: &str) -> Option<String> {
    let is_bound = |c: Option<char>| match word.len() < MIN_WORD {
        true => c.is_some_and(|c| "'\"`‘’“”".contains(c)),
        false => c.is_none_or(|c| !c.is_alphanumeric()),
    };
    let (mut masked, mut kept) = (String::new(), 0);
    for (at, _) in text.match_indices(word) {
        let (before, rest) = (text.get(..at)?, text.get(at + word.len()..)?);
        if is_bound(before.chars().next_back()) && is_bound(rest.chars().next()) {
            masked.push_str(text.get(kept..at)?);
            masked.push_str(MASK);
            kept = at + word.len();
        }
    }
    masked.push_str(text.get(kept..)?);
    (kept > 0).then_some(masked)
}

/// The text with GUIDs and addresses of people masked. `None` if there are none.
fn without_ids(text: &str) -> Option<String> {
    let is_of_word = |c: char| c.is_alphanumeric() || "-_.+%#@".contains(c);
    let mut masked = String::new();
    let mut is_changed = false;
    for part in text.split_inclusive(|c: char| !is_of_word(c)) {
        let word = part.trim_end_matches(|c: char| !is_of_word(c));
        // A dot at the end of a sentence is no part of the word.
        let bare = word.trim_matches('.');
        let is_id = is_guid(bare) || is_address(bare);
        is_changed |= is_id;
        match is_id {
            true => part.split(bare).enumerate().for_each(|(index, around)| {
                masked.push_str(if index > 0 { MASK } else { "" });
                masked.push_str(around);
            }),
            false => masked.push_str(part),
        }
    }
    is_changed.then_some(masked)
}

/// Returns `true` for a GUID, perhaps with a name around it such as `user_{guid}`.
fn is_guid(word: &str) -> bool {
    word.split(['_', '.', '@', '#']).any(|word| {
        let mut parts = word.split('-');
        let is_part = |length: usize, part: &str| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        GUID.into_iter().all(|length| parts.next().is_some_and(|part| is_part(length, part)))
            && parts.next().is_none()
    })
}

/// Returns `true` for an address such as that of a mailbox. Names of annotations such as `members@odata.bind` are no
/// addresses.
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.starts_with("odata.") && !host.starts_with("microsoft.")
    })
}

/// A text of the service. `Display` and `Debug` mask values, ids and everything that looks like a token.
pub(in crate::request) struct Quoted<'a>(pub(in crate::request) &'a str, pub(in crate::request) &'a Values);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Redacted(&self.1.mask(self.0)), f)
    }
}

impl fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&Redacted(&self.1.mask(self.0)), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(address: &str, text: &str) -> String {
        let request = http::Request::get(address).body(()).unwrap();
        Quoted(text, &Values::of(Some(&SentRequest::new(&request)))).to_string()
    }

    #[test]
    fn values_of_the_request_are_masked_and_nothing_else() {
        let address =
            "https://graph.microsoft.com/v1.0/groups/team-4711/members/a1?$filter=city%20eq%20'Oslo'";
        for (text, shown) in [
            ("Resource 'team-4711' does not exist.", "Resource '[hidden]' does not exist."),
            ("See /v1.0/groups/team%2D4711/members/a1?x", "See /v1.0/groups/[hidden]/members/a1?x"),
            ("'a1' and \"a1\" of a1 in A1", "'[hidden]' and \"[hidden]\" of a1 in A1"),
            ("Oslo, Oslofjord or 'Oslo'", "[hidden], Oslofjord or '[hidden]'"),
            ("The groups have no members.", "The groups have no members."),
        ] {
            assert_eq!(masked(address, text), shown);
        }
    }

    #[test]
    fn ids_of_others_and_addresses_of_people_are_masked_too() {
        let guid = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
        for (text, shown) in [
            (format!("Object {guid}, or {}.", guid.to_uppercase()), "Object [hidden], or [hidden]."),
            (format!("({guid})"), "([hidden])"),
            (format!("user_{guid} 'x'"), "[hidden] 'x'"),
            ("avery@contoso.example. Or <a.b@c.example>".to_owned(), "[hidden]. Or <[hidden]>"),
            (
                "Bind members@odata.bind or @odata.type, not x@microsoft.graph.y @ 5".to_owned(),
                "Bind members@odata.bind or @odata.type, not x@microsoft.graph.y @ 5",
            ),
            (format!("{guid}0 and 87d349ed-44d7"), "87d349ed-44d7-43e1-9a83-5f2406dee5bd0 and 87d349ed-44d7"),
            ("…".to_owned(), "…"),
        ] {
            assert_eq!(Quoted(&text, &Values::default()).to_string(), shown);
        }
    }
}
