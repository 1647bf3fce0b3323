//! `try`: requests to the page over HTTP, from browsers and other programs.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::folder::Folder;
use crate::support::page::Page;
use crate::support::tasks;

fn rust(metadata: &str, roots: &str) -> Value {
    json!({"metadata": metadata, "version": "v1.0", "roots": roots})
}

/// The texts of an answer's files.
fn files(answer: &Value) -> Vec<(&str, &str)> {
    let files = answer["files"].as_array().unwrap().iter();
    files.map(|file| (file["path"].as_str().unwrap(), file["text"].as_str().unwrap())).collect()
}

#[test]
fn the_page_and_its_files_are_served() {
    let page = Page::start(&[]);
    assert!(page.host.starts_with("127.0.0.1:"), "{}", page.host);
    let answer = page.get("/");
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("content-type: text/html; charset=utf-8\r\n"), "{}", answer.head);
    assert!(
        answer.head.contains("content-security-policy: default-src 'none'; script-src 'self'"),
        "{}",
        answer.head
    );
    assert!(answer.body.contains("role=\"tablist\""), "{}", answer.body);
    for file in ["page.js", "page.css", "icon.svg"] {
        assert!(answer.body.contains(&format!("\"{file}\"")), "{file}");
        assert_eq!(page.get(&format!("/{file}")).status, 200);
    }
    let head = page.request("HEAD", "/", "", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for (method, path, status) in
        [("GET", "/none", 404), ("GET", "/rust", 404), ("PUT", "/rust", 405), ("OPTIONS", "/rust", 405)]
    {
        assert_eq!(page.request(method, path, "", "").status, status, "{method} {path}");
    }
    assert_eq!(page.ask("/none", &json!({})).status, 404);
}

#[test]
fn the_page_begins_with_an_example_of_which_everything_works() {
    let page = Page::start(&[]);
    let start = page.get("/start.json").json()["start"].take();
    let asked = json!({"metadata": start["metadata"], "version": start["version"], "roots": start["roots"]});
    let answer = page.ask("/rust", &asked).json();
    let entities = files(&answer).into_iter().find(|(path, _)| *path == "beta/entity_types.rs").unwrap().1;
    assert!(entities.contains("pub enum UnifiedRoleManagementAlertIncident {"), "{entities}");
    assert_eq!(answer["messages"], json!([]));
    let types = answer["types"].as_array().unwrap();
    assert!(types.contains(&start["type"]), "{types:?}");
    assert!(answer["summary"][0].as_str().unwrap().contains("requests"), "{answer}");

    let asked = json!({"old": start["metadata"], "new": start["newer"], "is_beta": false});
    let answer = page.ask("/compare", &asked).json()["compared"].take();
    assert_eq!(answer["document"]["worst"], "breaking");
    let first = &answer["document"]["findings"][0];
    assert_eq!(first["id"], "property-type-changed");
    assert_eq!((&first["old"], &first["new"]), (&json!("Edm.String"), &json!("Edm.Guid")));
    assert_eq!(first["new_place"]["file"], "new.csdl");
    for key in ["meaning", "remedy"] {
        assert!(!answer["rules"]["property-type-changed"][key].as_str().unwrap().is_empty());
    }
    assert!(answer["text"].as_str().unwrap().starts_with("Breaking: "), "{answer}");
    // A beta makes no promises to deployed programs.
    let asked = json!({"old": start["metadata"], "new": start["newer"], "is_beta": true});
    let of_beta = page.ask("/compare", &asked).json()["compared"].take();
    assert_ne!(of_beta["document"]["findings"], answer["document"]["findings"]);
}

#[test]
fn the_page_begins_with_the_metadata_of_a_file() {
    let folder = Folder::with(&[("graph-beta.csdl", tasks::METADATA)], &[]);
    let file = folder.path("graph-beta.csdl");
    let page = Page::start(&["--metadata", file.to_str().unwrap()]);
    let start = page.get("/start.json").json()["start"].take();
    assert_eq!((&start["metadata"], &start["version"]), (&json!(tasks::METADATA), &json!("beta")));
    let said = folder.says(2, &["try", "--metadata", "none.csdl"]);
    assert!(said.contains("cannot read none.csdl"), "{said}");
}

#[test]
fn roots_make_a_slice() {
    let page = Page::start(&[]);
    let whole = page.ask("/rust", &rust(tasks::METADATA, "")).json();
    let part = page.ask("/rust", &rust(tasks::METADATA, "microsoft.graph.note")).json();
    let has_task = |answer: &Value| files(answer).iter().any(|(_, text)| text.contains("pub struct Task "));
    assert!(has_task(&whole) && !has_task(&part), "{part}");
    assert!(!files(&part).is_empty());
}

