//! Functions shared by all open enumerations. The macro `impl_open_enum!` calls each by one path.

use std::fmt::{self, Formatter};
use std::hash::{Hash, Hasher};

use super::{OpenEnum, OwnedMember, UnknownMember, classify};

/// The member that a text means: by exact name, else by name in another case, else by number, else an unknown one.
pub fn member_from_text<E: OpenEnum>(text: &str) -> E {
    E::from_member(classify(E::type_info(), text).member)
}

/// The position of a known member in the table; past its end for an unknown one.
pub fn member_position(member: &OwnedMember) -> usize {
    match member {
        OwnedMember::Known(position) => *position,
        OwnedMember::Unknown(_) => usize::MAX,
    }
}

/// The name on the wire.
pub fn member_text<E: OpenEnum>(value: &E) -> &str {
    value.member().text(E::type_info())
}

/// The same member once more.
pub fn copy_member<E: OpenEnum>(value: &E) -> E {
    E::from_member(value.member().to_owned())
}

/// Returns `true` if two values are the same member.
pub fn equal_members<E: OpenEnum>(a: &E, b: &E) -> bool {
    a.member() == b.member()
}

/// Feeds the name into a hasher.
pub fn hash_member<E: OpenEnum, H: Hasher>(value: &E, state: &mut H) {
    member_text(value).hash(state);
}

/// Prints the name.
///
/// # Errors
///
/// The formatter fails.
pub fn debug_member<E: OpenEnum>(value: &E, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str(member_text(value))
}

/// Prints the name, as wide as is asked for.
///
/// # Errors
///
/// The formatter fails.
pub fn display_member<E: OpenEnum>(value: &E, f: &mut Formatter<'_>) -> fmt::Result {
    f.pad(member_text(value))
}

/// A member that has no variant. A table and its variants are generated together; were they not, a known member would
/// be unknown here.
pub fn unknown_member<E: OpenEnum>(member: OwnedMember) -> UnknownMember {
    member.into_unknown(E::type_info())
}
