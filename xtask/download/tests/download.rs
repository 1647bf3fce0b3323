//! Downloads from a stand-in over real sockets.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::Duration;

use http::Response;
use service_stand_in::{At, Delivery, Listeners, StandIn, Step};

/// A stand-in, and a folder for the answer.
struct Scene {
    stand_in: StandIn,
    folder: tempfile::TempDir,
}

impl Scene {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let stand_in = StandIn::start().unwrap();
        // This host requires no token.
        stand_in.play(At::Elsewhere, "GET", "/v1.0/$metadata", steps);
        Self { stand_in, folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("answer")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_for(&self.stand_in.url(At::Elsewhere, "/v1.0/$metadata?token=secret"), arguments)
    }

    fn run_for(&self, address: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask-download"));
        command.arg(address).arg("--output").arg(self.file()).args(arguments).output().unwrap()
    }

    /// The result of a download that succeeds.
    fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The problem of a download that fails. The text must contain neither the query nor a result.
    fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(text(&output.stdout), "");
        let problem = text(&output.stderr);
        assert!(!problem.contains("secret"), "{problem}");
        problem
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn an_answer_is_saved_with_its_marks() {
    let answer =
        Step::status(200).header("etag", "W/\"1\"").header("last-modified", "Mon, 30 Nov 2026 01:00:00 GMT");
    let scene = Scene::new([answer.body("<edmx/>")]);
    assert_eq!(
        scene.succeed(&["--accept", "application/xml"]),
        "{\"bytes\":7,\"etag\":\"W/\\\"1\\\"\",\"lastModified\":\"Mon, 30 Nov 2026 01:00:00 GMT\",\"state\":\"new\"}\n"
    );
    assert_eq!(fs::read_to_string(scene.file()).unwrap(), "<edmx/>");
    let received = scene.stand_in.received(At::Elsewhere);
    let request = received.first().unwrap();
    assert_eq!(request.header("accept"), "application/xml");
    assert_eq!((request.header("if-none-match"), request.header("if-modified-since")), ("", ""));
}

#[test]
fn an_answer_without_marks_has_none() {
    let scene = Scene::new([Step::status(200).header("etag", &"x".repeat(257)).body("{}")]);
    assert_eq!(scene.succeed(&[]), "{\"bytes\":2,\"etag\":null,\"lastModified\":null,\"state\":\"new\"}\n");
}

#[test]
fn a_known_state_is_not_sent_again() {
    let scene = Scene::new([Step::status(304)]);
    assert_eq!(scene.succeed(&["--etag=\"1\"", "--last-modified=then"]), "{\"state\":\"unchanged\"}\n");
    assert!(!scene.file().exists());
    let received = scene.stand_in.received(At::Elsewhere);
    let request = received.first().unwrap();
    assert_eq!((request.header("if-none-match"), request.header("if-modified-since")), ("\"1\"", "then"));
    // Without conditions, an answer 304 has no meaning.
    assert!(scene.fail(&[]).contains("answered 304"));
}

#[test]
fn what_is_no_answer_is_a_problem() {
    for (step, problem) in [
        (Step::status(404), "answered 404 Not Found"),
        (Step::status(503), "answered 503 Service Unavailable"),
        (Step::status(206).body("<ed"), "answered 206 Partial Content"),
        (Step::status(200).header("content-type", "text/html; charset=utf-8").body("<p>"), "a web page"),
        (Step::status(200).header("content-encoding", "br").body("x"), "a compressed text"),
        (Step::status(200).body("<edmx/>").cut(3), "the answer ends after 3 bytes"),
        (Step::lost(), "cannot be read"),
        (Step::status(302).header("location", "/v1.0/$metadata"), "redirects more than 5 times"),
        (Step::status(200).body("x".repeat(101)), "is longer than 100 bytes"),
    ] {
        let said = Scene::new([step]).fail(&["--max-size=100"]);
        assert!(said.contains("/v1.0/$metadata") && said.contains(problem), "{said}");
    }
}

#[test]
fn a_redirect_leads_to_the_answer() {
    let scene = Scene::new([Step::status(302).header("location", "/file")]);
    scene.stand_in.play(At::Elsewhere, "GET", "/file", [Step::status(200).body("<edmx/>")]);
    scene.succeed(&[]);
    assert_eq!(fs::read_to_string(scene.file()).unwrap(), "<edmx/>");
}

#[test]
fn a_silent_server_ends_the_download() {
    let listeners = Listeners::bind(&[SocketAddr::from(([127, 0, 0, 1], 0))]).unwrap();
    let address = listeners.urls().concat();
    let late = || Delivery::After(Duration::from_secs(5), Response::default());
    let _hosts = listeners.serve(move |_, _| late()).unwrap();
    let scene = Scene::new([]);
    let output = scene.run_for(&address, &["--timeout=1"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("did not answer completely within 1 s"), "{said}");
}

#[test]
fn an_existing_file_stays() {
    let scene = Scene::new([Step::status(200).body("<edmx/>")]);
    fs::write(scene.file(), "mine").unwrap();
    assert!(scene.fail(&[]).contains("cannot write"));
    assert_eq!(fs::read_to_string(scene.file()).unwrap(), "mine");
}
