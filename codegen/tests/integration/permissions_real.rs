//! Graph's own permissions: the scopes of the shipped slices, and the share of v1.0 that has scopes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::shipped;
use csdl::diagnostic::Diagnostics;
use csdl::source::Sources;
use graph_models_codegen::input::Permissions;
use graph_models_codegen::rust::Listed;
use graph_models_codegen::{Input, decide, derive_permissions, generate};

#[test]
fn the_committed_scopes_are_those_of_graph() {
    let Some(permissions) = test_support::real_metadata("permissions.json") else { return };
    let derived = derive_permissions(&mut shipped::input(), "permissions.json", permissions);
    assert!(!derived.diagnostics.has_errors());
    // `cargo xtask codegen` lists the requests of v1.0 without scopes.
    let mut of_beta = derived.missing.iter().filter(|request| request.contains("/roleManagementAlerts"));
    assert_eq!(of_beta.next(), None);
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/permissions.toml");
    assert_eq!(derived.text, fs::read_to_string(committed).unwrap());
}

/// An independent walk over the model found scopes for 715 of the 1,183 operations. Most of the others are functions
/// of workbooks.
#[test]
fn most_operations_of_v1_0_have_scopes() {
    let Some(input) = v1_0() else { return };
    let versions = decide(&input, &mut Diagnostics::default());
    let listed: Vec<_> = versions.iter().flat_map(|version| &version.catalog).collect();
    let operations = listed.iter().filter(|listed| matches!(listed, Listed::Request { .. }));
    let with_scopes = operations.clone().filter(|listed| !listed.info().facts.has_no_scopes());
    assert_eq!(operations.count(), 1183);
    assert!(with_scopes.count() >= 715);
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors());
    // Requests without scopes are listed.
    assert!(output.without_scopes.iter().any(|request| request == "GET /admin"));
}

/// All of v1.0 with Graph's own permissions.
fn v1_0() -> Option<Input> {
    let permissions = test_support::real_metadata("permissions.json")?;
    let text = test_support::real_metadata("v1.0.csdl")?;
    let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nall = true\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", text);
    input.add_permissions("permissions.json", permissions);
    Some(input)
}

/// A request moves if the service lacks the shortest path in the metadata: the root folder of a drive cannot be copied,
/// and only a user follows sites. A request stays at a good path, although permissions name another path.
#[test]
fn requests_stand_where_the_service_has_them() {
    let Some(input) = v1_0() else { return };
    let versions = decide(&input, &mut Diagnostics::default());
    let requests: Vec<_> =
        versions.iter().flat_map(|it| &it.namespaces).flat_map(|it| &it.requests).collect();
    let places = [
        ("CopyDriveItem", "/me/drive/items/{item_id}/copy"),
        ("CreateLinkDriveItem", "/me/drive/items/{item_id}/createLink"),
        ("CreateUploadSessionDriveItem", "/me/drive/items/{item_id}/createUploadSession"),
        ("CheckinDriveItem", "/me/drive/items/{item_id}/checkin"),
        ("InviteDriveItem", "/me/drive/items/{item_id}/invite"),
        ("RestoreDriveItem", "/me/drive/items/{item_id}/restore"),
        ("CreateSessionWorkbook", "/me/drive/items/{item_id}/workbook/createSession"),
        ("ArchiveChannel", "/teams/{team_id}/channels/{channel_id}/archive"),
        ("RestoreDirectoryObject", "/directory/deletedItems/{deleted_item_id}/restore"),
        ("AddSiteCollection", "/users/{user_id}/followedSites/add"),
        ("AcceptEvent", "/me/events/{event_id}/accept"),
        ("ReplyAllMessage", "/me/messages/{message_id}/replyAll"),
        ("SetReactionChatMessage", "/chats/{chat_id}/messages/{message_id}/setReaction"),
    ];
    for (name, template) in places {
        let request = requests.iter().find(|request| request.path.ident == name).unwrap();
        assert_eq!(request.info.template, template, "{name}");
        let keys: Vec<_> = request.keys.iter().map(|key| format!("{{{}}}", key.ident)).collect();
        let placeholders = template.split('/').filter(|segment| segment.starts_with('{'));
        assert_eq!(keys, placeholders.collect::<Vec<_>>(), "{name}");
    }
    let preview = requests.iter().find(|request| request.path.ident == "PreviewDriveItem").unwrap();
    assert!(preview.info.template.ends_with("/items/{item_id}/preview"), "{}", preview.info.template);
}

/// A scope, the scopes that are needed together with it, and true if the scope is marked as least.
type Claims = Vec<((String, Vec<String>), bool)>;

