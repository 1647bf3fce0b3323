//! Preferences of a request: the header `Prefer` (RFC 7240), with the preferences that Graph knows.

use std::borrow::Cow;
use std::fmt::{self, Write};

use http::{HeaderMap, HeaderName, HeaderValue};

use super::INCLUDE_UNKNOWN_ENUM_MEMBERS;
use super::RequestError;
use super::headers::{check_value, is_token, list};

/// The header with all preferences of a request.
pub(super) const PREFER: HeaderName = HeaderName::from_static("prefer");
/// The number of bytes that a name and a value may have. Servers refuse longer headers.
const MAX_LENGTH: usize = 4096;

/// One preference of a request. See [`WithOptions::prefer`](super::WithOptions::prefer).
///
/// A text that is not valid in a header is recorded. It becomes an error when the request is made.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
/// use graph_models_core::request::{Catalog, Get, Operation, Path, Prefer, Service, WithOptions};
///
/// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
///
/// let get = Get::<sample::SimpleIncident>::new(&Path::root(&CATALOG).add("/incidents/1", &[]))
///     .prefer(Prefer::immutable_ids())
///     .prefer(Prefer::time_zone("Pacific Standard Time"));
/// let request = get.to_http(&Service::global())?;
/// assert_eq!(
///     request.headers()["prefer"],
///     r#"IdType="ImmutableId", outlook.timezone="Pacific Standard Time""#,
/// );
/// # Ok::<(), graph_models_core::request::RequestError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Prefer {
    name: Cow<'static, str>,
    /// The text behind the name: the value with its sign and quotes, such as `="ImmutableId"`. Empty without a value.
    value: String,
    error: Option<RequestError>,
}

