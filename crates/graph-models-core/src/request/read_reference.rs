//! Requests that read references between entities (`GET …/$ref`): the addresses alone, without the entities.

use super::options::with_options;
use super::resource::unlisted;
use super::{EntityId, Method, Operation, OperationInfo, Parts, Path, RequestOptions};
use crate::Page;
use crate::model::Extra;

static LIST: OperationInfo = unlisted("list references", Method::GET);
static GET: OperationInfo = unlisted("get reference", Method::GET);

/// A reference to an entity: its address (OData JSON 4.01, 14).
///
/// ```
/// let text = r#"{"@odata.id": "https://graph.microsoft.com/v1.0/users/1"}"#;
/// let reference: graph_models_core::request::EntityReference = graph_models_core::from_str(text)?;
/// let id = reference.entity_id().expect("it has an address");
/// assert_eq!(id.as_str(), "https://graph.microsoft.com/v1.0/users/1");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[non_exhaustive]
pub struct EntityReference {
    extra: Extra,
}

crate::impl_model! {
    EntityReference: "Edm.EntityReference", bases: [], is_open: false, is_tagged: false {}
}

impl EntityReference {
    /// The address, from `@odata.id`: for a binding, or to be read. `None` if the service left it out.
    pub fn entity_id(&self) -> Option<EntityId> {
        self.extra.odata_id().filter(|id| !id.is_empty()).map(EntityId::from_url)
    }
}

/// Lists the addresses of the entities that a collection refers to (`GET …/$ref`).
///
/// ```
/// use graph_models_core::request::{Catalog, ListReferences, Operation, Path};
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// // Generated paths have a method for it: `groups("1").members_collection().list_references()`.
/// let members = Path::root(&CATALOG).add("/groups/{id}/members", &[&"1"]);
/// let list = ListReferences::new(&members);
/// assert_eq!(list.path()?, "/v1.0/groups/1/members/$ref");
///
/// let body = r#"{"value": [{"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/2"}]}"#;
/// let page = list.decode(http::Response::new(body))?;
/// let ids: Vec<_> = page.iter().filter_map(|reference| reference.entity_id()).collect();
/// assert_eq!(ids[0].as_str(), "https://graph.microsoft.com/v1.0/directoryObjects/2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ListReferences {
    path: Path,
    options: RequestOptions,
}

impl ListReferences {
    /// The request that lists the references of the collection at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.add("/$ref", &[]), options: RequestOptions::default() }
    }
}

impl Operation for ListReferences {
    type Response = Page<EntityReference>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &LIST).options(&self.options)
    }
}

/// Reads the address of the entity that a single reference leads to (`GET …/$ref`).
///
/// The answer is `None` if there is no entity (204).
#[derive(Debug, Clone, PartialEq)]
pub struct GetReference {
    path: Path,
    options: RequestOptions,
}

impl GetReference {
    /// The request that reads the reference at `path`.
    pub fn new(path: &Path) -> Self {
        Self { path: path.add("/$ref", &[]), options: RequestOptions::default() }
    }
}

impl Operation for GetReference {
    type Response = Option<EntityReference>;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, &GET).options(&self.options)
    }
}

with_options!(ListReferences, GetReference);
