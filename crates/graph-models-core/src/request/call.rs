//! Calls of actions and functions: written once, told apart by what is called.

use std::fmt::{self, Debug};

use super::{Answer, Body, Operation, OperationInfo, Parts, Path};
use crate::model::Generated;
use crate::request::JsonBody;

/// An action or function. Generated code has a type for each, of which there is no value: a request is a [`Call`] of
/// it.
pub trait Callable {
    /// What the body holds: `()` if there is none.
    type Parameters: Parameters;
    /// What a successful answer holds.
    type Response: Answer;
}

/// What the body of a call holds.
pub trait Parameters: Debug + Clone + PartialEq {
    /// The body.
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

/// Calls the action or function `C`.
pub struct Call<C: Callable> {
    info: &'static OperationInfo,
    path: Path,
    /// The body.
    pub parameters: C::Parameters,
}

impl<C: Callable> Call<C> {
    /// The call that stands at the path, its last segment included, and what is known of it.
    pub fn new(info: &'static OperationInfo, path: Path, parameters: C::Parameters) -> Self {
        Self { info, path, parameters }
    }

    /// The path, for what follows a function.
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
    /// As if it were a struct named like what is called.
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
