//! Projects that are compiled, each in a new folder below `target/bench`.

use std::fs;
use std::path::{Path, PathBuf};

use graph_models_cli::failure::Failure;
use graph_models_codegen::rust::Namespace;
use graph_models_codegen::text::toml;
use graph_models_codegen::{CrateOptions, Files, Output, Runtime, crate_files};
use tempfile::TempDir;
use xtask_codegen::workspace::root;

use super::measure::{Cost, Profile, cargo, steady};
use super::yardstick;

/// A crate that is compiled, and a program that uses it.
pub(super) struct Project {
    folder: TempDir,
    /// The target folder of Cargo.
    target: PathBuf,
    /// The folder of the crate below the project's folder.
    package: &'static str,
    features: Vec<String>,
}

/// Makes a new folder below `target/bench`. Dropping it removes the folder with its content.
pub(super) fn folder(name: &str) -> Result<TempDir, Failure> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = target.join("bench");
    // The path is absolute, since cargo runs in other folders.
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    tempfile::Builder::new().prefix(name).tempdir_in(&folder).map_err(Failure::io("write to", &folder))
}

/// Writes files into a new folder.
pub(super) fn write(folder: &Path, files: &Files) -> Result<(), Failure> {
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::io("create", parent))?;
        }
        fs::write(&path, text).map_err(Failure::io("write", &path))?;
    }
    Ok(())
}

impl Project {
    fn new(name: &str, package: &'static str, files: &Files, features: Vec<String>) -> Result<Self, Failure> {
        let folder = folder(&format!("{name}-"))?;
        write(folder.path(), files)?;
        let lock = root().join("Cargo.lock");
        fs::copy(&lock, folder.path().join("Cargo.lock")).map_err(Failure::io("copy", &lock))?;
        let target = folder.path().join("target");
        Ok(Self { folder, target, package, features })
    }

    /// Moves the target folder into the folder of another project, so that both compile their dependencies once.
    pub(super) fn compiled_beside(self, other: &Self) -> Self {
        Self { target: other.folder.path().join("target-of-others"), ..self }
    }

    /// The project in our style.
    pub(super) fn ours(output: &Output) -> Result<Self, Failure> {
        let graph_models_core = graph_models_core()?;
        let mut files = models(output, &graph_models_core);
        let page = "graph_models_core::Page<models::v1_0::Application>";
        let graph_models_core = toml::string(&graph_models_core);
        let user = user(
            &format!(
                "graph-models-core = {{ path = {graph_models_core} }}\nmodels = {{ path = \"../models\", default-features = false, features = [\"graph\"] }}\n"
            ),
            page,
        );
        files.extend(user);
        let features = output.features.iter().map(|(name, _)| name.clone()).collect();
        Self::new("ours", "models", &files, features)
    }

    /// The project in our style without a program.
    pub(super) fn ours_alone(output: &Output) -> Result<Self, Failure> {
        let mut files = models(output, &graph_models_core()?);
        files.insert(
            "Cargo.toml".to_owned(),
            "[workspace]\nresolver = \"3\"\nmembers = [\"models\"]\n".to_owned(),
        );
        Self::new("ours", "models", &files, Vec::new())
    }

