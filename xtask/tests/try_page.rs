//! The page of `cargo xtask try` decodes payloads as `conform` does, with the runtime of the workspace.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A running page, which ends when it is dropped.
struct Page {
    child: Child,
    host: String,
    _folder: tempfile::TempDir,
}

impl Page {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        // Other tests compile in this target folder, too, so that dependencies are compiled once.
        command.env_remove("CARGO_MANIFEST_DIR").env("CARGO_TARGET_DIR", target());
        command.arg("try").current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { child, host, _folder: folder }
    }

    /// The objects of the answer to a payload; the last one is the result.
    fn decode(&self, question: &Value) -> Vec<Value> {
        let body = question.to_string();
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(10))).unwrap();
        let head = format!(
            "POST /payload HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.host,
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (_, lines) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer}"));
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("conform")
}

fn example(file: &str) -> String {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/graph-models-cli/src/try_page/example");
    fs::read_to_string(folder.join(file)).unwrap()
}

#[test]
fn a_payload_becomes_a_value_with_its_deviations() {
    let page = Page::start();
    let mut question = json!({
        "metadata": example("metadata.csdl"), "version": "beta", "payload": example("payload.json"),
        "type": "microsoft.graph.unifiedRoleManagementAlert", "shape": "entity", "is_strict": false,
    });
    let lines = page.decode(&question);
    assert!(lines[0]["progress"].is_string() && lines.len() > 3, "{lines:?}");
    let checked = &lines.last().unwrap()["checked"];
    assert_eq!(checked["outcome"], "tolerated", "{lines:?}");
    let paths: Vec<_> = checked["deviations"].as_array().unwrap().iter().map(|it| &it["path"]).collect();
    assert_eq!(paths, ["incidentCount", "lastScannedDateTime"]);
    let rust = checked["value"]["rust"].as_str().unwrap();
    assert!(rust.contains("Ada Example"), "{rust}");
    let written: Value = serde_json::from_str(checked["value"]["json"].as_str().unwrap()).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(&example("payload.json")).unwrap());

    // The second payload compiles nothing.
    let begin = Instant::now();
    question["payload"] = json!("{\"id\": \"\u{202e}\", \"incidentCount\": 1}");
    let lines = page.decode(&question);
    let checked = &lines.last().unwrap()["checked"];
    assert_eq!((&checked["outcome"], &checked["deviations"]), (&json!("lossless"), &json!([])), "{lines:?}");
    assert!(checked["value"]["json"].as_str().unwrap().contains("\\u{202e}"), "{checked}");
    assert!(begin.elapsed() < Duration::from_mins(1));

    question["payload"] = json!("{\"incidentCount\": \"1\"}");
    question["is_strict"] = json!(true);
    let checked = page.decode(&question).pop().unwrap()["checked"].take();
    assert_eq!((&checked["outcome"], &checked["value"]), (&json!("error"), &Value::Null), "{checked}");
    assert!(checked["problem"].as_str().unwrap().contains("incidentCount: expected Edm.Int32"), "{checked}");
}
