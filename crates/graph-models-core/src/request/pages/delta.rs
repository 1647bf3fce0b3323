//! Changes of a collection since a point in time that the service remembers (OData 4.01 Protocol, 11.3).

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::resync::ResyncKind;
use super::walk::{Walk, link_in};
use crate::Page;
use crate::model::{Item, Note};
use crate::request::follow::Carried;
use crate::request::{Answer, GraphError, LinkError, Operation, RequestError, Service};

/// The changes of a collection of `T`: page by page to the end. The last page gives a token for the next round.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Change, Delta, DeltaStep, RemovalReason, Service};
/// use sample::SimpleIncident;
///
/// let first = http::Request::get("https://graph.microsoft.com/v1.0/incidents/delta").body(bytes::Bytes::new())?;
/// let mut delta = Delta::<SimpleIncident>::from_request(&Service::global(), first);
/// let request = delta.next_request()?.expect("there is a first page");
/// let answer = http::Response::new(r#"{
///     "value": [{"id": "1", "activationCount": 2}, {"id": "2", "@removed": {"reason": "deleted"}}],
///     "@odata.deltaLink": "https://graph.microsoft.com/v1.0/incidents/delta?$deltatoken=t"
/// }"#);
///
/// let DeltaStep::Changes(page) = delta.read(answer)? else { panic!("nothing expired") };
/// for change in page.into_changes() {
///     match change {
///         Change::Present(incident) => assert_eq!(incident.activation_count, Some(2)),
///         Change::Removed { item, reason } => {
///             assert_eq!((item.id.as_deref(), reason), (Some("2"), RemovalReason::Deleted));
///         }
///     }
/// }
/// // Kept until the next time, as text of any format serde knows.
/// assert!(delta.next_request()?.is_none());
/// let token = delta.token().expect("the last page has one");
/// let later = Delta::<SimpleIncident>::resume(&Service::global(), token);
/// assert!(later.next_request()?.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Delta<T> {
    walk: Walk,
    /// The walk with which to start over. `None` if this walk began with a token.
    first: Option<Walk>,
    token: Option<DeltaToken>,
    /// True if no page was read since the service demanded a resync.
    begins_anew: bool,
    items: PhantomData<fn() -> T>,
}

/// The content of one answer.
pub enum DeltaStep<T> {
    /// Changes. The same item may occur several times.
    Changes(Page<T>),
    /// The token has expired. If there is a next request, the whole collection follows again. The client's data is
    /// outdated, and items that do not come again were removed. The [kind](Self::resync_kind) may give further
    /// instructions.
    Resync(GraphError),
}

impl<T> DeltaStep<T> {
    /// The kind of a resync. `None` for changes.
    pub fn resync_kind(&self) -> Option<ResyncKind> {
        match self {
            Self::Changes(_) => None,
            Self::Resync(error) => ResyncKind::from_error(error),
        }
    }
}

impl<T: Item> fmt::Debug for DeltaStep<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changes(page) => f.debug_tuple("Changes").field(page).finish(),
            Self::Resync(error) => f.debug_tuple("Resync").field(error).finish(),
        }
    }
}

impl<T> Delta<T>
where
    Page<T>: Answer,
{
    /// Begins with the first request, which reads the whole collection.
    pub fn from_request(service: &Service, first: Request<Bytes>) -> Self {
        let walk = Walk::new(service, first);
        Self { first: Some(walk.clone()), walk, token: None, begins_anew: false, items: PhantomData }
    }

    /// Begins with an operation whose answer is a page.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be made.
    pub fn new<O: Operation<Response = Page<T>> + ?Sized>(
        service: &Service,
        operation: &O,
    ) -> Result<Self, RequestError> {
        Ok(Self::from_request(service, operation.to_http(service)?))
    }

    /// Continues after another round.
    pub fn resume(service: &Service, token: &DeltaToken) -> Self {
        let walk = Walk::from_link(service, &token.0);
        Self { walk, first: None, token: None, begins_anew: false, items: PhantomData }
    }

    /// Adds those headers of the first request that the service does not remember. A token does not contain them.
    #[must_use]
    pub fn with_headers(mut self, headers: &HeaderMap) -> Self {
        self.walk.carry(Carried::from_headers(headers));
        self
    }

    /// The request for the next page; `None` if there are no more changes at present.
    ///
    /// # Errors
    ///
    /// Returns an error if the last link is no text, leads to another host, or to a page that was read before.
    pub fn next_request(&self) -> Result<Option<Request<Bytes>>, LinkError> {
        self.walk.next_request()
    }

    /// Reads the answer to the next request.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is no page. The same request then comes next again. An expired token is no
    /// error but a [`DeltaStep::Resync`].
    pub fn read<B: AsRef<[u8]>>(&mut self, response: Response<B>) -> Result<DeltaStep<T>, GraphError> {
        self.walk.hide(response.extensions());
        let page: Page<T> = match crate::request::decode(response) {
            Ok(page) => page,
            Err(error) if ResyncKind::from_error(&error).is_some() => return Ok(self.resync(error)),
            Err(error) => return Err(error),
        };
        self.begins_anew = false;
        let (next, later) = (link_in(page.extra(), Note::NextLink), link_in(page.extra(), Note::DeltaLink));
        self.token = later.clone().ok().flatten().map(|link| DeltaToken(self.walk.absolute(link)));
        // Without a next page, the round has ended, and its token is needed.
        self.walk.goes_on(next.and_then(|next| if next.is_none() { later.map(|_| None) } else { Ok(next) }));
        Ok(DeltaStep::Changes(page))
    }

    /// The token with which the next round begins. Present after the last page.
    pub fn token(&self) -> Option<&DeltaToken> {
        self.token.as_ref()
    }

    fn resync(&mut self, error: GraphError) -> DeltaStep<T> {
        // A service that demands one resync after the other, without a page between them, may cause an endless loop.
        let is_again = std::mem::replace(&mut self.begins_anew, true);
        if !is_again {
            self.walk.forgets();
        }
        match (error.location(), &self.first) {
            (Some(location), _) => self.walk.goes_to(Some(location)),
            (None, Some(_)) if is_again => self.walk.repeats(),
            (None, Some(first)) => self.walk = first.clone(),
            (None, None) => self.walk.goes_to(None),
        }
        self.token = None;
        DeltaStep::Resync(error)
    }
}

impl<T> fmt::Debug for Delta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delta").field("walk", &self.walk).field("token", &self.token).finish_non_exhaustive()
    }
}

impl<T> Clone for Delta<T> {
    fn clone(&self) -> Self {
        Self {
            walk: self.walk.clone(),
            first: self.first.clone(),
            token: self.token.clone(),
            begins_anew: self.begins_anew,
            items: PhantomData,
        }
    }
}

/// The token with which the next round of changes begins: the opaque delta link. It can be stored as text. A relative
/// link is made absolute, since it is relative to the request whose answer contained it.
///
/// A token is followed only within the service with which it is used.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DeltaToken(String);

impl DeltaToken {
    /// A token from its stored text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The token as text, to be stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for DeltaToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DeltaToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// Shows that there is a token, but not the token.
impl fmt::Debug for DeltaToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeltaToken(…)")
    }
}
