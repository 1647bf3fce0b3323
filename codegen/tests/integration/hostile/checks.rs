//! Checks of generated files against those of a harmless input.

use std::collections::BTreeSet;

use graph_models_codegen::Files;

/// Asserts that files have the same names and shapes.
pub(crate) fn same_shape(plain: &Files, files: &Files, what: &str) {
    assert_eq!(names(plain), names(files), "{what}");
    for (name, text) in files {
        let was = &plain[name];
        if text == was {
            continue;
        }
        assert_eq!(dangerous(text), None, "{what}: {name}");
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("rs") => rust(was, text, &format!("{what}: {name}")),
            Some("toml") => manifest(was, text, &format!("{what}: {name}")),
            _ => markdown(was, text, &format!("{what}: {name}")),
        }
    }
}

fn names(files: &Files) -> BTreeSet<&String> {
    files.keys().collect()
}

/// The first character that ends a line, controls a terminal or changes the direction of text. Line feeds are
/// allowed.
pub(crate) fn dangerous(text: &str) -> Option<char> {
    let is_dangerous = |character: &char| {
        (character.is_control() && !matches!(character, '\n' | '\t'))
            || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().find(is_dangerous)
}

/// Asserts that a CI system takes no line for a command. `:::` introduces a second file in an error, and is no
/// command.
pub(crate) fn is_harmless_log(text: &str, what: &str) {
    let is_command = |line: &str| line.starts_with("::") && !line.starts_with("::: ");
    assert!(!text.lines().any(|line| is_command(line.trim_start())), "{what}\n{text}");
    assert_eq!(dangerous(text), None, "{what}\n{text}");
}

/// Asserts that the items are the same, and that no documentation would be run.
fn rust(was: &str, text: &str, what: &str) {
    let file: syn::File = syn::parse_file(text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
    assert_eq!(items(&syn::parse_file(was).unwrap().items), items(&file.items), "{what}\n{text}");
    let docs = text.lines().filter_map(|line| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))
    });
    let docs: Vec<_> = docs.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    blocks(&docs, what);
    tables(&docs, what);
}

/// The kinds and names of items. Only attributes for features and documentation are allowed.
fn items(items: &[syn::Item]) -> Vec<String> {
    let name = |item: &syn::Item| match item {
        syn::Item::Const(item) => format!("const {}", item.ident),
        syn::Item::Enum(item) => format!("enum {} {}", item.ident, item.variants.len()),
        syn::Item::Fn(item) => format!("fn {}", item.sig.ident),
        syn::Item::Impl(item) => format!("impl {}", item.items.len()),
        syn::Item::Macro(item) => format!("macro {}", item.mac.path.segments.len()),
        syn::Item::Mod(item) => format!("mod {} {}", item.ident, item.content.is_some()),
        syn::Item::Static(item) => format!("static {}", item.ident),
        syn::Item::Struct(item) => format!("struct {} {}", item.ident, item.fields.len()),
        syn::Item::Use(_) => "use".to_owned(),
        _ => panic!("an item of another kind"),
    };
    items.iter().map(name).collect()
}

/// Asserts that no line begins a block of code, by a fence or by indentation, or ends a block of HTML early.
fn blocks(lines: &[&str], what: &str) {
    for line in lines {
        let is_fence = line.trim_start().starts_with("~~~")
            || (line.trim_start().starts_with("```")
                && !line.trim_start().trim_start_matches('`').contains('`'));
        assert!(!is_fence && !line.starts_with("    ") && !line.starts_with('\t'), "{what}: {line}");
    }
}

/// Asserts that each row of a table has as many cells as the head.
fn tables(lines: &[&str], what: &str) {
    let mut head = None;
    for line in lines {
        head = line.starts_with('|').then(|| {
            let cells = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let expected = *head.get_or_insert(cells);
            assert_eq!(cells, expected, "{what}: {line}");
            expected
        });
    }
}

/// Asserts that the keys are the same.
fn manifest(was: &str, text: &str, what: &str) {
    let keys = |text: &str| {
        let table: toml::Table =
            toml::from_str(text).unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
        let mut keys = BTreeSet::new();
        for (name, value) in &table {
            keys.insert(name.clone());
            let inner = value.as_table().into_iter().flat_map(toml::Table::keys);
            keys.extend(inner.map(|inner| format!("{name}.{inner}")));
        }
        keys
    };
    assert_eq!(keys(was), keys(text), "{what}\n{text}");
}

/// Asserts that headings, tables and comments are the same. The only blocks of code are our diagrams.
fn markdown(was: &str, text: &str, what: &str) {
    let outside = |text: &str| {
        let mut is_inside = false;
        let kept = text.lines().filter(|line| {
            let is_ours = *line == "```mermaid" || (is_inside && *line == "```");
            is_inside ^= is_ours;
            !is_inside && !is_ours
        });
        kept.map(str::to_owned).collect::<Vec<_>>()
    };
    let (was, is) = (outside(was), outside(text));
    let lines: Vec<_> = is.iter().map(String::as_str).collect();
    blocks(&lines, what);
    tables(&lines, what);
    let count = |lines: &[String], mark: &str| lines.iter().filter(|line| line.starts_with(mark)).count();
    for mark in ["#", "|", "<!--", "- ", "<"] {
        assert_eq!(count(&was, mark), count(&is, mark), "{what}: {mark}\n{text}");
    }
    for line in &lines {
        if line.starts_with("<!--") {
            assert!(line.ends_with("-->") && line.matches("-->").count() == 1, "{what}: {line}");
            continue;
        }
        // A tag counts only outside of code and if it is not escaped.
        let prose = line.replace("\\<", "");
        let has_tag =
            prose.split('`').step_by(2).any(|text| text.contains("<script") || text.contains("<img"));
        assert!(!has_tag, "{what}: {line}");
    }
}
