//! Runs the programs against stand-ins of the service, and checks that the README shows their text.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::process::{Command, Output};

use serde_json::{Value, json};
use service_stand_in::{At, StandIn, Step};

/// The token of programs at the stand-in.
const TOKEN: &str = "quiet-as-a-program-4713";

/// Runs a program with a service and a token in its environment.
fn run(program: &str, (root, token): (&str, &str), arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.env("GRAPH_ROOT", root).env("GRAPH_TOKEN", token).args(arguments).output().unwrap()
}

fn succeed(program: &str, stand_in: &StandIn, arguments: &[&str]) -> String {
    let output = run(program, (stand_in.root(), TOKEN), arguments);
    let (said, problem) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{said}{problem}");
    said
}

#[test]
fn alerts_are_remediated() {
    let server = alerts_service::Server::start().unwrap();
    let alert = alerts_service::alert_id("NoMfaOnRoleActivationAlert");
    let token = server.token();
    let output = run(env!("CARGO_BIN_EXE_alerts"), (server.url(), token), &[&alert]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8(output.stderr).unwrap());
    assert_eq!(server.remediated().len(), 2);
    assert_eq!(said.matches(": remediated\n").count(), 2, "{said}");
}

#[test]
fn users_become_members() {
    let stand_in = StandIn::start().unwrap();
    let users = json!({"value": [{"id": "u/1", "displayName": "Avery Howard"}]}).to_string();
    stand_in.play(At::Service, "GET", "/v1.0/users", [Step::json(200, users)]);
    stand_in.play(At::Service, "POST", "/v1.0/groups/g1/members/$ref", [Step::status(204)]);
    assert_eq!(succeed(env!("CARGO_BIN_EXE_users"), &stand_in, &["R&D", "g1"]), "added Avery Howard\n");
    let received = stand_in.received(At::Service);
    let [list, add] = received.as_slice() else { panic!("{received:?}") };
    let query = list.target.split_once('?').unwrap().1;
    let filter = "%24filter=department%20eq%20%27R%26D%27%20and%20accountEnabled%20eq%20true";
    assert!(query.split('&').any(|option| option == filter), "{query}");
    let body: Value = serde_json::from_slice(&add.body).unwrap();
    assert!(body["@odata.id"].as_str().unwrap().ends_with("/v1.0/users/u%2F1"), "{body}");
}

#[test]
fn a_mail_is_sent() {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Service, "POST", "/v1.0/me/sendMail", [Step::status(202)]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    fs::write(&file, "abc").unwrap();
    succeed(env!("CARGO_BIN_EXE_mail"), &stand_in, &["avery@contoso.com", file.to_str().unwrap()]);
    let received = stand_in.received(At::Service);
    let [send] = received.as_slice() else { panic!("{received:?}") };
    let expected = json!({"Message": {
        "subject": "Notes",
        "body": {"content": "Here are my notes.", "contentType": "text"},
        "toRecipients": [{"emailAddress": {"address": "avery@contoso.com"}}],
        "attachments": [
            {"@odata.type": "#microsoft.graph.fileAttachment", "name": "notes.txt", "contentBytes": "YWJj"},
        ],
    }});
    assert_eq!(serde_json::from_slice::<Value>(&send.body).unwrap(), expected);
}

/// A file that is empty or small goes up in one request, and a larger one in a session.
#[test]
fn a_file_of_any_size_goes_up_and_down() {
    for (length, is_session) in [(0, false), (10_000, false), (5 << 20, true)] {
        let stand_in = StandIn::start().unwrap();
        let content: String = "0123456789".chars().cycle().take(length).collect();
        let place = "/v1.0/me/drive/root:/Uploads/a%20file.bin:";
        let session = json!({"uploadUrl": stand_in.upload_url()}).to_string();
        let begin = format!("{place}/createUploadSession");
        stand_in.play(At::Service, "POST", &begin, [Step::json(200, session)]);
        let put = Step::json(201, json!({"id": "1", "name": "a file.bin"}).to_string());
        stand_in.play(At::Service, "PUT", &format!("{place}/content"), [put]);
        stand_in.put_file(content.clone());
        let moved = Step::status(302).header("location", &stand_in.file_url());
        stand_in.play(At::Service, "GET", &format!("{place}/content"), [moved]);
        let folder = tempfile::tempdir().unwrap();
        let (file, copy) = (folder.path().join("film.bin"), folder.path().join("copy.bin"));
        fs::write(&file, &content).unwrap();
        succeed(env!("CARGO_BIN_EXE_files"), &stand_in, &[file.to_str().unwrap(), copy.to_str().unwrap()]);
        let sent = match is_session {
            true => stand_in.uploaded().bytes,
            false => stand_in.received(At::Service)[0].body.to_vec(),
        };
        assert!(sent == content.as_bytes(), "{length}");
        let methods: Vec<_> = stand_in.received(At::Service).into_iter().map(|it| it.method).collect();
        assert_eq!(methods, [if is_session { "POST" } else { "PUT" }, "GET"]);
        assert!(fs::read_to_string(copy).unwrap() == content, "{length}");
        assert_eq!(stand_in.leaks(&[TOKEN]), [""; 0]);
    }
}

#[test]
fn changes_continue_where_the_last_run_ended() {
    let stand_in = StandIn::start().unwrap();
    let link = |token: &str| format!("{}/v1.0/users/delta()?$deltatoken={token}", stand_in.root());
    let first = json!({
        "value": [{"id": "u1", "displayName": "Avery Howard"}, {"id": "u2", "displayName": "Mira Halvorsen"}],
        "@odata.deltaLink": link("one"),
    });
    let second = json!({
        "value": [{"id": "u1", "displayName": "Avery Lee"}, {"id": "u2", "@removed": {"reason": "deleted"}}],
        "@odata.deltaLink": link("two"),
    });
    let answers = [first, second].map(|page| Step::json(200, page.to_string()));
    stand_in.play(At::Service, "GET", "/v1.0/users/delta()", answers);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("place.json");
    let run = || succeed(env!("CARGO_BIN_EXE_changes"), &stand_in, &[file.to_str().unwrap()]);
    assert_eq!(run(), "u1: Avery Howard\nu2: Mira Halvorsen\n");
    assert_eq!(run(), "u1: Avery Lee\nu2: removed\n");
    let received = stand_in.received(At::Service);
    let [first, second] = received.as_slice() else { panic!("{received:?}") };
    assert_eq!(first.target, "/v1.0/users/delta()?%24select=id,displayName");
    assert_eq!(second.target, "/v1.0/users/delta()?$deltatoken=one");
    assert!(fs::read_to_string(&file).unwrap().contains("two"));
}

/// The README shows the text of each program, without the first line.
#[test]
fn the_readme_shows_the_programs() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let readme = fs::read_to_string(format!("{folder}/../../README.md")).unwrap();
    let mut programs: Vec<_> =
        fs::read_dir(format!("{folder}/src/bin")).unwrap().map(|entry| entry.unwrap().path()).collect();
    programs.sort();
    assert!(!programs.is_empty());
    for program in programs {
        let text = fs::read_to_string(&program).unwrap();
        let shown = text.split_once("\n\n").unwrap().1;
        let name = program.file_name().unwrap().to_str().unwrap();
        assert!(
            readme.contains(&format!("```rust,no_run\n{shown}```\n")),
            "README.md does not show `{name}` as it is"
        );
    }
}
