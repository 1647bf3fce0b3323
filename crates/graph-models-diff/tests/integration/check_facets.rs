//! `schema check`: a change of any facet of a declaration is found, with the places in both files.

use csdl::diagnostic::Style;
use graph_models_codegen::Input;
use graph_models_diff::check_against;

/// Metadata with facets that our own metadata does not use.
const WHOLE: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <TypeDefinition Name="code" UnderlyingType="Edm.String" MaxLength="8" />
  <EnumType Name="colors" IsFlags="true" UnderlyingType="Edm.Int32"><Member Name="red" Value="1" /><Member Name="blue" Value="2" /></EnumType>
  <ComplexType Name="place"><Property Name="street" Type="Edm.String" /><Property Name="city" Type="Edm.String" /></ComplexType>
  <EntityType Name="entity"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" /></EntityType>
  <EntityType Name="thing" BaseType="graph.entity">
    <Property Name="code" Type="graph.code" MaxLength="8" />
    <Property Name="price" Type="Edm.Decimal" Precision="9" Scale="2" />
    <Property Name="colors" Type="graph.colors" Nullable="true" />
    <Property Name="place" Type="graph.place" />
    <NavigationProperty Name="owner" Type="graph.thing" Partner="owned" />
    <NavigationProperty Name="owned" Type="Collection(graph.thing)" Partner="owner" ContainsTarget="true" />
  </EntityType>
  <Function Name="find" IsBound="true" EntitySetPath="it/owned" IsComposable="true">
    <Parameter Name="it" Type="graph.thing" />
    <Parameter Name="near" Type="Edm.String" MaxLength="4" />
    <Parameter Name="far" Type="Edm.String" />
    <ReturnType Type="Collection(graph.thing)" Nullable="false" />
  </Function>
  <Action Name="move" IsBound="true"><Parameter Name="it" Type="graph.thing" /><Parameter Name="to" Type="graph.place" /></Action>
  <EntityContainer Name="Service"><EntitySet Name="things" EntityType="graph.thing" /></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// Changes to a copy of [`WHOLE`], each with the expected message.
