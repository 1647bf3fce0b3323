//! Mistakes with `generate`, in its input and its output folder: the message about each mistake has the place, the
//! nearest name and the next step. `mistakes_of_others.rs` has the mistakes with other commands.
//!
//! After a deliberate change: `INSTA_UPDATE=always cargo test -p graph-models-cli --test integration mistakes`, and
//! read each rendering as someone who sees the tool for the first time.

use std::fs;

use crate::support::case::{Case, GENERATE};
use crate::support::tasks::{METADATA, ROOT, table};

#[test]
fn roots() {
    Case::new("root_typo", "roots = [\"taks\"]").generates(2);
    Case::new("root_typo_in_a_path", "roots = [\"tasks/note\"]").generates(2);
    Case::new("root_with_a_slash", "roots = [\"/tasks\", \"tasks/\"]").generates(2);
    Case::new("root_with_a_version", "roots = [\"/v1.0/tasks/{id}/notes\"]").generates(2);
    Case::new("root_of_another_version", "roots = [\"beta/tasks\"]").generates(2);
    let address = "roots = [\"https://graph.microsoft.com/v1.0/tasks?$top=5\"]";
    Case::new("root_as_an_address", address).generates(2);
    Case::new("root_empty", "roots = [\"\", \"v1.0\"]").generates(2);
    let address = "roots = [\"graph.microsoft.com/v1.0/tasks\", \"GET /V1.0/tasks/{id}/notes\"]";
    Case::new("root_as_a_request", address).generates(2);
    let keys = "roots = [\"tasks('1')/notes\", \"tasks/$count\", \"tasks\\\\notes\", \"*\"]";
    Case::new("root_with_more_than_a_path", keys).generates(2);
    Case::new("root_is_a_type", "roots = [\"microsoft.graph.task\"]").generates(2);
    Case::new("type_without_a_namespace", "types = [\"taks\", \"graph.note\"]").generates(2);
}

#[test]
fn versions() {
    Case::with("version_unknown", &table("tasks", "v2.0", "graph.csdl", ROOT)).generates(2);
    let case = Case::with("version_of_other_metadata", &table("tasks", "v1.0", "graph-beta.csdl", ROOT));
    case.folder.write("graph-beta.csdl", METADATA);
    case.generates(0);
}

#[test]
fn files_that_are_missing() {
    let case = Case::new("missing_slices", ROOT);
    case.says(2, &["generate", "--slices", "slice.toml", "--out", "out"]);
    let case = Case::new("missing_folder", ROOT);
    case.says(2, &["generate", "--slices", "schema/slices.toml", "--out", "out"]);
    Case::with("missing_metadata", &table("tasks", "v1.0", "grph.csdl", ROOT)).generates(2);
    let case = Case::with("missing_metadata_anywhere", &table("tasks", "v1.0", "graph.csdl", ROOT));
    fs::remove_file(case.folder.path("graph.csdl")).unwrap();
    case.generates(2);
    let case = Case::new("missing_runtime", ROOT);
    case.says(2, &[&GENERATE[..], &["--crate-name", "tasks", "--runtime", "graph-models-core"]].concat());
}

