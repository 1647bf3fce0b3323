//! `cargo xtask codegen`: generates `graph-models`, or checks that the generated files are up to date.

use std::path::PathBuf;

use clap::Args;
use graph_models_cli::command::GenerateOptions;
use graph_models_cli::failure::Failure;
use graph_models_cli::generate::{Destination, check, plan, summary};
use graph_models_cli::whole;
use graph_models_cli::workspace::Workspace;
use graph_models_codegen::build::folder::{Plan, Written};
use graph_models_codegen::{Features, Input, MadeBy, Options, Output};

use crate::cargo_manifest;
use crate::from_types::FromTypes;

#[derive(Debug, Default, Args)]
#[command(
    mut_arg("out", |out| out.help("Folder to write to [default: crates/graph-models/src/generated]")),
    mut_arg("vectors", |vectors| vectors.help(
        "Folder to write test vectors to [default: crates/graph-models/tests/generated; none with --out]"
    )),
)]
pub(crate) struct CodegenOptions {
    #[command(flatten)]
    pub(crate) generate: GenerateOptions,
    /// Also write OpenAPI 3.1 of the slice, with the JSON Schemas of its types, to a file of its own
    /// [default: schemas/<slice>.openapi.json]
    // The file is for a mock server or a gateway, and is not committed.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "out")]
    #[expect(clippy::option_option, reason = "it may be asked for, and a file may be named")]
    pub(crate) openapi: Option<Option<PathBuf>>,
}

pub(crate) fn run(workspace: &Workspace, options: &CodegenOptions) -> Result<(), Failure> {
    let (output, plan) = generated(workspace, options, whole::input(workspace, &options.generate)?)?;
    // Types in another folder are not those of `graph-models`.
    let from_types = match (&options.generate.out, &options.openapi) {
        (Some(_), _) => None,
        (None, None) => Some(FromTypes::new(&output)),
        (None, Some(file)) => Some(FromTypes::new(&output).with_openapi(file.as_deref())?),
    };
    if options.generate.check {
        check(workspace, &plan.compare()?)?;
        // Stale types would give stale schemas.
        if let Some(from_types) = &from_types {
            check(workspace, &from_types.plan()?.compare()?)?;
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
pub(crate) fn generated(
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