impl Prefer {
    const fn flag(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), value: String::new(), error: None }
    }

    fn quoted(name: &'static str, value: &str) -> Self {
        let mut prefer = Self::flag(name);
        prefer.set(value, true);
        prefer
    }

    fn plain(name: &'static str, value: &str) -> Self {
        let mut prefer = Self::flag(name);
        prefer.set(value, false);
        prefer
    }

    /// Sets the value. It is quoted if necessary.
    fn set(&mut self, value: &str, is_quoted: bool) {
        if let Err(reason) = check_value(value, MAX_LENGTH) {
            self.error.get_or_insert(refused(reason));
        } else if !is_quoted && is_token(value) {
            self.value = format!("={value}");
        } else {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            self.value = format!("=\"{escaped}\"");
        }
    }

    /// `IdType="ImmutableId"`: ids of Outlook items that stay the same when an item is moved.
    pub fn immutable_ids() -> Self {
        Self::quoted("IdType", "ImmutableId")
    }

    /// `outlook.timezone`: the time zone of times in the answer, by its Windows or IANA name.
    pub fn time_zone(name: &str) -> Self {
        Self::quoted("outlook.timezone", name)
    }

    /// `outlook.body-content-type="text"`: bodies of mails and events as text.
    pub fn text_bodies() -> Self {
        Self::quoted("outlook.body-content-type", "text")
    }

    /// `outlook.body-content-type="html"`: bodies of mails and events as HTML.
    pub fn html_bodies() -> Self {
        Self::quoted("outlook.body-content-type", "html")
    }

    /// `outlook.allow-unsafe-html`: HTML of bodies unchanged, with scripts.
    pub fn unsafe_html() -> Self {
        Self::flag("outlook.allow-unsafe-html")
    }

    /// `exchange.behavior`: behaviour of Exchange by its name. Names are separated by commas.
    pub fn exchange_behavior(names: &str) -> Self {
        Self::quoted("exchange.behavior", names)
    }

    /// `odata.maxpagesize`: the largest number of items on a page.
    pub fn max_page_size(items: u32) -> Self {
        Self::plain("odata.maxpagesize", &items.to_string())
    }

    /// `odata.continue-on-error`: further items are tried after one that failed.
    pub fn continue_on_error() -> Self {
        Self::flag("odata.continue-on-error")
    }

    /// `return=minimal`: no body, or a small one, for a create or an update. For a delta: only properties that changed.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Delete, Operation, Path, Prefer, Service, WithOptions};
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// // Any request takes preferences.
    /// let request = Delete::new(&Path::root(&CATALOG).add("/users/{id}", &[&"1"]))
    ///     .prefer(Prefer::return_minimal())
    ///     .prefer(Prefer::create_if_missing());
    /// let request = request.to_http(&Service::global())?;
    /// assert_eq!(request.headers()["prefer"], "return=minimal, create-if-missing");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    pub fn return_minimal() -> Self {
        Self::plain("return", "minimal")
    }

    /// `return=representation`: the entity in the answer to a create or an update.
    pub fn return_representation() -> Self {
        Self::plain("return", "representation")
    }

    /// `respond-async`: the service may answer 202 and do the work later.
    pub fn respond_async() -> Self {
        Self::flag("respond-async")
    }

    /// `handling=lenient`: the service may ignore parts of the request that it does not understand.
    pub fn lenient() -> Self {
        Self::plain("handling", "lenient")
    }

    /// `handling=strict`: the service has to refuse a request with parts that it does not understand.
    pub fn strict() -> Self {
        Self::plain("handling", "strict")
    }

    /// `include-unknown-enum-members`: the names of members after `unknownFutureValue`.
    pub fn unknown_enum_members() -> Self {
        Self::flag(INCLUDE_UNKNOWN_ENUM_MEMBERS)
    }

    /// `create-if-missing`: an update by key creates the entity if it is missing.
    pub fn create_if_missing() -> Self {
        Self::flag("create-if-missing")
    }

    /// `bypass-shared-lock`: changes or deletes a file even if other users have opened it.
    pub fn bypass_shared_lock() -> Self {
        Self::flag("bypass-shared-lock")
    }

    /// `HonorNonIndexedQueriesWarningMayFailRandomly`: allows filters and orders by columns of a `SharePoint` list that
    /// have no index. Such a query can fail on a large list.
    pub fn non_indexed_queries() -> Self {
        Self::flag("HonorNonIndexedQueriesWarningMayFailRandomly")
    }

    /// `deltashowremovedasdeleted`: a delta of a drive shows items without permission as deleted.
    pub fn delta_show_removed_as_deleted() -> Self {
        Self::flag("deltashowremovedasdeleted")
    }

    /// `deltatraversepermissiongaps`: a delta of a drive continues below a folder without permission.
    pub fn delta_traverse_permission_gaps() -> Self {
        Self::flag("deltatraversepermissiongaps")
    }

    /// `deltashowsharingchanges`: a delta of a drive marks items whose permissions changed.
    pub fn delta_show_sharing_changes() -> Self {
        Self::flag("deltashowsharingchanges")
    }

    /// `hierarchicalsharing`: a delta of a drive has permissions at the items that they were set on, and not below.
    pub fn hierarchical_sharing() -> Self {
        Self::flag("hierarchicalsharing")
    }

    /// `redeemSharingLink`: reading a shared item (`/shares/{id}/driveItem`) redeems its sharing link. The caller keeps
    /// access to the item.
    ///
    /// ```
    /// use graph_models_core::request::{Catalog, Get, Operation, Path, Prefer, Service, WithOptions};
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// // Like `shares("u!aHR0").drive_item().get()`.
    /// let item = Path::root(&CATALOG).add("/shares/{id}/driveItem", &[&"u!aHR0"]);
    /// let get = Get::<sample::SimpleIncident>::new(&item).prefer(Prefer::redeem_sharing_link());
    /// assert_eq!(get.to_http(&Service::global())?.headers()["prefer"], "redeemSharingLink");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    pub fn redeem_sharing_link() -> Self {
        Self::flag("redeemSharingLink")
    }

    /// `redeemSharingLinkIfNecessary`: like [`redeem_sharing_link`](Self::redeem_sharing_link), but access is granted
    /// for this request only.
    pub fn redeem_sharing_link_if_necessary() -> Self {
        Self::flag("redeemSharingLinkIfNecessary")
    }

    /// `apiversion`: the version of the `SharePoint` API behind the request, such as `2.1`.
    pub fn api_version(version: &str) -> Self {
        Self::plain("apiversion", version)
    }

    /// Any other preference: a name, and a value for `name=value`. The value is quoted if necessary.
    pub fn other(name: &str, value: Option<&str>) -> Self {
        let mut prefer = Self::flag("");
        match is_token(name) && name.len() <= MAX_LENGTH {
            true => prefer.name = Cow::Owned(name.to_owned()),
            false => prefer.error = Some(refused("the name of a preference is not a token of HTTP")),
        }
        if let Some(value) = value {
            prefer.set(value, false);
        }
        prefer
    }

    /// A preference from an element of an existing header.
    fn element(text: &str) -> Self {
        let end = text.find(['=', ';']).unwrap_or(text.len());
        let (name, value) = text.split_at(end);
        Self { name: Cow::Owned(name.trim().to_owned()), value: value.to_owned(), error: None }
    }

    /// Returns `true` if both are the same preference. The prefix of OData may be omitted (OData Protocol 4.01,
    /// 8.2.8).
    fn replaces(&self, other: &Self) -> bool {
        let bare = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.strip_prefix("odata.").map(str::to_owned).unwrap_or(name)
        };
        bare(&self.name) == bare(&other.name)
    }
}

