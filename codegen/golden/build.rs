//! Generates every folder of `codegen/tests/cases` and every shape into `OUT_DIR`, and writes the modules that
//! declare the results.
//!
//! Also shows that generation works from a build script.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a build script may panic")]

#[path = "../tests/support/case.rs"]
mod case;
mod shapes;

use std::path::Path;
use std::{env, fs};

use csdl::diagnostic::Style;
use graph_models_codegen::{Input, generate};

fn main() {
    let cases = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../tests/cases");
    let out = Path::new(&env::var_os("OUT_DIR").unwrap()).join("cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    // A deleted case must not be compiled from the files that it left behind.
    if out.exists() {
        fs::remove_dir_all(&out).unwrap();
    }
    let mut modules = String::new();
    for case in case::files(&cases) {
        let name = case.file_name().unwrap().to_str().unwrap();
        write(&case, &out.join(name));
        // `#[path]`, not `include!`: generated files contain inner documentation and declare modules.
        let file = out.join(name).join("mod.rs");
        let file = file.to_str().unwrap().escape_default();
        modules.push_str(&format!("#[path = \"{file}\"]\npub mod {name};\n"));
    }
    fs::write(out.join("cases.rs"), modules).unwrap();
    shapes(&out);
}

fn shapes(out: &Path) {
    let mut modules = String::new();
    for (name, metadata) in shapes::all() {
        let slices = "[things]\nversion = \"v1.0\"\nmetadata = [\"graph.csdl\"]\ndescription = \"Things\"\nall = true\n";
        let mut input = Input::new("slices.toml", slices);
        input.add_metadata("graph.csdl", "graph.csdl", metadata);
        let folder = out.join("shapes").join(name);
        generate_into(&input, name, &folder);
        let file = folder.join("mod.rs");
        modules.push_str(&format!(
            "#[path = \"{}\"]\npub mod {name};\n",
            file.to_str().unwrap().escape_default()
        ));
    }
    fs::write(out.join("shapes.rs"), modules).unwrap();
}

fn write(case: &Path, folder: &Path) {
    generate_into(&case::input(case, |text| text), &case.display().to_string(), folder);
}

fn generate_into(input: &Input, name: &str, folder: &Path) {
    let output = generate(input);
    assert!(
        !output.diagnostics.has_errors(),
        "{}:\n{}",
        name,
        output.diagnostics.render(input.sources(), Style::Plain)
    );
    for (path, text) in output.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