#[test]
fn mistakes_are_answers_with_their_places() {
    let page = Page::start(&[]);
    let broken = tasks::METADATA.replace("Collection(graph.note)", "Collection(graph.nota)");
    for (metadata, roots, message, file, line) in [
        (broken.as_str(), "", "nota", "metadata.csdl", 11),
        (tasks::METADATA, "\ntaks", "unknown entity set or singleton: `taks`", "roots", 2),
        (tasks::METADATA, "microsoft.graph.notes", "microsoft.graph.notes", "roots", 1),
    ] {
        let answer = page.ask("/rust", &rust(metadata, roots));
        let said = answer.json();
        assert_eq!((answer.status, &said["files"]), (200, &json!([])));
        let first = &said["messages"][0];
        assert!(first["message"].as_str().unwrap().contains(message), "{first}");
        assert_eq!(
            (&first["level"], &first["place"]["file"], &first["place"]["line"]),
            (&json!("error"), &json!(file), &json!(line))
        );
    }
    for metadata in ["", "<", "{}", "<html></html>", "\u{0}"] {
        let said = page.ask("/rust", &rust(metadata, "")).json();
        assert_eq!((&said["files"], &said["messages"][0]["level"]), (&json!([]), &json!("error")), "{said}");
        let said =
            page.ask("/compare", &json!({"old": tasks::METADATA, "new": metadata, "is_beta": false})).json();
        assert_eq!(
            (&said["compared"], &said["messages"][0]["level"]),
            (&Value::Null, &json!("error")),
            "{said}"
        );
    }
    let said = page.ask("/rust", &json!({"metadata": tasks::METADATA, "version": "v2", "roots": ""})).json();
    assert!(said["messages"][0]["message"].as_str().unwrap().contains("v2"), "{said}");
    // A question of another form is none.
    for question in [json!({}), json!([]), json!({"metadata": 1, "version": "beta", "roots": ""})] {
        let answer = page.ask("/rust", &question);
        assert_eq!(answer.status, 400);
        assert!(answer.json()["problem"].as_str().unwrap().contains("not understood"), "{}", answer.body);
    }
}

#[test]
fn other_hosts_and_other_sites_get_nothing() {
    let page = Page::start(&[]);
    let question = rust(tasks::METADATA, "").to_string();
    let length = question.len();
    let json = "Content-Type: application/json\r\n";
    for host in ["evil.example", "localhost", "127.0.0.1:1"] {
        let answer = page.send(&format!("GET /start.json HTTP/1.0\r\nHost: {host}\r\n\r\n"));
        assert_eq!(answer.status, 421, "{host}");
        assert!(answer.json()["problem"].as_str().unwrap().contains(&page.host));
        let request = format!(
            "POST /rust HTTP/1.0\r\nHost: {host}\r\n{json}Content-Length: {length}\r\n\r\n{question}"
        );
        assert_eq!(page.send(&request).status, 421, "{host}");
    }
    for (headers, status) in [
        (json.to_owned(), 200),
        (format!("{json}Origin: http://evil.example\r\n"), 403),
        (format!("{json}Origin: null\r\n"), 403),
        (format!("{json}Sec-Fetch-Site: cross-site\r\n"), 403),
        ("Content-Type: text/plain\r\n".to_owned(), 415),
        (String::new(), 415),
    ] {
        let answer = page.request("POST", "/rust", &headers, &question);
        assert_eq!(answer.status, status, "{headers}");
        assert_eq!(answer.body.contains("pub struct Task"), status == 200);
        // No other site may read an answer.
        assert!(!answer.head.contains("access-control-allow"), "{}", answer.head);
    }
    let script = page.request("GET", "/start.json", "Sec-Fetch-Site: cross-site\r\n", "");
    assert_eq!(script.status, 403);
}

#[test]
fn a_body_that_is_too_long_is_not_read() {
    let page = Page::start(&[]);
    let begin = Instant::now();
    let request = format!(
        "POST /rust HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        page.host,
        (256 << 20) + 1
    );
    let answer = page.send(&request);
    assert_eq!(answer.status, 413);
    assert!(answer.json()["problem"].as_str().unwrap().contains("256 MiB"), "{}", answer.body);
    assert!(begin.elapsed() < Duration::from_secs(30));
}

