//! What every open enumeration does, once: the macro `impl_open_enum!` calls it by one path each.

use std::fmt::{self, Formatter};
use std::hash::{Hash, Hasher};

use serde::ser::Serializer;

use super::{OpenEnum, OwnedMember, UnknownMember, classify};
use crate::encode::Written;

/// The member that a text means: by exact name, else by name in another case, else by number, else an unknown one.
pub fn from_text<E: OpenEnum>(text: &str) -> E {
    E::from_member(classify(E::table(), text).member)
}

/// The position of a known member in the table; past its end for an unknown one.
pub fn position(member: &OwnedMember) -> usize {
    match member {
        OwnedMember::Known(position) => *position,
        OwnedMember::Unknown(_) => usize::MAX,
    }
}

/// The name on the wire.
pub fn as_str<E: OpenEnum>(value: &E) -> &str {
    value.member().text(E::table())
}

/// The same member once more.
pub fn copy<E: OpenEnum>(value: &E) -> E {
    E::from_member(value.member().to_owned())
}

/// Whether two are the same member.
pub fn equal<E: OpenEnum>(a: &E, b: &E) -> bool {
    a.member() == b.member()
}

/// Feeds the name into a hasher.
pub fn hash<E: OpenEnum, H: Hasher>(value: &E, state: &mut H) {
    as_str(value).hash(state);
}

/// Prints the name.
///
/// # Errors
///
/// The formatter fails.
pub fn debug<E: OpenEnum>(value: &E, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str(as_str(value))
}

/// Prints the name, as wide as is asked for.
///
/// # Errors
///
/// The formatter fails.
pub fn display<E: OpenEnum>(value: &E, f: &mut Formatter<'_>) -> fmt::Result {
    f.pad(as_str(value))
}

/// Writes the name.
///
/// # Errors
///
/// The serializer fails.
pub fn write<E: OpenEnum, S: Serializer>(value: &E, serializer: S) -> Written<S> {
    serializer.serialize_str(as_str(value))
}

/// A member that has no variant. A table and its variants are generated together; were they not, a known member would
/// be unknown here.
pub fn unknown<E: OpenEnum>(member: OwnedMember) -> UnknownMember {
    member.into_unknown(E::table())
}
