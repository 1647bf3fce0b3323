//! Bindings: a patch names existing entities for navigation properties.

use super::Patch;
use crate::model::entity_id::EntityId;
use crate::model::shared::{bind, bind_each};
use crate::model::{Field, Navigation};
use crate::patch::Patchable;

impl<X: Patchable> Patch<X> {
    /// Binds a navigation property to an existing entity: `manager@odata.bind`. A collection stays bound to the entities
    /// that the patch named before.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// # static CATALOG: graph_models_core::request::Catalog = graph_models_core::request::Catalog { version: "v1.0", parts: &[] };
    /// use graph_models_core::Patch;
    /// use graph_models_core::request::{Path, Service};
    /// use sample::SimpleIncident;
    ///
    /// // Like `users("2")`; `RELATED` is like `User::MANAGER`.
    /// let manager = Path::root(&CATALOG).add("/users/{id}", &[&"2"]);
    /// let id = Service::global().entity_id(&manager)?;
    /// let patch = Patch::new().bind(SimpleIncident::RELATED, id).without_odata_type();
    /// assert_eq!(
    ///     graph_models_core::to_string(&patch)?,
    ///     r#"{"related@odata.bind":"https://graph.microsoft.com/v1.0/users/2"}"#,
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn bind<V>(mut self, property: Field<X, V, Navigation>, target: EntityId) -> Self {
        let changes = self.changes.as_model_mut();
        let position = property.position_in(changes);
        bind(changes, position, property.wire(), target);
        self
    }

    /// Binds a collection to these existing entities, and to no others that the patch named before:
    /// `members@odata.bind`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::Patch;
    /// use graph_models_core::request::EntityId;
    /// use sample::SimpleIncident;
    ///
    /// let child = EntityId::from_url("https://graph.microsoft.com/v1.0/incidents/2");
    /// let patch = Patch::new().bind_each(SimpleIncident::CHILDREN, [child]).without_odata_type();
    /// assert_eq!(
    ///     graph_models_core::to_string(&patch)?,
    ///     r#"{"children@odata.bind":["https://graph.microsoft.com/v1.0/incidents/2"]}"#,
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// A property with a single target is bound to one entity, by [`bind`](Self::bind):
    ///
    /// ```compile_fail,E0308
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// use graph_models_core::Patch;
    ///
    /// let patch = Patch::new().bind_each(sample::SimpleIncident::RELATED, []);
    /// ```
    #[must_use]
    pub fn bind_each<V>(
        mut self,
        property: Field<X, Vec<V>, Navigation>,
        targets: impl IntoIterator<Item = EntityId>,
    ) -> Self {
        bind_each(self.changes.as_model_mut(), property.wire(), targets);
        self
    }
}
