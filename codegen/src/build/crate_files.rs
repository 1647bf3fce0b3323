//! A complete crate around generated modules: manifest, root, README.
//!
//! Must not know what is in the modules, beyond their names.

use crate::emit::Files;
use crate::input::is_device;
use crate::output::Output;
use crate::rust::names;
use crate::text::{comment, markdown, rust, toml};

/// Name, version and runtime of a generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateOptions {
    /// The name of the crate.
    pub name: String,
    /// The version of the crate.
    pub version: String,
    /// The source of the crate `graph-models-core`.
    pub runtime: Runtime,
    /// The source of the crate `graph-models-client`, for the features `client`, `reqwest`, `ureq` and `azure`.
    /// `None` leaves these features out.
    pub client: Option<Runtime>,
}

/// The most characters that a registry allows in the name of a crate.
const LONGEST_NAME: usize = 64;

/// Names that Cargo or the compiler keep for themselves, and the crates of the runtime.
const RESERVED: [&str; 7] =
    ["alloc", "core", "graph_models_client", "graph_models_core", "proc_macro", "std", "test"];

impl CrateOptions {
    /// Returns the reason why a crate cannot have this name, as words that follow the name in a message. Returns
    /// `None` for a valid name.
    ///
    /// ```
    /// use graph_models_codegen::CrateOptions;
    ///
    /// assert_eq!(CrateOptions::problem_of("my-graph"), None);
    /// assert_eq!(CrateOptions::problem_of("self"), Some("is a keyword of Rust"));
    /// ```
    pub fn problem_of(name: &str) -> Option<&'static str> {
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let ident = name.replace('-', "_");
        if !is_name {
            Some("needs a letter first, then letters, digits, `-` and `_` alone")
        } else if name.len() > LONGEST_NAME {
            Some("is longer than 64 characters")
        } else if names::is_keyword(&ident) {
            Some("is a keyword of Rust")
        } else if RESERVED.contains(&ident.as_str()) {
            Some("is the name of another crate that it needs")
        } else if is_device(name) {
            Some("is a device on Windows, where no folder can have the name")
        } else {
            None
        }
    }
}

/// The source of a crate of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// The crate in a folder, by its path.
    Folder(String),
    /// The crate in the registry, by its version.
    Version(String),
}

impl Runtime {
    /// The value of a dependency in a manifest.
    pub fn dependency(&self, is_optional: bool) -> String {
        let optional = if is_optional { ", optional = true" } else { "" };
        match self {
            Self::Folder(path) => format!("{{ path = {}{optional} }}", toml::string(path)),
            Self::Version(version) if is_optional => {
                format!("{{ version = {}{optional} }}", toml::string(version))
            }
            Self::Version(version) => toml::string(version),
        }
    }
}

/// The files of a crate that holds these generated files. They must be the files of the output.
pub fn crate_files(output: &Output, generated: Files, options: &CrateOptions) -> Files {
    let client = client_features(output, options);
    let mut files = Files::new();
    files.insert("Cargo.toml".to_owned(), manifest(output, options, &client));
    files.insert("README.md".to_owned(), readme(output, options, &client));
    files.insert("src/lib.rs".to_owned(), root(output, &generated, &client));
    let generated = generated.into_iter();
    files.extend(generated.map(|(path, text)| (format!("src/generated/{path}"), text)));
    files
}

fn manifest(output: &Output, options: &CrateOptions, client: &[ClientFeature]) -> String {
    let mut text = format!(
        "# {}: do not edit.\n\n[package]\nname = {}\nversion = {}\nedition = \"2024\"\nrust-version = \"{}\"\n\
         description = \"Types and requests of Microsoft Graph, generated from its metadata\"\npublish = false\n\n",
        output.made_by.words(),
        toml::string(&options.name),
        toml::string(&options.version),
        env!("CARGO_PKG_RUST_VERSION"),
    );
    if !(output.features.is_empty() && client.is_empty()) {
        let names: Vec<_> = output.features.iter().map(|(name, _)| toml::string(name)).collect();
        text.push_str(&format!("[features]\ndefault = [{}]\n", names.join(", ")));
        for (name, description) in &output.features {
            text.push_str(&format!("# {}\n{} = []\n", comment::line(description), toml::key(name)));
        }
        for feature in client {
            let brought: Vec<_> = feature.brings.iter().map(|brought| toml::string(brought)).collect();
            let (description, name) = (feature.description, toml::key(&feature.name));
            text.push_str(&format!("# {description}\n{name} = [{}]\n", brought.join(", ")));
        }
        text.push('\n');
    }
    text.push_str("[dependencies]\n");
    if let Some(client) = &options.client {
        text.push_str(&format!("graph-models-client = {}\n", client.dependency(true)));
    }
    text.push_str(&format!("graph-models-core = {}\n\n", options.runtime.dependency(false)));
    text.push_str("# A workspace of its own, wherever it stands.\n[workspace]\n");
    text
}

