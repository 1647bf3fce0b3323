//! Names of modules, files and Cargo features: of ASCII alone, and none that a file system or Cargo keeps for itself.

use heck::{ToKebabCase, ToSnakeCase};

use super::form;

/// Modules that generated files import, and files; a namespace of that name takes a trailing underscore.
/// So does one that begins with such a name and an underscore, as files of features do: `enums_mail`.
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

/// The most characters of a module. File systems have names of up to 255 bytes, and a file has a prefix and an ending.
const LONGEST_MODULE: usize = 120;

/// Features that a crate of all namespaces has itself: Cargo's own, those of kinds of items, and those that Cargo makes of
/// dependencies.
const OWN_FEATURES: [&str; 5] =
    ["default", "graph-models-client", "graph-models-core", "properties", "requests"];

/// A module, and so a file or folder, but never named as what generated files import.
///
/// A compiler looks for the file of a module under its name, and refuses letters beyond ASCII there (E0754).
pub(crate) fn module(name: &str) -> String {
    let ident = stem(name);
    let is_taken = IMPORTED.iter().filter_map(|taken| ident.strip_prefix(taken));
    let is_taken = is_taken.into_iter().any(|rest| rest.is_empty() || rest.starts_with('_'));
    if is_taken || is_device(&ident) { format!("{ident}_") } else { ident }
}

/// A part of the name of a file that is a module.
pub(crate) fn stem(name: &str) -> String {
    let mut stem = form::ident(ascii(&name.to_snake_case()), 'x');
    if stem.len() > LONGEST_MODULE {
        stem.truncate(LONGEST_MODULE);
        stem = stem.trim_end_matches('_').to_owned();
    }
    stem
}

/// The Cargo feature of a namespace: `microsoft.graph` is `graph`, what is below it goes without that.
pub(crate) fn feature(namespace: &str) -> String {
    let parts = namespace.split('.').map(|part| ascii(&part.to_kebab_case())).filter(|part| !part.is_empty());
    let feature = parts.collect::<Vec<_>>().join("-");
    match feature.as_str() {
        "" => "graph".to_owned(),
        own if OWN_FEATURES.contains(&own) => format!("namespace-{own}"),
        _ => feature,
    }
}

/// A text with the number of each character that is beyond ASCII in its place: `\u{e9}` is `ue9`.
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

/// Returns true for the name of a device: Windows has no file of such a name, whatever ending it has.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered
            .is_some_and(|number| number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_MODULE, feature, is_device, module};

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

    #[test]
    fn devices() {
        for name in ["con", "CON", "nul.md", "lpt9.rs", "com0"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["console", "com", "com10", "lpt", "aux_", "null"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
