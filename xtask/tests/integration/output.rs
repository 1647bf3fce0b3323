//! Every command that writes, with foreign repositories, empty folders, crates and links in its way.

use std::fs;

use crate::support::output::{GENERATED, Scratch, metadata, obstruct, require_kept, tree};

const TYPES: &str =
    r#"{"components": {"tasks": {}}, "documents": {"tasks": {"a": {"title": "a"}, "b": {"title": "b"}}}}"#;

#[test]
fn codegen_keeps_what_is_not_its_own() {
    let kinds: [(&str, &[&str]); 3] = [
        ("gen", &["--out", "gen"]),
        ("gen", &["--out", "gen", "--crate-name", "models"]),
        ("vectors", &["--out", "gen", "--vectors", "vectors"]),
    ];
    for (folder, more) in kinds {
        let scratch = Scratch::new();
        let folder = scratch.path(folder);
        let arguments = [&["codegen", "--slices", "schemas/slices.toml"], more].concat();
        let obstacles = obstruct(&folder);
        let said = scratch.succeed(&arguments);
        assert!(said.contains(" files written, 0 removed\n"), "{said}");
        require_kept(&folder, &obstacles, &format!("{more:?}"));
        // The second run has something to remove: the folder of the namespace becomes empty.
        scratch.write("schemas/graph.csdl", &metadata(false));
        let said = scratch.succeed(&arguments);
        assert!(!said.contains(", 0 removed"), "{said}");
        require_kept(&folder, &obstacles, &format!("{more:?}"));
        assert!(!tree(&scratch.path("gen")).keys().any(|path| path.ends_with("v1_0/deep")), "{more:?}");
        assert!(scratch.succeed(&arguments).contains("; 0 files written, 0 removed\n"));
        scratch.succeed(&[&arguments[..], &["--check"]].concat());
    }
}

#[test]
fn outputs_side_by_side_and_within_each_other_stay() {
    let scratch = Scratch::new();
    let codegen = |more: &[&str]| {
        scratch.succeed(&[&["codegen", "--slices", "schemas/slices.toml"], more].concat());
    };
    codegen(&["--out", "gen/one", "--crate-name", "one"]);
    codegen(&["--out", "gen/two", "--crate-name", "two"]);
    let crates = tree(&scratch.path("gen"));
    // These runs write above, inside and beside the folders of the other runs.
    codegen(&["--out", "gen"]);
    codegen(&["--out", "gen/one/src"]);
    codegen(&["--out", "gen/one/src/more", "--vectors", "gen/two/tests"]);
    scratch.write("schemas/graph.csdl", &metadata(false));
    codegen(&["--out", "gen"]);
    codegen(&["--out", "gen/one/src"]);
    require_kept(&scratch.path("gen"), &crates, "crates");
    // The next obstacles are another kind of output, and an output in the place of a folder of this one.
    let slices = ["codegen", "--slices", "schemas/slices.toml"];
    let before = tree(&scratch.path("gen"));
    let said = scratch.fail(&[&slices[..], &["--out", "new", "--vectors", "gen"]].concat());
    assert!(said.contains("another kind of output"), "{said}");
    assert_eq!(tree(&scratch.path("gen")), before);
    assert!(!scratch.path("new").exists());
    codegen(&["--out", "outer/src/generated"]);
    let said = scratch.fail(&[&slices[..], &["--out", "outer", "--crate-name", "outer"]].concat());
    assert!(said.contains("holds the output of another run"), "{said}");
}

