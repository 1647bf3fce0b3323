//! Files in `schemas/` beside the input: pages, JSON Schemas, and OpenAPI on request.
//!
//! The compiled types make the JSON Schemas themselves.

use std::fs;
use std::path::{Path, PathBuf};

use graph_models_cli::failure::Failure;
use graph_models_cli::report;
use graph_models_codegen::build::folder::Plan;
use graph_models_codegen::input::is_generated;
use graph_models_codegen::{Files, Output};

use crate::schemas::Schemas;
use crate::workspace::{root, shown};
use crate::{json_text, record};

/// The files that are made from the generated types of `graph-models`.
#[derive(Debug)]
pub struct FromTypes<'a> {
    output: &'a Output,
    folder: PathBuf,
    /// The paths of OpenAPI files, by slice.
    openapi: Vec<(&'a graph_models_codegen::OpenApi, PathBuf)>,
}

impl<'a> FromTypes<'a> {
    /// The files without OpenAPI.
    pub fn new(output: &'a Output) -> Self {
        Self { output, folder: root().join("schemas"), openapi: Vec::new() }
    }

    /// Adds OpenAPI: to the file if one is named, otherwise to one file for each slice.
    ///
    /// # Errors
    ///
    /// Returns an error if one file is named for the OpenAPI of several slices.
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

    /// The files that should be on the disk. The generated types must already be there. Compiles the types, unless the
    /// record shows that the JSON Schemas on the disk are up to date.
    ///
    /// # Errors
    ///
    /// Returns an error if the types cannot be compiled.
    pub fn plan(&self) -> Result<Plan, Failure> {
        if self.openapi.is_empty()
            && let Some(documents) = self.current()
        {
            return Ok(self.with_pages(documents));
        }
        let documents = self.compile()?;
        let mut plan = self.plan_of(&documents);
        // A record that cannot be made is no loss: without it, the next run compiles the types again.
        if let Ok(record) = record::text(&root(), &self.output.summaries, &documents.1) {
            plan.file_over(self.record(), record, is_generated);
        }
        Ok(plan)
    }

    /// The files that should be on the disk. Compiles the types in any case.
    ///
    /// # Errors
    ///
    /// Returns an error if the types cannot be compiled.
    pub fn compiled(&self) -> Result<Plan, Failure> {
        Ok(self.plan_of(&self.compile()?))
    }

    /// Reports if the record is of another state than the present one. An old record is no drift of the documents.
    pub(crate) fn remark_on_record(&self) {
        if self.current().is_none() {
            let record = shown(&self.record());
            report::remark(&format!(
                "{record} is not of the present state: the next `cargo xtask codegen` compiles the types, and writes it"
            ));
        }
    }

    /// Compiles the types.
    fn compile(&self) -> Result<(Schemas, Files), Failure> {
        let schemas = Schemas::from_compiled_types(&self.output.summaries)?;
        let documents = schemas.documents().into_iter().map(|(name, text)| (format!("json/{name}"), text));
        let documents = documents.collect();
        Ok((schemas, documents))
    }

    /// The JSON Schemas on the disk, if the record shows that they are up to date.
    fn current(&self) -> Option<Files> {
        let path = self.record();
        let Ok(recorded) = fs::read_to_string(&path) else {
            report::detail(&format!("there is no {}: the types are compiled", shown(&path)));
            return None;
        };
        let documents = record::documents(&self.folder).ok()?;
        let now = record::text(&root(), &self.output.summaries, &documents).ok()?;
        let changed = record::changed(&now, &recorded);
        if changed.is_empty() {
            report::detail("the types are not compiled: the JSON Schemas are up to date");
            return Some(documents);
        }
        report::detail(&format!("the types are compiled, since these have changed: {}", changed.join(", ")));
        None
    }

    fn record(&self) -> PathBuf {
        self.folder.join(record::NAME)
    }

    fn plan_of(&self, (schemas, documents): &(Schemas, Files)) -> Plan {
        let mut plan = self.with_pages(documents.clone());
        for (openapi, path) in &self.openapi {
            let text = json_text::write(&openapi.with_schemas(&schemas.components(&openapi.slice)));
            plan.file_over(path, text, is_openapi);
        }
        plan
    }

    fn with_pages(&self, documents: Files) -> Plan {
        let mut files = self.output.pages.clone();
        files.extend(documents);
        let mut plan = Plan::default();
        plan.folder(&self.folder, "pages and JSON Schemas", files);
        plan
    }
}

/// Returns `true` if a file holds OpenAPI. Any other file may have been named by mistake.
fn is_openapi(text: &str) -> bool {
    let document = serde_json::from_str::<serde_json::Value>(text);
    document.is_ok_and(|document| document.get("openapi").is_some())
}
