//! Compares addresses of Microsoft's reference made by the rule with those in the overlays, which people looked up.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::support::shipped;
use csdl::diagnostic::Diagnostics;
use graph_models_codegen::decide;
use graph_models_codegen::rust::{Info, Listed};

/// The requests of the shipped slices with the shipped overlays.
static SHIPPED: LazyLock<BTreeMap<String, Info>> = LazyLock::new(|| infos(&shipped::input()));

/// The known requests of the shipped slices, by version, method and path.
fn infos(input: &graph_models_codegen::Input) -> BTreeMap<String, Info> {
    let mut diagnostics = Diagnostics::default();
    let versions = decide(input, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    let infos = versions.into_iter().flat_map(|version| version.catalog).map(|listed| match listed {
        Listed::Request { info, .. } | Listed::Call { info, .. } | Listed::Resource(info) => info,
    });
    infos.map(|info| (format!("{} {} {}", info.version, info.method, info.template), info)).collect()
}

#[test]
fn the_rule_gives_the_addresses_of_the_overlays() {
    let by_rule = infos(&shipped::edited(|overlay| {
        let lines = overlay.lines().filter(|line| !line.starts_with("documentation ="));
        lines.collect::<Vec<_>>().join("\n")
    }));
    let mut pages: Vec<_> = shipped::OVERLAYS
        .into_iter()
        .flat_map(|name| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas").join(name);
            let text = fs::read_to_string(path).unwrap();
            let pages = text.lines().filter_map(|line| line.strip_prefix("documentation = "));
            pages.map(|page| page.trim_matches('"').to_owned()).collect::<Vec<_>>()
        })
        .collect();
    assert!(!pages.is_empty());
    for (request, info) in SHIPPED.iter() {
        let Some(page) = &info.facts.documentation else { continue };
        assert_eq!(by_rule[request].facts.documentation.as_ref(), Some(page), "{request}");
        pages.retain(|known| known != page);
    }
    assert_eq!(pages, Vec::<String>::new(), "addresses of no request");
}

#[test]
fn addresses_by_the_rule_are_those_of_well_known_requests() {
    let page = |request: &str| {
        let page = SHIPPED.get(request).unwrap_or_else(|| panic!("{request}")).facts.documentation.as_deref();
        page.map(|page| {
            let page = page.strip_prefix("https://learn.microsoft.com/graph/api/").unwrap();
            page.strip_suffix("?view=graph-rest-1.0").unwrap()
        })
    };
    for (request, expected) in [
        ("v1.0 GET /users", "user-list"),
        ("v1.0 POST /users", "user-post-users"),
        ("v1.0 GET /users/{user_id}", "user-get"),
        ("v1.0 PATCH /users/{user_id}", "user-update"),
        ("v1.0 DELETE /users/{user_id}", "user-delete"),
        ("v1.0 GET /users/delta()", "user-delta"),
        ("v1.0 POST /users/{user_id}/sendMail", "user-sendmail"),
        ("v1.0 GET /users/{user_id}/messages", "user-list-messages"),
        ("v1.0 POST /users/{user_id}/messages", "user-post-messages"),
        ("v1.0 GET /communications/callRecords/{call_record_id}", "callrecords-callrecord-get"),
        // Exceptions: a special verb, the name of the type, and Excel.
        ("v1.0 PATCH /teams/{team_id}/channels/{channel_id}", "channel-patch"),
        ("v1.0 GET /teams/{team_id}/channels", "channel-list"),
        // Parts of the service with a word before names.
        ("v1.0 GET /deviceAppManagement/mobileApps", "intune-apps-mobileapp-list"),
        ("v1.0 POST /deviceAppManagement/mobileApps/{mobile_app_id}/assign", "intune-apps-mobileapp-assign"),
    ] {
        assert_eq!(page(request), Some(expected), "{request}");
    }
    // A request without a page, and a part of the service without a word before names.
    assert_eq!(page("v1.0 GET /deviceManagement/managedDevices"), None);
    assert_eq!(page("v1.0 GET /users/$count"), None);
}
