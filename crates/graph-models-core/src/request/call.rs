//! Calls of actions and functions: one generic type for all of them.

use std::fmt::{self, Debug};

use super::{Answer, Body, Operation, OperationInfo, Parts, Path};
use crate::model::Generated;
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
}

impl<C: Callable> Call<C> {
    /// A call at the path, which ends in the segment of the action or function. `info` describes the request.
    pub fn new(info: &'static OperationInfo, path: Path, parameters: C::Parameters) -> Self {
        Self { info, path, parameters }
    }

    /// The path, for segments that follow a function.
    pub fn into_path(self) -> Path {
        self.path
    }
}

impl<C: Callable> Operation for Call<C> {
    type Response = C::Response;

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.path, self.info).body(self.parameters.body())
    }
}

impl<C: Callable> Clone for Call<C> {
    fn clone(&self) -> Self {
        Self { info: self.info, path: self.path.clone(), parameters: self.parameters.clone() }
    }
}

impl<C: Callable> PartialEq for Call<C> {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.parameters == other.parameters
    }
}

#[allow(clippy::missing_fields_in_debug, reason = "what is known of a request is no part of it")]
impl<C: Callable> Debug for Call<C> {
    /// Prints the call like a struct with the name of the action or function.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = std::any::type_name::<C>();
        let name = name.rsplit_once("::").map_or(name, |(_, name)| name);
        let mut shown = f.debug_struct(name);
        shown.field("path", &self.path);
        if !matches!(self.parameters.body(), Body::None) {
            shown.field("parameters", &self.parameters);
        }
        shown.finish()
    }
}