#[cfg(unix)]
#[test]
fn codegen_in_the_workspace_keeps_what_is_not_its_own() {
    let scratch = Scratch::new();
    scratch.set_types(Some(TYPES));
    let folders = [
        "crates/graph-models/src/generated",
        "crates/graph-models/tests/generated",
        "schemas",
        "schemas/json",
    ];
    let folders: Vec<_> = folders.iter().map(|folder| scratch.path(folder)).collect();
    let obstacles: Vec<_> = folders.iter().map(|folder| obstruct(folder)).collect();
    let inputs: Vec<_> =
        ["slices.toml", "graph.csdl"].map(|name| scratch.read(&format!("schemas/{name}"))).into();
    let require = |what: &str| {
        for (folder, obstacles) in folders.iter().zip(&obstacles) {
            require_kept(folder, obstacles, what);
        }
    };
    let said = scratch.succeed(&["codegen", "--openapi"]);
    assert!(said.contains(" files written, 0 removed\n"), "{said}");
    require("first");
    assert!(
        scratch.path("schemas/json/tasks/b.json").exists()
            && scratch.path("schemas/tasks.openapi.json").exists()
    );
    scratch.succeed(&["codegen", "--check", "--openapi"]);
    assert_eq!(inputs, ["slices.toml", "graph.csdl"].map(|name| scratch.read(&format!("schemas/{name}"))));

    // The slice gets another name, so its old page and schemas are removed.
    let slices = scratch.read("schemas/slices.toml").replace("[tasks]", "[chores]");
    scratch.write("schemas/slices.toml", &slices);
    scratch.set_types(None);
    let before = tree(&scratch.path(""));
    assert!(scratch.fail(&["codegen"]).contains("nothing was changed"));
    assert_eq!(tree(&scratch.path("")), before);
    scratch.set_types(Some(&TYPES.replace("\"tasks\"", "\"chores\"")));
    let said = scratch.succeed(&["codegen"]);
    assert!(said.contains(", 3 removed\n"), "{said}");
    require("second");
    assert!(!scratch.path("schemas/json/tasks").exists() && !scratch.path("schemas/tasks.md").exists());
    scratch.write("schemas/json/chores/a.json", "{}\n");
    assert!(scratch.fail(&["codegen"]).contains("a.json was not generated"));
    // The user named the wrong file by mistake.
    let said = scratch.fail(&["codegen", "--openapi", "schemas/slices.toml"]);
    assert!(said.contains("was not generated") && scratch.read("schemas/slices.toml") == slices, "{said}");
}

/// The commands that write single files.
const SINGLE: [(&str, &[&str]); 5] = [
    ("schemas/graph.csdl", &["schema", "extract", "--from", "small.csdl"]),
    ("out/graph.csdl", &["schema", "extract", "--from", "small.csdl", "--out", "out"]),
    ("schemas/permissions.toml", &["schema", "permissions", "--from", "permissions.json"]),
    ("schemas/graph.csdl", &["schema", "fmt"]),
    (
        "out/report.txt",
        &[
            "schema-diff",
            "schemas/graph.csdl",
            "small.csdl",
            "--fail-on",
            "never",
            "--output",
            "out/report.txt",
        ],
    ),
];

#[test]
fn single_files_are_written_beside_what_others_have_there() {
    for (file, arguments) in SINGLE {
        let scratch = Scratch::new();
        scratch.write("schemas/graph.csdl", &metadata(true).replace("        <Prop", "<Prop"));
        fs::create_dir_all(scratch.path("out")).unwrap();
        let folder = scratch.path(file).parent().unwrap().to_owned();
        let obstacles = obstruct(&folder);
        let before = fs::read_to_string(scratch.path(file)).ok();
        scratch.succeed(arguments);
        assert_ne!(fs::read_to_string(scratch.path(file)).ok(), before, "{arguments:?}");
        require_kept(&folder, &obstacles, &format!("{arguments:?}"));
    }
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_way_of_a_single_file_is_an_error_and_stays() {
    for (file, arguments) in SINGLE {
        // A command that reads its file first reads it through a link.
        let text = if file.ends_with("graph.csdl") {
            metadata(true).replace("        <Prop", "<Prop")
        } else {
            String::new()
        };
        let is_read = file.starts_with("schemas/");
        for (kind, reason) in
            [("link", "is a link"), ("folder", "is a folder"), ("pipe", "is no regular file")]
        {
            if is_read && kind == "pipe" {
                continue;
            }
            let scratch = Scratch::new();
            fs::create_dir_all(scratch.path("out")).unwrap();
            let path = scratch.path(file);
            let theirs = scratch.write("theirs", &text);
            let _ = fs::remove_file(&path);
            match kind {
                "link" => std::os::unix::fs::symlink(&theirs, &path).unwrap(),
                "folder" => fs::create_dir(&path).unwrap(),
                _ => assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success()),
            }
            let said = scratch.fail(arguments);
            assert!(said.contains(reason) || is_read && kind == "folder", "{arguments:?}: {said}");
            assert_eq!(fs::read_to_string(&theirs).unwrap(), text, "{arguments:?}");
            assert!(!fs::symlink_metadata(&path).unwrap().is_file(), "{arguments:?}");
        }
    }
}

