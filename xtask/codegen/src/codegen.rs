//! `cargo xtask codegen`: generates `graph-models`, or checks that the generated files are up to date.

use graph_models_cli::failure::Failure;
use graph_models_cli::generate::{Destination, check, plan, summary};
use graph_models_cli::input;
use graph_models_cli::workspace::Workspace;
use graph_models_codegen::build::folder::{Plan, Written};
use graph_models_codegen::{Features, Input, MadeBy, Options, Output};

use crate::cargo_manifest;
use crate::from_types::FromTypes;
use crate::options::CodegenOptions;

/// Generates, or checks.
///
/// # Errors
///
/// Returns an error if files are not up to date and are only to be checked, or if they could not be generated.
pub fn run(workspace: &Workspace, options: &CodegenOptions) -> Result<(), Failure> {
    let (output, plan) = generated(workspace, options, input::of_generate(workspace, &options.generate)?)?;
    let from_types = match (&options.generate.out, &options.openapi) {
        (Some(_), _) => None,
        (None, None) => Some(FromTypes::new(&output)),
        (None, Some(file)) => Some(FromTypes::new(&output).with_openapi(file.as_deref())?),
    };
    if options.generate.check {
        check(workspace, &plan.compare()?)?;
        // Stale types would give stale schemas.
        if let Some(from_types) = &from_types {
            check(workspace, &from_types.compiled()?.compare()?)?;
            from_types.remark_on_record();
        }
        summary(&output, Written::default());
        return Ok(());
    }
    let (mut written, of_types) = plan.write_then(|| match &from_types {
        Some(from_types) => Ok(from_types.plan()?.write()?),
        None => Ok::<_, Failure>(Written::default()),
    })?;
    written += of_types;
    summary(&output, written);
    Ok(())
}

/// Generates, and plans the files that do not come from compiled types.
///
/// # Errors
///
/// Returns an error if the input has errors, or if the manifest of `graph-models` has no place for the features.
pub fn generated(
    workspace: &Workspace,
    options: &CodegenOptions,
    input: Input,
) -> Result<(Output, Plan), Failure> {
    let destination = destination(workspace, options);
    let (output, mut plan) = plan(workspace, &options.generate, input, &destination)?;
    if options.generate.out.is_none() {
        let (path, text) = cargo_manifest::with_features(workspace, &output)?;
        plan.file(path, text);
    }
    Ok((output, plan))
}

/// The named folder, or those of `graph-models`.
fn destination(workspace: &Workspace, options: &CodegenOptions) -> Destination {
    let named = Destination::named(&options.generate);
    if options.generate.out.is_some() {
        return named;
    }
    let ours = workspace.root().join("crates/graph-models");
    Destination {
        folder: ours.join("src/generated"),
        vectors: Some(named.vectors.unwrap_or_else(|| ours.join("tests/generated"))),
        options: Options {
            features: Features::Slices,
            vectors: true,
            pages: true,
            openapi: options.openapi.is_some(),
            made_by: MadeBy::Workspace,
        },
    }
}
