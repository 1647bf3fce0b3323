//! A case of a comparison: `old.csdl` and `new.csdl`, and optionally `old.overlay.toml`, `new.permissions.toml` and
//! similar files, and earlier states in `history`.

use std::fs;
use std::path::Path;

use csdl::diagnostic::{Diagnostics, Style};
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_codegen::input::{Overlay, Permissions};
use graph_models_diff::{Access, Date, History, Options, Report, Side, State, compare, compare_access};

/// The day on which all cases are compared.
pub(crate) const TODAY: &str = "2026-06-30";

/// The result of a case.
pub(crate) struct Compared {
    pub(crate) report: Report,
    #[allow(dead_code, reason = "not every test shows places")]
    pub(crate) sources: Sources,
}

/// Compares the two sides of a case.
///
/// # Panics
///
/// Panics if a file cannot be read or understood.
pub(crate) fn compared(case: &Path) -> Compared {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let (old, new) = (
        side(case, "old", &mut sources, &mut diagnostics),
        side(case, "new", &mut sources, &mut diagnostics),
    );
    let history = history(case, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}:\n{}", case.display(), diagnostics.render(&sources, Style::Plain));
    let options = Options { today: Date::parse(TODAY), history: history.as_ref(), ..Options::default() };
    let mut report =
        compare(&Side { model: &old.0, scope: None }, &Side { model: &new.0, scope: None }, &options);
    let models = (&[&old.0], &[&new.0]);
    report.join(compare_access(&access(&old, models.0), &access(&new, models.1), &options));
    Compared { report, sources }
}

type Read = (Model, Overlay, Permissions);

fn access<'a>((_, overlay, permissions): &'a Read, models: &'a [&'a Model]) -> Access<'a> {
    Access { overlay, permissions, models }
}

fn side(case: &Path, name: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Read {
    let metadata = format!("{name}.csdl");
    let file = sources.add(metadata.clone(), text(&case.join(metadata)).unwrap());
    let model = csdl::model(sources, &[file], diagnostics);
    let (mut overlay, mut permissions) = (Overlay::default(), Permissions::default());
    let shown = format!("{name}.overlay.toml");
    if let Some(text) = text(&case.join(&shown)) {
        let file = sources.add(shown, text);
        overlay.read(sources, file, diagnostics);
    }
    let shown = format!("{name}.permissions.toml");
    if let Some(text) = text(&case.join(&shown)) {
        let file = sources.add(shown, text);
        permissions.read(sources, file, diagnostics);
    }
    (model, overlay, permissions)
}

fn history(case: &Path, diagnostics: &mut Diagnostics) -> Option<History> {
    let folder = case.join("history");
    let entries = fs::read_dir(folder).ok()?;
    let mut states = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        let date = Date::parse(path.file_stem().unwrap().to_str().unwrap()).unwrap();
        let mut sources = Sources::default();
        let file = sources.add("state.csdl", text(&path).unwrap());
        states.push(State::new(date, &csdl::model(&sources, &[file], diagnostics)));
    }
    Some(History::new(states, Date::parse(TODAY).unwrap()))
}

fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}
