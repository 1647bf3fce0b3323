//! `find`, `snippet` and `consent` in a folder with a small service.

use std::fs;

use crate::support::folder::Folder;
use serde_json::{Value, json};

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="task">
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <Property Name="displayTitle" Type="Edm.String">
          <Annotation Term="Org.OData.Core.V1.Description" String="Words for people" />
        </Property>
        <NavigationProperty Name="notes" Type="Collection(graph.note)" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="note">
        <Key>
          <PropertyRef Name="id" />
        </Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <Action Name="markDone" IsBound="true">
        <Parameter Name="bindingParameter" Type="graph.task" />
        <Parameter Name="reason" Type="Edm.String" />
      </Action>
      <EntityContainer Name="service">
        <EntitySet Name="tasks" EntityType="graph.task" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#;
const PERMISSIONS: &str = r#"{"permissions": {
    "Tasks.Read": {"pathSets": [
        {"schemeKeys": ["DelegatedWork", "Application"], "methods": ["GET"],
         "paths": {"/tasks": "least=DelegatedWork,Application", "/tasks/{id}": "least=DelegatedWork,Application"}}
    ]},
    "Tasks.ReadWrite": {"pathSets": [
        {"schemeKeys": ["DelegatedWork", "Application"], "methods": ["GET"], "paths": {"/tasks": "", "/tasks/{id}": ""}},
        {"schemeKeys": ["DelegatedWork", "Application"], "methods": ["POST"],
         "paths": {"/tasks/{id}/markDone": "least=DelegatedWork,Application"}}
    ]}
}}"#;

/// A folder with metadata and permissions, which all commands read.
fn tasks() -> Folder {
    let files = [("v1.0.csdl", METADATA), ("permissions.json", PERMISSIONS)];
    Folder::with(&files, &["--metadata", "v1.0.csdl", "--permissions", "permissions.json"])
}

#[test]
fn words_find_requests_with_calls_and_scopes() {
    let folder = tasks();
    let (said, _) = folder.ends_with(0, &["find", "mark", "done"]);
    let first = "POST /tasks/{task_id}/markDone\n    v1_0: tasks(task_id).mark_done()  (delegated and application: Tasks.ReadWrite)\n";
    assert!(said.starts_with(first), "{said}");
    let (said, _) = folder.ends_with(0, &["find", "Tasks", "--limit", "3"]);
    let first = "root /tasks\n    v1_0: tasks_collection()\nGET /tasks\n    v1_0: tasks_collection().list()  (delegated and application: Tasks.Read)\n";
    assert!(said.starts_with(first) && said.contains("--limit lists more"), "{said}");
    // The exact word comes first. The word also finds its plural; among these entries, the one nearest to the root
    // comes first.
    let (said, _) = folder.ends_with(0, &["find", "task", "--limit", "2"]);
    assert!(said.starts_with("type microsoft.graph.task\n    v1_0: Task\nroot /tasks\n"), "{said}");
    let (said, _) = folder.ends_with(0, &["find", "words people"]);
    assert_eq!(said, "property microsoft.graph.task/displayTitle\n    v1_0: Task::DISPLAY_TITLE\n");
    let (said, _) = folder.ends_with(0, &["find", "update task", "--format", "json"]);
    let rows: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (rows[0]["name"].as_str(), rows[0]["kind"].as_str()),
        (Some("PATCH /tasks/{task_id}"), Some("request"))
    );
    let (_, noted) = folder.ends_with(1, &["find", "mark", "nothing"]);
    assert!(noted.contains("nothing has all of these words: mark nothing"), "{noted}");
}

#[test]
fn streams_are_read_written_and_deleted() {
    let folder = tasks();
    let with_stream =
        METADATA.replace("<EntityType Name=\"note\">", "<EntityType Name=\"note\" HasStream=\"true\">");
    folder.write("v1.0.csdl", &with_stream);
    let path = "/tasks/{task_id}/notes/{note_id}/$value";
    for (words, method, call) in [
        ("read note value", "GET", "media()"),
        ("write note", "PUT", "write_media(…)"),
        ("delete note value", "DELETE", "delete_media()"),
    ] {
        let (said, _) = folder.ends_with(0, &["find", words]);
        let wanted = format!("{method} {path}\n    v1_0: tasks(task_id).notes(note_id).{call}");
        assert!(said.contains(&wanted), "{said}");
    }
}

