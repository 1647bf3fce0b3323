//! The commands that pages show exist, with their options: the parser of the command line reads each of them.

use std::fs;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// Commands of other programs that pages show.
const OTHERS: [&str; 6] = ["az", "curl", "export", "git", "mdbook", "cargo"];
/// Commands of Cargo that pages show.
const OF_CARGO: [&str; 5] = ["bench", "install", "insta", "run", "test"];

#[test]
fn pages_show_commands_that_exist() {
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for command in blocks(&text).iter().flat_map(|block| block.lines()).filter_map(words) {
            if let Err(problem) = check(&command) {
                panic!("{}: `{}`: {problem}", page.display(), command.join(" "));
            }
            count += 1;
        }
    }
    assert!(count > 30, "{count} commands");
}

#[test]
fn a_command_that_does_not_exist_is_found() {
    for line in [
        "graph-models consent --request FILE",
        "graph-models call",
        "cargo xtask codegn",
        "cargo xtask schema update --metadata",
        "cargo run -p no-such-crate",
        "cargo publish",
        ".ci/no-such-script",
        "frobnicate",
    ] {
        assert!(check(&words(line).unwrap()).is_err(), "{line}");
    }
    assert_eq!(
        words("GRAPH_TOKEN=x cargo xtask find 'a b' > out # why").unwrap(),
        ["cargo", "xtask", "find", "a b"]
    );
    assert_eq!(words("# only a comment"), None);
}

/// README.md and CONTRIBUTING.md, those of the crates, and the pages of the guide.
fn pages() -> Vec<PathBuf> {
    let root = root();
    let crates =
        fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path().join("README.md"));
    let guide = fs::read_dir(root.join("guide/src")).unwrap().map(|entry| entry.unwrap().path());
    let named = ["README.md", "CONTRIBUTING.md", "codegen/README.md"].map(|file| root.join(file));
    let mut pages: Vec<_> =
        named.into_iter().chain(crates.filter(|page| page.exists())).chain(guide).collect();
    pages.sort();
    pages
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The blocks of shell of a page, with continued lines in one.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = None;
    for event in pulldown_cmark::Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if info.as_ref() == "sh" => {
                block = Some(String::new());
            }
            Event::Text(text) => block.iter_mut().for_each(|block| block.push_str(&text)),
            Event::End(TagEnd::CodeBlock) => {
                blocks.extend(block.take().map(|block| block.replace("\\\n", " ")));
            }
            _ => {}
        }
    }
    blocks
}

/// The words of a line up to the first operator of the shell, without assignments before the command. `None` for a line
/// without a command.
fn words(line: &str) -> Option<Vec<String>> {
    let words = shlex::split(line).unwrap_or_else(|| panic!("`{line}` is no line of shell"));
    let is_assignment =
        |word: &String| word.split_once('=').is_some_and(|(name, _)| name.chars().all(is_of_name));
    let words = words.into_iter().skip_while(is_assignment);
    let words: Vec<_> = words.take_while(|word| !["|", ">", "&&", ";"].contains(&word.as_str())).collect();
    (!words.is_empty()).then_some(words)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_uppercase() || c == '_'
}

/// Reads a command as the shell would start it.
fn check(words: &[String]) -> Result<(), String> {
    let texts: Vec<_> = words.iter().map(String::as_str).collect();
    match texts[..] {
        ["cargo", "xtask", ..] => accepted(xtask::Arguments::try_parse_from(&texts[1..])),
        ["graph-models", ..] => accepted(graph_models_cli::command::Arguments::try_parse_from(&texts)),
        ["cargo", command, ..] if OF_CARGO.contains(&command) => known_packages(&texts),
        ["cargo", ..] => Err("pages show no such command of Cargo".to_owned()),
        [script, ..] if script.starts_with(".ci/") => match root().join(script).exists() {
            true => Ok(()),
            false => Err("there is no such script".to_owned()),
        },
        [command, ..] if OTHERS.contains(&command) => Ok(()),
        _ => Err("nobody knows this command".to_owned()),
    }
}

/// A command line that is understood, or asks for help.
fn accepted<T>(parsed: Result<T, clap::Error>) -> Result<(), String> {
    match parsed {
        Ok(_) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// The packages that a command of Cargo names are those of the workspace, and so is the tool that it installs.
fn known_packages(words: &[&str]) -> Result<(), String> {
    let mut named =
        words.windows(2).filter(|pair| ["-p", "--package"].contains(&pair[0])).map(|pair| pair[1]);
    let installed = (words.get(1) == Some(&"install")).then(|| words.get(2).copied()).flatten();
    let installed = installed.filter(|name| name.starts_with("graph-models"));
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let is_known = |name: &str| lock.contains(&format!("name = \"{name}\"\n"));
    match named.by_ref().chain(installed).find(|name| !is_known(name)) {
        Some(name) => Err(format!("there is no package `{name}`")),
        None => Ok(()),
    }
}

/// Every command has examples in its help, which are understood.
#[test]
fn examples_of_help_are_commands_that_exist() {
    let programs = [graph_models_cli::command::Arguments::command(), xtask::Arguments::command()];
    let mut pending: Vec<_> = programs.map(graph_models_cli::with_program).into();
    let mut count = 0;
    while let Some(command) = pending.pop() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples = help.split("Examples:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap();
        assert!(!examples.is_empty(), "{} has no example", command.get_name());
        for example in examples.lines() {
            let words = words(example.trim()).unwrap();
            check(&words).unwrap_or_else(|problem| panic!("{example}: {problem}"));
            count += 1;
        }
        pending.extend(command.get_subcommands().cloned());
    }
    assert!(count > 50, "{count}");
}

/// The tests above stand on these names.
#[test]
fn the_commands_have_the_names_of_the_pages() {
    assert_eq!(graph_models_cli::command::Arguments::command().get_name(), "graph-models");
    assert_eq!(xtask::Arguments::command().get_bin_name(), Some("cargo xtask"));
}

/// `codegen` has the same help in the first program behind `cargo xtask` and in the program with all commands.
#[test]
fn codegen_has_one_help() {
    let help = |mut command: clap::Command| {
        command.build();
        command.find_subcommand_mut("codegen").unwrap().render_long_help().to_string()
    };
    assert_eq!(help(xtask_codegen::options::Arguments::command()), help(xtask::Arguments::command()));
}
