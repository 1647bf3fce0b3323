//! The files of a build script: generated modules, and the file that the crate includes.

use std::path::Path;

use super::error::Error;
use super::folder::Plan;
use crate::emit::Files;
use crate::output::Output;

/// The folder of the modules, below the output folder.
const MODULES: &str = "graph";

/// Writes the modules and `graph.rs`, and removes what an earlier run left. Files whose text does not change are not
/// touched, since Cargo would compile them again.
pub(super) fn write(folder: &Path, output: &Output) -> Result<(), Error> {
    let modules = output.files.iter().map(|(path, text)| (format!("{MODULES}/{path}"), text.clone()));
    let mut files: Files = modules.collect();
    files.insert("graph.rs".to_owned(), root(&folder.join(MODULES), output));
    let mut plan = Plan::default();
    plan.folder(folder, "modules of a build script", files);
    plan.write()?;
    Ok(())
}

/// The text of the file to include. It declares each version by its path, since generated files contain inner
/// attributes and declare modules.
fn root(modules: &Path, output: &Output) -> String {
    let mut text = format!("// {}: do not edit.\n", output.made_by.words());
    for module in &output.modules {
        let path = modules.join(module).join("mod.rs");
        let path = path.display().to_string();
        text.push_str(&format!(
            "\n#[allow(clippy::all, clippy::pedantic, missing_docs, unreachable_pub, dead_code)]\n\
             #[path = {path:?}]\npub mod {module};\n"
        ));
    }
    text
}
