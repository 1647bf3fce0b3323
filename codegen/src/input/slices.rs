//! `slices.toml`: the parts of Graph that are generated.

mod check;

use std::collections::BTreeMap;

use serde::Deserialize;

use super::toml_file::{Text, parse, placed_all};
use csdl::diagnostic::{Diagnostic, Diagnostics};
use csdl::source::{FileId, Place, Placed, Sources};

/// The form of a file of slices.
const FORM: &str =
    "a slice is a table: `[name]` with `version`, `metadata`, `description`, and what it takes in";

/// All slices of a file, by name.
#[derive(Debug, Clone, Default)]
pub struct Slices {
    /// The slices in order of their names.
    pub slices: Vec<Slice>,
    /// The beginning of the file that the slices were read from.
    pub place: Place,
}

/// A part of Graph that is generated together, behind one Cargo feature.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Name of the table and of the Cargo feature.
    pub name: String,
    /// The version of the service, the first segment of its URLs: `beta` or `v1.0`.
    pub version: Placed<String>,
    /// Metadata files, and folders of metadata files, relative to the file of slices.
    pub metadata: Vec<Placed<String>>,
    /// The description, in one line.
    pub description: String,
    /// Paths from the service root. The slice takes in everything that the ends of these paths contain.
    pub roots: Vec<Placed<String>>,
    /// Types taken in by name.
    pub types: Vec<Placed<String>>,
    /// Operations taken in by qualified name, with all types that they take and return.
    pub operations: Vec<Placed<String>>,
    /// Types or operations taken in by qualified name, for programs that do not know the kind. TOML has no such key.
    pub names: Vec<Placed<String>>,
    /// Types and operations left out, by qualified name: the slice does not follow their references either.
    pub exclude: Vec<Placed<String>>,
    /// True for a slice that takes in all declarations.
    pub is_all: bool,
    /// True for a slice that gets a page, JSON Schemas, OpenAPI and test vectors if the options request them.
    pub has_documents: bool,
    /// The form of the names that pages of Microsoft's reference have for the types and requests of the slice.
    pub reference: Reference,
    /// The place of the table's name.
    pub place: Place,
}

/// The form of the names that pages of Microsoft's reference have for the types and requests of a slice.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// Names follow the rule.
    #[default]
    ByRule,
    /// Names follow the rule behind a word for the part of the service: `intune-apps-`.
    After(String),
    /// Names follow no known rule.
    Unknown,
}

impl Reference {
    /// The form for a slice without the key `reference`. It is unknown for a slice of everything, which does not
    /// distinguish the parts of the service.
    pub(crate) fn of_slice(is_all: bool) -> Self {
        if is_all { Self::Unknown } else { Self::ByRule }
    }
}

/// The key `reference` of a table.
#[derive(Deserialize)]
#[serde(untagged)]
enum ReferenceKey {
    After(String),
    ByRule(bool),
}

impl From<ReferenceKey> for Reference {
    fn from(key: ReferenceKey) -> Self {
        match key {
            ReferenceKey::After(text) => Self::After(text),
            ReferenceKey::ByRule(true) => Self::ByRule,
            ReferenceKey::ByRule(false) => Self::Unknown,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    version: Text,
    metadata: Vec<Text>,
    description: String,
    #[serde(default)]
    roots: Vec<Text>,
    #[serde(default)]
    types: Vec<Text>,
    #[serde(default)]
    operations: Vec<Text>,
    #[serde(default)]
    exclude: Vec<Text>,
    #[serde(default)]
    all: bool,
    #[serde(default = "yes")]
    documents: bool,
    reference: Option<ReferenceKey>,
}

/// The default of a key that is rarely `false`.
fn yes() -> bool {
    true
}

impl Slices {
    /// Reads a file of slices.
    pub fn read(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Self {
        let tables: Option<BTreeMap<Text, Table>> = parse(sources, file, FORM, diagnostics);
        if tables.as_ref().is_some_and(BTreeMap::is_empty) {
            diagnostics.push(
                Diagnostic::error("there is no slice")
                    .at(file.place(0..0), "this file has no table")
                    .help(FORM),
            );
        }
        let tables = tables.unwrap_or_default();
        let slices: Vec<_> = tables.into_iter().map(|(name, table)| slice(name, table, file)).collect();
        let slices = Self { slices, place: file.place(0..0) };
        slices.check(diagnostics);
        slices
    }
}

impl Slices {
    /// Pushes an error for each slice that cannot be generated.
    pub(crate) fn check(&self, diagnostics: &mut Diagnostics) {
        for slice in &self.slices {
            check::slice(slice, diagnostics);
        }
        check::same_roots(&self.slices, diagnostics);
    }
}

fn slice(name: Text, table: Table, file: FileId) -> Slice {
    let name = name.placed(file);
    Slice {
        name: name.value,
        version: table.version.placed(file),
        metadata: placed_all(table.metadata, file),
        description: table.description,
        roots: placed_all(table.roots, file),
        types: placed_all(table.types, file),
        operations: placed_all(table.operations, file),
        names: Vec::new(),
        exclude: placed_all(table.exclude, file),
        is_all: table.all,
        has_documents: table.documents,
        reference: table.reference.map_or_else(|| Reference::of_slice(table.all), Reference::from),
        place: name.place,
    }
}
