//! Entity-ids: the URLs that name entities (OData Protocol 4.01, 4.1).

use std::fmt;

/// The URL of an entity, in the form of `@odata.bind` and `@odata.id`. `Display` writes the URL, `Debug` does not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EntityId {
    url: String,
}

impl EntityId {
    /// The entity with this URL, for example a received `@odata.id`. The URL is not checked.
    pub fn from_url(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    /// The URL.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The URL.
    pub fn into_url(self) -> String {
        self.url
    }
}

/// Shows no URL, since it contains the key of the entity.
impl fmt::Debug for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntityId(..)")
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}
