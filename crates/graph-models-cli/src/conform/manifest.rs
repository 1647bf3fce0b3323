//! The list of payloads: tab-separated columns that are found by their names.

use std::path::Path;

use csdl::diagnostic::{Diagnostic, Diagnostics, closest};
use csdl::kind::Kind;
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
    // Cells are slices of the text, so the offset of a cell gives its place.
    let place = |cell: &str| {
        let start = cell.as_ptr() as usize - text.as_ptr() as usize;
        file.place(start..start + cell.len())
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let header_line = lines.next().unwrap_or(text);
    let header: Vec<_> = header_line.split('\t').map(str::trim).collect();
    let column = |name: &str| header.iter().position(|column| column.eq_ignore_ascii_case(name));
    let (Some(of_file), Some(of_type)) = (column("file"), column("type")) else {
        let place = if text.trim().is_empty() { beginning(file) } else { place(header_line) };
        diagnostics.push(no_columns(text, header_line, &header).at(place, ""));
        return Vec::new();
    };
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
            let problem = Diagnostic::error("no file or no type").at(place(line), "this line");
            diagnostics
                .push(problem.help("a line is the name of a file, a tab, and the type of its content"));
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

/// The error for a first line that does not name the mandatory columns.
fn no_columns(text: &str, line: &str, header: &[&str]) -> Diagnostic {
    const FORM: &str = "the first line is `file`, `type` and, if need be, `shape`, with tabs between them";
    let other = Kind::of(text).map(|(kind, _)| kind);
    let words: Vec<_> = line.split(|c: char| !c.is_alphanumeric()).collect();
    let has_words = ["file", "type"].iter().all(|name| words.iter().any(|it| it.eq_ignore_ascii_case(name)));
    let is_there = |name: &str| header.iter().any(|column| column.eq_ignore_ascii_case(name));
    let missing: Vec<_> = ["file", "type"].into_iter().filter(|name| !is_there(name)).collect();
    let near = missing.iter().find_map(|name| Some((name, closest(name, header.iter().copied())?)));
    match (other, near) {
        _ if text.trim().is_empty() => Diagnostic::error("the list of payloads is empty").help(FORM),
        (Some(kind), _) => {
            let problem = Diagnostic::error(format!("this is {}, and no list of payloads", kind.name()));
            problem.help(kind.remedy().unwrap_or(FORM))
        }
        _ if has_words => Diagnostic::error("the columns are not parted by tabs").help(FORM),
        (None, near) => {
            let names: Vec<_> = missing.iter().map(|name| format!("`{name}`")).collect();
            let problem = format!("the first line names no column {}", names.join(" and no column "));
            match near {
                Some((name, near)) => {
                    Diagnostic::error(problem).help(format!("write `{name}` in the place of `{near}`"))
                }
                None => Diagnostic::error(problem).help(FORM),
            }
        }
    }
}

fn beginning(file: FileId) -> Place {
    file.place(0..0)
}

/// Pushes an error for each payload that is not there.
pub(super) fn require_files(entries: &[Entry], folder: &Path, diagnostics: &mut Diagnostics) {
    for entry in entries.iter().filter(|entry| !folder.join(&entry.file.value).is_file()) {
        let path = folder.join(&entry.file.value);
        if path.is_dir() {
            let problem = Diagnostic::error(format!("the payload `{}` is a folder", entry.file.value))
                .at(entry.file.place, "relative to the folder of this file");
            diagnostics.push(problem.help("each payload needs a line of its own"));
            continue;
        }
        let problem = Diagnostic::error(format!("there is no payload `{}`", entry.file.value))
            .at(entry.file.place, "relative to the folder of this file");
        let meant = crate::failure::nearest_file(&path).into_iter();
        diagnostics.push(meant.fold(problem, Diagnostic::help));
    }
}
