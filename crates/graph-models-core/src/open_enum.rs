//! Open enumerations: a known member is a variant, any other is kept as text.
//!
//! Graph adds members without a new version, so an unknown one is no error (see "evolvable enums").
//! The text of an unknown member can never be that of a known one: only reading text makes an [`UnknownMember`].
//! Flags (`IsFlags="true"`) are in [`FlagSet`].

mod flags;
pub(crate) mod info;
mod read;
pub(crate) mod shared;

use std::fmt;

use crate::model::Generated;

pub use flags::FlagSet;
pub(crate) use flags::{Joined, OwnedMembers, copy_members};
pub use info::EnumInfo;
pub(crate) use read::{classify, classify_number, flags_of_number, read_flags};
pub(crate) use shared::{copy_member, member_text};

/// The member that stands for those a client does not know; it cannot be sent.
pub(crate) const SENTINEL: &str = "unknownFutureValue";

/// A member, seen through the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member<'a> {
    /// The index in [`EnumInfo::members`].
    Known(usize),
    /// A member the table does not have.
    Unknown(&'a UnknownMember),
}

impl<'a> Member<'a> {
    /// The name on the wire.
    pub fn text(self, info: EnumInfo) -> &'a str {
        match self {
            Self::Known(index) => info.members().get(index).map_or("", |(name, _)| name),
            Self::Unknown(member) => member.as_str(),
        }
    }

    /// The same member, owned.
    pub fn to_owned(self) -> OwnedMember {
        match self {
            Self::Known(index) => OwnedMember::Known(index),
            Self::Unknown(member) => OwnedMember::Unknown(member.clone()),
        }
    }
}

/// A member, to be made into a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedMember {
    /// The index in [`EnumInfo::members`].
    Known(usize),
    /// A member the table does not have.
    Unknown(UnknownMember),
}

impl OwnedMember {
    /// The member as one that no variant stands for.
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
/// It cannot be made by hand: convert text into the enumeration, which tells known from unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownMember(Box<str>);

impl UnknownMember {
    /// The text as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not the exact name of a member of the enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMemberError {
    text: Box<str>,
    enumeration: &'static str,
}

impl UnknownMemberError {
    /// The text that is no member.
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
/// Implemented by `impl_open_enum!`.
pub trait OpenEnum: Generated<Info = EnumInfo> + Send + Sync {
    /// The member this is.
    fn member(&self) -> Member<'_>;

    /// The variant of a member.
    fn from_member(member: OwnedMember) -> Self;

    /// The member with exactly that name.
    ///
    /// # Errors
    ///
    /// There is none.
    fn try_parse(text: &str) -> Result<Self, UnknownMemberError> {
        let info = Self::type_info();
        let index = info.members().iter().position(|(name, _)| *name == text);
        index
            .map(|index| Self::from_member(OwnedMember::Known(index)))
            .ok_or_else(|| UnknownMemberError { text: text.into(), enumeration: info.name() })
    }

    /// The number in the schema; an unknown member has none.
    fn value(&self) -> Option<i64> {
        match self.member() {
            Member::Known(index) => Self::type_info().members().get(index).map(|(_, value)| *value),
            Member::Unknown(_) => None,
        }
    }

    /// Returns `true` for `unknownFutureValue`. The service sends it for members that the request did not ask for with
    /// `Prefer: include-unknown-enum-members`. It cannot be sent.
    fn is_sentinel(&self) -> bool {
        member_text(self) == SENTINEL
    }
}