#[test]
fn a_batch_is_a_call_of_the_client_for_all_versions() {
    let folder = tasks();
    for request in ["POST /$batch", "POST https://graph.microsoft.com/beta/$batch HTTP/2"] {
        let (said, _) = folder.ends_with(0, &["call", request]);
        assert_eq!(said, format!("{request}\n    client.batch(…)\n"));
    }
}

#[test]
fn permissions_that_are_not_extracted_leave_their_file_as_it_is() {
    let folder = Folder::with(&[("slices.toml", "[tasks\n"), ("permissions.json", PERMISSIONS)], &[]);
    let command = ["schema", "permissions", "--slices", "slices.toml", "--from", "permissions.json"];
    let (_, noted) = folder.ends_with(2, &command);
    assert!(noted.ends_with("error: permissions.toml was not written\n"), "{noted}");
    let (_, noted) = folder.ends_with(2, &[&command[..], &["--check"]].concat());
    assert!(noted.ends_with("error: permissions.toml could not be checked\n"), "{noted}");
}

#[test]
fn permissions_beside_whole_metadata_are_read_and_what_is_about_slices_is_named() {
    let files = [("in/v1.0.csdl", METADATA), ("in/permissions.json", PERMISSIONS)];
    let folder = Folder::with(&files, &["--metadata", "in/v1.0.csdl"]);
    folder.write("read.txt", "GET /tasks\n");
    let known = "delegated and application: Tasks.Read)";
    let commands = [
        (&["find", "tasks", "--limit", "2"][..], Some(known)),
        (&["consent", "--requests", "read.txt"], Some("delegated: 1 scope for 1 request\n")),
        (&["call", "GET /tasks"], None),
        (&["snippet", "GET /tasks"], None),
    ];
    for (command, scopes) in &commands {
        let (said, noted) = folder.ends_with(0, command);
        assert!(scopes.is_none_or(|scopes| said.contains(scopes)) && noted.is_empty(), "{said}{noted}");
    }
    folder.write("in/overlay.toml", "no TOML");
    folder.write("in/permissions.toml", "no TOML");
    for (command, scopes) in &commands {
        // An index of an earlier search would hide the remarks about files, so it is removed.
        let _ = fs::remove_dir_all(folder.path("cache"));
        let (said, noted) = folder.ends_with(0, command);
        assert!(scopes.is_none_or(|scopes| said.contains(scopes)), "{said}");
        for name in ["overlay.toml", "permissions.toml"] {
            assert!(
                noted.contains(&format!("in/{name} is not read: its entries are about slices")),
                "{noted}"
            );
        }
    }
    // Permissions that an option names take precedence over the file beside the metadata.
    folder.write("other.json", &PERMISSIONS.replace("Tasks.Read\"", "Tasks.Look\""));
    let (said, _) = folder.ends_with(0, &["find", "tasks", "--limit", "2", "--permissions", "other.json"]);
    assert!(said.contains("Tasks.Look"), "{said}");
    fs::remove_file(folder.path("in/permissions.json")).unwrap();
    let (_, noted) = folder.ends_with(1, &["consent", "--requests", "read.txt"]);
    assert!(
        noted.contains("no permissions were read: --permissions FILE takes Graph's permissions.json"),
        "{noted}"
    );
}

#[test]
fn a_second_search_reads_the_index_of_the_first() {
    let folder = tasks();
    let first = folder.ends_with(0, &["find", "task"]);
    let kept: Vec<_> = fs::read_dir(folder.path("cache")).unwrap().map(|file| file.unwrap().path()).collect();
    let [index] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!(folder.ends_with(0, &["find", "task"]), first);
    // The second search reads the index, and not the metadata.
    let text = fs::read_to_string(index).unwrap();
    fs::write(index, text.replace("markDone", "markDune")).unwrap();
    let (said, _) = folder.ends_with(0, &["find", "mark"]);
    assert!(said.contains("POST /tasks/{task_id}/markDune"), "{said}");
    // A file that is no index is replaced. Other metadata gets an index of its own.
    fs::write(index, "graph-models find").unwrap();
    assert_eq!(folder.ends_with(0, &["find", "task"]), first);
    folder.write("v1.0.csdl", &METADATA.replace("markDone", "close"));
    let (said, _) = folder.ends_with(0, &["find", "close"]);
    assert!(said.starts_with("POST /tasks/{task_id}/close\n"), "{said}");
    assert_eq!(fs::read_dir(folder.path("cache")).unwrap().count(), 2);
}

