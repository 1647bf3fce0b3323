//! Typed calls of requests, found in the cases of the golden tests.

use std::path::Path;

use crate::support::case;
use csdl::diagnostic::Diagnostics;
use graph_models_codegen::{Features, Input, Options, decide};
use graph_models_lookup::call::{Calls, NoCall};

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

#[test]
fn a_word_is_a_key_only_where_no_operation_has_its_name() {
    let requests = [
        "GET /people/alice/reviews/filterBy",
        "GET /people/alice/reviews/filterBy()",
        "GET /people/1/reviews/microsoft.graph.filterBy()",
        "GET /people/alice/reviews/inbox",
        "GET /people/alice/reviews/inbox/decisions/filterBy(on='x')",
        "GET /people/alice/reviews/inbox/decisions/last",
        "GET /people/alice/reviews/filter()",
        "GET /people/alice/reviews/microsoft.graph.filter",
    ];
    assert_eq!(
        find("listed_requests", requests),
        [
            "people(\"alice\").reviews_collection().filter_by() []",
            "people(\"alice\").reviews_collection().filter_by() []",
            "people(\"1\").reviews_collection().filter_by() []",
            "people(\"alice\").reviews(\"inbox\").get() []",
            "people(\"alice\").reviews(\"inbox\").decisions_collection().filter_by(\"x\") []",
            "people(\"alice\").reviews(\"inbox\").decisions(\"last\").get() []",
            "`people(\"alice\").reviews_collection()`, a `microsoft.graph.review`, has nothing called `filter()`",
            "`people(\"alice\").reviews_collection()`, a `microsoft.graph.review`, has nothing called `microsoft.graph.filter`",
        ]
    );
}

/// Groups have members, of which users are one kind. Flows lead to users as well.
const MEMBERS: &str = r#"
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="member">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityType Name="user" BaseType="graph.member">
        <Property Name="mail" Type="Edm.String" />
      </EntityType>
      <EntityType Name="group">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <NavigationProperty Name="members" Type="Collection(graph.member)" />
      </EntityType>
      <EntityType Name="flow">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
        <NavigationProperty Name="subjects" Type="Collection(graph.user)" />
      </EntityType>
      <EntityContainer Name="service">
        <EntitySet Name="flows" EntityType="graph.flow" />
        <EntitySet Name="groups" EntityType="graph.group" />
        <EntitySet Name="members" EntityType="graph.member" />
        <EntitySet Name="users" EntityType="graph.user" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

#[test]
fn of_several_features_the_owner_of_the_type_is_named() {
    let slice = |(name, roots): (&str, &str)| {
        format!(
            "[{name}]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\nroots = [{roots}]\n"
        )
    };
    let slices = [("flows", r#""flows""#), ("groups", r#""groups", "members""#), ("users", r#""users""#)];
    let mut input = Input::new("slices.toml", slices.map(slice).concat());
    input.add_metadata("m.csdl", "m.csdl", MEMBERS);
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let versions = decide(&input, &mut Diagnostics::default());
    let calls = Calls::new(versions.last().unwrap());
    let call = calls.find("GET /groups/1/members/microsoft.graph.user").unwrap();
    assert_eq!(call.expression, "groups(\"1\").members_collection().as_user().list()");
    assert_eq!(call.features, ["groups", "users"]);
}

/// Two kinds of apps have contents, and can be assigned. Businesses are below a singleton.
const APPS: &str = r#"
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="app" Abstract="true">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityType Name="managedPackage" BaseType="graph.app">
        <NavigationProperty Name="contents" Type="Collection(graph.content)" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="package" BaseType="graph.app">
        <NavigationProperty Name="contents" Type="Collection(graph.content)" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="content">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityType Name="solutions">
        <NavigationProperty Name="businesses" Type="Collection(graph.content)" ContainsTarget="true" />
      </EntityType>
      <Action Name="assign" IsBound="true">
        <Parameter Name="bindingParameter" Type="graph.package" />
      </Action>
      <EntityContainer Name="service">
        <EntitySet Name="apps" EntityType="graph.app" />
        <Singleton Name="solutions" Type="graph.solutions" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

#[test]
fn a_name_that_stands_elsewhere_is_suggested_with_its_path() {
    let slices = "[apps]\nversion = \"v1.0\"\nmetadata = [\"m.csdl\"]\ndescription = \"\"\n\
                  roots = [\"apps\", \"solutions\"]\n";
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("m.csdl", "m.csdl", APPS);
    let versions = decide(&input, &mut Diagnostics::default());
    let calls = Calls::new(versions.last().unwrap());
    let suggested = |request: &str| match calls.find(request) {
        Ok(call) => call.expression,
        Err(NoCall::NoRoot { nearest, .. } | NoCall::NoWay { nearest, .. }) => nearest.unwrap_or_default(),
        Err(other) => other.to_string(),
    };
    let requests = [
        "GET /apps/{id}/contents",
        "POST /apps/{id}/assign",
        "GET /apps/{id}/microsoft.graph.package/contents",
        "GET /businesses",
        "GET /solution/businesses",
        "GET /assign",
    ];
    assert_eq!(
        requests.map(suggested),
        [
            "microsoft.graph.package/contents",
            "microsoft.graph.package/assign",
            "apps(\"{id}\").as_package().contents_collection().list()",
            "solutions/businesses",
            "solutions",
            "",
        ]
    );
}
