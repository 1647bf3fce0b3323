//! `cargo xtask codegen --openapi`: the written files are OpenAPI 3.1.
//!
//! `openapi/oas-3.1.json` is the schema of OpenAPI descriptions that the OpenAPI Initiative publishes
//! (<https://spec.openapis.org/oas/3.1/schema/2026-08-03>, Apache 2.0).

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::LazyLock;
use std::{fs, str};

use serde_json::{Value, json};

/// OpenAPI of the shipped slice.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    // The run must not write other files: if it would, this check fails first.
    xtask(&["codegen", "--check"]);
    xtask(&["codegen", "--openapi", file.to_str().unwrap()]);
    let text = fs::read_to_string(&file).unwrap();
    xtask(&["codegen", "--check", "--openapi", file.to_str().unwrap()]);
    text.parse().unwrap()
});

fn xtask(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", str::from_utf8(&output.stderr).unwrap());
}

fn schemas() -> &'static serde_json::Map<String, Value> {
    DOCUMENT["components"]["schemas"].as_object().unwrap()
}

/// Collects every value with this key, at any depth.
fn all<'v>(key: &str, value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get(key));
            map.values().for_each(|value| all(key, value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| all(key, value, found)),
        _ => {}
    }
}

#[test]
fn the_published_schema_accepts_it() {
    let schema: Value = fs::read_to_string("tests/openapi/oas-3.1.json").unwrap().parse().unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&DOCUMENT).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(!validator.is_valid(&json!({"openapi": "3.1.0"})), "the schema accepts anything");
    for (name, schema) in schemas() {
        if let Err(error) = jsonschema::draft202012::meta::validate(schema) {
            panic!("{name}: {error}");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let mut references = Vec::new();
    all("$ref", &DOCUMENT, &mut references);
    all("mapping", &DOCUMENT, &mut references);
    let targets = references.into_iter().flat_map(|reference| match reference {
        Value::Object(mapping) => mapping.values().collect(),
        other => vec![other],
    });
    let targets: BTreeSet<_> = targets.filter_map(Value::as_str).collect();
    assert!(targets.len() > 20, "{targets:?}");
    for target in targets {
        let pointer = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads elsewhere"));
        assert!(DOCUMENT.pointer(pointer).is_some(), "{target} leads nowhere");
    }
}

#[test]
fn operations_are_told_apart_and_say_what_they_need() {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let operations: Vec<_> = paths.values().flat_map(|path| path.as_object().unwrap().values()).collect();
    let ids: BTreeSet<_> =
        operations.iter().map(|operation| operation["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), operations.len());
    assert!(operations.len() >= 3, "{ids:?}");

    let remediate = &paths["/identityGovernance/roleManagementAlerts/alerts/{alert_id}/alertIncidents/{incident_id}/remediate"]
        ["post"];
    let names: Vec<_> = remediate["parameters"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["alert_id", "incident_id"]);
    let scope = ["RoleManagementAlert.ReadWrite.Directory"];
    assert_eq!(remediate["security"], json!([{"delegated": scope}, {"application": scope}]));
    for operation in operations {
        for requirement in operation["security"].as_array().unwrap() {
            let (scheme, scopes) = requirement.as_object().unwrap().iter().next().unwrap();
            let flows = DOCUMENT["components"]["securitySchemes"][scheme]["flows"].as_object().unwrap();
            let known = &flows.values().next().unwrap()["scopes"];
            for scope in scopes.as_array().unwrap() {
                assert!(known.get(scope.as_str().unwrap()).is_some(), "{scheme} has no {scope}");
            }
        }
    }
}
