//! The requests of programs: of the complete ones of this workspace, and of small ones for each rule.

use std::fs;
use std::path::Path;

use crate::support::shipped;
use csdl::diagnostic::Diagnostics;
use graph_models_codegen::rust::Version;
use graph_models_codegen::{Features, Options, decide};
use graph_models_lookup::call::Calls;
use graph_models_lookup::source;

fn versions() -> Vec<Version> {
    let mut diagnostics = Diagnostics::default();
    let mut input = shipped::input();
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let versions = decide(&input, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    versions
}

/// The requests of a source as `version METHOD /path`, and the texts of the unclear places.
fn found(versions: &[Version], text: &str) -> (Vec<String>, Vec<String>) {
    let calls: Vec<_> = versions.iter().map(Calls::new).collect();
    let found = source::find(&calls, text);
    let requests = found.requests.iter().map(|it| format!("{} {} {}", it.version, it.method, it.path));
    let unclear = found.unclear.iter().map(|it| text.get(it.place.clone()).unwrap().to_owned());
    (requests.collect(), unclear.collect())
}

#[test]
fn the_programs_of_the_readme_are_understood() {
    let versions = versions();
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/programs/src/bin");
    for (program, requests) in [
        (
            "alerts.rs",
            &[
                "beta GET /identityGovernance/roleManagementAlerts/alerts/{alert_id}/alertIncidents",
                "beta POST /identityGovernance/roleManagementAlerts/alerts/{alert_id}/alertIncidents/{alert_incident_id}/remediate",
            ][..],
        ),
        ("users.rs", &["v1.0 GET /users", "v1.0 POST /groups/{group_id}/members/$ref"]),
        ("mail.rs", &["v1.0 POST /me/sendMail"]),
        (
            "files.rs",
            &[
                "v1.0 PUT /me/drive/items/{item_id}/content",
                "v1.0 POST /me/drive/items/{item_id}/createUploadSession",
                "v1.0 GET /me/drive/items/{item_id}/content",
            ],
        ),
    ] {
        let text = fs::read_to_string(programs.join(program)).unwrap();
        assert_eq!(
            found(&versions, &text),
            (requests.iter().map(|it| (*it).to_owned()).collect(), Vec::new()),
            "{program}"
        );
    }
}

const USE: &str = "use graph_models::v1_0::{User, paths};\nuse graph_models::beta::paths::IdentityGovernance as Governance;\n";

#[test]
fn chains_are_followed_through_variables_and_macros() {
    let versions = versions();
    for (text, requests) in [
        (
            "let users = paths::users_collection(); f(users.list()); g(&users.count());",
            "v1.0 GET /users, v1.0 GET /users/$count",
        ),
        ("let user: UserP = paths::users(id).clone(); { user.get() }", "v1.0 GET /users/{user_id}"),
        (
            "let mut user = &paths::users(id); user.property(User::MAILBOX_SETTINGS).update(patch);",
            "v1.0 PATCH /users/{user_id}/mailboxSettings",
        ),
        ("println!(\"{:?}\", client.send(&paths::me().get())?);", "v1.0 GET /me"),
        ("graph_models::v1_0::paths::me().photo().media()", "v1.0 GET /me/photo/$value"),
        ("paths::me().photo().write_media(b, t)", "v1.0 PUT /me/photo/$value"),
        ("paths::me().photo().write_media(b, t).as_changes()", "v1.0 PATCH /me/photo/$value"),
        ("paths::me().photo().delete_media()", "v1.0 DELETE /me/photo/$value"),
        ("let target = service.entity_id(&paths::users(id))?;", ""),
        (
            "paths::groups(id).members_collection().add_reference(&paths::users(&other))",
            "v1.0 POST /groups/{group_id}/members/$ref",
        ),
        ("// paths::me().get()\nlet text = \"paths::me().get()\";", ""),
        (
            "#[cfg(test)]\n#[allow(x)]\nmod tests { fn f() { paths::me().get(); } }\nfn g() { paths::me().delete(); }",
            "v1.0 DELETE /me",
        ),
        ("let alerts = Governance::role_management_alerts().alerts_collection();", ""),
        ("let user = paths::users(id); { let user = other(); user.get() }", ""),
        ("my::users(id).get()", ""),
    ] {
        let (found, unclear) = found(&versions, &format!("{USE}{text}"));
        assert_eq!((found.join(", "), unclear), (requests.to_owned(), Vec::<String>::new()), "{text}");
    }
}

#[test]
fn what_leaves_a_function_is_unclear() {
    let versions = versions();
    for (text, unclear) in [
        ("use graph_models::v1_0::paths::UserPath; fn f(user: &UserPath) {}", "UserPath"),
        ("struct S { user: paths::UserPath }", "paths::UserPath"),
        ("fn f<P: TypedPath>(path: &P) {}", "TypedPath"),
        ("let user = paths::users(id); f(&user);", "user"),
        ("f(paths::users(id));", "paths::users(id)"),
        ("let both = (paths::users(id), 1);", "paths::users(id)"),
        ("let user = paths::users(id)?;", "paths::users(id)"),
        ("self.user.messages_collection().list()", "messages_collection().list"),
        ("paths::me().no_such_step()", "no_such_step"),
    ] {
        let (requests, found) = found(&versions, &format!("{USE}{text}"));
        assert_eq!((requests, found), (Vec::<String>::new(), vec![unclear.to_owned()]), "{text}");
    }
}

/// Any text is read, and ends.
#[test]
fn broken_sources_are_read() {
    let versions = versions();
    let deep = ["(", "x.f(", "paths::users(", "{", "let a = x.f("].map(|text| text.repeat(50_000));
    for text in deep.iter().map(String::as_str).chain([
        "paths::users(",
        "let user = paths::users(id)",
        "let user: ",
        "let",
        "use paths::{",
        "#[cfg(test)]",
        "#[cfg(test)] #",
        "paths::me().",
        "paths::me().get",
        "}}}} paths::me().get()",
        "paths::users(paths::users(paths::users(",
    ]) {
        found(&versions, &format!("{USE}{text}"));
    }
}
