//! Files in `schemas/` beside the input: pages, JSON Schemas, and OpenAPI on request.
//!
//! The compiled types make the JSON Schemas themselves.

use std::path::{Path, PathBuf};

use graph_models_cli::failure::Failure;
use graph_models_codegen::Output;
use graph_models_codegen::build::folder::Plan;

use crate::json_text;
use crate::schemas::Schemas;
use crate::workspace::root;

/// The files that are made from the generated types of `graph-models`.
pub(crate) struct FromTypes<'a> {
    output: &'a Output,
    folder: PathBuf,
    /// The paths of OpenAPI files, by slice.
    openapi: Vec<(&'a graph_models_codegen::OpenApi, PathBuf)>,
}

impl<'a> FromTypes<'a> {
    /// The files without OpenAPI.
    pub(crate) fn new(output: &'a Output) -> Self {
        Self { output, folder: root().join("schemas"), openapi: Vec::new() }
    }

    /// Adds OpenAPI: to the file if one is named, otherwise to one file for each slice.
    pub(crate) fn with_openapi(mut self, file: Option<&Path>) -> Result<Self, Failure> {
        let folder = &self.folder;
        self.openapi = match (file, self.output.openapi.as_slice()) {
            (Some(file), [one]) => vec![(one, file.to_owned())],
            (Some(_), slices) => {
                let problem = format!("there are {} slices and one FILE; leave it out", slices.len());
                return Err(Failure::Reported(problem));
            }
            (None, slices) => slices
                .iter()
                .map(|slice| (slice, folder.join(format!("{}.openapi.json", slice.slice))))
                .collect(),
        };
        Ok(self)
    }

    /// Gets the files that should be on the disk from the compiled types.
    pub(crate) fn plan(&self) -> Result<Plan, Failure> {
        let schemas = Schemas::from_compiled_types(&self.output.summaries)?;
        let mut files = self.output.pages.clone();
        files.extend(schemas.documents().into_iter().map(|(name, text)| (format!("json/{name}"), text)));
        let mut plan = Plan::default();
        plan.folder(&self.folder, "pages and JSON Schemas", files);
        for (openapi, path) in &self.openapi {
            let text = json_text::write(&openapi.with_schemas(&schemas.components(&openapi.slice)));
            plan.file_over(path, text, is_openapi);
        }
        Ok(plan)
    }
}

/// Returns `true` if a file holds OpenAPI. Any other file may have been named by mistake.
fn is_openapi(text: &str) -> bool {
    let document = serde_json::from_str::<serde_json::Value>(text);
    document.is_ok_and(|document| document.get("openapi").is_some())
}
