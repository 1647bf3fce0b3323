//! Calls of actions and functions: one generic type for all of them.

use std::fmt::{self, Debug};

use super::options::{with_body, with_options};
use super::query::Queried;
use super::{Answer, Body, Operation, OperationInfo, Parts, Path, Query, RequestError, RequestOptions};
use crate::generated::Generated;
use crate::request::JsonBody;

/// An action or function.
///
/// Generated code implements this trait for one type per action or function. The type has no values; the request is a
/// [`Call`] of it.
pub trait Callable {
    /// The parameters in the body; `()` if there are none.
    type Parameters: Parameters;
    /// The content of a successful answer.
    type Response: Answer;
}

/// The parameters in the body of a call.
pub trait Parameters: Debug + Clone + PartialEq {
    /// The parameters as a request body.
    fn body(&self) -> Body<'_>;
}

impl Parameters for () {
    fn body(&self) -> Body<'_> {
        Body::None
    }
}

impl<T: Generated + JsonBody + Debug + Clone + PartialEq> Parameters for T {
    fn body(&self) -> Body<'_> {
        Body::Json(self)
    }
}

/// A call of the action or function `C`.
pub struct Call<C: Callable> {
    info: &'static OperationInfo,
    path: Path,
    /// The parameters in the body.
    pub parameters: C::Parameters,
    options: RequestOptions,
}

impl<C: Callable> Call<C> {
    /// A call at the path, which ends in the segment of the action or function. `info` describes the request.
    pub fn new(info: &'static OperationInfo, path: Path, parameters: C::Parameters) -> Self {
        Self { info, path, parameters, options: RequestOptions::default() }
    }

    /// Sets the query options for the content of the answer: an entity, or the items of a page. Replaces earlier ones.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// # use graph_models_core::request::{Callable, OperationInfo, rows};
    /// # static ROWS: [OperationInfo; 1] = rows("v1.0", [("delta", "GET", "/events/delta()", "sample.incident", true, &[])]);
    /// # enum Delta {}
    /// # impl Callable for Delta {
    /// #     type Parameters = ();
    /// #     type Response = graph_models_core::Page<sample::SimpleIncident>;
    /// # }
    /// # static CATALOG: graph_models_core::request::Catalog = graph_models_core::request::Catalog { version: "v1.0", parts: &[] };
    /// use graph_models_core::request::{Call, Operation, Path, Query, Service};
    /// use sample::SimpleIncident;
    ///
    /// let query = |of: &'static str, query| {
    ///     let path = Path::root(&CATALOG).add(of, &[]).function("/delta", &[]);
    ///     let request = Call::<Delta>::new(&ROWS[0], path, ()).query(query).to_http(&Service::global());
    ///     request.map(|request| request.uri().query().unwrap_or_default().replace("%24", "$").replace("%20", " "))
    /// };
    /// // Like `groups().delta().query(…)`: only some items, with what they lead to.
    /// let some = Query::new().filter(SimpleIncident::ACTIVATION_COUNT.gt(1)).expand(SimpleIncident::CHILDREN);
    /// assert_eq!(query("/groups", some)?, "$expand=children&$filter=activationCount gt 1");
    /// // Like `me().calendar_view().delta().query(…)`: the time window is required.
    /// let week = Query::new().time_window("2026-01-01T00:00:00Z", "2026-01-08T00:00:00Z");
    /// let week = query("/me/calendarView", week)?.replace("%3A", ":");
    /// assert_eq!(week, "startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-01-08T00:00:00Z");
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    pub fn query(mut self, query: Query<<C::Response as Queried>::Model>) -> Self
    where
        C::Response: Queried,
    {
        self.options.set_query(query);
        self
    }

    /// Sets parameters in the body, such as the optional ones, which the method for the call does not take.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// # use graph_models_core::request::{Callable, NoContent, OperationInfo, rows};
    /// # static ROWS: [OperationInfo; 1] = rows("v1.0", [("report", "POST", "/report", "sample.incident", false, &[])]);
    /// # enum Report {}
    /// # impl Callable for Report {
    /// #     type Parameters = sample::SimpleIncident;
    /// #     type Response = NoContent;
    /// # }
    /// # static CATALOG: graph_models_core::request::Catalog = graph_models_core::request::Catalog { version: "v1.0", parts: &[] };
    /// # let path = graph_models_core::request::Path::root(&CATALOG);
    /// # let report = graph_models_core::request::Call::<Report>::new(&ROWS[0], path.add("/report", &[]), Default::default());
    /// use graph_models_core::request::{Operation, Service};
    ///
    /// // Like `me().send_mail(message).with_parameters(|it| it.save_to_sent_items = Some(false))`.
    /// let report = report.with_parameters(|it| {
    ///     it.activation_count = Some(4);
    ///     it.tags = Some(vec!["a".to_owned()]);
    /// });
    /// let request = report.to_http(&Service::global())?;
    /// assert_eq!(request.body(), r#"{"activationCount":4,"tags":["a"]}"#);
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    pub fn with_parameters(mut self, set: impl FnOnce(&mut C::Parameters)) -> Self {
        set(&mut self.parameters);
        self
    }

