//! The scopes of requests, found in the cases of the golden tests.

use std::path::Path;

use crate::support::case;
use csdl::diagnostic::Diagnostics;
use graph_models_codegen::decide;
use graph_models_lookup::call::Calls;
use graph_models_lookup::consent::of_request;

/// The delegated scopes of requests in a case: each scope is named after the request of the permissions that has it. If
/// only a property around the end of the request has a scope, the text also names the path of the property.
fn scopes<const N: usize>(name: &str, permitted: &[&str], requests: [&str; N]) -> [String; N] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../codegen/tests/cases").join(name);
    let mut input = case::input(&folder, |text| text);
    let entry = |request: &&str| {
        format!("[[request]]\nrequest = \"{request}\"\ndelegated = {{ least = [\"{request}\"] }}\n")
    };
    input.set_permissions("permissions.toml", permitted.iter().map(entry).collect::<String>());
    let mut diagnostics = Diagnostics::default();
    let versions = decide(&input, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.iter().map(|it| &it.message).collect::<Vec<_>>());
    let calls = Calls::new(versions.last().unwrap());
    requests.map(|request| {
        let needed = of_request(&calls, request).unwrap();
        let whole = needed.scopes_of.map(|path| format!(" of {path}")).unwrap_or_default();
        needed.delegated.0.join(" ") + &whole
    })
}

#[test]
fn a_property_has_its_own_scopes_and_never_those_of_its_entity() {
    let permitted = [
        "GET /users/{id}",
        "PATCH /users/{id}",
        "GET /users/{id}/mailboxSettings",
        "PATCH /users/{id}/mailboxSettings",
    ];
    let requests = [
        "GET /users/1",
        "GET /users/1/mailboxSettings",
        "PATCH /users/1/mailboxSettings",
        "GET /users/1/mailboxSettings/timeZone",
        "GET /users/1/mailboxSettings/reply/text",
        "GET /users/1/mailboxSettings/timeZone/$value",
        "PATCH /users/1/mailboxSettings/reply",
        "GET /users/1/print",
        "GET /users/1/id",
    ];
    assert_eq!(
        scopes("complex_paths", &permitted, requests),
        [
            "GET /users/{id}",
            "GET /users/{id}/mailboxSettings",
            "PATCH /users/{id}/mailboxSettings",
            "GET /users/{id}/mailboxSettings of /users/{user_id}/mailboxSettings",
            "GET /users/{id}/mailboxSettings of /users/{user_id}/mailboxSettings",
            "GET /users/{id}/mailboxSettings of /users/{user_id}/mailboxSettings",
            "PATCH /users/{id}/mailboxSettings of /users/{user_id}/mailboxSettings",
            "",
            "",
        ]
    );
}

#[test]
fn the_result_of_a_function_has_its_own_scopes() {
    let permitted = ["PATCH /things/{id}", "PATCH /things/{id}/block(address={address})", "GET /things/{id}"];
    let requests =
        ["PATCH /things/1/block(address='a')", "PATCH /things/1/block", "GET /things/1/block/first"];
    // Permissions name both overloads of `block` at once.
    let block = "PATCH /things/{id}/block(address={address})";
    assert_eq!(scopes("composable", &permitted, requests), [block, block, ""]);
}

#[test]
fn a_stream_has_its_own_scopes_also_by_a_path_of_names() {
    let permitted = [
        "GET /drives/{id}/items/{id}",
        "GET /drives/{id}/root",
        "GET /drives/{id}/items/{id}/content",
        "PUT /drives/{id}/items/{id}/content",
        "GET /sites",
        "GET /sites/{id}",
    ];
    let requests = [
        "GET /drives/1/items/2/content",
        "PUT /drives/1/items/2/content",
        "GET /drives/1/root:/a/b.txt:/content",
        "PUT /drives/1/items/2:/a/b.txt:/content",
        "GET /drives/1/root:/a",
        "GET /drives/1/root",
        "GET /drives/1/root/content",
        "GET /sites/contoso.example:/sites/a",
    ];
    assert_eq!(
        scopes("addresses", &permitted, requests),
        [
            "GET /drives/{id}/items/{id}/content",
            "PUT /drives/{id}/items/{id}/content",
            "GET /drives/{id}/items/{id}/content",
            "PUT /drives/{id}/items/{id}/content",
            "GET /drives/{id}/items/{id}",
            "GET /drives/{id}/root",
            "",
            "GET /sites/{id}",
        ]
    );
}