#[test]
fn a_snippet_has_a_manifest_and_a_program() {
    let folder = tasks();
    folder.write("body.json", "{\"displayTitle\": \"a\", \"other\": 1}");
    let (said, _) = folder
        .ends_with(0, &["snippet", "PATCH /tasks/{id}", "--body", "body.json", "--header", "If-Match: *"]);
    for wanted in [
        "# Cargo.toml\n[dependencies]\n",
        "let patch = Patch::new().set(Task::DISPLAY_TITLE, \"a\").set_by_name(\"other\", 1)?;",
        "paths::tasks(task_id).update(patch).if_match(\"*\")",
    ] {
        assert!(said.contains(wanted), "{said}");
    }
    let (_, noted) = folder.ends_with(1, &["snippet", "PATCH /tasks/{id}/nots"]);
    assert!(
        noted.contains("no snippet: `tasks(\"{id}\")`, a `microsoft.graph.task`, has nothing called `nots`"),
        "{noted}"
    );
    folder.write("body.json", "<html>");
    let (_, noted) = folder.ends_with(2, &["snippet", "PATCH /tasks/{id}", "--body", "body.json"]);
    assert!(noted.contains("this is a web page, and no JSON") && noted.contains("Content-Type"), "{noted}");
    folder.ends_with(2, &["snippet", "PATCH /tasks/{id}", "--body", "none.json"]);
    let (_, noted) = folder.ends_with(2, &["snippet", "tasks"]);
    assert!(noted.contains("`tasks` is no method and path"), "{noted}");
}

#[test]
fn requests_need_the_least_scopes() {
    let folder = tasks();
    folder.write("read.txt", "# Reading.\nGET /tasks\nGET /tasks/1\n");
    let (said, _) = folder.ends_with(0, &["consent", "--requests", "read.txt", "--access", "delegated"]);
    assert_eq!(
        said,
        "delegated: 1 scope for 2 requests\n  Tasks.Read\n    GET /v1.0/tasks\n    GET /v1.0/tasks/1\n"
    );
    folder.write("all.txt", "GET /tasks\nPOST /tasks/{id}/markDone\n");
    let (said, _) = folder.ends_with(0, &["consent", "--requests", "all.txt"]);
    assert!(said.starts_with("delegated: 1 scope for 2 requests\n  Tasks.ReadWrite\n"), "{said}");
    assert!(!said.contains("Tasks.Read\n"), "{said}");
    folder.write("more.txt", "GET /tasks\nDELETE /tasks/{id}\nGET /chores\n");
    let (_, noted) = folder.ends_with(1, &["consent", "--requests", "more.txt"]);
    assert!(noted.contains("no scopes are known: DELETE /v1.0/tasks/{id}"), "{noted}");
    assert!(noted.contains("no call: GET /chores: no entity set or singleton is called `chores`"), "{noted}");
    // Without a list, the command takes all requests that the permissions know.
    let (said, _) = folder.ends_with(1, &["consent", "--access", "application"]);
    assert!(said.starts_with("application: 1 scope for 3 requests\n  Tasks.ReadWrite\n"), "{said}");
    let (_, noted) = folder.ends_with(2, &["consent", "--slice", "none"]);
    assert!(noted.contains("--slice needs slices, and --metadata alone has none"), "{noted}");
}