    /// The project in the usual style of derives.
    pub(super) fn yardstick<'a>(
        namespaces: impl IntoIterator<Item = &'a Namespace>,
    ) -> Result<Self, Failure> {
        let mut files: Files = yardstick::files(namespaces)
            .into_iter()
            .map(|(path, text)| (format!("derive/{path}"), text))
            .collect();
        let page = "derive::Page<derive::microsoft_graph::Application>";
        files.extend(user("derive = { path = \"../derive\" }\n", page));
        Self::new("yardstick", "derive", &files, Vec::new())
    }

    /// An empty crate that depends on another.
    pub(super) fn consumer(name: &str, dependency: &str) -> Result<Self, Failure> {
        let manifest = format!(
            "[package]\nname = \"consumer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{name} = {dependency}\n\n[workspace]\n"
        );
        let files =
            Files::from([("Cargo.toml".to_owned(), manifest), ("src/lib.rs".to_owned(), String::new())]);
        Self::new(&format!("consumer-of-{name}"), "", &files, Vec::new())
    }

    /// All features except `left_out`, plus `added`.
    pub(super) fn features(&self, left_out: &[&str], added: &[&str]) -> String {
        let features = self.features.iter().map(String::as_str).filter(|name| !left_out.contains(name));
        features.chain(added.iter().copied()).collect::<Vec<_>>().join(",")
    }

    /// Compiles the crate after its dependencies are compiled.
    pub(super) fn measure(&self, profile: Profile, features: &str) -> Result<Cost, Failure> {
        let root = self.folder.path().join(self.package).join("src/lib.rs");
        let text = fs::read_to_string(&root).map_err(Failure::io("read", &root))?;
        let target = &self.target;
        let arguments: Vec<_> = profile
            .arguments()
            .iter()
            .copied()
            .chain(["--package", self.package, "--no-default-features", "--features", features])
            .collect();
        let cost = steady(|| {
            fs::write(&root, "").map_err(Failure::io("write", &root))?;
            cargo(self.folder.path(), target, &arguments)?;
            fs::write(&root, &text).map_err(Failure::io("write", &root))?;
            cargo(self.folder.path(), target, &arguments)
        })?;
        Ok(Cost { artifact: artifact(&target.join(profile.folder()).join("deps"), self.package), ..cost })
    }

    /// Builds the program again after an edit, with its dependencies built.
    pub(super) fn measure_user(&self, profile: Profile) -> Result<Cost, Failure> {
        let target = &self.target;
        let arguments: Vec<_> = profile.arguments().iter().copied().chain(["--package", "user"]).collect();
        cargo(self.folder.path(), target, &arguments)?;
        let main = self.folder.path().join("user/src/main.rs");
        let cost = steady(|| {
            let text = fs::read_to_string(&main).map_err(Failure::io("read", &main))?;
            fs::write(&main, format!("{text}// Edited.\n")).map_err(Failure::io("write", &main))?;
            cargo(self.folder.path(), target, &arguments)
        })?;
        Ok(Cost { artifact: artifact(&target.join(profile.folder()), "user"), ..cost })
    }

    /// Runs a clean check of everything.
    pub(super) fn measure_clean(&self) -> Result<Cost, Failure> {
        let target = &self.target;
        // A first run downloads dependencies and warms the disk cache.
        cargo(self.folder.path(), target, &["check"])?;
        steady(|| {
            fs::remove_dir_all(target).map_err(Failure::io("remove", target))?;
            cargo(self.folder.path(), target, &["check"])
        })
    }
}

/// The folder of the runtime.
fn graph_models_core() -> Result<String, Failure> {
    let folder = root().join("crates/graph-models-core");
    let folder = folder.canonicalize().map_err(Failure::io("find", &folder))?;
    Ok(folder.display().to_string())
}

/// The crate in our style, in the folder `models` of a workspace.
fn models(output: &Output, graph_models_core: &str) -> Files {
    let options = CrateOptions {
        name: "models".to_owned(),
        version: "0.0.0".to_owned(),
        runtime: Runtime::Folder(graph_models_core.to_owned()),
        client: None,
    };
    let files = crate_files(output, output.files.clone(), &options).into_iter();
    let mut files: Files = files.map(|(path, text)| (format!("models/{path}"), text)).collect();
    if let Some(manifest) = files.get_mut("models/Cargo.toml") {
        manifest.truncate(manifest.find("\n# A workspace of its own").unwrap_or(manifest.len()));
    }
    files
}

/// A path as a TOML string.
pub(super) fn toml_text(path: &Path) -> String {
    toml::string(&path.display().to_string())
}

/// The manifest of the workspace, and a program that decodes one page and prints its length.
fn user(dependencies: &str, page: &str) -> Files {
    let members = if dependencies.contains("derive") { "derive" } else { "models" };
    let main = format!(
        "//! Decodes one page.\n\nfn main() {{\n    let body = std::fs::read(\"page.json\").unwrap_or_default();\n    \
         let page: Result<{page}, _> = serde_json::from_slice(&body);\n    \
         println!(\"{{}}\", page.map_or(0, |page| page.into_items().len()));\n}}\n"
    );
    Files::from([
        (
            "Cargo.toml".to_owned(),
            format!(
                "[workspace]\nresolver = \"3\"\nmembers = [\"{members}\", \"user\"]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
            ),
        ),
        (
            "user/Cargo.toml".to_owned(),
            format!(
                "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\n{dependencies}"
            ),
        ),
        ("user/src/main.rs".to_owned(), main),
    ])
}

/// The size of the newest artifact of a crate, in MB.
fn artifact(folder: &Path, name: &str) -> f64 {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let files = entries.filter_map(|entry| {
        let path = entry.path();
        let stem = path.file_stem()?.to_string_lossy().into_owned();
        let is_it = stem.trim_start_matches("lib").split('-').next() == Some(name);
        let is_artifact = path.extension().is_none_or(|end| end == "rmeta" || end == "rlib" || end == "exe");
        let data = entry.metadata().ok().filter(|data| is_it && is_artifact && data.is_file())?;
        Some((data.modified().ok()?, data.len()))
    });
    let newest = files.max().map_or(0, |(_, size)| size);
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
    let megabytes = newest as f64 / 1_048_576.0;
    megabytes
}
