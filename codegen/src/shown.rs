//! What is made of a version for people and for other tools, beside the Rust.

use crate::emit::Files;
use crate::model::Model;
use crate::openapi::{self, OpenApi};
use crate::rust::Version;
use crate::schemas::Schemas;
use crate::slice::Slice;
use crate::{Options, config, page};

/// Of each slice of a version.
#[derive(Default)]
pub(crate) struct Shown {
    /// A page a slice; empty unless asked for.
    pub(crate) pages: Files,
    /// Its OpenAPI, without the schemas of types; empty unless asked for.
    pub(crate) openapi: Vec<OpenApi>,
}

impl Shown {
    /// Makes what is asked for.
    pub(crate) fn of(
        configs: &[&config::Slice],
        slices: &[Slice],
        model: &Model,
        version: &Version,
        options: Options,
    ) -> Self {
        if !options.pages && !options.openapi {
            return Self::default();
        }
        let schemas = &Schemas::new(version);
        let of_slices = configs.iter().zip(slices).filter(|_| options.pages);
        let openapi = configs.iter().filter(|_| options.openapi);
        Self {
            pages: of_slices
                .flat_map(|(config, slice)| page::of(config, slice, model, version, schemas))
                .collect(),
            openapi: openapi.map(|config| openapi::of(config, version, schemas)).collect(),
        }
    }
}
