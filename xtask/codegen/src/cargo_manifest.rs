//! The Cargo features of slices in the manifest of `graph-models`.

use std::path::PathBuf;

use graph_models_cli::failure::Failure;
use graph_models_cli::workspace::{Workspace, read};
use graph_models_codegen::Output;
use graph_models_codegen::text::toml;

/// The lines around the features in the manifest.
const BEGIN: &str = "# Features of slices, written by `cargo xtask codegen` from `slices.toml`.\n";
const END: &str = "# End of the features of slices.\n";

/// The manifest, and its text with a feature for each slice, and `full` for all of them.
pub(crate) fn with_features(workspace: &Workspace, output: &Output) -> Result<(PathBuf, String), Failure> {
    let path = workspace.root().join("crates/graph-models/Cargo.toml");
    let text = read(&path)?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let Some((before, after)) = parts else {
        return Err(Failure::Reported(format!(
            "{} has no lines `{}` and `{}`",
            workspace.shown(&path),
            BEGIN.trim_end(),
            END.trim_end()
        )));
    };
    // The hand-written features of the manifest, before and behind the features of slices.
    let (of_features, behind) = (before.rsplit_once("[features]\n"), after.split_once("\n["));
    let own = [of_features.map_or("", |(_, own)| own), behind.map_or(after, |(own, _)| own)];
    let own: Vec<_> =
        own.into_iter().flat_map(str::lines).filter_map(|line| line.split_once(" = ")).collect();
    let is_taken = |name: &str| own.iter().any(|(key, _)| *key == toml::key(name));
    if let Some(slice) = output.summaries.iter().find(|slice| is_taken(&slice.name)) {
        return Err(Failure::Reported(format!(
            "slice `{}` cannot be named so: {} declares it already; choose another name",
            slice.name,
            workspace.shown(&path)
        )));
    }
    let mut features = "# All slices.\nfull = [\n".to_owned();
    for slice in &output.summaries {
        features.push_str(&format!("    {},\n", toml::string(&slice.name)));
    }
    features.push_str("]\n");
    for slice in &output.summaries {
        features.push_str(&format!("{} = []\n", toml::key(&slice.name)));
    }
    Ok((path, format!("{before}{BEGIN}{features}{END}{after}")))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END};

    /// The manifest has each of the two marker lines exactly once.
    #[test]
    fn the_manifest_has_a_place_for_features() {
        let text = include_str!("../../../crates/graph-models/Cargo.toml");
        assert_eq!((text.matches(BEGIN).count(), text.matches(END).count()), (1, 1));
    }
}
