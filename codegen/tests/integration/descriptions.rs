//! Tests of the documents about requests: descriptions from the metadata, and schemas of bodies and answers.

use std::collections::{BTreeMap, BTreeSet};

use csdl::diagnostic::{Diagnostics, Style};
use graph_models_codegen::rust::Version;
use graph_models_codegen::{Input, Options, decide, generate};

/// Requests that share their names: overloads, requests of two namespaces, and one that is not bound.
const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<ComplexType Name="report"><Property Name="text" Type="Edm.String" /></ComplexType>
<Function Name="find" IsBound="true"><Parameter Name="it" Type="Collection(microsoft.graph.thing)" />
<ReturnType Type="Collection(microsoft.graph.thing)" />
<Annotation Term="Org.OData.Core.V1.Description" String="Finds all." /></Function>
<Function Name="find" IsBound="true"><Parameter Name="it" Type="Collection(microsoft.graph.thing)" />
<Parameter Name="word" Type="Edm.String" /><ReturnType Type="Collection(microsoft.graph.thing)" />
<Annotation Term="Org.OData.Core.V1.Description" String="Finds by a word." /></Function>
<Action Name="poke" IsBound="true"><Parameter Name="it" Type="microsoft.graph.thing" />
<Annotation Term="Org.OData.Core.V1.Description" String="Pokes." /></Action>
<Function Name="latest"><ReturnType Type="microsoft.graph.report" />
<Annotation Term="Org.OData.Core.V1.Description" String="Tells what is new." /></Function>
<EntityContainer Name="service"><EntitySet Name="things" EntityType="microsoft.graph.thing" />
<FunctionImport Name="latestReport" Function="microsoft.graph.latest" /></EntityContainer>
</Schema>
<Schema Namespace="microsoft.graph.rough" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Action Name="poke" IsBound="true"><Parameter Name="it" Type="microsoft.graph.thing" />
<Annotation Term="Org.OData.Core.V1.Description" String="Pokes hard." /></Action>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn input(takes: &str) -> Input {
    let slice = "[things]\nmetadata = [\"x.csdl\"]\nversion = \"v1.0\"\ndescription = \"Things\"\n";
    let mut input = Input::new("slices.toml", format!("{slice}{takes}\n"));
    input.add_metadata("x.csdl", "x.csdl", METADATA);
    input.set_options(Options { openapi: true, ..Options::default() });
    input
}

fn version(takes: &str) -> Version {
    let (input, mut diagnostics) = (input(takes), Diagnostics::default());
    let versions = decide(&input, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(input.sources(), Style::Plain));
    versions.into_iter().next().unwrap()
}

#[test]
fn each_request_has_the_description_of_its_own_operation() {
    let version = version("all = true");
    let requests = version.namespaces.iter().flat_map(|namespace| &namespace.requests);
    let described: BTreeMap<_, _> =
        requests.map(|request| (request.info.template.as_str(), request.description.as_str())).collect();
    let expected = [
        ("/latestReport()", "Tells what is new."),
        ("/things/microsoft.graph.find()", "Finds all."),
        ("/things/microsoft.graph.find(word={word})", "Finds by a word."),
        ("/things/{thing_id}/microsoft.graph.poke", "Pokes."),
        ("/things/{thing_id}/microsoft.graph.rough.poke", "Pokes hard."),
    ];
    let simple = |template: &str| template.replace("microsoft.graph.", "");
    let described: BTreeMap<_, _> = described.into_iter().map(|(at, text)| (simple(at), text)).collect();
    assert_eq!(described, expected.map(|(at, text)| (simple(at), text)).into());
    let output = generate(&input("all = true"));
    let document = output.openapi.first().unwrap().with_schemas(&serde_json::Map::new());
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(text) = described.get(&simple(path)) else { continue };
        let operation = item.as_object().unwrap().values().next().unwrap();
        assert_eq!(operation["description"].as_str().unwrap(), *text, "{path}");
    }
}

#[test]
fn an_operation_without_a_binding_brings_the_schema_of_its_answer() {
    let version = version("operations = [\"microsoft.graph.latest\"]");
    let roots: BTreeSet<_> = version.schema_roots.iter().map(|root| root.path.to_string()).collect();
    assert_eq!(roots, ["Report".to_owned()].into());
}
