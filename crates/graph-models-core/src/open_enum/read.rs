//! Reads members from JSON: by name, by name in another case, by number (OData JSON 4.01, 7.1).
//!
//! Text is canonical if writing the members gives the same text again. Functions that read text report whether it is
//! canonical.

use super::{EnumInfo, OwnedMember, UnknownMember};

/// The result of reading a member. `is_canonical` is `true` if the input is the name of the member.
pub(crate) struct Reading {
    pub(crate) member: OwnedMember,
    pub(crate) is_canonical: bool,
}

/// Returns the member that a text means.
pub(crate) fn classify(info: EnumInfo, text: &str) -> Reading {
    let known = |index, is_canonical| Reading { member: OwnedMember::Known(index), is_canonical };
    if let Some(index) = info.members().iter().position(|(name, _)| *name == text) {
        return known(index, true);
    }
    if let Some(index) = info.members().iter().position(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return known(index, false);
    }
    if let Some(index) = text.parse().ok().and_then(|number| with_value(info, number)) {
        return known(index, false);
    }
    Reading { member: OwnedMember::Unknown(UnknownMember(text.into())), is_canonical: true }
}

/// Returns the member that a number means. A number is never canonical.
pub(crate) fn classify_number(info: EnumInfo, number: i64) -> OwnedMember {
    with_value(info, number).map_or_else(|| unknown_number(number), OwnedMember::Known)
}

fn with_value(info: EnumInfo, number: i64) -> Option<usize> {
    info.members().iter().position(|(_, value)| *value == number)
}

fn unknown_number(number: i64) -> OwnedMember {
    OwnedMember::Unknown(UnknownMember(number.to_string().into()))
}

/// Reads flags from text: members separated by commas, with optional spaces.
///
/// Returns `true` if the text is canonical, apart from members that occur twice.
pub(crate) fn read_flags(info: EnumInfo, text: &str, mut add: impl FnMut(OwnedMember)) -> bool {
    let mut is_canonical = true;
    if text.is_empty() {
        return true;
    }
    for token in text.split(',') {
        let name = token.trim();
        is_canonical &= name.len() == token.len() && !name.is_empty();
        if name.is_empty() {
            continue;
        }
        let reading = classify(info, name);
        match (reading.member, name.parse()) {
            (OwnedMember::Unknown(_), Ok(number)) => {
                is_canonical = false;
                flags_of_number(info, number, &mut add);
            }
            (member, _) => {
                is_canonical &= reading.is_canonical;
                add(member);
            }
        }
    }
    is_canonical
}

/// Reads flags from a number: the member with this value, or else the members whose bits are in the number, and the
/// unknown rest.
pub(crate) fn flags_of_number(info: EnumInfo, number: i64, mut add: impl FnMut(OwnedMember)) {
    if let Some(index) = with_value(info, number) {
        return add(OwnedMember::Known(index));
    }
    let mut rest = number;
    let mut found = Vec::new();
    // Members with many bits come first: such a member is used in place of the single members that it combines.
    let mut by_value: Vec<usize> = (0..info.members().len()).collect();
    by_value.sort_by_key(|index| std::cmp::Reverse(info.members().get(*index).map(|(_, value)| *value)));
    for index in by_value {
        let value = info.members().get(index).map_or(0, |(_, value)| *value);
        if value > 0 && rest > 0 && rest & value == value {
            rest &= !value;
            found.push(index);
        }
    }
    found.sort_unstable();
    for index in found {
        add(OwnedMember::Known(index));
    }
    if rest != 0 {
        add(unknown_number(rest));
    }
}
