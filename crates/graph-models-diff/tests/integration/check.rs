//! `schema check`: our metadata agrees with Microsoft's, and each kind of difference is found.

use csdl::diagnostic::{Diagnostic, Kind, Style};
use graph_models_codegen::{Input, extract};
use graph_models_diff::check_against;

const METADATA: &str = include_str!("../../../../schemas/beta/microsoft.graph.csdl");

/// The rendered errors of a comparison of our changed metadata with Microsoft's.
fn check(ours: &str, whole: &str) -> String {
    let mut input = Input::new("slices.toml", test_support::beta_slices());
    input.add_metadata("beta/microsoft.graph.csdl", "ours.csdl", ours);
    let checked = check_against(&mut input, None, "whole.csdl", whole);
    checked.diagnostics.render(input.sources(), Style::Plain)
}

#[test]
fn our_metadata_says_what_graph_says() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    assert_eq!(check(METADATA, &whole), "");
}

#[test]
fn something_is_compared() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let mut input = Input::new("slices.toml", test_support::beta_slices());
    input.add_metadata("beta/microsoft.graph.csdl", "ours.csdl", METADATA);
    let compared = check_against(&mut input, None, "whole.csdl", whole).comparison;
    assert!(compared.types >= 28, "{compared:?}");
    assert_eq!((compared.operations, compared.roots), (3, 1));
}

/// Every declaration of an extract is the same as in the metadata from which it was extracted.
#[test]
fn an_extract_says_what_the_whole_says() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    for root in ["identityGovernance/accessReviews", "users/{id}/authentication", "organization"] {
        let slices = format!(
            "[part]\nversion = \"beta\"\nmetadata = [\"part.csdl\"]\ndescription = \"x\"\nroots = [{root:?}]\n"
        );
        let extract = extract(&mut Input::new("slices.toml", &slices), None, "whole.csdl", &whole);
        let mut input = Input::new("slices.toml", &slices);
        input.add_metadata(
            "part.csdl",
            "ours.csdl",
            extract.extract.unwrap().files.remove("part.csdl").unwrap(),
        );
        let checked = check_against(&mut input, None, "whole.csdl", whole.as_str());
        // The extract also contains the contradictions of the whole metadata.
        let said = checked.diagnostics.iter().filter(|it| it.kind != Kind::Contradiction);
        assert_eq!(said.collect::<Vec<_>>(), [] as [&Diagnostic; 0], "{root}");
        assert!(checked.comparison.types > 10, "{root}: {:?}", checked.comparison);
    }
}

/// All of v1.0 has the same declarations in a folder as in one file.
#[test]
fn an_extract_in_a_folder_says_what_the_whole_says() {
    let Some(whole) = test_support::real_metadata("v1.0.csdl") else { return };
    let slices = "[all]\nversion = \"v1.0\"\nmetadata = [\"v1.0\"]\ndescription = \"x\"\nall = true\n";
    let extract =
        extract(&mut Input::new("slices.toml", slices), None, "whole.csdl", &whole).extract.unwrap();
    let mut input = Input::new("slices.toml", slices);
    let files = extract.files.iter().map(|(path, text)| (path.trim_start_matches("v1.0/"), path, text));
    input.add_metadata_folder("v1.0", files);
    let checked = check_against(&mut input, None, "whole.csdl", whole.as_str());
    let said = checked.diagnostics.iter().filter(|it| it.kind != Kind::Contradiction);
    assert_eq!(said.collect::<Vec<_>>(), [] as [&Diagnostic; 0]);
    let mut sources = csdl::source::Sources::default();
    let file = sources.add("whole.csdl", whole);
    let model = csdl::model(&sources, &[file], &mut csdl::diagnostic::Diagnostics::default());
    let found = (checked.comparison.types, checked.comparison.operations, checked.comparison.roots);
    assert_eq!(found, (model.types().count(), model.operations.len(), model.roots.len()));
}