    /// Begins a delta at the latest state, without the items that are there (`$deltatoken=latest`).
    ///
    /// Drives and lists of sites have [another parameter](Self::latest_token). The request becomes an error if it is
    /// not a delta.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// # use graph_models_core::request::{Callable, OperationInfo, rows};
    /// # static ROWS: [OperationInfo; 1] = rows("v1.0", [("delta", "GET", "/users/delta()", "sample.incident", true, &[])]);
    /// # enum Delta {}
    /// # impl Callable for Delta {
    /// #     type Parameters = ();
    /// #     type Response = graph_models_core::Page<sample::SimpleIncident>;
    /// # }
    /// use graph_models_core::request::{Call, Catalog, Operation, Path, Query, Service};
    /// use sample::SimpleIncident;
    ///
    /// static CATALOG: Catalog = Catalog { version: "v1.0", parts: &[] };
    ///
    /// // Generated paths have a method for the call.
    /// let path = Path::root(&CATALOG).add("/users", &[]).function("/delta", &[]);
    /// let delta = Call::<Delta>::new(&ROWS[0], path, ()).query(Query::new().select(SimpleIncident::ID));
    /// let request = delta.latest().to_http(&Service::global())?;
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://graph.microsoft.com/v1.0/users/delta()?%24select=id&%24deltatoken=latest",
    /// );
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    pub fn latest(self) -> Self {
        self.latest_by("$deltatoken")
    }

    /// Begins a delta of a drive or of a list of a site at the latest state (`token=latest`). See
    /// [`latest`](Self::latest).
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/sample.rs")); }
    /// # use graph_models_core::request::{Callable, OperationInfo, rows};
    /// # static ROWS: [OperationInfo; 1] = rows("v1.0", [("delta", "GET", "/me/drive/root/delta()", "sample.incident", false, &[])]);
    /// # enum Delta {}
    /// # impl Callable for Delta {
    /// #     type Parameters = ();
    /// #     type Response = graph_models_core::Page<sample::SimpleIncident>;
    /// # }
    /// # static CATALOG: graph_models_core::request::Catalog = graph_models_core::request::Catalog { version: "v1.0", parts: &[] };
    /// # let path = graph_models_core::request::Path::root(&CATALOG).add("/me/drive/root", &[]).function("/delta", &[]);
    /// use graph_models_core::request::{Call, Operation};
    ///
    /// // Like `me().drive().root().delta().latest_token()`.
    /// let delta = Call::<Delta>::new(&ROWS[0], path, ()).latest_token();
    /// let request = delta.to_http(&graph_models_core::request::Service::global())?;
    /// assert_eq!(request.uri().query(), Some("token=latest"));
    /// # Ok::<(), graph_models_core::request::RequestError>(())
    /// ```
    #[must_use]
    pub fn latest_token(self) -> Self {
        self.latest_by("token")
    }

    fn latest_by(mut self, option: &str) -> Self {
        match is_delta(&self.path) {
            true => self.options.set_query_option(option, "latest".to_owned()),
            false => self.options.fail(RequestError::NotDelta),
        }
        self
    }

    /// The path, for segments that follow a function.
    pub fn into_path(self) -> Path {
        self.path
    }
}

with_options!(Call<C: Callable>);
with_body!(Call<C: Callable>);

/// Returns `true` if the path ends in a call of `delta`.
fn is_delta(path: &Path) -> bool {
    let last = path.template().rsplit('/').next().and_then(|segment| segment.split('(').next());
    last.is_some_and(|name| name.rsplit('.').next() == Some("delta"))
}

impl<C: Callable> Operation for Call<C> {
    type Response = C::Response;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, self.info).body(self.parameters.body()).options(&self.options)
    }
}

impl<C: Callable> Clone for Call<C> {
    fn clone(&self) -> Self {
        Self {
            info: self.info,
            path: self.path.clone(),
            parameters: self.parameters.clone(),
            options: self.options.clone(),
        }
    }
}

impl<C: Callable> PartialEq for Call<C> {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.parameters == other.parameters && self.options == other.options
    }
}

#[allow(clippy::missing_fields_in_debug, reason = "what is known of a request is no part of it")]
impl<C: Callable> Debug for Call<C> {
    /// Prints the call like a struct with the name of the action or function, without values of parameters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = std::any::type_name::<C>();
        let name = name.rsplit_once("::").map_or(name, |(_, name)| name);
        let mut shown = f.debug_struct(name);
        shown.field("path", &self.path);
        let body = self.parameters.body();
        if !matches!(body, Body::None) {
            shown.field("parameters", &body);
        }
        if self.options != RequestOptions::default() {
            shown.field("options", &self.options);
        }
        shown.finish()
    }
}
