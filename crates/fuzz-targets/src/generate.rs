//! Generates a crate from metadata.

use graph_models_codegen::{CrateOptions, Features, Input, Options, Output, Runtime, crate_files};

use crate::crates;
use crate::csdl_text::are_shown;

/// A slice of everything.
const SLICES: &str = r#"
[all]
version = "v1.0"
metadata = ["x.csdl"]
description = "All"
all = true
"#;

/// Checks that every generated file parses, and that names are unique in their scopes.
pub fn generate(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    let mut is_generated = false;
    for features in [Features::Slices, Features::Namespaces] {
        let mut input = Input::new("slices.toml", SLICES);
        input.add_metadata("x.csdl", "x.csdl", text.clone());
        input.set_options(Options {
            features,
            vectors: true,
            pages: true,
            openapi: true,
            ..Options::default()
        });
        let output = graph_models_codegen::generate(&input);
        are_shown(&output.diagnostics, input.sources());
        if output.diagnostics.has_errors() {
            assert!(output.files.is_empty(), "{text}");
            return is_generated;
        }
        crates::check(&files(&output), &text);
        is_generated = true;
    }
    is_generated
}

/// The files of a crate, with pages and test vectors beside them.
pub(crate) fn files(output: &Output) -> graph_models_codegen::Files {
    let options = CrateOptions {
        name: "things".to_owned(),
        version: "0.1.0".to_owned(),
        runtime: Runtime::Version("0.1".to_owned()),
        client: Some(Runtime::Version("0.1".to_owned())),
    };
    let mut files = crate_files(output, output.files.clone(), &options);
    files.extend(output.pages.clone().into_iter().map(|(name, text)| (format!("pages/{name}"), text)));
    files.extend(output.vectors.clone().into_iter().map(|(name, text)| (format!("vectors/{name}"), text)));
    files
}
