//! Tests the documents in `schemas/json` with another validator: each is a valid schema and accepts the sample.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../examples/remediate/sample.json");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/json/role-management-alerts")
}

fn read(path: &Path) -> Value {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// Returns a validator that also checks `format`, as other tools may do.
fn validator(name: &str) -> Validator {
    let schema = read(&folder().join(format!("microsoft.graph.{name}.json")));
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn each_document_is_a_schema_and_a_file_by_its_title() {
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let schema = read(&path);
        if let Err(error) = jsonschema::meta::validate(&schema) {
            panic!("{}: {error}", path.display());
        }
        assert_eq!(schema.get("title").and_then(Value::as_str), path.file_stem().unwrap().to_str());
        count += 1;
    }
    assert!(count >= 8, "{count} documents");
}

#[test]
fn the_sample_is_accepted_and_every_broken_property_is_not() {
    let validator = validator("unifiedRoleManagementAlertIncident-page");
    let sample: Value = SAMPLE.parse().unwrap();
    validator.validate(&sample).unwrap();
    let mut broken = 0;
    for (index, item) in sample.get("value").and_then(Value::as_array).unwrap().iter().enumerate() {
        for (name, value) in item.as_object().unwrap() {
            let tag = item.get("@odata.type").and_then(Value::as_str).unwrap_or_default();
            let is_known = validator.is_valid(&json!({"value": [{"@odata.type": tag, (name): value}]}))
                && !validator.is_valid(&json!({"value": [{"@odata.type": tag, (name): {"is": "broken"}}]}));
            // Undeclared properties may have any value.
            if is_known {
                let mut page = sample.clone();
                *page.pointer_mut(&format!("/value/{index}")).unwrap().get_mut(name).unwrap() = json!([[1]]);
                assert!(!validator.is_valid(&page), "{tag}: {name}");
                broken += 1;
            }
        }
    }
    assert!(broken > 20, "{broken} properties were broken");
}

#[test]
fn alerts_are_told_from_what_they_are_not() {
    let alert = validator("unifiedRoleManagementAlert");
    let good = json!({
        "id": "DirectoryRole_9f1a_StaleSignInAlert", "isActive": true, "incidentCount": 0,
        "lastModifiedDateTime": "0001-01-01T08:00:00Z", "lastScannedDateTime": "2026-01-09T11:05:42.5414467Z",
        "alertConfiguration": {
            "@odata.type": "#microsoft.graph.staleSignInAlertConfiguration", "isEnabled": true, "duration": "P30D",
        },
        "alertIncidents@odata.context": "https://graph.microsoft.com/beta/$metadata#x", "alertIncidents": [],
    });
    alert.validate(&good).unwrap();
    for (pointer, bad) in [
        ("/isActive", json!("true")),
        ("/incidentCount", json!(1.5)),
        ("/lastScannedDateTime", json!("yesterday")),
        ("/alertConfiguration/duration", json!("30 days")),
        ("/alertConfiguration/isEnabled", json!("true")),
        ("/alertConfiguration/@odata.type", json!(5)),
        ("/alertIncidents", json!({})),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(pointer).unwrap() = bad;
        assert!(!alert.is_valid(&broken), "{pointer}");
    }
    let mut future = good.clone();
    *future.pointer_mut("/alertConfiguration/@odata.type").unwrap() =
        json!("#microsoft.graph.alertOfTheFuture");
    alert.validate(&future).unwrap();
}
