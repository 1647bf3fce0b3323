//! The list of payloads: tab-separated columns that are found by their names.

use std::path::Path;

use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{FileId, Place, Placed, Sources};

/// The values of the column `shape`. Anything but a collection is one value.
const SHAPES: [&str; 3] = ["", "entity", "collection"];

/// A payload.
#[derive(Debug)]
pub(super) struct Entry {
    /// The file, relative to that of the manifest.
    pub(super) file: Placed<String>,
    /// Qualified CSDL name of the declared type, as written.
    pub(super) ty: Placed<String>,
    /// The payload is declared as a collection.
    pub(super) is_collection: bool,
}

impl Entry {
    /// A payload by its file, its type and its shape. `place` gives the place of a part of the text that holds them.
    pub(super) fn new(file: &str, ty: &str, shape: &str, place: impl Fn(&str) -> Place) -> Self {
        let inner = ty.strip_prefix("Collection(").and_then(|ty| ty.strip_suffix(')'));
        let placed = |text: &str| Placed { value: text.to_owned(), place: place(text) };
        Self {
            file: placed(file),
            ty: placed(inner.unwrap_or(ty)),
            is_collection: inner.is_some() || shape.eq_ignore_ascii_case("collection"),
        }
    }
}

/// Reads a manifest. The columns `file` and `type` are mandatory, `shape` is optional, other columns are ignored.
pub(super) fn entries(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let text = sources.file(file).map_or("", |source| source.text.as_str());
    // Cells are parts of the text, so that the place of each follows from where it begins.
    let place = |cell: &str| {
        let start = cell.as_ptr() as usize - text.as_ptr() as usize;
        file.place(start..start + cell.len())
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let header_line = lines.next().unwrap_or(text);
    let header: Vec<_> = header_line.split('\t').map(str::trim).collect();
    let column = |name: &str| header.iter().position(|column| column.eq_ignore_ascii_case(name));
    let mut mandatory = |name: &str| {
        let found = column(name);
        if found.is_none() {
            diagnostics.push(
                Diagnostic::error(format!("the first line names no column `{name}`"))
                    .at(place(header_line), "the columns")
                    .help(
                        "the first line is `file`, `type` and, if need be, `shape`, with tabs between them",
                    ),
            );
        }
        found
    };
    let (Some(of_file), Some(of_type)) = (mandatory("file"), mandatory("type")) else { return Vec::new() };
    let of_shape = column("shape");
    let mut entries = Vec::new();
    for line in lines {
        let cells: Vec<_> = line.split('\t').map(str::trim).collect();
        let (Some(&name), Some(&ty)) = (cells.get(of_file), cells.get(of_type)) else {
            let problem = Diagnostic::error("too few columns").at(place(line), "this line");
            diagnostics.push(problem.help("columns are parted by tabs, not by spaces"));
            continue;
        };
        if name.is_empty() || ty.is_empty() {
            diagnostics.push(Diagnostic::error("no file or no type").at(place(line), "this line"));
            continue;
        }
        let shape = of_shape.and_then(|shape| cells.get(shape)).copied().unwrap_or_default();
        if !SHAPES.iter().any(|known| known.eq_ignore_ascii_case(shape)) {
            let problem = Diagnostic::error(format!("unknown shape `{shape}`")).at(place(shape), "");
            diagnostics.push(problem.help("a payload is an `entity` or a `collection`"));
        }
        entries.push(Entry::new(name, ty, shape, place));
    }
    if entries.is_empty() && !diagnostics.has_errors() {
        let problem = Diagnostic::error("the list names no payload").at(beginning(file), "this file");
        diagnostics.push(problem.help("a line is the name of a file, a tab, and the type of its content"));
    }
    entries
}

fn beginning(file: FileId) -> Place {
    file.place(0..0)
}

/// Pushes an error for each payload that is not there.
pub(super) fn require_files(entries: &[Entry], folder: &Path, diagnostics: &mut Diagnostics) {
    for entry in entries.iter().filter(|entry| !folder.join(&entry.file.value).is_file()) {
        let path = folder.join(&entry.file.value);
        let problem = Diagnostic::error(format!("there is no payload `{}`", entry.file.value))
            .at(entry.file.place, "relative to the folder of this file");
        let meant = crate::failure::nearest_file(&path).into_iter();
        diagnostics.push(meant.fold(problem, Diagnostic::help));
    }
}
