//! Hostile text in every field of every input: the text is refused with its place, or it remains plain text in every
//! output.
//!
//! The inputs are the files in `hostile/`, in which `⟦name⟧` stands for the text of a field. If one field is hostile,
//! generated Rust must still have the same items, manifests the same keys and tables the same columns. Documentation
//! must contain no block of code, since rustdoc runs those.

mod checks;

use std::collections::BTreeSet;

use graph_models_codegen::{
    CrateOptions, Features, Input, Options, Output, Runtime, crate_files, derive_permissions, generate,
};

const SLICES: &str = include_str!("hostile/slices.txt");
const OVERLAY: &str = include_str!("hostile/overlay.txt");
const PERMISSIONS: &str = include_str!("hostile/permissions.txt");
const EXTRACT: &str = include_str!("hostile/extract.txt");
const METADATA: &str = include_str!("hostile/metadata.txt");

const HOSTILE: [&str; 29] = [
    "x\n}\npub fn evil() {}\n//",
    "x\npub mod evil;",
    "x\rpub mod evil;",
    "x\r\npub mod evil;",
    "x\u{85}pub mod evil;",
    "x\u{2028}pub mod evil;\u{2029}pub mod evil;",
    "x\u{b}pub mod evil;\u{c}pub mod evil;",
    "*/ pub fn evil() {} /*",
    "\"#; pub mod evil {} //",
    "\"); pub mod evil {} (\"",
    "\"##; pub mod evil {}",
    "{ evil = \"1\" }",
    "\n[dependencies]\nevil = \"1\"\n",
    "--> <script>evil()</script> <!--",
    "</script><img src=x onerror=evil()>",
    "]]>",
    "a | b | c",
    "`a | b` | ``c|d",
    "````",
    "```\nevil();\n```",
    "~~~\nevil();\n~~~",
    "x\n\n    evil();\n",
    "    evil();",
    "\u{202e}evil\u{2066}\u{2069}",
    "a\0b\u{1}\u{7f}",
    "\u{1b}[31m\u{9b}31m",
    "::error::evil",
    "x\n::error::evil\n##[error]evil",
    "\\\u{feff}\u{200b}\\\"",
];

/// A template with fields, and the way in which text is written into them.
struct Template {
    text: &'static str,
    write: fn(&str) -> String,
}

const TEMPLATES: [Template; 5] = [
    Template { text: SLICES, write: toml },
    Template { text: OVERLAY, write: toml },
    Template { text: PERMISSIONS, write: json },
    Template { text: EXTRACT, write: toml },
    Template { text: METADATA, write: xml },
];

fn toml(text: &str) -> String {
    let escape = |character: char| format!("\\U{:08x}", u32::from(character));
    text.chars().map(escape).collect()
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string().trim_matches('"').to_owned()
}

fn xml(text: &str) -> String {
    text.chars().fold(String::new(), |xml, character| xml + &format!("&#{};", u32::from(character)))
}

/// The fields of all templates, by their templates.
fn fields() -> BTreeSet<(usize, String)> {
    let in_text = |(index, template): (usize, &Template)| {
        let names = template.text.split('⟦').skip(1).map(|rest| rest.split_once('⟧').unwrap().0);
        names.map(|name| (index, name.to_owned())).collect::<Vec<_>>()
    };
    TEMPLATES.iter().enumerate().flat_map(in_text).collect()
}

/// A template with one field set and all others unchanged.
fn filled(index: usize, set: Option<(&(usize, String), &str)>) -> String {
    let template = &TEMPLATES[index];
    let mut parts = template.text.split('⟦');
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (plain, rest) = part.split_once('⟧').unwrap();
        match set {
            Some(((of, name), value)) if *of == index && name == plain => {
                text.push_str(&(template.write)(value));
            }
            _ => text.push_str(plain),
        }
        text.push_str(rest);
    }
    text
}

/// The input; if `is_extract` is true, the permissions are our extract and not Graph's file.
fn input(set: Option<(&(usize, String), &str)>, is_extract: bool) -> Input {
    let mut input = Input::new("slices.toml", filled(0, set));
    input.add_overlay("overlay.toml", filled(1, set));
    let (name, index) = if is_extract { ("permissions.toml", 3) } else { ("permissions.json", 2) };
    input.add_permissions(name, filled(index, set));
    let names = input.metadata_names();
    for name in names {
        input.add_metadata(name.clone(), name, filled(4, set));
    }
    input.set_options(Options {
        features: Features::Slices,
        vectors: true,
        pages: true,
        openapi: true,
        ..Options::default()
    });
    input
}

fn crate_of(output: &Output, options: &CrateOptions) -> graph_models_codegen::Files {
    let mut files = crate_files(output, output.files.clone(), options);
    files.extend(output.pages.clone());
    files.extend(output.vectors.clone().into_iter().map(|(name, text)| (format!("vectors/{name}"), text)));
    files
}