/// The state of Graph's own tool for one path: claims by method and scheme, and methods by scope and scheme.
#[derive(Default)]
struct Resource {
    claims: BTreeMap<(String, String), Claims>,
    methods: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Resource {
    /// The least scope of a method: the steps of `FetchLeastPrivilege` and `Disambiguate` in the tool. If several
    /// scopes remain, the first one, as in the permissions API and the reference.
    fn least(&self, method: &str, scheme: &str) -> Option<String> {
        let claims = self.claims.get(&(method.to_owned(), scheme.to_owned()))?;
        let least: Vec<_> = claims.iter().filter(|(_, is_least)| *is_least).map(|(claim, _)| claim).collect();
        let methods =
            |scope: &str| self.methods.get(&(scope.to_owned(), scheme.to_owned())).map_or(0, BTreeSet::len);
        let text = |(scope, also): &(String, Vec<String>)| match also.first() {
            Some(also) => format!("{scope}+{also}"),
            None => scope.clone(),
        };
        if least.len() < 2 {
            return least.first().map(|claim| text(claim));
        }
        let exclusive: Vec<_> = least.iter().filter(|(scope, _)| methods(scope) == 1).collect();
        match exclusive.as_slice() {
            [only] => return Some(text(only)),
            [_, _, ..] => return Some(text(least[0])),
            [] => {}
        }
        let (mut best, mut fewest) = (least[0], 100);
        for claim in least {
            if methods(&claim.0) < fewest {
                (best, fewest) = (claim, methods(&claim.0));
            }
        }
        Some(text(best))
    }
}

/// The permissions by path, in the form into which Graph's own tool converts them.
fn resources(permissions: &str) -> BTreeMap<String, Resource> {
    let json: serde_json::Value = serde_json::from_str(permissions).unwrap();
    let mut resources: BTreeMap<String, Resource> = BTreeMap::new();
    let texts = |value: &serde_json::Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let scopes: BTreeMap<_, _> = json["permissions"].as_object().unwrap().iter().collect();
    for (scope, permission) in scopes {
        for set in permission["pathSets"].as_array().unwrap() {
            let paths = set["paths"].as_object().unwrap().iter();
            for (path, marks) in paths.filter(|(path, _)| !path.contains('?')) {
                let marks = marks.as_str().unwrap();
                let listed = |key: &str| -> Vec<String> {
                    let mut pairs = marks.split(';').filter_map(|pair| pair.split_once('='));
                    let list = pairs.find(|(name, _)| *name == key);
                    list.map_or(Vec::new(), |(_, list)| list.split(',').map(str::to_owned).collect())
                };
                let resource = resources.entry(cleaned(path)).or_default();
                for method in texts(&set["methods"]) {
                    for scheme in texts(&set["schemeKeys"]) {
                        let key = (scope.clone(), scheme.clone());
                        resource.methods.entry(key).or_default().insert(method.clone());
                        let claims = resource.claims.entry((method.clone(), scheme.clone())).or_default();
                        let claim = (scope.clone(), listed("AlsoRequires"));
                        // Claims are a set: the first of equal claims stays, with its mark.
                        if claims.iter().all(|(other, _)| *other != claim) {
                            claims.push((claim, listed("least").contains(&scheme)));
                        }
                    }
                }
            }
        }
    }
    resources
}

#[test]
fn the_least_scope_is_the_one_that_graphs_own_tool_gives() {
    let Some(text) = test_support::real_metadata("permissions.json") else { return };
    let resources = resources(&text);
    let mut sources = Sources::default();
    let file = sources.add("permissions.json", text);
    let (mut permissions, mut diagnostics) = (Permissions::default(), Diagnostics::default());
    permissions.read(&sources, file, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    // This test compares functions and casts more leniently than the tool. It skips paths that only the tool
    // distinguishes.
    let mut spelled: BTreeMap<String, Vec<&Resource>> = BTreeMap::new();
    for (path, resource) in &resources {
        spelled.entry(without_form(path)).or_default().push(resource);
    }
    let mut compared = 0;
    for (method, path, scopes) in permissions.iter() {
        let Some([resource]) = spelled.get(path).map(Vec::as_slice) else { continue };
        for (scheme, found) in [("DelegatedWork", &scopes.delegated), ("Application", &scopes.application)] {
            let wanted: Vec<_> = resource.least(method, scheme).into_iter().collect();
            assert_eq!(found.least, wanted, "{method} {path} {scheme}");
            compared += wanted.len();
        }
    }
    assert!(compared > 18_900, "{compared}");
}

/// A path as Graph's own tool compares it: in lower case, keys without names.
fn cleaned(path: &str) -> String {
    let path = path.replace('\'', "").to_lowercase();
    let (first, rest) =
        path.split_once('{').map_or((path.as_str(), None), |(first, rest)| (first, Some(rest)));
    let Some(rest) = rest else { return path };
    let behind = rest.split_once('}').map_or("", |(_, behind)| behind);
    format!("{first}{{id}}{}", cleaned(behind))
}

/// A path without parameters of functions and namespaces of Graph.
fn without_form(path: &str) -> String {
    let segments =
        path.split('/').filter(|it| !it.is_empty()).map(|segment| match segment.split('(').next().unwrap() {
            "" => "{id}",
            segment if segment.starts_with('{') => "{id}",
            segment if segment.starts_with("microsoft.graph.") => segment.rsplit('.').next().unwrap(),
            segment => segment,
        });
    segments.flat_map(|segment| ["/", segment]).collect()
}
