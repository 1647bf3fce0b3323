//! Turns decided Rust into files: text, `quote!`, headers, order of items. Must not fail, and must not decide
//! anything.

mod catalog;
mod enums;
mod features;
mod file_kind;
mod files;
mod gates;
mod inputs;
mod items;
mod json_schema;
mod modules;
mod parts;
mod paths;
mod pieces;
mod print;
mod properties;
mod requests;
mod structs;
mod tagged_enums;
mod targets;
mod typed_paths;

use std::collections::BTreeMap;

pub(crate) use print::header;

use crate::rust::Version;

/// Generated files: the text of each file by its path, relative to the folder of generated code and with `/` between
/// parts.
pub type Files = BTreeMap<String, String>;

/// Emits all versions, and the module that holds them.
pub(crate) fn files(versions: &[Version]) -> Files {
    let mut files = Files::new();
    files::root(versions, &mut files);
    for version in versions {
        files::version(version, &mut files);
    }
    files
}
