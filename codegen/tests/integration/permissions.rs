//! Our extract of permissions: one entry for each request that has scopes, and no others.

use csdl::diagnostic::{Diagnostics, Style};
use csdl::source::Sources;
use graph_models_codegen::input::Permissions;
use graph_models_codegen::{Input, derive_permissions, generate};

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="task"><Key><PropertyRef Name="id" /></Key>
<Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<Function Name="due" IsBound="true"><Parameter Name="it" Type="Collection(graph.task)" />
<ReturnType Type="Collection(graph.task)" /></Function>
<Function Name="due" IsBound="true"><Parameter Name="it" Type="Collection(graph.task)" />
<Parameter Name="within" Type="Edm.Duration" /><ReturnType Type="Collection(graph.task)" /></Function>
<EntityContainer Name="service"><EntitySet Name="tasks" EntityType="graph.task" /></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

const PERMISSIONS: &str = r#"{"permissions": {"Tasks.Read": {"pathSets": [{
    "schemeKeys": ["Application"], "methods": ["GET"],
    "paths": {"/tasks": "least=Application", "/tasks/due": "least=Application", "/notes": ""}}]}}}"#;

/// The input: both versions of Graph have the same tasks.
fn input() -> Input {
    let table = |version: &str, name: &str| {
        format!(
            "[{name}]\nversion = \"{version}\"\nmetadata = [\"{name}.csdl\"]\ndescription = \"\"\nroots = [\"tasks\"]\n"
        )
    };
    let mut input = Input::new("slices.toml", table("v1.0", "tasks") + &table("beta", "new-tasks"));
    for name in ["tasks.csdl", "new-tasks.csdl"] {
        input.add_metadata(name, name, METADATA);
    }
    input
}

fn requests(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("request = ")).collect()
}

#[test]
fn requests_with_the_same_path_have_one_entry() {
    let derived = derive_permissions(&mut input(), "permissions.json", PERMISSIONS);
    assert!(derived.diagnostics.is_empty());
    assert_eq!(requests(&derived.text), ["\"GET /tasks\"", "\"GET /tasks/due()\""]);
    let mut input = input();
    input.add_permissions("permissions.toml", derived.text);
    let output = generate(&input);
    assert!(!output.diagnostics.has_errors(), "{}", output.diagnostics.render(input.sources(), Style::Plain));
}

#[test]
fn an_extract_loses_what_no_request_needs_any_more() {
    let text = derive_permissions(&mut input(), "permissions.json", PERMISSIONS).text;
    let with_more = text.replace("\"GET /tasks/due()\"", "\"GET /notes\"");
    let derived = derive_permissions(&mut input(), "permissions.toml", with_more);
    assert!(derived.diagnostics.is_empty());
    assert_eq!(requests(&derived.text), ["\"GET /tasks\""]);
    let entry = text.split("\n[[request]]").nth(1).unwrap();
    assert!(derived.text.contains(entry), "the scopes stay as they are: {entry}");
}

/// Methods, and the value of the path `/tasks` for these methods.
type PathSet<'s> = (&'s [&'s str], &'s str);

/// A file of permissions: scopes with their path sets.
fn permissions(scopes: &[(&str, &[PathSet<'_>])]) -> String {
    let set = |(methods, mark): &PathSet<'_>| serde_json::json!({"schemeKeys": ["Application"], "methods": methods, "paths": {"/tasks": mark}});
    let scopes = scopes.iter().map(|(scope, sets)| {
        (scope.to_string(), serde_json::json!({"pathSets": sets.iter().map(set).collect::<Vec<_>>()}))
    });
    let scopes: serde_json::Map<_, _> = scopes.collect();
    serde_json::json!({ "permissions": scopes }).to_string()
}

#[test]
fn one_scope_is_least_as_graphs_own_tool_decides() {
    let least = "least=Application";
    for (scopes, wanted) in [
        // Both scopes are marked for a group of methods: the scope that allows fewer methods is least.
        (
            &[("A.Write", &[(&["GET", "POST"][..], least)][..]), ("B.Read", &[(&["GET"], least)])][..],
            (&["B.Read"][..], &["A.Write"][..]),
        ),
        // Both scopes allow equally many methods: the first by name is least, although the other scope allows only
        // reading.
        (
            &[("A.Write", &[(&["GET"], least), (&["POST"], "")]), ("B.Write", &[(&["GET", "POST"], least)])],
            (&["A.Write"], &["B.Write"]),
        ),
        // A scope that is not marked is never least, however little it allows.
        (
            &[("A.Read", &[(&["GET"], "")]), ("B.Write", &[(&["GET", "POST"], least)])],
            (&["B.Write"], &["A.Read"]),
        ),
        (&[("A.Read", &[(&["GET"], "")])], (&[], &["A.Read"])),
        // If one scope has two marks, the first mark counts.
        (
            &[("A.Read", &[(&["GET"], ""), (&["GET"], least)]), ("B.Write", &[(&["GET", "POST"], least)])],
            (&["B.Write"], &["A.Read"]),
        ),
        // If one of several further scopes is needed, the first one is least.
        (
            &[
                ("A.Read", &[(&["GET"], "least=Application;AlsoRequires=B.Read,C.Read")]),
                ("D.Read", &[(&["GET"], least)]),
            ],
            (&["A.Read+B.Read"], &["A.Read+C.Read", "D.Read"]),
        ),
    ] {
        let mut sources = Sources::default();
        let file = sources.add("permissions.json", permissions(scopes));
        let (mut found, mut diagnostics) = (Permissions::default(), Diagnostics::default());
        found.read(&sources, file, &mut diagnostics);
        assert!(diagnostics.is_empty());
        let get = found.iter().find(|(method, ..)| *method == "GET");
        let application = get.map(|(_, _, scopes)| &scopes.application).unwrap();
        assert_eq!(
            (application.least.as_slice(), application.higher.as_slice()),
            (&strings(wanted.0)[..], &strings(wanted.1)[..])
        );
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}
