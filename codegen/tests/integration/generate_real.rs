//! Resolves all of Microsoft Graph, and runs the whole pipeline for large slices of it.

use std::collections::BTreeMap;
use std::path::Path;

use csdl::diagnostic::{Diagnostics, Severity, Style};
use csdl::source::Sources;
use graph_models_codegen::{Files, Input, Output, generate};

#[test]
fn all_metadata_is_resolved() {
    let names = [
        "v1.0.csdl",
        "beta-ussec.csdl",
        "history/v1.0-2026-05-12.csdl",
        "history/v1.0-2026-06-22.csdl",
        "history/beta-ussec-2026-05-18.csdl",
    ];
    for name in names {
        let Some(text) = test_support::real_metadata(name) else { continue };
        let mut sources = Sources::default();
        let file = sources.add(name, text);
        let mut diagnostics = Diagnostics::default();
        let counts = csdl::statistics(&sources, file, &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{name}:\n{}", diagnostics.render(&sources, Style::Plain));
        assert!(counts.entity_types > 600, "{name}: {counts}");
    }
}

#[test]
fn large_slices_are_generated() {
    for root in
        ["identityGovernance/accessReviews", "identityGovernance/entitlementManagement", "users", "security"]
    {
        let Some(text) = test_support::real_metadata("beta-ussec.csdl") else { return };
        expect(text, &format!("roots = [{root:?}]"));
    }
}

#[test]
fn all_of_beta_ussec_is_generated() {
    let Some(text) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let output = expect(text, "all = true");
    assert_eq!(output.coverage.first().unwrap().declared, 3279);
    has_plain_parts(&output);
}

#[test]
fn all_of_v1_0_is_generated() {
    let Some(text) = test_support::real_metadata("v1.0.csdl") else { return };
    let output = expect(text, "all = true");
    let coverage = output.coverage.first().unwrap();
    let omitted: usize = coverage.omitted.values().map(Vec::len).sum();
    assert_eq!((coverage.declared, coverage.generated + omitted), (5005, 5005), "{coverage}");
    let longest = |is_list: bool| {
        let files = output.files.iter().filter(|(path, _)| path.ends_with("mod.rs") == is_list);
        files.map(|(path, text)| (text.lines().count(), path)).max()
    };
    assert!(longest(false).is_some_and(|(lines, _)| lines < 6000), "{:?}", longest(false));
    // The file of a module lists one name a line, so that a change of the list is as short as the change itself.
    assert!(longest(true).is_some_and(|(lines, _)| lines < 8000), "{:?}", longest(true));
    has_plain_parts(&output);
}

/// No chain of complex types of Graph is too long for plain fields.
fn has_plain_parts(output: &Output) {
    let nested = output.files.iter().filter(|(_, text)| text.contains("model::Nested<"));
    assert_eq!(nested.map(|(path, _)| path).next(), None);
}

/// Generates a slice without any help from an overlay.
fn expect(text: String, what: &str) -> Output {
    let slices =
        format!("[slice]\nversion = \"beta\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\n{what}\n");
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", text);
    let output = generate(&input);
    assert_eq!(errors(&output).collect::<Vec<_>>(), [""; 0], "{what}");
    check_names(&output.files);
    output
}

fn errors(output: &Output) -> impl Iterator<Item = &str> {
    let errors = output.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| diagnostic.message.as_str())
}

/// Checks names as a compiler would: every file parses, and no name occurs twice in one scope.
fn check_names(files: &Files) {
    assert!(files.len() > 2);
    let mut scopes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| Path::new(path).extension() == Some("rs".as_ref())) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Typed paths and each file of schemas are modules with their own names. All other files share the names of
        // their namespace.
        let is_path = ["/typed_paths", "/roots"].iter().any(|name| path.contains(name));
        let folder = match path.contains("/json_schema") {
            true => path.clone(),
            false if is_path => format!("{folder}/paths"),
            false => folder.to_owned(),
        };
        for item in file.items {
            collect(&item, &folder, &mut scopes);
        }
    }
    for (scope, mut names) in scopes {
        names.sort();
        let twice: Vec<_> = names.windows(2).filter(|pair| pair.first() == pair.last()).collect();
        assert_eq!(twice, [[""; 2]; 0], "twice in {scope}");
    }
}

fn collect(item: &syn::Item, folder: &str, scopes: &mut BTreeMap<String, Vec<String>>) {
    let mut add = |scope: String, name: String| scopes.entry(scope).or_default().push(name);
    match item {
        syn::Item::Struct(item) => {
            add(format!("{folder}: types"), item.ident.to_string());
            for field in &item.fields {
                add(format!("{folder}: fields of {}", item.ident), field.ident.as_ref().unwrap().to_string());
            }
        }
        syn::Item::Enum(item) => {
            add(format!("{folder}: types"), item.ident.to_string());
            for variant in &item.variants {
                add(format!("{folder}: variants of {}", item.ident), variant.ident.to_string());
            }
        }
        syn::Item::Static(item) => add(format!("{folder}: statics"), item.ident.to_string()),
        syn::Item::Mod(item) => add(format!("{folder}: modules"), item.ident.to_string()),
        syn::Item::Impl(item) if item.trait_.is_none() => {
            let syn::Type::Path(ty) = &*item.self_ty else { panic!("an impl for a path") };
            let ty = &ty.path.segments.last().unwrap().ident;
            for function in &item.items {
                let syn::ImplItem::Fn(function) = function else { continue };
                add(format!("{folder}: functions of {ty}"), function.sig.ident.to_string());
                for input in &function.sig.inputs {
                    let syn::FnArg::Typed(input) = input else { continue };
                    let syn::Pat::Ident(argument) = &*input.pat else { continue };
                    let scope = format!("{folder}: arguments of {ty}::{}", function.sig.ident);
                    add(scope, argument.ident.to_string());
                }
            }
        }
        _ => {}
    }
}