#[test]
fn an_app_registration_names_scopes_by_their_ids() {
    let folder = tasks();
    folder.write("read.txt", "GET /tasks\n");
    let deployment = |id: &str, scheme: &str, environment: &str| json!({"id": id, "scheme": scheme, "environment": environment});
    let deployments = json!({"permissionDeployments": {"Tasks.Read": [
        deployment("1", "DelegatedWork", "usgov"), deployment("2", "DelegatedWork", "public;usgov"),
        deployment("3", "Application", "public"),
    ]}});
    folder.write("provisioningInfo.json", &deployments.to_string());
    let principal = json!({"value": [{
        "oauth2PermissionScopes": [{"value": "Tasks.Read", "id": "2"}], "appRoles": [{"value": "Tasks.Read", "id": "3"}],
    }]});
    folder.write("principal.json", &principal.to_string());
    let wanted = json!({"requiredResourceAccess": [{
        "resourceAppId": "00000003-0000-0000-c000-000000000000",
        "resourceAccess": [{"id": "2", "type": "Scope"}, {"id": "3", "type": "Role"}],
    }]});
    for ids in ["provisioningInfo.json", "principal.json"] {
        let arguments = ["consent", "--requests", "read.txt", "--format", "app-manifest", "--ids", ids];
        let (said, _) = folder.ends_with(0, &arguments);
        assert_eq!(serde_json::from_str::<Value>(&said).unwrap(), wanted);
    }
    folder.write("principal.json", "{\"appRoles\": [{\"value\": \"Other.Read\", \"id\": \"1\"}]}");
    let app = ["consent", "--requests", "read.txt", "--format", "app-manifest"];
    let (_, noted) = folder.ends_with(2, &[&app[..], &["--ids", "principal.json"]].concat());
    assert!(noted.contains("the file of ids has no delegated scope `Tasks.Read`"), "{noted}");
    folder.write("principal.json", "{}");
    folder.ends_with(2, &[&app[..], &["--ids", "principal.json"]].concat());
    folder.ends_with(2, &app);
}

#[test]
fn an_api_manifest_lists_requests_and_claims() {
    let folder = tasks();
    folder.write("read.txt", "GET /tasks\n");
    let (said, _) = folder.ends_with(0, &["consent", "--requests", "read.txt", "--format", "api-manifest"]);
    let manifest: Value = serde_json::from_str(&said).unwrap();
    let graph = &manifest["apiDependencies"]["graph-v1.0"];
    assert_eq!(graph["apiDeploymentBaseUrl"], "https://graph.microsoft.com/v1.0/");
    assert_eq!(graph["requests"], json!([{"method": "GET", "uriTemplate": "/tasks"}]));
    let access = &graph["authorizationRequirements"]["access"];
    assert_eq!(access[0]["claims"], json!({"scp": {"essential": true, "values": ["Tasks.Read"]}}));
    assert_eq!(access[1]["claims"], json!({"roles": {"essential": true, "values": ["Tasks.Read"]}}));
}

#[test]
fn the_requests_of_a_source_need_the_same_scopes_as_those_of_a_list() {
    let folder = tasks();
    folder.write(
        "src/main.rs",
        "use graph::v1_0::paths;\n\nfn main() {\n    let task = paths::tasks(\"1\");\n    send(&task.get());\n    send(&task.mark_done());\n}\n",
    );
    folder.write(
        "src/graph.rs",
        "// Generated by `graph-models generate`\nfn f(task: &super::paths::TaskPath) {}\n",
    );
    folder.write("target/other.rs", "fn f() { paths::tasks_collection().list(); }\n");
    folder.write("list.txt", "GET /tasks/{task_id}\nPOST /tasks/{task_id}/markDone\n");
    let (of_source, _) = folder.ends_with(0, &["consent", "--source", "."]);
    let (of_list, _) = folder.ends_with(0, &["consent", "--requests", "list.txt"]);
    assert_eq!(of_source, of_list);
    assert!(of_source.starts_with("delegated: 1 scope for 2 requests\n  Tasks.ReadWrite\n"), "{of_source}");

    // Calls that are not understood are listed. A list of requests can add the requests of these calls.
    folder.write("src/more.rs", "use graph::v1_0::paths::TaskPath;\nfn f(task: &TaskPath) {}\n");
    let (said, noted) = folder.ends_with(1, &["consent", "--source", "src"]);
    assert_eq!(said, of_source);
    assert!(noted.contains(" src/more.rs:2:13\n") && noted.contains("--requests FILE"), "{noted}");
    let (said, noted) = folder.ends_with(0, &["consent", "--source", "src", "--requests", "list.txt"]);
    assert_eq!(said, of_source);
    assert!(noted.starts_with("note: not understood") && noted.contains(" src/more.rs:2:13\n"), "{noted}");
}
