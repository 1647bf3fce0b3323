//! Generation from files to files.

use std::fs;
use std::path::{Path, PathBuf};

use graph_models_codegen::build::folder;
use graph_models_codegen::{Config, Error};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn a_part_is_written_and_replaced_by_another() {
    let out = folder("part");
    let metadata = format!("{CASES}/slice_by_operation/graph.csdl");
    let config = || {
        let mut config = Config::new();
        config.metadata(&metadata).out_dir(&out);
        config
    };
    config().slice("things").exclude("microsoft.graph.secret").generate().unwrap();
    let types = fs::read_to_string(out.join("graph/v1_0/complex_types.rs")).unwrap();
    assert!(types.contains("pub struct Result ") && !types.contains("pub struct Secret "), "{types}");
    assert!(fs::read_to_string(out.join("graph.rs")).unwrap().contains("pub mod v1_0;"));
    let written = fs::metadata(out.join("graph/v1_0/mod.rs")).unwrap().modified().unwrap();

    config().slice("things").exclude("microsoft.graph.secret").generate().unwrap();
    let again = fs::metadata(out.join("graph/v1_0/mod.rs")).unwrap().modified().unwrap();
    assert_eq!(written, again, "the same file was touched");

    config().slice("microsoft.graph.secret").generate().unwrap();
    assert!(!out.join("graph/v1_0/requests.rs").exists(), "what is no longer generated is left");
    config().slice("microsoft.graph.check").generate().unwrap();
    assert!(out.join("graph/v1_0/requests.rs").exists());
    config().all().version("beta").generate().unwrap();
    assert!(out.join("graph/beta/requests.rs").exists() && !out.join("graph/v1_0/mod.rs").exists());
}

#[test]
fn a_file_of_slices_is_used() {
    let out = folder("slices");
    let output =
        Config::new().slices_file(format!("{CASES}/two_slices/slices.toml")).out_dir(&out).generate();
    assert_eq!(output.unwrap().summaries.len(), 3);
}

#[test]
fn slices_are_read_from_a_folder_of_metadata() {
    let (base, out) = (folder("of_folder"), folder("of_folder_out"));
    fs::create_dir_all(base.join("graph")).unwrap();
    fs::copy(format!("{CASES}/slice_by_operation/graph.csdl"), base.join("graph/a.csdl")).unwrap();
    let slices =
        "[part]\nversion = \"v1.0\"\nmetadata = [\"graph\"]\ndescription = \"x\"\nroots = [\"things\"]\n";
    fs::write(base.join("slices.toml"), slices).unwrap();
    let generate = || Config::new().slices_file(base.join("slices.toml")).out_dir(&out).generate();
    assert_eq!(generate().unwrap().summaries.len(), 1);
    fs::write(base.join("graph/b\nc.csdl"), "").unwrap();
    let said = generate().unwrap_err().to_string();
    assert!(said.contains("has a name that no metadata file can have"), "{said}");
    fs::remove_dir_all(base.join("graph")).unwrap();
    let said = generate().unwrap_err().to_string();
    assert!(
        said.contains("there is no metadata folder `graph`") && said.contains("slices.toml:3:13"),
        "{said}"
    );
}

#[test]
fn what_is_wrong_is_said_and_nothing_written() {
    let out = folder("wrong");
    let mut config = Config::new();
    let error = config.slice("things").out_dir(&out).metadata("no/such.csdl").generate().unwrap_err();
    assert!(
        matches!(&error, Error::Files(folder::Error::Io { path, .. }) if path.ends_with("such.csdl")),
        "{error}"
    );

    let mut config = Config::new();
    config.metadata(format!("{CASES}/slice_by_operation/graph.csdl")).slice("thinks").out_dir(&out);
    let error = config.generate().unwrap_err().to_string();
    assert!(error.contains("did you mean `things`?"), "{error}");
    assert!(!out.exists());
}

#[test]
fn a_configuration_that_asks_for_nothing_is_an_error() {
    type Set<'a> = &'a dyn Fn(&mut Config);
    let out = folder("nothing");
    let metadata = format!("{CASES}/slice_by_operation/graph.csdl");
    let slices = format!("{CASES}/two_slices/slices.toml");
    let configs: [(Set<'_>, &str); 6] = [
        (&|_| {}, "call `metadata` or `slices_file`"),
        (&|config| _ = config.slice("things"), "call `metadata` or `slices_file`"),
        (&|config| _ = config.metadata(&metadata), "call `slice`, `all` or `slices_file`"),
        (
            &|config| _ = config.metadata(&metadata).exclude("microsoft.graph.secret"),
            "call `slice`, `all` or `slices_file`",
        ),
        (&|config| _ = config.slices_file(&slices).slice("things"), "not both"),
        (&|config| _ = config.slices_file(&slices).all(), "not both"),
    ];
    for (set, expected) in configs {
        let mut config = Config::new();
        set(config.out_dir(&out));
        let error = config.generate().unwrap_err();
        assert!(matches!(error, Error::Configuration(_)), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!out.exists());
    }
}