/// The commands write before they compile, so nothing is compiled here.
#[test]
fn scratch_workspaces_keep_what_is_not_theirs() {
    let scratch = Scratch::new();
    let conform = ["conform", "--metadata", "schemas/graph.csdl", "--manifest", "list.tsv"];
    scratch.write("1.json", "{}");
    let said = scratch.fail(&conform);
    assert!(said.contains("cannot start cargo"), "{said}");
    let folder =
        fs::read_dir(scratch.path("target/conform/scratch")).unwrap().next().unwrap().unwrap().path();
    let generated = folder.join("models/src/generated");
    assert!(generated.join("v1_0/deep/mod.rs").exists());
    fs::write(generated.join("v1_0/notes.rs"), "// Mine.\n").unwrap();
    let mut obstacles = [obstruct(&folder), obstruct(&generated)];
    // A generated file beside the modules of an output belongs to that output.
    assert!(obstacles[1].remove(&generated.join("x.rs")).is_some());
    // Everything that is declared is generated, so the namespace itself must be removed from the metadata.
    let small = metadata(false);
    let (start, rest) = small.split_once("    <Schema Namespace=\"microsoft.graph.deep\"").unwrap();
    let (_, end) = rest.split_once("</Schema>\n").unwrap();
    scratch.write("schemas/graph.csdl", &format!("{start}{end}"));
    assert!(scratch.fail(&conform).contains("cannot start cargo"));
    require_kept(&folder, &obstacles[0], "conform");
    require_kept(&generated, &obstacles[1], "conform");
    assert!(!generated.join("v1_0/deep").exists() && generated.join("v1_0/notes.rs").exists());

    for name in ["generated-1", "generated-2", "ours", "yardstick"] {
        fs::create_dir_all(scratch.path(&format!("target/bench/{name}"))).unwrap();
    }
    let bench = scratch.path("target/bench");
    let obstacles: Vec<_> =
        ["generated-1", "generated-2", "ours"].map(|name| obstruct(&bench.join(name))).into();
    let before = tree(&bench);
    scratch.succeed(&["bench", "generate", "--metadata", "small.csdl"]);
    assert_eq!(tree(&bench), before);
    let said = scratch.fail(&["bench", "compile", "--quick", "--metadata", "small.csdl"]);
    assert!(said.contains("cannot start cargo"), "{said}");
    assert_eq!(tree(&bench), before);
    assert!(obstacles.iter().all(|obstacles| !obstacles.is_empty()));
}

#[test]
fn an_empty_file_is_no_file_by_hand() {
    let scratch = Scratch::new();
    let arguments = ["codegen", "--slices", "schemas/slices.toml", "--out", "gen"];
    scratch.succeed(&arguments);
    let whole = tree(&scratch.path("gen"));
    for name in ["gen/mod.rs", "gen/overview.md", "gen/v1_0/catalog.rs"] {
        scratch.write(name, "");
    }
    assert!(scratch.fail(&[&arguments[..], &["--check"]].concat()).contains("stale: "));
    assert!(scratch.succeed(&arguments).contains("; 3 files written, 0 removed\n"));
    assert_eq!(tree(&scratch.path("gen")), whole);
    scratch.write("gen/mod.rs", &format!("\n{GENERATED}"));
    assert!(scratch.fail(&arguments).contains("was not generated"));
}
