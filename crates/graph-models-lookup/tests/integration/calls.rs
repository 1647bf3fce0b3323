//! Typed calls of requests, found in the cases of the golden tests.

use std::path::Path;

use crate::support::case;
use csdl::diagnostic::Diagnostics;
use graph_models_codegen::{Features, Options, decide};
use graph_models_lookup::call::Calls;

/// The calls of requests in a case, each with its features; or the reason why there is no call.
fn find<const N: usize>(name: &str, requests: [&str; N]) -> [String; N] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codegen/tests/cases").join(name);
    let mut input = case::input(&folder, |text| text);
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let versions = decide(&input, &mut Diagnostics::default());
    let calls = Calls::new(versions.last().unwrap());
    requests.map(|request| match calls.find(request) {
        Ok(call) => format!("{} [{}]", call.expression, call.features.join(" ")),
        Err(reason) => reason.to_string(),
    })
}

#[test]
fn a_call_names_the_features_that_have_it() {
    let requests =
        ["GET /people/{id}", "GET /people/1/notes", "POST /boards/{id}/pinned", "POST /people/{id}/send"];
    assert_eq!(
        find("divided", requests),
        [
            "people(\"{id}\").get() [people]",
            "people(\"1\").notes_collection().list() [notes]",
            "boards(\"{id}\").pinned_collection().create(…) [boards]",
            "people(\"{id}\").send() [people notes]",
        ]
    );
}

#[test]
fn requests_that_only_the_way_has_are_calls() {
    let requests = [
        "POST /teams/{id}/members/$ref",
        "DELETE /teams/{id}/members/{id}/$ref",
        "DELETE /teams/{id}/members/$ref",
        "GET /teams/{id}/members/$ref",
        "GET /teams/{id}/members/{id}/$ref",
        "DELETE /teams/{id}/members/{id}",
        "DELETE /people/{id}",
    ];
    assert_eq!(
        find("membership", requests),
        [
            "teams(\"{id}\").members_collection().add_reference(…) []",
            "teams(\"{id}\").members(\"{id}\").remove_reference() []",
            "teams(\"{id}\").members_collection().remove_reference(…) []",
            "teams(\"{id}\").members_collection().list_references() []",
            "`teams(\"{id}\").members(\"{id}\")`, a `microsoft.graph.person`, has nothing called `$ref`",
            "`teams(\"{id}\").members(\"{id}\")` has no request with DELETE; it has GET",
            "people(\"{id}\").delete() []",
        ]
    );
}

#[test]
fn a_path_goes_on_from_the_result_of_a_function() {
    let requests = [
        "PATCH /things/{id}/block(address='a')",
        "GET /things/{id}/block/first",
        "POST /things/{id}/block/clear",
        "GET /things/{id}/row",
    ];
    assert_eq!(
        find("composable", requests),
        [
            "things(\"{id}\").block_with_address(\"a\").update(…) []",
            "things(\"{id}\").block().first().get() []",
            "things(\"{id}\").block().clear() []",
            "things(\"{id}\").row(…).list() []",
        ]
    );
}
