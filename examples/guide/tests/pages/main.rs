//! Compares the pages of the guide with the repository: the table of contents, the programs that are also files, and
//! the features.

#![expect(clippy::panic, reason = "a test may panic")]

mod links;
mod page;

use std::collections::BTreeSet;
use std::fs;

use page::{Block, Page, pages, repository};

#[test]
fn the_summary_lists_every_page_once() {
    let folder = repository().join("guide/src");
    let summary = Page::read(&folder.join("SUMMARY.md"));
    let listed = summary.links;
    let unique: BTreeSet<_> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), unique.len(), "a page is listed twice: {listed:?}");
    let there: BTreeSet<_> = pages().into_iter().map(|page| page.file).collect();
    assert_eq!(unique, there);
}

#[test]
fn the_rust_of_every_page_is_compiled() {
    let list = fs::read_to_string(repository().join("examples/guide/src/pages.rs")).unwrap();
    for page in pages() {
        assert!(
            list.contains(&format!(" \"{}\";\n", page.file)),
            "src/pages.rs does not list {}",
            page.file
        );
    }
}

/// Rust that the documentation tests do not compile is part of an example, which is compiled.
#[test]
fn rust_that_is_not_compiled_here_is_part_of_an_example() {
    let examples = ["build-script/build.rs", "build-script/src/main.rs"]
        .map(|file| fs::read_to_string(repository().join("examples").join(file)).unwrap());
    for page in pages() {
        for block in
            page.blocks.iter().filter(|block| block.is_rust() && block.is_passed_over())
        {
            let is_part = examples.iter().any(|example| example.contains(&block.text));
            assert!(is_part, "{}: no example has\n{}", page.file, block.text);
        }
    }
}

#[test]
fn programs_are_shown_as_they_are() {
    for (file, program) in [("sign-in.md", "bin/device_code.rs"), ("testing.md", "script.rs")] {
        let text =
            fs::read_to_string(repository().join("examples/guide/src").join(program)).unwrap();
        let shown = text.split_once("\n\n").unwrap().1;
        let page = Page::read(&repository().join("guide/src").join(file));
        assert!(
            page.blocks.iter().any(|block| block.text == shown),
            "{file} does not show {program} as it is"
        );
    }
}

#[test]
fn manifests_name_versions_and_features_that_exist() {
    let read = |file: &str| {
        fs::read_to_string(repository().join(file)).unwrap().parse::<toml::Table>().unwrap()
    };
    let version =
        read("Cargo.toml")["workspace"]["package"]["version"].as_str().unwrap().to_owned();
    let features =
        read("crates/graph-models/Cargo.toml")["features"].as_table().unwrap().clone();
    let mut count = 0;
    for page in pages() {
        for block in page.blocks.iter().filter(|block| block.language() == "toml") {
            let table: toml::Table =
                block.text.parse().unwrap_or_else(|error| panic!("{}: {error}", page.file));
            for (name, dependency) in
                dependencies(&table).filter(|(name, _)| name.starts_with("graph-models"))
            {
                let asked = dependency
                    .as_str()
                    .or_else(|| dependency.get("version")?.as_str())
                    .unwrap();
                assert!(
                    version.starts_with(asked),
                    "{}: {name} {asked} is not {version}",
                    page.file
                );
                let named = dependency.get("features").and_then(toml::Value::as_array);
                for feature in named.into_iter().flatten() {
                    let feature = feature.as_str().unwrap();
                    assert!(
                        features.contains_key(feature),
                        "{}: {name} has no feature {feature}",
                        page.file
                    );
                }
                count += 1;
            }
        }
    }
    assert!(count > 2, "{count} dependencies");
}

/// The dependencies of a manifest, of all kinds.
fn dependencies(manifest: &toml::Table) -> impl Iterator<Item = (&String, &toml::Value)> {
    let tables = ["dependencies", "build-dependencies"]
        .into_iter()
        .filter_map(|name| manifest.get(name)?.as_table());
    tables.flatten()
}

/// Every block of code names its language, for tests and for readers.
#[test]
fn every_block_names_its_language() {
    let known = ["rust", "toml", "sh", "text", "json"];
    for page in pages() {
        for Block { info, .. } in &page.blocks {
            let language = info.split(',').next().unwrap_or_default();
            assert!(known.contains(&language), "{}: a block of `{info}`", page.file);
        }
    }
}

/// The book has room for lines of this length. A reader must scroll to see the end of a longer line.
#[test]
fn code_fits_into_its_column() {
    for page in pages() {
        let lines = page
            .blocks
            .iter()
            .filter(|block| !block.is_passed_over())
            .flat_map(|block| block.text.lines());
        // mdBook hides lines that begin with `# `.
        for line in lines.filter(|line| !line.starts_with("# ")) {
            assert!(
                line.chars().count() <= 96,
                "{}: more than 96 characters: {line}",
                page.file
            );
        }
    }
}
