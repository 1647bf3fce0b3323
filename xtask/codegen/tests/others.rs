//! All commands but `codegen` go to the crate `xtask`: with their arguments, and back with their exit code.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder that stands for the workspace, where a script stands in for Cargo.
fn run(script: &str, arguments: &[&str]) -> (Output, String) {
    let folder = tempfile::tempdir().unwrap();
    let cargo = folder.path().join("cargo");
    fs::write(&cargo, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let output = program(folder.path(), &cargo).args(arguments).output().unwrap();
    let root = folder.path().display().to_string();
    (output, root)
}

fn program(root: &Path, cargo: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask-codegen"));
    command.current_dir(root).env("CARGO_MANIFEST_DIR", root.join("xtask/codegen")).env("CARGO", cargo);
    command
}

#[test]
fn a_command_gets_its_arguments() {
    let print = r#"for argument; do echo "[$argument]"; done"#;
    for arguments in [
        &["find", "send mail", "--", "codegen", "*"][..],
        &["--help"],
        &["--quiet", "find", "codegen"],
        &["--quiet", "try", "--address", "8080"],
        &["--help", "codegen"],
        &["no-such-command"],
        &[""],
        &[],
    ] {
        let (output, root) = run(print, arguments);
        let own = ["run", "--quiet", "--package", "xtask", "--manifest-path", &format!("{root}/Cargo.toml")];
        let release = (!cfg!(debug_assertions)).then_some("--release");
        // Only `try` needs a server.
        let is_try = arguments.iter().find(|it| !it.starts_with('-')).is_some_and(|it| *it == "try");
        let features = (!is_try).then_some("--no-default-features");
        let own = own.into_iter().chain(release).chain(features).chain(["--"]);
        let expected = own.chain(arguments.iter().copied()).map(|argument| format!("[{argument}]\n"));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected.collect::<String>());
    }
}

#[test]
fn exit_codes_and_streams_pass_through() {
    for code in [0, 1, 2, 101] {
        let (output, _) = run(&format!("echo result; echo problem >&2; exit {code}"), &["schema-diff"]);
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(
            (output.stdout.as_slice(), output.stderr.as_slice()),
            (&b"result\n"[..], &b"problem\n"[..])
        );
    }
    // A process that was killed could not do its work.
    assert_eq!(run("kill -9 $$", &["schema-diff"]).0.status.code(), Some(2));
    let missing = Path::new("/no/such/cargo");
    let output = program(Path::new("/"), missing).arg("find").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot run /no/such/cargo"));
}

#[test]
fn codegen_needs_no_other_crate() {
    for (arguments, code, said) in [
        (&["codegen", "--help"][..], 0, "Usage: cargo xtask codegen [OPTIONS]"),
        (&["--quiet", "codegen", "--help"], 0, "Usage: cargo xtask codegen [OPTIONS]"),
        (&["--error-format", "json", "codegen", "--no-such-option"], 2, "{\"level\":\"error\""),
        (&["codegen", "--no-such-option"], 2, "unexpected argument '--no-such-option'"),
    ] {
        let (output, _) = run("echo compiled; exit 7", arguments);
        assert_eq!(output.status.code(), Some(code));
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains(said) && !text.contains("compiled"), "{text}");
    }
}
