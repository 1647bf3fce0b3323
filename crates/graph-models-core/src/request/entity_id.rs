//! Entity-ids: the URLs that name entities (OData Protocol 4.01, 4.1).

use std::fmt;

use super::{RequestError, Service, TypedPath};

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

impl Service {
    /// The URL of the entity at a typed path in this service, for a binding.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Path, Service};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// let owner = Path::root(&CATALOG).add("/users/{user_id}", &[&"avery@contoso.com"]);
    /// let id = Service::global().entity_id(&owner)?;
    /// assert_eq!(id.as_str(), "https://graph.microsoft.com/v1.0/users/avery%40contoso.com");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if a key of the path is not allowed in a path.
    pub fn entity_id(&self, target: &impl TypedPath) -> Result<EntityId, RequestError> {
        Ok(EntityId { url: format!("{}{}", self.root(), target.as_path().to_text()?) })
    }
}