#[test]
fn files_of_another_kind() {
    for (name, text) in [
        ("metadata_is_a_web_page", "\n<!DOCTYPE html>\n<html><body>Sign in</body></html>\n"),
        ("metadata_is_a_web_page_without_a_type", "<html><body>Sign in</body></html>\n"),
        ("metadata_is_json", "{\"error\": {\"code\": \"InvalidAuthenticationToken\"}}\n"),
        ("metadata_is_empty", ""),
        (
            "metadata_is_a_web_page_in_xml",
            "<?xml version=\"1.0\"?>\n<!-- of a proxy -->\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">\n<html/>\n",
        ),
        ("metadata_is_text", "404: Not Found\n"),
        ("metadata_is_a_pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
        ("metadata_is_toml", "[tasks]\n"),
    ] {
        let case = Case::new(name, ROOT);
        case.folder.write("graph.csdl", text);
        case.generates(2);
    }
    for (name, text) in [
        ("permissions_are_a_list", "[]\n"),
        ("permissions_are_a_web_page", "<!DOCTYPE html>\n"),
        ("permissions_are_another_object", "{\n  \"value\": []\n}\n"),
        ("permissions_are_empty", "\n"),
        ("permissions_are_cut_off", "{\"permissions\": {\"A\": {\"pathSets\": [\n"),
        ("permissions_of_a_number", "{\"permissions\": {\"A\": 1}}\n"),
        (
            "permissions_have_another_form",
            "{\"permissions\": {\n  \"A\": {\"pathSets\": [{\"paths\": {\"/x\": 1}}]}}}\n",
        ),
    ] {
        let case = Case::new(name, ROOT);
        case.folder.write("permissions.json", text);
        case.says(2, &[&GENERATE[..], &["--permissions", "permissions.json"]].concat());
    }
}

#[test]
fn slices_of_another_kind() {
    for (name, text) in [
        ("slices_are_a_web_page", "<!DOCTYPE html>\n<html></html>\n"),
        ("slices_are_json", "{\"tasks\": {\"version\": \"v1.0\"}}\n"),
        (
            "slices_with_a_conflict",
            "[tasks]\n<<<<<<< HEAD\nversion = \"v1.0\"\n=======\nversion = \"beta\"\n>>>>>>> other\n",
        ),
        ("slices_without_quotes", "[tasks]\nversion = v1.0\n"),
        ("slices_with_a_number", "[tasks]\nversion = 1.0\n"),
    ] {
        Case::with(name, text).generates(2);
    }
    let twice = table("tasks", "v1.0", "graph.csdl", ROOT) + "roots = []\n";
    Case::with("key_twice", &twice).generates(2);
    let twice = table("tasks", "v1.0", "graph.csdl", ROOT) + "[tasks]\n";
    Case::with("slice_twice", &twice).generates(2);
}

/// Encodings that other tools write, and files that are no text at all.
#[test]
fn files_that_are_not_utf8() {
    let utf16: Vec<u8> = METADATA.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mark = [&b"\xff\xfe"[..], &utf16].concat();
    let latin = METADATA.replace("title", "t\u{fc}tle").chars().map(|c| u8::try_from(c).unwrap()).collect();
    for (name, bytes) in [
        ("encoding_utf16", mark),
        ("encoding_utf16_without_a_mark", utf16),
        ("encoding_latin1", latin),
        ("encoding_gzip", b"\x1f\x8b\x08\x00\xff".to_vec()),
    ] {
        let case = Case::new(name, ROOT);
        fs::write(case.folder.path("graph.csdl"), bytes).unwrap();
        case.generates(2);
    }
}

#[test]
fn folders_and_files_change_places() {
    let case = Case::new("folder_for_a_file", ROOT);
    case.folder.write("metadata/one.csdl", METADATA);
    case.folder.write("metadata/two.csdl", METADATA);
    case.says(2, &["generate", "--all", "--metadata", "metadata", "--out", "out"]);
    let case = Case::new("file_for_a_folder", ROOT);
    case.says(2, &["generate", "--all", "--metadata", "graph.csdl/one.csdl", "--out", "out"]);
    let case = Case::new("metadata_without_all", ROOT);
    case.says(2, &["generate", "--metadata", "graph.csdl", "--out", "out"]);
    let case = Case::new("vectors_beside_rust", ROOT);
    case.says(2, &[&GENERATE[..], &["--vectors", "out"]].concat());
}

#[test]
fn runtimes() {
    for (name, runtime) in [
        ("runtime_of_another_folder", "other"),
        ("runtime_beside", "."),
        ("runtime_version_of_git", "v0.1.0"),
        ("runtime_no_version", "1.x"),
    ] {
        let case = Case::new(name, ROOT);
        case.folder.write("other/Cargo.toml", "[package]\nname = \"other\"\n");
        case.folder.write("graph-models-core/Cargo.toml", "[package]\nname = \"graph-models-core\"\n");
        case.says(2, &[&GENERATE[..], &["--crate-name", "tasks", "--runtime", runtime]].concat());
    }
}

#[test]
fn slices_that_contradict() {
    let both = table("tasks", "v1.0", "graph.csdl", ROOT) + &table("todo", "v1.0", "graph.csdl", ROOT);
    Case::with("slices_overlap", &both).generates(0);
    Case::new("keys_all_and_roots", "roots = [\"tasks\"]\nall = true").generates(2);
    let keys =
        "types = [\"microsoft.graph.task\", \"microsoft.graph.note\"]\nexclude = [\"microsoft.graph.task\"]";
    Case::new("keys_types_and_exclude", keys).generates(2);
    Case::new("keys_leave_nothing", "roots = [\"tasks\"]\nexclude = [\"microsoft.graph.task\"]").generates(2);
}

#[test]
fn keys() {
    Case::new("key_typo", "root = [\"tasks\"]").generates(2);
    Case::new("key_unknown", "properties = [\"id\"]").generates(2);
    Case::new("key_empty", "roots = []").generates(2);
    Case::new("key_with_a_text_for_a_list", "roots = \"tasks\"").generates(2);
    Case::with("key_missing", "[tasks]\nmetadata = [\"graph.csdl\"]\n").generates(2);
    let above = "version = \"v1.0\"\n".to_owned() + &table("tasks", "v1.0", "graph.csdl", ROOT);
    Case::with("key_above_the_tables", &above).generates(2);
    Case::with("slices_empty", "").generates(2);
}

#[test]
fn generated_files() {
    let case = Case::new("generated_files_are_edited", ROOT);
    case.folder.ends_with(0, &GENERATE);
    let path = case.folder.path("out/v1_0/entity_types.rs");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("pub title:", "pub name:")).unwrap();
    case.says(1, &[&GENERATE[..], &["--check"]].concat());

    let case = Case::new("generated_files_are_stale", ROOT);
    case.folder.ends_with(0, &GENERATE);
    case.folder.write("graph.csdl", &METADATA.replace("title", "name"));
    fs::remove_file(case.folder.path("out/mod.rs")).unwrap();
    fs::copy(case.folder.path("out/v1_0/mod.rs"), case.folder.path("out/v1_0/old.rs")).unwrap();
    case.says(1, &[&GENERATE[..], &["--check"]].concat());

    let case = Case::new("generated_files_are_of_others", ROOT);
    case.folder.write("out/mod.rs", "//! My module.\n");
    case.generates(2);
}

