//! The output in the guide is the output that the commands print.

use std::fs;
use std::path::Path;
use std::process::Command;

const SLICES: &str = "[shelves]\nversion = \"v1.0\"\nmetadata = [\"old.csdl\"]\ndescription = \"Shelves\"\n\
    roots = [\"shelves\"]\n";
const FILM: &str = r#"      <EntityType Name="film" BaseType="self.item">
        <Property Name="minutes" Type="Edm.Int32" />
      </EntityType>
"#;

#[test]
fn the_guide_shows_a_report_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let old = fs::read_to_string(root.join("examples/build-script/metadata/library.csdl")).unwrap();
    let published = "        <Property Name=\"published\" Type=\"Edm.Date\" />\n";
    let map = "      <EntityType Name=\"map\"";
    let new = old.replacen(published, "", 1).replacen(map, &format!("{FILM}{map}"), 1);
    assert_eq!(new.len(), old.len() - published.len() + FILM.len());

    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [("old.csdl", old.as_str()), ("new.csdl", &new), ("slices.toml", SLICES)] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    let arguments = ["schema-diff", "--slices", "slices.toml", "old.csdl", "new.csdl"];
    let said = run(&arguments, folder.path(), 1);
    assert!(shows("review-an-update.md", &said), "the guide shows another report:\n{said}");
}

#[test]
fn the_guide_shows_scopes_as_they_are() {
    let page = page("scopes.md");
    let requests = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(requests.lines().count(), 3, "{requests}");

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("requests.txt"), requests).unwrap();
    let said = run(&["consent", "--requests", "requests.txt"], folder.path(), 0);
    assert!(shows("scopes.md", &said), "the guide shows others:\n{said}");
}

/// Runs a command that must end with this code, and returns its output.
fn run(arguments: &[&str], folder: &Path, code: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}{}", String::from_utf8(output.stderr).unwrap());
    said
}

fn shows(file: &str, output: &str) -> bool {
    page(file).contains(&format!("```text\n{}\n```\n", output.trim_end()))
}

fn page(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../guide/src").join(file)).unwrap()
}