/// The changes: the name, the text in our metadata, its replacement, and the expected message.
const CHANGES: [(&str, &str, &str, &str); 22] = [
    (
        "name of a type",
        "publicErrorDetail",
        "publicErrorDetails",
        "`microsoft.graph.publicErrorDetails` is not in the whole metadata",
    ),
    (
        "name of a property",
        r#"Name="incidentCount""#,
        r#"Name="incidentsCount""#,
        "`microsoft.graph.unifiedRoleManagementAlert/incidentsCount` is not in the whole metadata",
    ),
    (
        "missing property",
        r#"<Property Name="incidentCount" Type="Edm.Int32">"#,
        "",
        "`microsoft.graph.unifiedRoleManagementAlert` lacks `incidentCount`",
    ),
    (
        "type of a property",
        r#"<Property Name="incidentCount" Type="Edm.Int32">"#,
        r#"<Property Name="incidentCount" Type="Edm.Int64">"#,
        "`microsoft.graph.unifiedRoleManagementAlert/incidentCount` differs (property-type-narrowed)",
    ),
    (
        "collection",
        r#"Type="Collection(graph.publicErrorDetail)""#,
        r#"Type="graph.publicErrorDetail""#,
        "`microsoft.graph.publicError/details` differs (property-became-collection)",
    ),
    (
        "nullability of a property",
        r#"Name="id" Type="Edm.String" Nullable="false""#,
        r#"Name="id" Type="Edm.String""#,
        "`microsoft.graph.entity/id` differs (nullable-became-false)",
    ),
    (
        "facet",
        r#"<Property Name="incidentCount" Type="Edm.Int32">"#,
        r#"<Property Name="incidentCount" Type="Edm.Int32" Precision="3">"#,
        "`microsoft.graph.unifiedRoleManagementAlert/incidentCount` differs (facet-relaxed)",
    ),
    (
        "default value",
        r#"<Property Name="incidentCount" Type="Edm.Int32">"#,
        r#"<Property Name="incidentCount" Type="Edm.Int32" DefaultValue="0">"#,
        "`microsoft.graph.unifiedRoleManagementAlert/incidentCount` differs (default-value-changed)",
    ),
    (
        "base",
        r#"Name="staleSignInAlertIncident" BaseType="graph.unifiedRoleManagementAlertIncident""#,
        r#"Name="staleSignInAlertIncident" BaseType="graph.entity""#,
        "`microsoft.graph.staleSignInAlertIncident` differs (base-type-changed)",
    ),
    (
        "abstract",
        r#"Name="unifiedRoleManagementAlertIncident" BaseType="graph.entity" Abstract="true""#,
        r#"Name="unifiedRoleManagementAlertIncident" BaseType="graph.entity""#,
        "`microsoft.graph.unifiedRoleManagementAlertIncident` differs (abstract-became-true)",
    ),
    (
        "open",
        r#"<ComplexType Name="publicError">"#,
        r#"<ComplexType Name="publicError" OpenType="true">"#,
        "`microsoft.graph.publicError` differs (open-type-removed)",
    ),
    ("key", r#"<PropertyRef Name="id" />"#, "", "`microsoft.graph.entity` differs (key-changed)"),
    (
        "stream",
        r#"<EntityType Name="entity" Abstract="true">"#,
        r#"<EntityType Name="entity" Abstract="true" HasStream="true">"#,
        "`microsoft.graph.entity` differs (has-stream-changed)",
    ),
    (
        "name of a member",
        r#"<Member Name="medium""#,
        r#"<Member Name="middle""#,
        "`microsoft.graph.alertSeverity/middle` is not in the whole metadata",
    ),
    ("missing member", r#"<Member Name="medium""#, "", "`microsoft.graph.alertSeverity` lacks `medium`"),
    (
        "value of a member",
        r#"Name="medium" Value="3""#,
        r#"Name="medium" Value="5""#,
        "`microsoft.graph.alertSeverity/medium` differs (enum-value-changed)",
    ),
    (
        "flags",
        r#"<EnumType Name="alertSeverity">"#,
        r#"<EnumType Name="alertSeverity" IsFlags="true">"#,
        "`microsoft.graph.alertSeverity` differs (enum-became-plain)",
    ),
    (
        "name of a parameter",
        r#"<Parameter Name="scopeType""#,
        r#"<Parameter Name="kind""#,
        "`microsoft.graph.refresh(Collection(microsoft.graph.unifiedRoleManagementAlert))/kind` is not in the whole metadata",
    ),
    (
        "nullability of a parameter",
        r#"Name="scopeType" Type="Edm.String" Nullable="false""#,
        r#"Name="scopeType" Type="Edm.String""#,
        "`microsoft.graph.refresh(Collection(microsoft.graph.unifiedRoleManagementAlert))/scopeType` differs (action-param-nullable-changed)",
    ),
    (
        "name of an action",
        r#"<Action Name="remediate""#,
        r#"<Action Name="repair""#,
        "`microsoft.graph.repair(microsoft.graph.unifiedRoleManagementAlertIncident)` is not in the whole metadata",
    ),
    (
        "containment",
        r#"Type="Collection(graph.unifiedRoleManagementAlert)" ContainsTarget="true""#,
        r#"Type="Collection(graph.unifiedRoleManagementAlert)""#,
        "`microsoft.graph.roleManagementAlert/alerts` differs (nav-containment-changed)",
    ),
    (
        "kind of root",
        r#"<Singleton Name="identityGovernance" Type="#,
        r#"<EntitySet Name="identityGovernance" EntityType="#,
        "`microsoft.graph.GraphService/identityGovernance` differs (root-kind-changed)",
    ),
];

#[test]
fn every_kind_of_difference_is_found() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    for (kind, from, to, said) in CHANGES {
        assert!(METADATA.contains(from), "{kind}: our metadata has no `{from}`");
        let changed = change(from, to);
        let found = check(&changed, &whole);
        assert!(
            found.lines().any(|line| line.starts_with("error: ") && line.contains(said)),
            "{kind}:\n{found}"
        );
        assert!(!found.contains("was expected"), "{kind}: not well-formed:\n{found}");
    }
}

/// For a name that the whole file lacks, the error suggests the name that was probably meant.
#[test]
fn what_was_meant_is_suggested() {
    let Some(whole) = test_support::real_metadata("beta-ussec.csdl") else { return };
    let names = [
        ("publicErrorDetail", "publicErrorDetial", "microsoft.graph.publicErrorDetail"),
        (
            r#"Name="incidentCount" Type="Edm.Int32""#,
            r#"Name="incidentcounts" Type="Edm.Int64""#,
            "incidentCount",
        ),
        (r#"Name="medium" Value="3""#, r#"Name="medum" Value="9""#, "medium"),
        (r#"Name="scopeType""#, r#"Name="scopTypes""#, "scopeType"),
    ];
    for (from, to, meant) in names {
        assert!(METADATA.contains(from), "{from}");
        let changed = METADATA.replace(from, to);
        let found = check(&changed, &whole);
        assert!(found.contains(&format!("help: there is `{meant}`")), "{to}:\n{found}");
    }
}

/// Our metadata with `from` replaced by `to`. If `to` is empty, the whole element is removed.
fn change(from: &str, to: &str) -> String {
    if !to.is_empty() {
        return METADATA.replace(from, to);
    }
    let (before, rest) = METADATA.split_once(from).unwrap();
    let element = from.split([' ', '<']).find(|word| !word.is_empty()).unwrap();
    let end = format!("</{element}>");
    let is_empty_element = from.ends_with("/>");
    let after = if is_empty_element { rest } else { rest.split_once(&end).unwrap().1 };
    format!("{before}{after}")
}

/// The reference lists the configuration among the types derived from the incident; the metadata takes precedence.
#[test]
fn a_configuration_is_no_incident() {
    let configuration = "rolesAssignedOutsidePrivilegedIdentityManagementAlertConfiguration";
    let base = "unifiedRoleManagementAlertConfiguration";
    let declared = format!(r#"<EntityType Name="{configuration}" BaseType="graph.{base}""#);
    assert!(METADATA.contains(&declared));
    if let Some(whole) = test_support::real_metadata("beta-ussec.csdl") {
        assert!(whole.contains(&declared));
    }
    let files = generated();
    let entity_types = &files["beta/entity_types.rs"];
    let (_, incident) = entity_types.split_once("pub enum UnifiedRoleManagementAlertIncident {").unwrap();
    let (incident, _) = incident.split_once("\n}\n").unwrap();
    assert_eq!(incident.matches("Box<").count(), 8, "seven derived types and `Unknown`:\n{incident}");
    assert!(!incident.contains("Configuration"), "{incident}");
}

/// The reference shows `/incident/` in the URL of `remediate`; the property in the metadata is `alertIncidents`.
#[test]
fn the_path_of_remediate_says_alert_incidents() {
    let files = generated();
    let path =
        "/identityGovernance/roleManagementAlerts/alerts/{alert_id}/alertIncidents/{incident_id}/remediate";
    assert!(files["beta/requests.rs"].contains(&format!("{path:?}")));
    assert!(files.values().all(|text| !text.contains("/incident/")));
}

fn generated() -> graph_models_codegen::Files {
    let mut input = Input::new("slices.toml", test_support::beta_slices());
    input.add_metadata("beta/microsoft.graph.csdl", "ours.csdl", METADATA);
    let output = graph_models_codegen::generate(&input);
    assert!(!output.diagnostics.has_errors());
    output.files
}
