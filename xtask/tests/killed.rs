//! Runs that are killed, run out of space or run at the same time: each one writes everything or nothing.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/output.rs"]
mod output;

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use graph_models_codegen::build::folder::LIST;
use output::{Scratch, metadata, tree};

const CODEGEN: [&str; 7] =
    ["codegen", "--slices", "schemas/slices.toml", "--out", "gen", "--vectors", "vectors"];

/// The output for each of the two metadata files, as a run into empty folders writes it.
fn outputs(scratch: &Scratch) -> [BTreeMap<PathBuf, String>; 2] {
    [false, true].map(|has_more| {
        let fresh = Scratch::new();
        fresh.write("schemas/graph.csdl", &metadata(has_more));
        fresh.succeed(&CODEGEN);
        let files = generated(&fresh).into_iter();
        let moved = files
            .map(|(path, text)| (scratch.path("").join(path.strip_prefix(fresh.path("")).unwrap()), text));
        moved.collect()
    })
}

fn generated(scratch: &Scratch) -> BTreeMap<PathBuf, String> {
    let mut all = tree(&scratch.path("gen"));
    all.extend(tree(&scratch.path("vectors")));
    all
}

fn is_temporary(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "tmp")
}

#[test]
fn a_run_that_is_killed_leaves_files_that_are_old_or_new() {
    let scratch = Scratch::new();
    let outputs = outputs(&scratch);
    let run = |has_more: bool| {
        scratch.write("schemas/graph.csdl", &metadata(has_more));
        let mut command = scratch.command(&CODEGEN);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let start = Instant::now();
    assert!(run(true).wait().unwrap().success());
    let time = start.elapsed();
    let mut killed = 0;
    let mut before = true;
    for turn in 0..100 {
        let random = RandomState::new().build_hasher().finish();
        let mut child = run(!before);
        let micros = u64::try_from(time.as_micros()).unwrap();
        std::thread::sleep(Duration::from_micros(random % (micros + micros / 4)));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        for (path, text) in generated(&scratch) {
            let is_list = path.ends_with(LIST);
            let is_whole = outputs.iter().any(|output| output.get(&path) == Some(&text));
            assert!(is_whole || is_list || is_temporary(&path), "turn {turn}: {}:\n{text}", path.display());
        }
        // A file that is in both outputs always exists.
        for path in outputs[0].keys().filter(|path| outputs[1].contains_key(*path)) {
            assert!(path.exists(), "turn {turn}: {}", path.display());
        }
        // The next run repairs everything, and writes either the old or the new output.
        let next = random & (1 << 40) != 0;
        assert!(run(next).wait().unwrap().success(), "turn {turn}");
        assert_eq!(generated(&scratch), outputs[usize::from(next)], "turn {turn}");
        before = next;
    }
    assert!(killed > 20, "only {killed} runs were killed");
}

#[test]
fn runs_at_once_write_one_after_the_other() {
    let scratch = Scratch::new();
    let outputs = outputs(&scratch);
    scratch.write("more/slices.toml", &scratch.read("schemas/slices.toml"));
    scratch.write("more/graph.csdl", &metadata(true));
    scratch.write("schemas/graph.csdl", &metadata(false));
    for round in 0..5 {
        let children = (0..6).map(|turn| {
            let mut arguments = CODEGEN;
            arguments[2] = if turn % 2 == 0 { "schemas/slices.toml" } else { "more/slices.toml" };
            scratch.command(&arguments).stdout(Stdio::null()).spawn().unwrap()
        });
        for mut child in children.collect::<Vec<_>>() {
            assert!(child.wait().unwrap().success(), "round {round}");
        }
        let all = generated(&scratch);
        assert!(outputs.contains(&all), "round {round}: {:?}", all.keys());
    }
}

/// The system writes the first part of a file and then refuses to write more, as with a full disk.
#[cfg(unix)]
#[test]
fn a_run_without_space_leaves_everything_as_it_was() {
    let scratch = Scratch::new();
    let largest = outputs(&scratch)[1].values().map(String::len).max().unwrap();
    scratch.write("schemas/graph.csdl", &metadata(false));
    let limited = |blocks: usize, arguments: &[&str]| {
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" \"$@\"");
        let arguments = [&["-c", &script, env!("CARGO_BIN_EXE_xtask")], arguments].concat();
        scratch.command_of(Path::new("sh"), &arguments).output().unwrap()
    };
    // Blocks have 512 bytes in some shells and 1024 in others.
    let failing = [0, 1, 2, largest / 512 / 4];
    for blocks in failing {
        let output = limited(blocks, &CODEGEN);
        assert!(!output.status.success(), "{blocks}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("cannot write"), "{blocks}: {said}");
        assert!(!scratch.path("gen").exists() && !scratch.path("vectors").exists(), "{blocks}");
    }
    scratch.succeed(&CODEGEN);
    let before = generated(&scratch);
    scratch.write("schemas/graph.csdl", &metadata(true));
    for blocks in failing {
        assert!(!limited(blocks, &CODEGEN).status.success(), "{blocks}");
        assert_eq!(generated(&scratch), before, "{blocks}");
    }
    for arguments in [
        &["schema", "extract", "--from", "small.csdl"][..],
        &["schema", "permissions", "--from", "permissions.json"],
        &["schema-diff", "schemas/graph.csdl", "small.csdl", "--fail-on", "never", "--output", "report.txt"],
    ] {
        let before = tree(&scratch.path(""));
        let output = limited(0, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert_eq!(tree(&scratch.path("")), before, "{arguments:?}");
    }
    assert!(limited(1 << 20, &CODEGEN).status.success());
}
