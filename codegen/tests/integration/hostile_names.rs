//! Hostile names for every kind of element: each is refused with its place, or the generated crate has valid and unique
//! names of items, files and features.
//!
//! All names of a kind are in one service, where they must not collide. Refused names are removed until the service
//! is accepted.

mod crates;
mod elements;
mod names;

use std::collections::BTreeSet;

use csdl::diagnostic::{Severity, Style};
use elements::{ELEMENTS, Element};
use graph_models_codegen::{
    CrateOptions, Features, Files, Input, Options, Output, Runtime, crate_files, generate,
};

fn input(metadata: &str, slices: &str, features: Features) -> Input {
    let mut input = Input::new("slices.toml", slices);
    for name in input.metadata_names() {
        input.add_metadata(name.clone(), name, metadata.to_owned());
    }
    input.set_options(Options { features, vectors: true, pages: true, openapi: true, ..Options::default() });
    input
}

/// A slice of everything and a smaller one, so that there are features.
fn slices(name: &str) -> String {
    let rest = "version = \"v1.0\"\nmetadata = [\"x.csdl\"]\ndescription = \"Things\"";
    format!("[{name}]\n{rest}\nall = true\n\n[less]\n{rest}\ntypes = [\"microsoft.graph.plain\"]\n")
}

/// The files of a crate, or the texts that are refused. Each error needs a place.
fn generated(input: &Input, what: &str) -> Result<Files, BTreeSet<String>> {
    let output = generate(input);
    if !output.diagnostics.has_errors() {
        return Ok(crate_of(&output));
    }
    let said = output.diagnostics.render(input.sources(), Style::Plain);
    assert!(output.files.is_empty(), "{what}");
    let errors = output.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let refused = errors.map(|error| {
        let place = error.labels.first().unwrap_or_else(|| panic!("{what}: {said}")).place;
        let text = &input.sources().file(place.file).unwrap().text;
        text.get(place.start as usize..place.end as usize)
            .unwrap_or_else(|| panic!("{what}: {said}"))
            .to_owned()
    });
    Err(refused.collect())
}

fn crate_of(output: &Output) -> Files {
    let options = CrateOptions {
        name: "things".to_owned(),
        version: "0.1.0".to_owned(),
        runtime: Runtime::Version("0.1".to_owned()),
        client: Some(Runtime::Version("0.1".to_owned())),
    };
    let mut files = crate_files(output, output.files.clone(), &options);
    files.extend(output.pages.clone().into_iter().map(|(name, text)| (format!("pages/{name}"), text)));
    files.extend(output.vectors.clone().into_iter().map(|(name, text)| (format!("vectors/{name}"), text)));
    files
}

/// Tries all names of an element together, without those that are refused.
fn try_names(element: &Element) {
    let mut names = names::all();
    let count = names.len();
    assert!(count > 250, "{count} names");
    for features in [Features::Slices, Features::Namespaces] {
        loop {
            let metadata = elements::metadata(element, &names);
            match generated(&input(&metadata, &slices("all"), features), element.kind) {
                Ok(files) => {
                    crates::check(&files, element.kind);
                    break;
                }
                Err(refused) => {
                    let before = names.len();
                    names.retain(|name| !refused.contains(&elements::written(element, name)));
                    // Each error must show the name that it is about.
                    assert!(names.len() < before, "{}: {refused:?}", element.kind);
                }
            }
        }
    }
    assert!(names.len() > 100, "{}: {names:?}", element.kind);
    println!("{}: {} of {count} accepted", element.kind, names.len());
}

macro_rules! elements {
    ($($test:ident: $index:literal,)*) => {
        $(
            #[test]
            fn $test() {
                try_names(&ELEMENTS[$index]);
            }
        )*

        #[test]
        fn every_element_has_a_test() {
            assert_eq!([$($index),*].len(), ELEMENTS.len());
        }
    };
}

elements! {
    entity_types: 0,
    complex_types: 1,
    derived_types: 2,
    enumerations: 3,
    members: 4,
    properties: 5,
    properties_of_a_base: 6,
    navigation_properties: 7,
    entity_sets: 8,
    singletons: 9,
    actions: 10,
    functions: 11,
    parameters: 12,
    namespaces: 13,
    keys: 14,
    streams: 15,
    function_imports: 16,
}

/// The names of further files of entity types begin with `entity_types`, so that no namespace can have such a name.
#[test]
fn namespaces_are_told_apart_from_files() {
    let metadata = elements::in_several_files(&["entityTypes", "EntityTypes", "entity_types_from_n"]);
    let files = generated(&input(&metadata, &slices("all"), Features::Namespaces), "namespaces").unwrap();
    let is_split = files.keys().any(|path| path.contains("/v1_0/entity_types") && path.contains("_from_"));
    assert!(is_split, "{:?}", files.keys());
    crates::check(&files, "namespaces");
}

#[test]
fn slices_are_refused_or_features() {
    let metadata = elements::metadata(&ELEMENTS[0], &["plain2".to_owned()]);
    let (mut refused, mut kept) = (0, 0);
    for name in names::all() {
        let escaped = name.chars().map(|character| format!("\\U{:08x}", u32::from(character)));
        let quoted = format!("\"{}\"", escaped.collect::<String>());
        match generated(&input(&metadata, &slices(&quoted), Features::Slices), &name) {
            Ok(files) => {
                kept += 1;
                crates::check(&files, &name);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 50 && kept > 50, "{refused} refused, {kept} kept");
    for length in [64, 65] {
        let name = "a".repeat(length);
        assert_eq!(
            generated(&input(&metadata, &slices(&name), Features::Slices), &name).is_ok(),
            length == 64
        );
    }
    for name in ["default", "full", "con", "nul", "com1"] {
        assert!(generated(&input(&metadata, &slices(name), Features::Slices), name).is_err(), "{name}");
    }
}

#[test]
fn crates_are_refused_or_can_be_imported() {
    for name in names::all() {
        if CrateOptions::problem_of(&name).is_none() {
            let ident = name.replace('-', "_");
            assert!(syn::parse_str::<syn::Ident>(&ident).is_ok(), "{name}");
            assert!(!["std", "core", "alloc", "con", "test"].contains(&ident.as_str()), "{name}");
        }
    }
    for name in ["self", "std", "core", "con", "nul", "1", "\u{e9}", "", "a b", "graph-models-core"] {
        assert!(CrateOptions::problem_of(name).is_some(), "{name}");
    }
    for length in [64, 65] {
        assert_eq!(CrateOptions::problem_of(&"a".repeat(length)).is_none(), length == 64);
    }
}

/// Names that the overlay chooses are never changed: each is valid or refused.
#[test]
fn chosen_names_are_refused_or_kept() {
    let metadata = elements::metadata(&ELEMENTS[5], &["value".to_owned(), "other".to_owned()]);
    let mut seen = BTreeSet::new();
    for name in names::all().into_iter().filter(|name| !name.contains(['"', '\\'])) {
        for target in ["microsoft.graph.plain", "microsoft.graph.plain/value"] {
            let mut input = input(&metadata, &slices("all"), Features::Slices);
            let entry = format!("[[rename]]\ntarget = \"{target}\"\nto = \"{name}\"\nreason = \"Test\"\n");
            input.add_overlay("overlay.toml", entry);
            let files = generated(&input, &name);
            seen.insert(files.is_ok());
            if let Ok(files) = files {
                crates::check(&files, &name);
            }
        }
    }
    assert_eq!(seen.len(), 2);
}
