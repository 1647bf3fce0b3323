//! The list of payloads: tab-separated columns, found by their names.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::workspace::{Workspace, read};

/// A payload.
#[derive(Debug)]
pub(super) struct Entry {
    /// The file, relative to that of the manifest.
    pub(super) file: PathBuf,
    /// Qualified CSDL name of the declared type, as written.
    pub(super) ty: String,
    /// The payload is declared as a collection.
    pub(super) is_collection: bool,
}

/// Reads a manifest. The columns `file` and `type` are mandatory, `shape` is optional, other columns are ignored.
pub(super) fn entries(workspace: &Workspace, path: &Path) -> Result<Vec<Entry>, Failure> {
    let text = read(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (number, header) = lines.next().unwrap_or_default();
    let header: Vec<_> = header.split('\t').map(str::trim).collect();
    let column = |name: &str| header.iter().position(|column| column.eq_ignore_ascii_case(name));
    let missing = |name| {
        let problem =
            format!("{}:{}: the first line names no column `{name}`", workspace.shown(path), number + 1);
        Failure::Reported(problem)
    };
    let (file, ty) =
        (column("file").ok_or_else(|| missing("file"))?, column("type").ok_or_else(|| missing("type"))?);
    let shape = column("shape");
    let mut entries = Vec::new();
    for (number, line) in lines {
        let cells: Vec<_> = line.split('\t').map(str::trim).collect();
        let (Some(&file), Some(&ty)) = (cells.get(file), cells.get(ty)) else {
            let problem = format!("{}:{}: too few columns", workspace.shown(path), number + 1);
            return Err(Failure::Reported(problem));
        };
        if file.is_empty() || ty.is_empty() {
            return Err(Failure::Reported(format!(
                "{}:{}: no file or no type",
                workspace.shown(path),
                number + 1
            )));
        }
        let shape = shape.and_then(|shape| cells.get(shape)).copied().unwrap_or_default();
        let inner = ty.strip_prefix("Collection(").and_then(|ty| ty.strip_suffix(')'));
        entries.push(Entry {
            file: file.into(),
            ty: inner.unwrap_or(ty).to_owned(),
            is_collection: inner.is_some() || shape.eq_ignore_ascii_case("collection"),
        });
    }
    if entries.is_empty() {
        return Err(Failure::Reported(format!("{} lists no payload", workspace.shown(path))));
    }
    Ok(entries)
}