/// Names and descriptions are texts in JSON, even if they contain markup. The page makes text nodes of them.
#[test]
fn hostile_text_stays_text() {
    let page = Page::start(&[]);
    let hostile = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&#x202E;";
    let title = "Name=\"title\" Type=\"Edm.String\"";
    let metadata = tasks::METADATA.replace(title, &format!("{title} DefaultValue=\"{hostile}\""));
    for (answer, wanted) in [
        (page.ask("/rust", &rust(tasks::METADATA, "<img\u{202e}>")), "`<img\\u{202e}>`"),
        (
            page.ask("/compare", &json!({"old": tasks::METADATA, "new": metadata, "is_beta": false})),
            "</script><img src=x onerror=alert(1)>\\u{202e}",
        ),
    ] {
        assert!(answer.head.contains("content-type: application/json\r\n"), "{}", answer.head);
        assert!(answer.head.contains("x-content-type-options: nosniff\r\n"), "{}", answer.head);
        let mut texts = Vec::new();
        collect(&answer.json(), &mut texts);
        assert!(texts.iter().any(|text| text.contains(wanted)), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains('\u{202e}')), "{texts:?}");
    }
}

/// The texts in a value.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(values) => values.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

#[test]
fn slow_and_broken_requests_do_not_stop_others() {
    let page = Page::start(&[]);
    let mut slow = Vec::new();
    for part in ["", "GET / HT", "POST /rust HTTP/1.1\r\nHost: "] {
        for _ in 0..8 {
            let mut stream = page.connect();
            stream.write_all(part.as_bytes()).unwrap();
            slow.push(stream);
        }
    }
    // This request waits for its body, and takes one of the places for work.
    let mut half = page.connect();
    let head = format!(
        "POST /rust HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{{",
        page.host
    );
    half.write_all(head.as_bytes()).unwrap();
    for broken in ["\u{0}\u{1}\r\n\r\n", "GET\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"] {
        let mut stream = page.connect();
        stream.write_all(broken.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // It is refused, or only closed.
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{broken:?}");
    }
    let begin = Instant::now();
    assert_eq!(page.get("/").status, 200);
    assert_eq!(page.ask("/rust", &rust(tasks::METADATA, "")).status, 200);
    // The answer arrives before any of the slow requests reaches its time limit.
    assert!(begin.elapsed() < Duration::from_secs(9), "{:?}", begin.elapsed());
    drop(slow);
}

#[test]
fn without_cargo_a_payload_says_so() {
    let page = Page::start(&[]);
    let mut question = json!({
        "metadata": tasks::METADATA, "version": "v1.0", "payload": "{\"id\": \"1\"}", "type": "graph.task",
        "shape": "entity", "is_strict": false,
    });
    let last = |question: &Value| {
        let answer = page.ask("/payload", question);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let lines: Vec<Value> = answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let (last, before) = lines.split_last().unwrap();
        assert!(before.iter().all(|line| line["progress"].is_string()), "{before:?}");
        last["messages"][0].clone()
    };
    let message = last(&question);
    assert!(message["message"].as_str().unwrap().contains("cannot start cargo"), "{message}");
    assert!(message["help"][0].as_str().unwrap().contains("rustup.rs"), "{message}");
    // Mistakes are reported before anything is compiled.
    question["type"] = json!("Collection(graph.tusk)");
    let message = last(&question);
    assert!(message["message"].as_str().unwrap().contains("no type `graph.tusk`"), "{message}");
    assert_eq!((&message["place"]["file"], &message["place"]["column"]), (&json!("type"), &json!(12)));
    question["metadata"] = json!("<");
    assert_eq!(last(&question)["place"]["file"], "metadata.csdl");
    question["payload"] = json!("x".repeat((4 << 20) + 1));
    assert!(last(&question)["message"].as_str().unwrap().contains("4 MiB"));
}

#[test]
fn other_machines_cannot_reach_it() {
    let folder = Folder::with(&[], &[]);
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80", "example.com:80"] {
        let said = folder.says(2, &["try", "--address", address]);
        assert!(said.contains("--address"), "{said}");
    }
    let page = Page::start(&["--address", "0"]);
    let said = folder.says(2, &["try", "--address", &page.host]);
    assert!(said.contains(&format!("cannot listen at {}", page.host)), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    let mut page = Page::start(&[]);
    // A request that is not complete does not prevent the end.
    let mut half = page.connect();
    half.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let sent = std::process::Command::new("kill").args(["-INT", &page.child.id().to_string()]).status();
    assert!(sent.unwrap().success());
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = page.child.try_wait().unwrap() {
            break status;
        }
        assert!(begin.elapsed() < Duration::from_secs(30), "it still runs");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(status.code(), Some(0));
}
