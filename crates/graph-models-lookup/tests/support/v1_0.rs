//! The calls of all of v1.0, and the requests that Graph's permissions name.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use csdl::diagnostic::{Diagnostics, Severity};
use graph_models_codegen::rust::Version;
use graph_models_codegen::{Features, Input, Options, decide};
use graph_models_lookup::call::Calls;

const OVERLAY: &str = "overlay-v1.0.toml";

/// The calls of all of v1.0, with its overlay. They are found once for all tests.
pub(crate) fn calls() -> Option<&'static Calls<'static>> {
    static VERSION: LazyLock<Option<Version>> = LazyLock::new(decided);
    static CALLS: LazyLock<Option<Calls<'static>>> = LazyLock::new(|| VERSION.as_ref().map(Calls::new));
    CALLS.as_ref()
}

fn decided() -> Option<Version> {
    let text = test_support::real_metadata("v1.0.csdl")?;
    let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", text);
    input.add_overlay(OVERLAY, fs::read_to_string(test_support::schemas().join(OVERLAY)).unwrap());
    input.set_options(Options { features: Features::None, ..Options::default() });
    let mut diagnostics = Diagnostics::default();
    let version = decide(&input, &mut diagnostics).pop();
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error);
    assert_eq!(errors.map(|it| it.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    version
}

/// Method and path of all requests in Graph's permissions.
pub(crate) fn permitted() -> Option<BTreeSet<String>> {
    let text = test_support::real_metadata("permissions.json")?;
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut found = BTreeSet::new();
    for permission in file["permissions"].as_object().unwrap().values() {
        for set in permission["pathSets"].as_array().into_iter().flatten() {
            for method in set["methods"].as_array().into_iter().flatten() {
                for path in set["paths"].as_object().unwrap().keys() {
                    found.insert(format!("{} {path}", method.as_str().unwrap()));
                }
            }
        }
    }
    Some(found)
}