#[test]
fn names() {
    let case = Case::new("feature_unknown", ROOT);
    case.says(2, &["slice", "show", "task", "--slices", "slices.toml"]);
    let case = Case::new("feature_unknown_in_consent", ROOT);
    case.says(2, &["consent", "--slice", "mail", "--slices", "slices.toml"]);
    for (case, name) in [
        ("crate_name_with_a_space", "My Crate"),
        ("crate_name_is_a_path", "../tasks"),
        ("crate_name_is_a_keyword", "self"),
        ("crate_name_is_a_device", "con"),
        ("crate_name_is_blank", " "),
    ] {
        Case::new(case, ROOT).says(2, &[&GENERATE[..], &["--crate-name", name]].concat());
    }
    Case::with("slice_name", &table("Tasks_1", "v1.0", "graph.csdl", ROOT)).generates(2);
}

#[test]
fn output_folders() {
    let case = Case::new("output_is_a_file", ROOT);
    case.folder.write("out", "My notes.\n");
    case.generates(2);
    let case = Case::new("output_is_beside_the_slices", ROOT);
    case.says(2, &["generate", "--slices", "slices.toml", "--out", "."]);
    let case = Case::new("output_has_own_files", ROOT);
    case.folder.write("out/v1_0/enums.rs/notes.txt", "My notes.\n");
    case.folder.write("out/v1_0/entity_types.rs", "My types.\n");
    case.generates(2);
}

/// A link that leads nowhere.
#[cfg(unix)]
#[test]
fn output_folder_that_is_a_link() {
    let case = Case::new("output_is_a_link_to_nothing", ROOT);
    std::os::unix::fs::symlink("nothing", case.folder.path("out")).unwrap();
    case.generates(2);
}

/// A user with all permissions, such as root in a container, can write there nevertheless.
#[cfg(unix)]
#[test]
fn output_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let case = Case::new("output_is_read_only", ROOT);
    fs::create_dir(case.folder.path("out")).unwrap();
    fs::set_permissions(case.folder.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(case.folder.path("out/probe"), "").is_ok() {
        eprintln!("SKIPPED: this user may write everywhere");
        return;
    }
    case.generates(2);
}

#[test]
fn places_outside_of_a_workspace() {
    let case = Case::new("outside_of_a_workspace", ROOT);
    case.says(2, &["slice", "show"]);
    let slices = table("tasks", "v1.0", "graph.csdl", ROOT);
    let case = Case::new("below_a_workspace", ROOT);
    case.folder.write("above/schemas/slices.toml", &slices);
    fs::create_dir_all(case.folder.path("above/src/inner")).unwrap();
    let mut case = case;
    case.folder.enter("above/src/inner");
    case.says(2, &["slice", "show"]);
}

#[test]
fn types_that_collide() {
    let case = Case::new("types_collide", "all = true");
    let size = |name: &str| {
        format!("      <EnumType Name=\"{name}\">\n        <Member Name=\"small\" />\n      </EnumType>\n")
    };
    let sizes = [size("fooBar"), size("FooBar"), size("foo_bar")].concat();
    let at = "      <EntityContainer";
    case.folder.write("graph.csdl", &METADATA.replace(at, &(sizes + at)));
    case.generates(0);
}

/// Line ends and names of folders do not change the messages.
#[test]
fn texts_of_other_systems() {
    let case = Case::new("line_ends_of_windows", "");
    let slices = table("tasks", "v1.0", "graph.csdl", "roots = [\"tasks\", \"taks\"]");
    case.folder.write("slices.toml", &format!("\u{feff}{}", slices.replace('\n', "\r\n")));
    case.folder.write("graph.csdl", &METADATA.replace('\n', "\r\n"));
    case.generates(2);

    let case = Case::new("folder_with_spaces_and_other_letters", "");
    let slices = table("tasks", "v1.0", "größe 1.csdl", "roots = [\"taks\"]");
    case.folder.write("Müller & Söhne/slices.toml", &slices);
    case.folder.write("Müller & Söhne/größe 1.csdl", METADATA);
    case.says(2, &["generate", "--slices", "Müller & Söhne/slices.toml", "--out", "Müller & Söhne/out"]);
    case.folder.write("Müller & Söhne/slices.toml", &slices.replace("taks", "tasks"));
    for more in [&[][..], &["--check"]] {
        let arguments = ["generate", "--slices", "Müller & Söhne/slices.toml", "--out", "Müller & Söhne/out"];
        case.folder.ends_with(0, &[&arguments[..], more].concat());
    }
}
