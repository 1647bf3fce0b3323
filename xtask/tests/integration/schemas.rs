//! JSON Schemas of `cargo xtask codegen`: the types are compiled only if something has changed that the schemas are
//! made from, and damaged documents are repaired.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::support::output::{GENERATED, Scratch, metadata, tree};

const TYPES: &str = r#"{"documents": {"tasks": {"a": {"title": "a"}, "b": {"title": "b"}}}}"#;
const RECORD: &str = "schemas/json/made-from.toml";
const LOCK: &str = "[[package]]\nname = \"schemars\"\nversion = \"1.0.0\"\n";

/// A workspace with documents that are up to date.
struct Workspace(Scratch);

impl Workspace {
    fn new() -> Self {
        let scratch = Scratch::new();
        scratch.write("crates/graph-models-core/src/schema.rs", "// One.\n");
        scratch.write("crates/graph-models-core/src/request/body.rs", "// One.\n");
        scratch.write("xtask/schemas/src/main.rs", "// One.\n");
        scratch.write("Cargo.lock", LOCK);
        let workspace = Self(scratch);
        workspace.set_types(Some(TYPES));
        assert!(workspace.compiles(&[]), "the first run");
        assert!(!workspace.compiles(&[]), "the second run");
        workspace
    }

    /// Sets the text that the compiled types print, and counts how often they are compiled.
    fn set_types(&self, printed: Option<&str>) {
        self.0.set_types(printed);
        let script = self.0.read("cargo").replacen('\n', "\necho >> calls\n", 1);
        self.0.write("cargo", &script);
    }

    /// Generates, and returns `true` if the types were compiled.
    fn compiles(&self, arguments: &[&str]) -> bool {
        self.0.succeed(&[&["codegen"], arguments].concat());
        self.was_compiled()
    }

    /// Returns `true` if the types were compiled since the last call.
    fn was_compiled(&self) -> bool {
        fs::remove_file(self.0.path("calls")).is_ok()
    }

    /// All files in `schemas`.
    fn schemas(&self) -> BTreeMap<PathBuf, String> {
        tree(&self.0.path("schemas"))
    }
}

#[test]
fn types_are_compiled_when_something_changes_that_decides() {
    let workspace = Workspace::new();
    let scratch = &workspace.0;
    scratch.write("schemas/graph.csdl", &metadata(false));
    assert!(workspace.compiles(&[]), "the types");
    assert!(!workspace.compiles(&[]), "the same types");
    for (file, text) in [
        ("crates/graph-models-core/src/schema.rs", "// Two.\n"),
        ("crates/graph-models-core/src/model/new.rs", "// A new file.\n"),
        ("xtask/schemas/src/main.rs", "// Two.\n"),
        ("Cargo.lock", &LOCK.replace("1.0.0", "1.0.1")),
    ] {
        scratch.write(file, text);
        assert!(workspace.compiles(&[]), "{file}");
        assert!(!workspace.compiles(&[]), "{file} again");
    }
    for (file, text) in [
        ("crates/graph-models-core/src/request/body.rs", "// Two.\n"),
        (
            "Cargo.lock",
            &format!(
                "{}\n[[package]]\nname = \"time\"\nversion = \"0.3.0\"\n",
                LOCK.replace("1.0.0", "1.0.1")
            ),
        ),
        // Line ends are those of the system.
        ("crates/graph-models-core/src/schema.rs", "// Two.\r\n"),
    ] {
        scratch.write(file, text);
        assert!(!workspace.compiles(&[]), "{file}");
    }
    assert!(workspace.compiles(&["--openapi"]), "OpenAPI has the schemas of all types");
}

