//! Descriptions of a version for people and for other tools, beside the Rust: pages and OpenAPI.

pub(crate) mod openapi;
mod page;

use crate::emit::Files;
use crate::input::Options;
use crate::rust::Version;
use crate::rust::schemas::Schemas;
use crate::select::Selection;
use openapi::OpenApi;

/// The documents of a version.
#[derive(Default)]
pub(crate) struct Documents {
    /// One page per slice. Empty unless the options request pages.
    pub(crate) pages: Files,
    /// One OpenAPI document per slice, without the schemas of types. Empty unless the options request OpenAPI.
    pub(crate) openapi: Vec<OpenApi>,
}

impl Documents {
    /// Makes the documents that the options request.
    pub(crate) fn new(selection: &Selection, version: &Version, options: Options) -> Self {
        if !options.pages && !options.openapi {
            return Self::default();
        }
        let schemas = &Schemas::new(version);
        let slices =
            || version.slices.iter().zip(&selection.slices).filter(|(_, it)| it.config.has_documents);
        let of_slices = slices().filter(|_| options.pages);
        let openapi = slices().map(|(slice, _)| slice).filter(|_| options.openapi);
        Self {
            pages: of_slices
                .flat_map(|(slice, selected)| {
                    page::describe(slice, selected, &selection.model, version, schemas)
                })
                .collect(),
            openapi: openapi.map(|slice| openapi::describe(slice, version, schemas)).collect(),
        }
    }
}
