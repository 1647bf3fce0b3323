//! Names of modules, files and Cargo features: only ASCII, and no name that a file system or Cargo reserves.

use heck::{ToKebabCase, ToSnakeCase};

use super::form;
use crate::input::is_device;

/// The names of modules that generated files import, and of generated files. A namespace of such a name takes a
/// trailing underscore. So does a namespace that begins with such a name and an underscore, since files of features
/// do: `enums_mail`.
const IMPORTED: [&str; 18] = [
    "catalog",
    "complex_types",
    "edm",
    "entity_types",
    "enums",
    "graph_models_core",
    "json_schema",
    "model",
    "open_enum",
    "operations",
    "paths",
    "roots",
    "typed_paths",
    "properties",
    "request",
    "requests",
    "resources",
    "std",
];

/// The most characters of a module's name. File systems have names of up to 255 bytes, and a file has a prefix and an
/// ending.
const LONGEST_MODULE: usize = 120;

/// The most characters of a place in the alphabet. A file may have it in its name, after a name of the length above.
const LONGEST_PLACE: usize = 90;

/// Features that a crate with namespace features has anyway: Cargo's own feature, those for kinds of items, and those
/// that Cargo makes of dependencies.
const OWN_FEATURES: [&str; 5] =
    ["default", "graph-models-client", "graph-models-core", "properties", "requests"];

/// The name of a module and of its file or folder. It is never the name of a module that generated files import.
///
/// The compiler derives the file name from the module name, and refuses letters outside of ASCII there (E0754).
pub(crate) fn module(name: &str) -> String {
    not_imported(stem(name))
}

/// The name of a module with a number. It is also never the name of a module that generated files import:
/// `entity_types_2` is the second file of entity types.
pub(crate) fn numbered_module(module: &str, number: usize) -> String {
    not_imported(format!("{}_{number}", module.trim_end_matches('_')))
}

/// Appends an underscore to the name of a module that generated files import, and to that of a device.
fn not_imported(ident: String) -> String {
    let is_taken = IMPORTED.iter().filter_map(|taken| ident.strip_prefix(taken));
    let is_taken = is_taken.into_iter().any(|rest| rest.is_empty() || rest.starts_with('_'));
    if is_taken || is_device(&ident) { format!("{ident}_") } else { ident }
}

/// A part of the name of a module's file.
pub(crate) fn stem(name: &str) -> String {
    shortened(form::ident(ascii(&name.to_snake_case()), 'x'), LONGEST_MODULE)
}

/// The place of a name in the alphabet, for the division of a list among files. Names that differ only behind the most
/// characters of a place have the same place.
pub(crate) fn place(name: &str) -> String {
    shortened(form::ident(ascii(&name.to_snake_case()), 'x'), LONGEST_PLACE)
}

/// The name of a part of a file that would be too long: the part begins at a place of the alphabet. The part without
/// a place is the first one.
pub(crate) fn part_from(stem: &str, place: &str) -> String {
    match (stem, place) {
        (_, "") => stem.to_owned(),
        ("", _) => format!("from_{place}"),
        _ => format!("{stem}_from_{place}"),
    }
}

/// The part of a file's name that tells the features of its items: `mail`. If there are several features, one of the
/// items stands for all: `shared_user`. Empty without features.
///
/// The name contains no number: one more set of features would change the numbers, and so rename all later files. It
/// does not contain several features: items often get another feature together, and so keep their file.
pub(crate) fn of_features(features: &[&str], items: impl Iterator<Item = String>) -> String {
    match features {
        [] => String::new(),
        [feature] => stem(feature),
        // The item with the shortest name is usually the best known one: `User` among `UserSettings` and
        // `CloudClipboardItem`.
        _ => {
            let shortest = items.min_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
            format!("shared_{}", stem(&shortest.unwrap_or_default()))
        }
    }
}

/// The name of an item and its modules.
pub(crate) fn joined(modules: &[String], ident: &str) -> String {
    modules.iter().map(String::as_str).chain([ident]).collect::<Vec<_>>().join("_")
}

fn shortened(mut stem: String, most: usize) -> String {
    if stem.len() > most {
        stem.truncate(most);
        stem.truncate(stem.trim_end_matches('_').len());
    }
    stem
}

/// The Cargo feature of a namespace: `graph` for `microsoft.graph`. The parts below it are given without that prefix.
pub(crate) fn feature(namespace: &str) -> String {
    let parts = namespace.split('.').map(|part| ascii(&part.to_kebab_case())).filter(|part| !part.is_empty());
    let feature = parts.collect::<Vec<_>>().join("-");
    match feature.as_str() {
        "" => "graph".to_owned(),
        own if OWN_FEATURES.contains(&own) => format!("namespace-{own}"),
        _ => feature,
    }
}

/// Replaces each character outside of ASCII by its number: `\u{e9}` becomes `ue9`.
fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            ascii.push_str(&format!("u{:x}", u32::from(character)));
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_MODULE, feature, module, numbered_module};

    #[test]
    fn modules_are_of_ascii() {
        for (name, expected) in [
            ("security", "security"),
            ("\u{e9}", "ue9"),
            ("a\u{b2}", "aub2"),
            ("con", "con_"),
            ("COM1", "com1_"),
            ("self", "self_"),
            ("std", "std_"),
            ("enumsMail", "enums_mail_"),
            ("1st", "x1st"),
            ("_", "x"),
        ] {
            assert_eq!(module(name), expected, "{name}");
        }
        for length in [LONGEST_MODULE, LONGEST_MODULE + 1] {
            assert_eq!(module(&"a".repeat(length)).len(), LONGEST_MODULE);
        }
        assert!(module(&"\u{5b57}".repeat(128)).len() <= LONGEST_MODULE);
    }

    /// A numbered name is checked like the name that it is made of.
    #[test]
    fn numbered_modules_are_no_files() {
        for (name, expected) in [
            ("security", "security_2"),
            ("entityTypes", "entity_types_2_"),
            ("std", "std_2_"),
            ("enumsMail", "enums_mail_2_"),
            ("con", "con_2"),
        ] {
            assert_eq!(numbered_module(&module(name), 2), expected, "{name}");
        }
    }

    #[test]
    fn features_are_those_of_cargo() {
        for (namespace, expected) in [
            ("", "graph"),
            (".security", "security"),
            ("com.contoso", "com-contoso"),
            (".default", "namespace-default"),
            (".requests", "namespace-requests"),
            (".\u{e9}", "ue9"),
            (".\u{24d0}", "u24d0"),
        ] {
            assert_eq!(feature(namespace), expected, "{namespace}");
        }
    }
}
