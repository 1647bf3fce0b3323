//! `Edm.Guid`: an identifier of 128 bits.

use std::fmt;

use uuid::Uuid;

use super::text::impl_text;

/// `Edm.Guid`: an identifier of 128 bits, on the wire as 8-4-4-4-12 hexadecimal digits. It prints in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Guid(Uuid);

impl Guid {
    /// The guid with all zeros.
    pub const NIL: Self = Self(Uuid::nil());

    /// The number of characters (OData ABNF, `guidValue`).
    pub(super) const LENGTH: usize = 36;

    /// Returns the guid as a [`Uuid`].
    pub const fn as_uuid(&self) -> &Uuid {
        &self.0
    }

    /// Parses the form of OData, and the other forms of a UUID.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Uuid> for Guid {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl From<Guid> for Uuid {
    fn from(guid: Guid) -> Self {
        guid.0
    }
}

impl_text!(Guid, "guid such as 00000000-0000-0000-0000-000000000000");
