//! What is made of a version for people and for other tools, beside the Rust.

use crate::emit::Files;
use crate::model::Model;
use crate::openapi::{self, OpenApi};
use crate::rust::Version;
use crate::slice::Slice;
use crate::{config, overview, page};

/// Of each slice of a version.
pub(crate) struct Shown {
    /// A page a slice.
    pub(crate) pages: Files,
    /// Its OpenAPI, without the schemas of types; empty unless asked for.
    pub(crate) openapi: Vec<OpenApi>,
}

impl Shown {
    /// Makes it, and puts into the documentation of the Rust what slices it is of.
    pub(crate) fn of(
        configs: &[&config::Slice],
        slices: &[Slice],
        model: &Model,
        version: &mut Version,
        has_openapi: bool,
    ) -> Self {
        version.overview = overview::of(configs, version);
        overview::mark(slices, model, version);
        let of_slices = configs.iter().zip(slices);
        Self {
            pages: of_slices.flat_map(|(config, slice)| page::of(config, slice, model, version)).collect(),
            openapi: configs
                .iter()
                .filter(|_| has_openapi)
                .map(|config| openapi::of(config, version))
                .collect(),
        }
    }
}