/// A feature that brings a part of the client.
struct ClientFeature {
    name: String,
    brings: Vec<String>,
    description: &'static str,
}

/// The features of the client, `client` itself first. Empty for a crate without a client.
///
/// If a slice or a namespace has the name of such a feature, the feature of the client begins with `client-`.
fn client_features(output: &Output, options: &CrateOptions) -> Vec<ClientFeature> {
    if options.client.is_none() {
        return Vec::new();
    }
    let name = |name: &str| {
        let mut name = name.to_owned();
        while output.features.iter().any(|(taken, _)| *taken == name) {
            name.insert_str(0, "client-");
        }
        name
    };
    let client = ClientFeature {
        name: name("client"),
        brings: vec!["dep:graph-models-client".to_owned()],
        description: "The parts of clients: tokens, retry, errors.",
    };
    let parts = [
        ("reqwest", "Asynchronous requests with `reqwest`."),
        ("ureq", "Blocking requests with `ureq`."),
        ("azure", "Tokens of any credential of `azure_identity`."),
    ];
    let parts = parts.map(|(part, description)| ClientFeature {
        name: name(part),
        brings: vec![client.name.clone(), format!("graph-models-client/{part}")],
        description,
    });
    std::iter::once(client).chain(parts).collect()
}

fn root(output: &Output, generated: &Files, client: &[ClientFeature]) -> String {
    let mut text = format!(
        "// {}: do not edit.\n\n//! Types and requests of Microsoft Graph, generated from its metadata: see \
         [`graph_models_core`].\n",
        output.made_by.words()
    );
    let has_foreign_letters = generated.values().any(|text| !text.is_ascii());
    if has_foreign_letters {
        text.push_str(
            "\n#![allow(\n    confusable_idents,\n    mixed_script_confusables,\n    uncommon_codepoints,\n    reason = \"names are those of the metadata\"\n)]\n",
        );
    }
    text.push_str(
        "\npub use graph_models_core::request::{\n    Accepted, Access, Answer, GraphError, NoContent, Operation, \
         OperationInfo, RetryAfter, Service,\n    least_privilege,\n};\n\
         pub use graph_models_core::{\n    Deviation, Deviations, Document, Extra, FromJson, Hierarchy, Model, \
         ModelExt, Page, Patch, Reading,\n    \
         ToJson, View, deviations, edm, items, model, open_enum, prelude, request, strict, view,\n};\n\
         pub use graph_models_core::{from_slice, from_str, from_value, to_string, to_value, to_vec};\n\n\
         #[rustfmt::skip]\nmod generated;\n\n",
    );
    text.push_str("pub use generated::*;\n");
    if let Some(client) = client.first() {
        let name = rust::Quoted(&client.name);
        text.push_str(&format!("\n#[cfg(feature = {name})]\npub use graph_models_client as client;\n"));
    }
    text
}

fn readme(output: &Output, options: &CrateOptions, client: &[ClientFeature]) -> String {
    let mut text = format!(
        "<!-- {}: do not edit. -->\n\n# {}\n\nTypes and requests of Microsoft Graph for Rust, generated from its \
         metadata.\n\
         They stand on the crate `graph-models-core` alone.\n\n",
        output.made_by.words(),
        markdown::text(&options.name)
    );
    text.push_str("| slice | holds |\n|---|---|\n");
    for summary in &output.summaries {
        let line = summary.to_string();
        let (name, counts) = line.split_once(": ").unwrap_or((&line, ""));
        text.push_str(&format!("| {} | {counts} |\n", markdown::code_in_table(name)));
    }
    if !(output.features.is_empty() && client.is_empty()) {
        text.push_str("\n| feature | what it brings |\n|---|---|\n");
        for (name, description) in &output.features {
            text.push_str(&format!(
                "| {} | {} |\n",
                markdown::code_in_table(name),
                markdown::text(description)
            ));
        }
        for feature in client {
            text.push_str(&format!(
                "| {} | {} |\n",
                markdown::code_in_table(&feature.name),
                feature.description
            ));
        }
        if !output.features.is_empty() {
            text.push_str(
                "\nA feature brings all that its types refer to as well, whatever namespace that is in.\n",
            );
        }
    }
    for coverage in &output.coverage {
        text.push_str(&format!(
            "\nVersion `{}`: {} of the {} types and operations that the metadata declares.\n",
            coverage.version, coverage.generated, coverage.declared
        ));
        for (reason, names) in &coverage.omitted {
            text.push_str(&format!("- {} not: {reason}\n", names.len()));
        }
    }
    text
}
