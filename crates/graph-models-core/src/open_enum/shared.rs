//! Functions shared by all open enumerations. The macro `impl_open_enum!` calls each of them by a single path.

use std::fmt::{self, Formatter};
use std::hash::{Hash, Hasher};

use super::{OpenEnum, OwnedMember, UnknownMember, classify};

/// Returns the member that a text means: by exact name, by name in another case, by number, or as an unknown member.
pub fn member_from_text<E: OpenEnum>(text: &str) -> E {
    E::from_member(classify(E::type_info(), text).member)
}

/// Returns the position of a known member in the table. The position of an unknown member is past the end.
pub fn member_position(member: &OwnedMember) -> usize {
    match member {
        OwnedMember::Known(position) => *position,
        OwnedMember::Unknown(_) => usize::MAX,
    }
}

/// Returns the name on the wire.
pub fn member_text<E: OpenEnum>(value: &E) -> &str {
    value.member().text(E::type_info())
}

/// Returns a copy of a member.
pub fn copy_member<E: OpenEnum>(value: &E) -> E {
    E::from_member(value.member().to_owned())
}

/// Returns `true` if two values are the same member.
pub fn equal_members<E: OpenEnum>(a: &E, b: &E) -> bool {
    a.member() == b.member()
}

/// Adds the name to a hash.
pub fn hash_member<E: OpenEnum, H: Hasher>(value: &E, state: &mut H) {
    member_text(value).hash(state);
}

/// Prints the name.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub fn debug_member<E: OpenEnum>(value: &E, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str(member_text(value))
}

/// Prints the name, with the width that the format string requests.
///
/// # Errors
///
/// Returns an error if the formatter fails.
pub fn display_member<E: OpenEnum>(value: &E, f: &mut Formatter<'_>) -> fmt::Result {
    f.pad(member_text(value))
}

/// Returns a member without a variant. A table and its variants are generated together; if they ever differed, a known
/// member would become an unknown one here.
pub fn unknown_member<E: OpenEnum>(member: OwnedMember) -> UnknownMember {
    member.into_unknown(E::type_info())
}