const FACETS: [(&str, &str, &str); 31] = [
    (
        r#"Type="graph.code" MaxLength"#,
        r#"Type="Edm.String" MaxLength"#,
        "thing/code` differs (property-type-",
    ),
    (r#"Type="graph.code" MaxLength="8""#, r#"Type="graph.code""#, "thing/code` differs (facet-tightened)"),
    (r#"Precision="9""#, r#"Precision="8""#, "thing/price` differs (facet-relaxed)"),
    (r#"Scale="2""#, "", "thing/price` differs (facet-relaxed)"),
    (
        r#""graph.colors" Nullable="true""#,
        r#""graph.colors""#,
        "thing/colors` differs (nullable-spelled-out)",
    ),
    (r#" Partner="owned""#, "", "thing/owner` differs (nav-partner-changed)"),
    (r#"ContainsTarget="true""#, "", "thing/owned` differs (nav-containment-changed)"),
    (
        r#"Type="Collection(graph.thing)" Partner"#,
        r#"Type="graph.thing" Partner"#,
        "(nav-cardinality-changed)",
    ),
    (
        r#""owner" Type="graph.thing""#,
        r#""owner" Type="graph.entity""#,
        "thing/owner` differs (nav-type-changed)",
    ),
    (
        r#"<Property Name="place" Type="graph.place" />"#,
        r#"<NavigationProperty Name="place" Type="graph.thing" />"#,
        "thing/place` differs (navigation-became-property)",
    ),
    (r#"Name="price""#, r#"Name="Price""#, "thing/Price` is not in the whole metadata"),
    (r#"UnderlyingType="Edm.Int32""#, r#"UnderlyingType="Edm.Int64""#, "(enum-underlying-type-changed)"),
    (r#"Name="red""#, r#"Name="Red""#, "colors/Red` is not in the whole metadata"),
    (
        r#"Name="blue" Value="2""#,
        r#"Name="blue" Value="4""#,
        "colors/blue` differs (enum-flags-value-changed)",
    ),
    (
        r#"UnderlyingType="Edm.String""#,
        r#"UnderlyingType="Edm.Int32""#,
        "(type-definition-underlying-changed)",
    ),
    (
        r#"UnderlyingType="Edm.String" MaxLength="8""#,
        r#"UnderlyingType="Edm.String""#,
        "code` differs (facet-",
    ),
    (r#"<EntityType Name="thing""#, r#"<EntityType Name="thing" OpenType="true""#, "(open-type-removed)"),
    (r#"<Property Name="city" Type="Edm.String" />"#, "", "place` lacks `city`"),
    (r#"IsComposable="true""#, "", "thing, far, near)` differs (function-composable-changed)"),
    (r#"EntitySetPath="it/owned""#, "", "thing, far, near)` differs (entity-set-path-changed)"),
    (r#"MaxLength="4""#, "", "thing, far, near)/near` differs (facet-tightened)"),
    (r#"Name="near" Type="Edm.String""#, r#"Name="near" Type="Edm.Int32""#, "(function-param-type-changed)"),
    (r#"Name="near""#, r#"Name="close""#, "find(microsoft.graph.thing, close, far)` is not in the whole"),
    (
        r#"<Parameter Name="near" Type="Edm.String" MaxLength="4" />
    <Parameter Name="far" Type="Edm.String" />"#,
        r#"<Parameter Name="far" Type="Edm.String" /><Parameter Name="near" Type="Edm.String" MaxLength="4" />"#,
        "(function-param-reordered)",
    ),
    (
        r#"(graph.thing)" Nullable="false""#,
        r#"(graph.thing)""#,
        "$ReturnType` differs (return-nullable-changed)",
    ),
    (
        r#"<ReturnType Type="Collection(graph.thing)""#,
        r#"<ReturnType Type="graph.thing""#,
        "$ReturnType` differs (return-collection-changed)",
    ),
    (r#"<Parameter Name="to" Type="graph.place" />"#, "", "move(microsoft.graph.thing)` lacks `to`"),
    (
        r#"<Parameter Name="to""#,
        r#"<Parameter Name="it2""#,
        "move(microsoft.graph.thing)/it2` is not in the whole",
    ),
    (
        r#""move" IsBound="true"><Parameter Name="it""#,
        r#""move" IsBound="true"><Parameter Name="its""#,
        "(binding-parameter-",
    ),
    ("</Action>", r#"<ReturnType Type="Edm.String" /></Action>"#, "$ReturnType` differs (return-removed)"),
    (
        r#"EntityType="graph.thing""#,
        r#"EntityType="graph.entity""#,
        "Service/things` differs (root-type-changed)",
    ),
];

#[test]
fn every_kind_of_facet_is_found() {
    let found = |ours: &str| {
        let slices = "[part]\nversion = \"beta\"\nmetadata = [\"part.csdl\"]\ndescription = \"x\"\nroots = [\"things\"]\n";
        let mut input = Input::new("slices.toml", slices);
        input.add_metadata("part.csdl", "ours.csdl", ours);
        let checked = check_against(&mut input, None, "whole.csdl", WHOLE);
        assert!(checked.is_compared, "{}", checked.diagnostics.render(input.sources(), Style::Plain));
        checked.diagnostics.render(input.sources(), Style::Plain)
    };
    assert_eq!(found(WHOLE), "");
    for (from, to, said) in FACETS {
        assert_eq!(WHOLE.matches(from).count(), 1, "{from}");
        let found = found(&WHOLE.replace(from, to));
        assert!(
            found.lines().any(|line| line.starts_with("error: ") && line.contains(said)),
            "{from}:\n{found}"
        );
        assert!(
            found.contains("ours.csdl:") && found.contains("whole.csdl:"),
            "{from}: both places:\n{found}"
        );
    }
}