fn options(name: &str, version: &str, graph_models_core: Runtime) -> CrateOptions {
    let client = Some(graph_models_core.clone());
    CrateOptions { name: name.to_owned(), version: version.to_owned(), runtime: graph_models_core, client }
}

fn plain_options() -> CrateOptions {
    options("plain", "0.1.0", Runtime::Version("0.1".to_owned()))
}

#[test]
fn text_stays_text_or_is_refused_with_its_place() {
    let plain = [false, true].map(|is_extract| {
        let input = input(None, is_extract);
        let output = generate(&input);
        let said = output.diagnostics.render(input.sources(), csdl::diagnostic::Style::Plain);
        assert!(!output.diagnostics.has_errors(), "{said}");
        crate_of(&output, &plain_options())
    });
    let (mut refused, mut kept) = (0, 0);
    let fields = fields();
    assert!(fields.len() > 60, "{} fields", fields.len());
    // A run takes time. So each field gets all texts that XML can hold at once, and only a few texts get a run of
    // their own.
    let at_once: Vec<_> =
        HOSTILE.into_iter().filter(|text| !text.contains(['\0', '\u{1b}', '\u{b}'])).collect();
    let at_once = at_once.join("\n");
    for (number, field) in fields.iter().enumerate() {
        let alone = (0..3).map(|turn| HOSTILE[(number * 3 + turn) % HOSTILE.len()]);
        for text in std::iter::once(at_once.as_str()).chain(alone) {
            let is_extract = field.0 == 3;
            let input = input(Some((field, text)), is_extract);
            let output = generate(&input);
            let what = format!("{field:?}: {text:?}");
            let said = output.diagnostics.render(input.sources(), csdl::diagnostic::Style::Plain);
            checks::is_harmless_log(&said, &what);
            if output.diagnostics.has_errors() {
                refused += 1;
                let has_place = output.diagnostics.iter().all(|diagnostic| !diagnostic.labels.is_empty());
                assert!(has_place && output.files.is_empty(), "{what}\n{said}");
                continue;
            }
            kept += 1;
            let files = crate_of(&output, &plain_options());
            checks::same_shape(&plain[usize::from(is_extract)], &files, &what);
        }
    }
    assert!(refused > 50 && kept > 50, "{refused} refused, {kept} kept");
}

#[test]
fn names_of_a_crate_stay_names() {
    let output = generate(&input(None, false));
    let plain = crate_of(&output, &plain_options());
    for text in HOSTILE {
        for options in [
            options(text, "0.1.0", Runtime::Version("0.1".to_owned())),
            options("plain", text, Runtime::Version("0.1".to_owned())),
            options("plain", "0.1.0", Runtime::Version(text.to_owned())),
        ] {
            checks::same_shape(&plain, &crate_of(&output, &options), &format!("{options:?}"));
        }
        let folder = options("plain", "0.1.0", Runtime::Folder(text.to_owned()));
        let files = crate_of(&output, &folder);
        let manifest: toml::Table = toml::from_str(&files["Cargo.toml"]).unwrap();
        assert_eq!(manifest["dependencies"]["graph-models-core"]["path"].as_str(), Some(text));
        assert_eq!(manifest["dependencies"]["graph-models-client"]["path"].as_str(), Some(text));
    }
}

#[test]
fn derived_permissions_are_the_same_entries() {
    let derive = |set| {
        let mut input = input(None, false);
        derive_permissions(&mut input, "graph.json", filled(2, set))
    };
    let plain = derive(None);
    assert!(!plain.diagnostics.has_errors());
    let keys = |text: &str| -> Vec<String> {
        let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        table["request"].as_array().unwrap().iter().map(|entry| entry["request"].to_string()).collect()
    };
    let mut kept = 0;
    for field in fields().iter().filter(|(index, _)| *index == 2) {
        for text in HOSTILE {
            let derived = derive(Some((field, text)));
            if derived.diagnostics.has_errors() {
                continue;
            }
            kept += 1;
            let (was, is) = (keys(&plain.text), keys(&derived.text));
            assert!(is.iter().all(|key| was.contains(key)), "{field:?}: {text:?}\n{}", derived.text);
            assert_eq!(checks::dangerous(&derived.text), None, "{field:?}: {text:?}");
        }
    }
    assert!(kept > 50, "{kept}");
}

/// Written XML is read back as the same text.
#[test]
fn canonical_metadata_says_the_same() {
    let read = |text: String| {
        let mut sources = csdl::source::Sources::default();
        let file = sources.add("m.csdl", text);
        let mut diagnostics = csdl::diagnostic::Diagnostics::default();
        let text = csdl::format(&sources, file, &mut diagnostics);
        (!diagnostics.has_errors()).then_some(text)
    };
    let mut kept = 0;
    for field in fields().iter().filter(|(index, _)| *index == 4) {
        for text in HOSTILE {
            let Some(once) = read(filled(4, Some((field, text)))) else { continue };
            kept += 1;
            assert_eq!(read(once.clone()).as_ref(), Some(&once), "{field:?}: {text:?}");
        }
    }
    assert!(kept > 100, "{kept}");
}
