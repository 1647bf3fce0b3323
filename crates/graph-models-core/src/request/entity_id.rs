//! Entity-ids: the URLs that name entities (OData Protocol 4.01, 4.1), from typed paths.

use super::{RequestError, Service, TypedPath};
pub use crate::model::entity_id::EntityId;

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
        Ok(EntityId::from_url(format!("{}{}", self.root(), target.as_path().to_text()?)))
    }
}
