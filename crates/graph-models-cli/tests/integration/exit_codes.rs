//! Exit codes of all commands: 0 for success, 1 for findings and drift, 2 if the command could not do its work.

use crate::support::folder::Folder;
use crate::support::tasks;

const PERMISSIONS: &str = r#"{"permissions": {"Tasks.Read": {"pathSets": [
    {"schemeKeys": ["DelegatedWork", "Application"], "methods": ["GET"], "paths": {"/tasks": "least=DelegatedWork,Application"}}
]}}}"#;

/// A folder in which each command can end in each way.
fn folder() -> Folder {
    let folder = tasks::folder(tasks::ROOT);
    folder.write("older.csdl", &tasks::METADATA.replace("title", "name"));
    folder.write("untidy.csdl", &tasks::METADATA.replace("    <Schema", "<Schema"));
    folder.write("broken.csdl", "<edmx:Edmx");
    folder.write("broken.toml", "[tasks");
    folder.write("broken.json", "{");
    folder.write("permissions.json", PERMISSIONS);
    folder.write("known.txt", "GET /tasks\n");
    folder.write("unknown.txt", "GET /tasks\nGET /chores\n");
    folder.write("empty.txt", "\n");
    folder.write("unclear/main.rs", "fn f(task: &v1_0::paths::TaskPath) {}\n");
    folder.write("source/main.rs", "fn main() { send(&v1_0::paths::tasks_collection().list()) }\n");
    folder.write("empty.tsv", "file\ttype\n");
    folder
}

/// Commands with their exit codes, in the order in which they run. Findings of `conform` need a compiled program; the
/// tests of the workspace's commands cover them.
const COMMANDS: &[(i32, &str)] = &[
    (2, "generate --slices broken.toml --out out"),
    (1, "generate --slices slices.toml --out out --check"),
    (0, "generate --slices slices.toml --out out"),
    (0, "generate --slices slices.toml --out out --check"),
    (2, "generate --slices slices.toml"),
    (0, "diff graph.csdl graph.csdl"),
    (1, "diff older.csdl graph.csdl"),
    (2, "diff broken.csdl graph.csdl"),
    (2, "diff none.csdl graph.csdl"),
    (0, "diff rules"),
    (2, "conform --metadata graph.csdl --manifest empty.tsv"),
    (2, "conform --metadata graph.csdl --manifest none.tsv"),
    (0, "slice show --slices slices.toml"),
    (2, "slice show mail --slices slices.toml"),
    (2, "slice show --slices broken.toml"),
    (0, "slice why microsoft.graph.note --slices slices.toml"),
    (2, "slice why microsoft.graph.mail --slices slices.toml"),
    (0, "call GET~/tasks --metadata graph.csdl"),
    (1, "call GET~/chores --metadata graph.csdl"),
    (2, "call GET~/tasks --metadata broken.csdl"),
    (0, "find note --metadata graph.csdl"),
    (1, "find chore --metadata graph.csdl"),
    (2, "find note --metadata broken.csdl"),
    (0, "snippet GET~/tasks --metadata graph.csdl"),
    (1, "snippet GET~/chores --metadata graph.csdl"),
    (2, "snippet GET~/tasks --metadata broken.csdl"),
    (2, "snippet POST~/tasks --metadata graph.csdl --body broken.json"),
    (0, "consent --requests known.txt --metadata graph.csdl"),
    (1, "consent --requests unknown.txt --metadata graph.csdl"),
    (2, "consent --requests none.txt --metadata graph.csdl"),
    (0, "consent --source source --metadata graph.csdl --permissions permissions.json"),
    (1, "consent --source unclear --metadata graph.csdl --permissions permissions.json"),
    (2, "consent --source none --metadata graph.csdl"),
    (2, "call --file empty.txt --metadata graph.csdl"),
    (2, "consent --requests known.txt --metadata graph.csdl --permissions broken.json"),
    (2, "try --metadata none.csdl"),
    (2, "try --address 0.0.0.0:0"),
    (0, "schema stat graph.csdl"),
    (2, "schema stat broken.csdl"),
    (0, "schema check --slices slices.toml --against graph.csdl"),
    (1, "schema check --slices slices.toml --against older.csdl"),
    (2, "schema check --slices slices.toml --against broken.csdl"),
    (1, "schema fmt --check untidy.csdl"),
    (2, "schema fmt --check broken.csdl"),
    (0, "schema fmt untidy.csdl"),
    (0, "schema fmt --check untidy.csdl"),
    (1, "schema permissions --slices slices.toml --from permissions.json --check"),
    (0, "schema permissions --slices slices.toml --from permissions.json"),
    (0, "schema permissions --slices slices.toml --from permissions.json --check"),
    (2, "schema permissions --slices slices.toml --from broken.json"),
    (0, "schema extract --slices slices.toml --from graph.csdl"),
    (2, "schema extract --slices slices.toml --from broken.csdl"),
    (0, "completions bash"),
    (2, "completions none"),
    (0, "--help"),
    (0, "--version"),
    (2, "none"),
];

#[test]
fn each_command_ends_with_the_code_of_what_it_found() {
    let folder = folder();
    for (code, command) in COMMANDS {
        let arguments: Vec<_> = command.split(' ').map(|word| word.replace('~', " ")).collect();
        folder.ends_with(*code, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// The list above has every command.
#[test]
fn no_command_is_left_out() {
    let folder = folder();
    let names = |arguments: &[&str]| -> Vec<String> {
        let (said, _) = folder.ends_with(0, &[arguments, &["--help"]].concat());
        let listed = said.split("Commands:\n").nth(1).unwrap_or_default();
        let listed = listed.lines().take_while(|line| line.starts_with("  "));
        let names = listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
        names.map(ToOwned::to_owned).collect()
    };
    let mut commands = Vec::new();
    for command in names(&[]) {
        let inner = names(&[&command]);
        match inner.is_empty() {
            true => commands.push(command),
            false => commands.extend(inner.iter().map(|inner| format!("{command} {inner}"))),
        }
    }
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        let listed =
            COMMANDS.iter().any(|(_, listed)| format!("{listed} ").starts_with(&format!("{command} ")));
        assert!(listed, "{command}");
    }
}