/// The error for a preference. The error does not quote the text, which may be anything.
fn refused(reason: &'static str) -> RequestError {
    RequestError::Header { name: PREFER.as_str().to_owned(), reason }
}

/// Shows only the name.
impl fmt::Debug for Prefer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prefer({})", self.name)
    }
}

/// The preferences of a request, each one once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Preferences(Vec<Prefer>);

impl Preferences {
    /// Adds a preference. It replaces the same preference with another value.
    ///
    /// # Errors
    ///
    /// Returns an error if a text of the preference is not valid in a header.
    pub(super) fn set(&mut self, prefer: Prefer) -> Result<(), RequestError> {
        if let Some(error) = prefer.error {
            return Err(error);
        }
        match self.0.iter_mut().find(|own| own.replaces(&prefer)) {
            Some(own) => *own = prefer,
            None => self.0.push(prefer),
        }
        Ok(())
    }

    /// Adds the preferences of the value of a header.
    pub(super) fn set_header(&mut self, value: &str) -> Result<(), RequestError> {
        if !list::has_closed_quotes(value) {
            return Err(refused("a quote is not closed"));
        }
        for element in list::elements(value) {
            let prefer = Prefer::element(element);
            if !is_token(&prefer.name) {
                return Err(refused("the name of a preference is not a token of HTTP"));
            }
            self.set(prefer)?;
        }
        Ok(())
    }

    /// Adds the preferences of other options, which replace the same ones.
    pub(super) fn extend(&mut self, others: &Self) {
        for prefer in &others.0 {
            // Recorded errors were returned when the preference was set.
            let _ = self.set(prefer.clone());
        }
    }

    /// Writes one header with all preferences.
    pub(super) fn write(&self, headers: &mut HeaderMap) -> Result<(), RequestError> {
        let mut text = String::new();
        for Prefer { name, value, .. } in &self.0 {
            let separator = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{separator}{name}{value}");
        }
        if text.len() > MAX_LENGTH * 2 {
            return Err(refused("the preferences are too long"));
        }
        if !text.is_empty() {
            let value =
                HeaderValue::try_from(text).map_err(|_| refused("the value has a control character"))?;
            headers.insert(PREFER, value);
        }
        Ok(())
    }
}