#[test]
fn documents_are_mended() {
    let workspace = Workspace::new();
    let scratch = &workspace.0;
    let expected = workspace.schemas();
    let (a, b) = ("schemas/json/tasks/a.json", "schemas/json/tasks/b.json");
    let edited = scratch.read(a).replace("\"title\": \"a\"", "\"title\": \"A\"");
    assert_ne!(edited, scratch.read(a));
    let without_end = scratch.read(a).trim_end().to_owned();
    let record = scratch.read(RECORD);
    for (what, change) in [
        ("edited", &(|| drop(scratch.write(a, &edited))) as &dyn Fn()),
        ("cut", &|| drop(scratch.write(a, &without_end))),
        ("empty", &|| drop(scratch.write(a, ""))),
        ("missing", &|| fs::remove_file(scratch.path(b)).unwrap()),
        ("exchanged", &|| {
            fs::copy(scratch.path(a), scratch.path(b)).unwrap();
        }),
        ("no folder", &|| fs::remove_dir_all(scratch.path("schemas/json")).unwrap()),
        ("no record", &|| fs::remove_file(scratch.path(RECORD)).unwrap()),
        ("empty record", &|| drop(scratch.write(RECORD, ""))),
        ("old record", &|| drop(scratch.write(RECORD, &record.replace("runtime = \"", "runtime = \"0")))),
        ("record with a conflict", &|| {
            drop(scratch.write(RECORD, &record.replace("types", "<<<<<<<\ntypes")));
        }),
    ] {
        change();
        let is_of_record = what.contains("record");
        // A record of another state is no drift.
        assert_eq!(
            scratch.run(&["codegen", "--check"]).status.code(),
            Some(i32::from(!is_of_record)),
            "{what}"
        );
        assert!(workspace.was_compiled(), "{what}: a check always compiles");
        assert!(workspace.compiles(&[]), "{what}");
        assert_eq!(workspace.schemas(), expected, "{what}");
        assert!(!workspace.compiles(&[]), "{what}: afterwards");
    }
    // A page is no document, so it is restored without compiling the types.
    fs::remove_file(scratch.path("schemas/tasks.md")).unwrap();
    assert!(!workspace.compiles(&[]));
    assert_eq!(workspace.schemas(), expected);
}

#[test]
fn a_check_compiles_and_compares() {
    let workspace = Workspace::new();
    let scratch = &workspace.0;
    assert!(workspace.compiles(&["--check"]));
    // The types print something else, although nothing in the record has changed.
    workspace.set_types(Some(&TYPES.replace("\"title\": \"b\"", "\"title\": \"c\"")));
    let said = scratch.fail(&["codegen", "--check"]);
    assert!(said.contains("stale: schemas/json/tasks/b.json"), "{said}");
    workspace.set_types(Some(TYPES));
    scratch.write("crates/graph-models-core/src/schema.rs", "// Two.\n");
    let output = scratch.run(&["codegen", "--check"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("made-from.toml is not of the present state"), "{said}");
}

#[test]
fn a_run_that_fails_leaves_the_record_as_it_was() {
    let workspace = Workspace::new();
    let scratch = &workspace.0;
    scratch.write("schemas/graph.csdl", &metadata(false));
    workspace.set_types(None);
    let before = tree(&scratch.path("crates"));
    let schemas = workspace.schemas();
    assert!(scratch.fail(&["codegen"]).contains("nothing was changed"));
    assert_eq!((tree(&scratch.path("crates")), workspace.schemas()), (before, schemas));
    workspace.set_types(Some(TYPES));
    assert!(workspace.was_compiled() && workspace.compiles(&[]), "the failure is not forgotten");
    // A foreign file is not a record.
    scratch.write(RECORD, "title = \"mine\"\n");
    assert!(scratch.fail(&["codegen"]).contains("made-from.toml was not generated"));
}

#[test]
fn what_is_done_is_said() {
    let workspace = Workspace::new();
    let scratch = &workspace.0;
    let said = || String::from_utf8(scratch.run(&["codegen", "--verbose"]).stderr).unwrap();
    assert!(said().contains("the types are not compiled: the JSON Schemas are up to date\n"));
    scratch.write("crates/graph-models-core/src/schema.rs", "// Two.\n");
    assert!(said().contains("the types are compiled, since these have changed: runtime\n"));
    fs::remove_file(scratch.path(RECORD)).unwrap();
    assert!(said().contains("there is no schemas/json/made-from.toml: the types are compiled\n"));
}

/// A foreign file among the documents does not count as a document, and causes no compilation.
#[test]
fn files_of_others_stay() {
    let workspace = Workspace::new();
    let scratch = &workspace.0;
    scratch.write("schemas/json/tasks/notes.json", "{}\n");
    scratch.write("schemas/json/notes.md", GENERATED);
    assert!(!workspace.compiles(&[]));
    assert_eq!(scratch.read("schemas/json/tasks/notes.json"), "{}\n");
    assert_eq!(scratch.read("schemas/json/notes.md"), GENERATED);
}
