//! The features of items: an item that names others is compiled only together with them.

use std::path::Path;

use graph_models_codegen::{Features, Files, Input, Options, generate};

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<EntityType Name="roundThing" BaseType="microsoft.graph.thing" />
<EntityType Name="flatThing" BaseType="microsoft.graph.thing" />
<EntityType Name="stray"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<Action Name="poke" IsBound="true"><Parameter Name="it" Type="microsoft.graph.stray" /></Action>
<EntityContainer Name="service"><EntitySet Name="things" EntityType="microsoft.graph.thing" />
<EntitySet Name="strays" EntityType="microsoft.graph.stray" /></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// The generated files for slices of these names and types.
fn files(slices: &[(&str, &[&str])]) -> Files {
    let tables = slices.iter().map(|(name, types)| {
        let types: Vec<_> = types.iter().map(|ty| format!("microsoft.graph.{ty}")).collect();
        format!(
            "[{name}]\nmetadata = [\"x.csdl\"]\nversion = \"v1.0\"\ndescription = \"\"\ntypes = {types:?}\n"
        )
    });
    let mut input = Input::new("slices.toml", tables.collect::<String>());
    input.add_metadata("x.csdl", "x.csdl", METADATA);
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let output = generate(&input);
    let style = csdl::diagnostic::Style::Plain;
    assert!(!output.diagnostics.has_errors(), "{}", output.diagnostics.render(input.sources(), style));
    output.files
}

/// The attribute of the file that has the item; empty if there is none.
fn gate(files: &Files, item: &str) -> String {
    let (path, _) = files.iter().find(|(_, text)| text.contains(item)).unwrap();
    let path = Path::new(path);
    let module = files.get(path.with_file_name("mod.rs").to_str().unwrap()).unwrap();
    let declaration = format!("mod {}", path.file_stem().unwrap().to_str().unwrap());
    let lines: Vec<_> = module.lines().map(str::trim).collect();
    let is_declaration =
        |line: &&str| line.strip_prefix(&declaration).is_some_and(|rest| rest.starts_with([' ', ';']));
    let at = lines.iter().position(is_declaration).unwrap();
    at.checked_sub(1)
        .and_then(|at| lines.get(at))
        .filter(|line| line.starts_with("#[cfg"))
        .unwrap_or(&"")
        .to_string()
}

#[test]
fn an_enum_of_types_has_the_variants_of_the_features() {
    let files =
        files(&[("both", &["thing", "roundThing"]), ("derived", &["flatThing"]), ("plain", &["thing"])]);
    let with_thing = r#"#[cfg(any(feature = "both", feature = "plain"))]"#;
    assert_eq!(gate(&files, "pub struct Thing {"), with_thing);
    assert_eq!(gate(&files, "pub enum ThingKind {"), with_thing);
    assert_eq!(gate(&files, "pub struct RoundThing {"), r#"#[cfg(feature = "both")]"#);
    assert_eq!(gate(&files, "pub struct FlatThing {"), r#"#[cfg(feature = "derived")]"#);
    for element in [
        "#[cfg(feature = \"both\")]\n    RoundThing(Box<RoundThing>),",
        "} with 1 {\n        #[cfg(feature = \"both\")]\n        RoundThing (RoundThing) = \"microsoft.graph.roundThing\",",
        "        #[cfg(feature = \"derived\")]\n        FlatThing (FlatThing) = \"microsoft.graph.flatThing\",",
        "ThingKind: Thing {\n        #[cfg(feature = \"both\")]\n        RoundThing,",
    ] {
        assert!(files.values().any(|text| text.contains(element)), "{element}");
    }
}

#[test]
fn a_path_that_no_root_leads_to_is_there_with_its_type() {
    let files = files(&[("plain", &["thing"]), ("stray", &["stray"])]);
    let stray = r#"#[cfg(feature = "stray")]"#;
    assert_eq!(gate(&files, "pub struct Stray {"), stray);
    assert_eq!(gate(&files, "pub enum PokeStray {}"), stray);
    assert_eq!(gate(&files, "impl StrayPath {"), stray);
}
