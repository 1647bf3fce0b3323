//! A program or library whose manifest says that it has no tests really has none. Its tests would not be compiled.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The Rust files in a folder, and in the folders below it.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// Returns `true` if a text has a test of one kind: a line with such a beginning.
fn has(text: &str, is_test: impl Fn(&str) -> bool) -> bool {
    text.lines().any(|line| is_test(line.trim_start()))
}

fn is_test(line: &str) -> bool {
    line.starts_with("#[test]") || line.starts_with("#[tokio::test")
}

fn is_example(line: &str) -> bool {
    line.starts_with("/// ```") || line.starts_with("//! ```")
}

/// The files of a target that would be run as tests, although its manifest says that it has none.
fn forgotten(folder: &Path, target: &Table) -> Vec<String> {
    let says_none = |key: &str| target.get(key).and_then(Value::as_bool) == Some(false);
    // Beside a library, a program is one file.
    let has_library = folder.join("src/lib.rs").exists();
    let files = match target.get("path").and_then(Value::as_str) {
        Some(path) if has_library => vec![folder.join(path)],
        _ => sources(&folder.join("src")),
    };
    let mut forgotten = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        if says_none("test") && has(&text, is_test) || says_none("doctest") && has(&text, is_example) {
            forgotten.push(file.display().to_string());
        }
    }
    forgotten
}

#[test]
fn no_test_is_left_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read = |path: PathBuf| fs::read_to_string(path).unwrap().parse::<Table>().unwrap();
    let workspace = read(root.join("Cargo.toml"));
    let (mut found, mut count) = (Vec::new(), 0);
    for member in workspace["workspace"]["members"].as_array().unwrap() {
        let folder = root.join(member.as_str().unwrap());
        let manifest = read(folder.join("Cargo.toml"));
        let programs = manifest.get("bin").and_then(Value::as_array).into_iter().flatten();
        for target in manifest.get("lib").into_iter().chain(programs).filter_map(Value::as_table) {
            count += 1;
            found.extend(forgotten(&folder, target));
        }
    }
    assert!(count > 10, "{count}");
    assert_eq!(found, [""; 0], "remove `test = false` or `doctest = false` from the manifest");
}

#[test]
fn a_test_that_is_left_out_is_found() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    let file = folder.path().join("src/lib.rs");
    fs::write(folder.path().join("src/main.rs"), "fn main() {}\n").unwrap();
    fs::write(
        &file,
        "/// ```\n/// a();\n/// ```\npub fn a() {}\n\nmod tests {\n    #[test]\n    fn b() {}\n}\n",
    )
    .unwrap();
    for (manifest, is_forgotten) in [
        ("", false),
        ("test = true\ndoctest = true", false),
        ("test = false", true),
        ("doctest = false", true),
        ("path = \"src/lib.rs\"\ntest = false", true),
        ("path = \"src/main.rs\"\ntest = false", false),
    ] {
        assert_eq!(
            !forgotten(folder.path(), &manifest.parse().unwrap()).is_empty(),
            is_forgotten,
            "{manifest}"
        );
    }
}
