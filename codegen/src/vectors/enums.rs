//! Values of enumerations: members in every form that services send, and unknown members.

use super::text;
use crate::rust::OpenEnum;

/// A name that no enumeration has.
const UNKNOWN: &str = "memberOfTheFuture";

/// JSON forms of a single member, the plainest first.
pub(super) fn kept_members(ty: &OpenEnum) -> Vec<String> {
    let mut kept = Vec::new();
    if let (Some(first), Some(last)) = (ty.variants.first(), ty.variants.last()) {
        kept.push(text(&first.wire));
        kept.push(text(&last.wire));
        kept.push(text(&first.wire.to_uppercase()));
        kept.push(text(&last.wire.to_lowercase()));
        kept.push(first.value.to_string());
        kept.push(text(&last.value.to_string()));
    }
    kept.extend([text(UNKNOWN), "123456789".to_owned(), "7.0".to_owned()]);
    kept
}

/// JSON forms of a set of members, the plainest first.
pub(super) fn kept_sets(ty: &OpenEnum) -> Vec<String> {
    let mut kept = kept_members(ty);
    // The empty set.
    kept.push("\"\"".to_owned());
    if let (Some(first), Some(last)) = (ty.variants.first(), ty.variants.last()) {
        let (first, last) = (&first.wire, &last.wire);
        kept.push(format!("\"{first},{last}\""));
        kept.push(format!("\"{last},{first}\""));
        kept.push(format!("\"{first}, {}\"", last.to_uppercase()));
        kept.push(format!("\"{first},{UNKNOWN}\""));
        kept.push(format!("\"{first},{first}\""));
        kept.push(ty.variants.iter().fold(0, |all, variant| all | variant.value).to_string());
    }
    kept
}

/// JSON that is no set of members.
pub(super) const REFUSED_SETS: [&str; 4] = ["true", "1.5", "[]", "{}"];

/// JSON that is not a member.
pub(super) const REFUSED: [&str; 5] = ["true", "1.5", "[]", "{}", "\"\""];
