//! Generates every folder of `codegen/tests/cases` and every shape into `OUT_DIR`, and writes the modules that
//! declare the results.
//!
//! Also shows that generation works from a build script. A failure names the case or the file.

#![expect(clippy::panic, reason = "the module `case` is also that of tests, which may panic")]

#[path = "../tests/support/case.rs"]
mod case;
mod shapes;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use csdl::diagnostic::Style;
use graph_models_codegen::build::folder::Plan;
use graph_models_codegen::{Files, Input, generate};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            problem.lines().for_each(|line| println!("cargo::error={line}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let cases = variable("CARGO_MANIFEST_DIR")?.join("../tests/cases");
    let out = variable("OUT_DIR")?.join("cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let mut files = Files::new();
    let mut modules = String::new();
    for case in case::files(&cases) {
        let name = case.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| format!("{}: the name is no module of Rust", case.display()))?;
        add(&case::input(&case, |text| text), &case.display().to_string(), name, &mut files)?;
        modules.push_str(&declaration(&out, name)?);
    }
    let mut shapes = String::new();
    for (name, metadata) in shapes::all() {
        let slices = "[things]\nversion = \"v1.0\"\nmetadata = [\"graph.csdl\"]\ndescription = \"Things\"\nall = true\n";
        let mut input = Input::new("slices.toml", slices);
        input.add_metadata("graph.csdl", "graph.csdl", metadata);
        add(&input, &format!("the shape {name}"), &format!("shapes/{name}"), &mut files)?;
        shapes.push_str(&declaration(&out.join("shapes"), name)?);
    }
    // The plan removes what a deleted case left behind, so that it is not compiled.
    let mut plan = Plan::default();
    plan.folder(&out, "output of cases", files);
    plan.file(out.join("cases.rs"), modules);
    plan.file(out.join("shapes.rs"), shapes);
    plan.write().map(|_| ()).map_err(|error| error.to_string())
}

/// A path that Cargo passes to build scripts.
fn variable(name: &str) -> Result<PathBuf, String> {
    env::var_os(name)
        .map(PathBuf::from)
        .ok_or_else(|| format!("{name} is not set: Cargo sets it for build scripts"))
}

/// Adds the generated files of an input, below a folder. `what` names the input in errors.
fn add(input: &Input, what: &str, folder: &str, files: &mut Files) -> Result<(), String> {
    let output = generate(input);
    if output.diagnostics.has_errors() {
        return Err(format!("{what}:\n{}", output.diagnostics.render(input.sources(), Style::Plain)));
    }
    files.extend(output.files.into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)));
    Ok(())
}

/// The declaration of a module by its path, not by `include!`: generated files contain inner documentation and
/// declare modules.
fn declaration(folder: &Path, name: &str) -> Result<String, String> {
    let file = folder.join(name).join("mod.rs");
    let file = file.to_str().ok_or_else(|| format!("{}: the path is not UTF-8", file.display()))?;
    Ok(format!("#[path = {file:?}]\npub mod {name};\n"))
}
