//! Tests the dependencies of a program that uses only types and requests.

use std::process::Command;

/// Without features, there is no client, no async runtime and no TLS among the dependencies.
#[test]
fn without_features_no_client_is_pulled_in() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "graph-models", "--edges", "normal", "--prefix", "none", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"graph-models-core") && names.contains(&"http"), "{tree}");
    for name in ["tokio", "hyper", "reqwest", "ureq", "rustls", "azure_core", "futures-core", "log", "clap"] {
        assert!(!names.contains(&name), "{name} is in\n{tree}");
    }
}
