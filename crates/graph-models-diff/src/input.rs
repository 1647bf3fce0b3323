//! The input of a comparison: both sides, and the options.

pub(crate) mod history;
pub(crate) mod scope;

use csdl::model::Model;
use graph_models_codegen::input::{Overlay, Permissions};

use crate::date::Date;
use history::History;
use scope::Scope;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The metadata.
    pub model: &'a Model,
    /// The elements that slices take in; `None` means all.
    pub scope: Option<&'a Scope>,
}

/// The files beside the metadata of one side: they apply to all of its versions, and are compared once.
#[derive(Debug, Clone, Copy)]
pub struct Access<'a> {
    /// Facts about requests and properties.
    pub overlay: &'a Overlay,
    /// Scopes of requests.
    pub permissions: &'a Permissions,
    /// The metadata of every version, to look up the elements that the overlay names.
    pub models: &'a [&'a Model],
}

/// The options of a comparison.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The name of the comparison if a run makes several: `beta`, `v1.0`.
    pub version: Option<&'a str>,
    /// True if the service makes no promises. A change that breaks deployed programs is then only a risk.
    pub is_beta: bool,
    /// The day that counts as today. Removals announced for an earlier day are due.
    pub today: Option<Date>,
    /// Earlier states, to recognize young elements.
    pub history: Option<&'a History>,
    /// The overlays of the older and the newer side: they choose names of the crate, and requests.
    pub overlays: Option<(&'a Overlay, &'a Overlay)>,
    /// True if the Rust of both sides is not decided, which would take most of the time. Verdicts on the crate then
    /// follow only from the rules, and do not notice identifiers that are already taken.
    pub is_metadata_only: bool,
}
