//! Open enumerations: a known member is a variant, any other member is kept as text.
//!
//! Graph adds members without a new version, so an unknown member is no error (Graph calls such enumerations "evolvable
//! enums"). The text of an unknown member can never be that of a known one, because only parsing a text creates an
//! [`UnknownMember`].
//! Flags (`IsFlags="true"`) are in [`FlagSet`].

mod flags;
pub(crate) mod info;
pub(crate) mod members;
mod read;
mod scalar;
pub(crate) mod shared;

use std::fmt;

use crate::generated::Generated;

pub use flags::FlagSet;
pub(crate) use flags::Joined;
pub use info::EnumInfo;
pub(crate) use members::{Members, OwnedMembers, copy_members, each_member, in_any_order};
pub(crate) use read::{classify, classify_number, flags_of_number, read_flags};
pub(crate) use scalar::{is_set, read_one, read_set};
pub(crate) use shared::{copy_member, member_text};

/// The member by which a service replaces members that a client may not know. It cannot be sent.
pub(crate) const SENTINEL: &str = "unknownFutureValue";

/// A member, as the table describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member<'a> {
    /// The index in [`EnumInfo::members`].
    Known(usize),
    /// A member that is not in the table.
    Unknown(&'a UnknownMember),
}

impl<'a> Member<'a> {
    /// Returns the name on the wire.
    pub fn text(self, info: EnumInfo) -> &'a str {
        match self {
            Self::Known(index) => info.members().get(index).map_or("", |(name, _)| name),
            Self::Unknown(member) => member.as_str(),
        }
    }

    /// Returns the same member, owned.
    pub fn to_owned(self) -> OwnedMember {
        match self {
            Self::Known(index) => OwnedMember::Known(index),
            Self::Unknown(member) => OwnedMember::Unknown(member.clone()),
        }
    }
}

/// An owned member, from which a variant can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedMember {
    /// The index in [`EnumInfo::members`].
    Known(usize),
    /// A member that is not in the table.
    Unknown(UnknownMember),
}

impl OwnedMember {
    /// Returns the member as an unknown one, without a variant.
    fn into_unknown(self, info: EnumInfo) -> UnknownMember {
        match self {
            Self::Known(index) => UnknownMember(Member::Known(index).text(info).into()),
            Self::Unknown(member) => member,
        }
    }
}

impl PartialEq<Member<'_>> for OwnedMember {
    fn eq(&self, other: &Member<'_>) -> bool {
        match (self, other) {
            (Self::Known(a), Member::Known(b)) => a == b,
            (Self::Unknown(a), Member::Unknown(b)) => a == *b,
            _ => false,
        }
    }
}

/// The text of a member that the enumeration did not have when this code was generated.
///
/// Programs cannot construct it: convert text into the enumeration, which decides whether the member is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownMember(Box<str>);

impl UnknownMember {
    /// Returns the text as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The error for a text that is not the exact name of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMemberError {
    text: Box<str>,
    enumeration: &'static str,
}

impl UnknownMemberError {
    /// Returns the text that is no member.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UnknownMemberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not the name of a member of {}", self.text, self.enumeration)
    }
}

impl std::error::Error for UnknownMemberError {}

/// An open enumeration.
///
/// `impl_open_enum!` implements this trait.
pub trait OpenEnum: Generated<Info = EnumInfo> + Send + Sync {
    /// Returns the member that the value is.
    fn member(&self) -> Member<'_>;

    /// Returns the variant of a member.
    fn from_member(member: OwnedMember) -> Self;

    /// Returns the member with exactly the given name.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such member.
    fn try_parse(text: &str) -> Result<Self, UnknownMemberError> {
        let info = Self::type_info();
        let index = info.members().iter().position(|(name, _)| *name == text);
        index
            .map(|index| Self::from_member(OwnedMember::Known(index)))
            .ok_or_else(|| UnknownMemberError { text: text.into(), enumeration: info.name() })
    }

    /// Returns the number of the member in the schema. An unknown member has none.
    fn value(&self) -> Option<i64> {
        match self.member() {
            Member::Known(index) => Self::type_info().members().get(index).map(|(_, value)| *value),
            Member::Unknown(_) => None,
        }
    }

    /// Returns `true` for `unknownFutureValue`. The service sends this member in place of newer members, unless the
    /// request has `Prefer: include-unknown-enum-members`. It cannot be sent.
    fn is_sentinel(&self) -> bool {
        member_text(self) == SENTINEL
    }
}
