//! Runs the sign-in by device code against stand-ins of the identity provider and of the service.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::process::{Command, Output};

use service_stand_in::{At, StandIn, Step};

const DEVICE: &str = r#"{"device_code": "d1", "message": "Enter the code ABC", "interval": 0, "expires_in": 60}"#;

/// Runs the program. The identity provider is the other host of the stand-in, which takes no token.
fn run(stand_in: &StandIn) -> Output {
    Command::new(env!("CARGO_BIN_EXE_device_code"))
        .arg("client-1")
        .env("LOGIN_TENANT", stand_in.url(At::Elsewhere, "/tenant"))
        .env("GRAPH_ROOT", stand_in.root())
        .output()
        .unwrap()
}

fn asked(step: Step, polls: impl IntoIterator<Item = Step>) -> StandIn {
    let stand_in = StandIn::start().unwrap();
    stand_in.play(At::Elsewhere, "POST", "/tenant/oauth2/v2.0/devicecode", [step]);
    stand_in.play(At::Elsewhere, "POST", "/tenant/oauth2/v2.0/token", polls);
    let groups = r#"{"value": [{"id": "1"}]}"#;
    for (path, body) in
        [("/v1.0/me", r#"{"displayName": "Avery"}"#), ("/v1.0/me/memberOf", groups)]
    {
        stand_in.play(At::Service, "GET", path, [Step::json(200, body)]);
    }
    stand_in
}

#[test]
fn a_user_signs_in() {
    let pending = Step::json(400, r#"{"error": "authorization_pending"}"#);
    let token = Step::json(
        200,
        r#"{"access_token": "secret-1", "refresh_token": "r1", "expires_in": 3600}"#,
    );
    let stand_in = asked(Step::json(200, DEVICE), [pending.clone(), pending, token]);
    let output = run(&stand_in);
    let (said, shown) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{said}{shown}");
    assert_eq!(
        (said.as_str(), shown.as_str()),
        ("Avery, a member of 1 groups\n", "Enter the code ABC\n")
    );

    let bodies: Vec<_> = stand_in
        .received(At::Elsewhere)
        .iter()
        .map(|asked| String::from_utf8_lossy(&asked.body).into_owned())
        .collect();
    assert_eq!(bodies.len(), 4);
    assert_eq!(bodies[0], "client_id=client-1&scope=User.Read+offline_access");
    assert!(
        bodies[1].contains("device_code=d1") && bodies[1].contains("client_id=client-1"),
        "{}",
        bodies[1]
    );
    let received = stand_in.received(At::Service);
    assert_eq!(
        received.iter().map(|asked| asked.header("authorization")).collect::<Vec<_>>(),
        ["Bearer secret-1"; 2]
    );
}

#[test]
fn a_user_who_declines_is_an_error() {
    let declined =
        r#"{"error": "authorization_declined", "error_description": "The user said no."}"#;
    let stand_in = asked(Step::json(200, DEVICE), [Step::json(400, declined)]);
    let output = run(&stand_in);
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && shown.contains("The user said no."), "{shown}");
    assert!(stand_in.received(At::Service).is_empty());
}

#[test]
fn an_answer_without_a_code_is_an_error() {
    let stand_in = asked(Step::json(400, r#"{"error": "invalid_client"}"#), []);
    let shown = String::from_utf8(run(&stand_in).stderr).unwrap();
    assert!(shown.contains("the identity provider refused"), "{shown}");
}

#[test]
fn a_token_is_renewed_without_the_user() {
    let first = r#"{"access_token": "secret-1", "refresh_token": "r1", "expires_in": 30}"#;
    let second = r#"{"access_token": "secret-2", "refresh_token": "r2", "expires_in": 3600}"#;
    let stand_in =
        asked(Step::json(200, DEVICE), [Step::json(200, first), Step::json(200, second)]);
    let output = run(&stand_in);
    assert!(output.status.success(), "{}", String::from_utf8(output.stderr).unwrap());

    let asked = stand_in.received(At::Elsewhere);
    let paths: Vec<_> = asked.iter().map(|asked| asked.path().to_owned()).collect();
    let token = "/tenant/oauth2/v2.0/token";
    assert_eq!(paths, ["/tenant/oauth2/v2.0/devicecode", token, token]);
    let renewal = String::from_utf8_lossy(&asked[2].body).into_owned();
    assert!(renewal.contains("grant_type=refresh_token&refresh_token=r1"), "{renewal}");
    let received = stand_in.received(At::Service);
    let tokens: Vec<_> = received.iter().map(|asked| asked.header("authorization")).collect();
    assert_eq!(tokens, ["Bearer secret-1", "Bearer secret-2"]);
}
