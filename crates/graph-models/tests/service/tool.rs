//! Tests of the example `pim-alerts`. It runs as a process against the stand-in service.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use alerts_service::{Fault, READ_TOKEN, Server, TOKEN, alert_id};

const STALE: &str = "StaleSignInAlert";

/// The result of a run.
struct Run {
    code: i32,
    out: String,
    error: String,
}

/// Returns the path of the example. `cargo test` builds the examples of a package together with its tests.
fn tool() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let profile = here.parent().and_then(|deps| deps.parent()).unwrap();
    let tool = profile.join("examples").join(format!("pim-alerts{}", std::env::consts::EXE_SUFFIX));
    assert!(
        tool.exists(),
        "run all tests of the package, or `cargo build -p graph-models --example pim-alerts`"
    );
    tool
}

fn run_with(server: &Server, token: &str, answer: &str, arguments: &[&str]) -> Run {
    // A proxy that is configured on this machine must not be used for loopback.
    let mut child = Command::new(tool())
        .args(["--root", server.url()])
        .args(arguments)
        .env("no_proxy", "127.0.0.1")
        .env("NO_PROXY", "127.0.0.1")
        .env("GRAPH_TOKEN", token)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The tool may exit without reading the answer.
    let _ = child.stdin.take().unwrap().write_all(answer.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let run = Run {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        error: String::from_utf8(stderr).unwrap(),
    };
    assert!(!run.out.contains(token) && !run.error.contains(token), "{}{}", run.out, run.error);
    run
}

fn run(server: &Server, arguments: &[&str]) -> Run {
    run_with(server, TOKEN, "", arguments)
}

/// Runs the tool, which must succeed. Returns its output.
fn done(server: &Server, arguments: &[&str]) -> String {
    let run = run(server, arguments);
    assert_eq!(run.code, 0, "{arguments:?}\n{}{}", run.out, run.error);
    run.out
}

/// Returns the number of remediations of each incident.
fn times(server: &Server) -> Vec<usize> {
    server.remediated().into_iter().map(|(_, _, times)| times).collect()
}

fn incident(number: usize) -> String {
    format!("7c1e{number:04}-02d4-4b7a-8f10-5e9b6a3d{number:04}")
}

#[test]
fn the_whole_way() {
    let server = Server::start().unwrap();
    let list = done(&server, &["list"]);
    assert!(list.contains("StaleSignInAlert") && !list.contains("TooManyGlobalAdmins"), "{list}");
    assert!(done(&server, &["list", "--all"]).contains("TooManyGlobalAdmins"));

    let incidents = done(&server, &["incidents", STALE]);
    assert_eq!(incidents.lines().count(), 13, "{incidents}");
    assert!(
        incidents.contains("Person 12  Helpdesk Administrator  last signed in 2025-12-24T17:45:00.400029Z")
    );

    let remediated = run_with(&server, TOKEN, "yes\n", &["incidents", STALE, "--remediate"]);
    assert_eq!(remediated.code, 0, "{}", remediated.error);
    assert!(remediated.error.contains("Remediate 12 incidents of \"Accounts with roles are not used\"?"));
    assert!(
        remediated.out.ends_with("12 of 12 incidents remediated, 0 not, 0 not known\n"),
        "{}",
        remediated.out
    );
    assert_eq!(times(&server), [1; 12]);

    let refreshed = run(&server, &["refresh", STALE, "--yes"]);
    assert_eq!(refreshed.code, 0, "{}", refreshed.error);
    assert_eq!(refreshed.out, "the scan is done\n");
    assert_eq!(refreshed.error.matches("running").count(), 2, "{}", refreshed.error);
    assert!(done(&server, &["incidents", STALE, "--remediate"]).contains("nothing to remediate"));

    let settings = ["configure", STALE, "--duration", "P45D", "--enabled", "false", "-y"];
    assert!(done(&server, &settings).ends_with("configured\n"));
    assert_eq!(server.configuration(&alert_id(STALE), "duration"), Some("P45D".into()));
    assert_eq!(server.configuration(&alert_id(STALE), "isEnabled"), Some(false.into()));

    let roles = alert_id("RolesAssignedOutsidePimAlert");
    assert_eq!(done(&server, &["dismiss", &roles, "-y"]), "dismissed\n");
    assert_eq!(server.alert(&roles, "isActive"), Some(false.into()));
    assert_eq!(done(&server, &["refresh", "-y"]), "the scan is done\n");
    assert_eq!(server.alert(&roles, "isActive"), Some(true.into()));
}

#[test]
fn nothing_happens_without_a_yes() {
    let server = Server::start().unwrap();
    for (arguments, answer) in [
        (&["incidents", STALE, "--remediate"][..], "n\n"),
        (&["incidents", STALE, "--remediate"], ""),
        (&["dismiss", STALE], "no\n"),
        (&["refresh"], "\n"),
        (&["configure", STALE, "--enabled", "false"], "nope\n"),
    ] {
        let run = run_with(&server, TOKEN, answer, arguments);
        assert_eq!((run.code, run.error.ends_with("error: nothing was done\n")), (4, true), "{}", run.error);
    }
    for arguments in [
        &["incidents", STALE, "--remediate", "--dry-run"][..],
        &["dismiss", STALE, "--dry-run"],
        &["refresh", "--dry-run"],
        &["configure", STALE, "--enabled", "false", "--dry-run"],
    ] {
        let shown = done(&server, arguments);
        assert!(shown.contains(&format!("{}/beta/identityGovernance/", server.url())), "{shown}");
    }
    assert!(server.received().iter().all(|request| request.method == "GET"));
}

#[test]
fn throttling_delays_and_loses_nothing() {
    let server = Server::start().unwrap();
    for number in [1, 1, 5, 12] {
        server.fault("POST", &incident(number), Fault::Throttle { retry_after: Some("0.03") });
    }
    server.fault("POST", &incident(7), Fault::Unavailable { retry_after: Some("0") });
    server.fault("GET", "/alertIncidents", Fault::Throttle { retry_after: Some("0.01") });
    let run = run(&server, &["incidents", STALE, "--remediate", "-y"]);
    assert_eq!((run.code, times(&server)), (0, vec![1; 12]));
    assert_eq!(run.error.matches("the service is busy; waiting for 0.0 s").count(), 6, "{}", run.error);
}

#[test]
fn what_is_not_known_is_said_and_not_repeated() {
    let server = Server::start().unwrap();
    for (number, fault) in [
        (1, Fault::CloseBefore),
        (2, Fault::CloseAfter),
        (3, Fault::CloseMidway),
        (4, Fault::Gateway(502)),
        (5, Fault::Html),
        (6, Fault::Unavailable { retry_after: None }),
    ] {
        server.fault("POST", &incident(number), fault);
    }
    let run = run(&server, &["incidents", STALE, "--remediate", "-y"]);
    assert_eq!(run.code, 3, "{}", run.error);
    assert!(run.error.contains("6 of 12 incidents remediated, 0 not, 6 not known"), "{}", run.error);
    for number in 1..=6 {
        assert!(run.error.contains(&format!("{}  not known whether remediated", incident(number))));
    }
    // The first and the last of the six remediations did not run. No remediation ran twice.
    assert_eq!(times(&server), [1; 10]);
    let sent = server.received().iter().filter(|request| request.method == "POST").count();
    assert_eq!(sent, 12);

    // The message suggests this command.
    done(&server, &["refresh", STALE, "-y"]);
    let left = done(&server, &["incidents", STALE]);
    assert!(
        left.contains(&incident(1)) && left.contains(&incident(6)) && left.lines().count() == 3,
        "{left}"
    );
}

#[test]
fn what_is_refused_is_said() {
    let server = Server::start().unwrap();
    for (token, arguments, code, said) in [
        ("wrong-token", &["list"][..], 1, "The token is not valid"),
        (READ_TOKEN, &["dismiss", STALE, "-y"], 1, "The token lacks the permission"),
        (READ_TOKEN, &["incidents", STALE, "--remediate", "-y"], 1, "0 of 12 incidents remediated, 12 not"),
        (TOKEN, &["incidents", "InvalidLicenseAlert", "--remediate", "-y"], 1, "cannot remediate"),
        (TOKEN, &["incidents", "NoAlert"], 1, "there is no alert `NoAlert`; there are: InvalidLicenseAlert,"),
        (TOKEN, &["incidents", STALE, "--id", "nobody"], 1, "has no incident `nobody`"),
        (TOKEN, &["configure", STALE, "--admins", "3"], 1, "no setting for --admins"),
        (TOKEN, &["configure", STALE, "--duration", "30 days, 0:00:00"], 1, "is not a duration such as P30D"),
        (TOKEN, &["--timeout", "soon", "list"], 2, "expected a number of seconds"),
        (TOKEN, &["remediate"], 2, "unrecognized subcommand"),
        ("not a token", &["list"], 1, "the token has characters that no token has (GRAPH_TOKEN)"),
        (TOKEN, &["list", "--token-file", "/no/such/file"], 1, "cannot read the token: /no/such/file"),
    ] {
        let run = run_with(&server, token, "", arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.error);
        assert!(run.error.contains(said), "{arguments:?}: {}", run.error);
    }
    assert!(times(&server).is_empty());
}

#[test]
fn the_token_may_come_from_a_file() {
    let server = Server::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, format!("{TOKEN}\n")).unwrap();
    let run = run_with(&server, "wrong-token", "", &["list", "--token-file", file.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.error);
}

#[test]
fn reading_that_fails_is_an_error_with_a_reason() {
    for (fault, said) in [
        (Fault::Garbage, "cannot read the alerts: 200 OK, but the body is not a page"),
        (Fault::Html, "cannot read the alerts: 200 OK, but the body is not a page"),
        (Fault::OtherJson, "cannot read the alerts: 200 OK, but the body is not a page"),
        (Fault::Gateway(500), "cannot read the alerts: 500 Internal Server Error"),
        (Fault::Throttle { retry_after: Some("3600") }, "too many requests"),
        (Fault::ForeignLinks, "which is not the service; it is not followed"),
        (Fault::Redirect(302), "cannot read the alerts: 302 Found"),
    ] {
        let server = Server::start().unwrap();
        server.fault("GET", "/alerts", fault);
        let run = run(&server, &["list"]);
        assert_eq!(run.code, 1, "{fault:?}");
        assert!(run.error.contains(said), "{fault:?}: {}", run.error);
        assert!(run.out.is_empty() && server.foreign_received().is_empty());
    }
}

#[test]
fn a_slow_service_is_waited_for_as_long_as_is_wanted() {
    let server = Server::start().unwrap();
    server.fault("POST", &incident(1), Fault::Slow(Duration::from_millis(300)));
    server.fault("POST", &incident(2), Fault::Slow(Duration::from_secs(20)));
    let begun = Instant::now();
    let ids = ["--id", &incident(1), "--id", &incident(2)];
    let slow =
        run(&server, &[&["incidents", STALE, "--remediate", "-y", "--timeout", "3"], &ids[..]].concat());
    assert_eq!(slow.code, 3, "{}", slow.error);
    assert!(slow.error.contains("1 of 2 incidents remediated, 0 not, 1 not known"), "{}", slow.error);
    assert_eq!(times(&server), [1, 1]);

    server.finish_after(1000);
    let endless = run(&server, &["refresh", "-y", "--patience", "0.2"]);
    assert_eq!(endless.code, 1);
    assert!(endless.error.contains("the scan goes on after"), "{}", endless.error);

    server.finish_after(0);
    server.fail_operations();
    let failed = run(&server, &["refresh", STALE, "-y"]);
    assert_eq!(failed.code, 1);
    assert!(failed.error.contains("the scan failed: The directory did not answer."), "{}", failed.error);
    assert!(begun.elapsed() < Duration::from_secs(15));
}

/// If a connection is lost while the tool watches a scan, the tool does not start the scan again.
#[test]
fn watching_goes_on_over_lost_connections() {
    let server = Server::start().unwrap();
    server.fault("GET", "/operations/", Fault::CloseMidway);
    assert_eq!(done(&server, &["refresh", STALE, "-y"]), "the scan is done\n");
    server.fault("POST", "/refresh", Fault::CloseAfter);
    let lost = run(&server, &["refresh", STALE, "-y"]);
    assert_eq!(lost.code, 3, "{}", lost.error);
    assert!(lost.error.contains("it is not known whether the service did start the scan"), "{}", lost.error);
    let sent = server.received().iter().filter(|request| request.method == "POST").count();
    assert_eq!(sent, 2);
}
