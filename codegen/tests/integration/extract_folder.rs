//! Extracts into folders: the file of each declaration, and the content that an update keeps.

use std::collections::BTreeSet;

use csdl::diagnostic::{Diagnostics, Style};
use csdl::model::Model;
use csdl::source::Sources;
use graph_models_codegen::{Extract, Files, Input, extract};

const SLICES: &str = "[all]\nversion = \"v1.0\"\nmetadata = [\"v1.0\"]\ndescription = \"x\"\nall = true\n";

/// A whole service: two namespaces, both with aliases that are valid in the whole document.
const WHOLE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id" /></Key>
  <Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
<EntityType Name="task" BaseType="graph.entity"><Property Name="size" Type="graph.Size" />
  <Property Name="odd" Type="graph._odd" />
  <NavigationProperty Name="cases" Type="Collection(self.case)" ContainsTarget="true" />
  <Annotation Term="Org.OData.Core.V1.Description" String="theirs" /></EntityType>
<EnumType Name="Size"><Member Name="small" Value="0" /></EnumType>
<ComplexType Name="_odd" />
<Action Name="start" IsBound="true"><Parameter Name="it" Type="graph.task" /></Action>
<Action Name="stop" IsBound="true"><Parameter Name="it" Type="self.case" /><ReturnType Type="graph.task" /></Action>
<Action Name="reset"><Parameter Name="to" Type="graph.Size" /></Action>
<EntityContainer Name="service"><EntitySet Name="tasks" EntityType="graph.task" />
  <EntitySet Name="cases" EntityType="self.case" /><ActionImport Name="reset" Action="graph.reset" />
</EntityContainer>
</Schema>
<Schema Namespace="microsoft.graph.security" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="case" BaseType="graph.entity"><Property Name="size" Type="graph.Size" />
  <NavigationProperty Name="next" Type="self.case" Partner="graph.task/cases" /></EntityType>
</Schema>
</edmx:DataServices></edmx:Edmx>
"#;

const FILES: [&str; 7] = [
    "v1.0/microsoft.graph._.csdl",
    "v1.0/microsoft.graph.e.csdl",
    "v1.0/microsoft.graph.r.csdl",
    "v1.0/microsoft.graph.s.csdl",
    "v1.0/microsoft.graph.security.csdl",
    "v1.0/microsoft.graph.t.csdl",
    "v1.0/service.csdl",
];

/// The input with our files, by their paths.
fn input(ours: &Files) -> Input {
    let mut input = Input::new("slices.toml", SLICES);
    let files = ours.iter().map(|(path, text)| (path.trim_start_matches("v1.0/"), path, text));
    input.add_metadata_folder("v1.0", files);
    input
}

fn run(ours: &Files, whole: &str) -> Result<Extract, String> {
    let mut input = input(ours);
    let extracted = extract(&mut input, None, "whole.csdl", whole);
    extracted.extract.ok_or_else(|| extracted.diagnostics.render(input.sources(), Style::Plain))
}

/// The names and types of all declarations.
fn declarations(model: &Model) -> BTreeSet<String> {
    let mut all: BTreeSet<_> = model.type_names().map(ToOwned::to_owned).collect();
    for (id, ty) in model.types() {
        let properties = model.effective_properties(id).into_iter();
        all.extend(properties.map(|(_, it)| format!("{}/{}: {:?}", ty.name(), it.name, it.ty.is_collection)));
    }
    all.extend(model.operations.iter().map(|operation| operation.identity(model)));
    all.extend(model.roots.iter().map(|root| root.name.clone()));
    all.extend(model.imports.iter().map(|import| format!("{}: {}", import.name, import.operation)));
    all
}

fn model(files: &Files) -> Model {
    let mut sources = Sources::default();
    let ids: Vec<_> = files.iter().map(|(path, text)| sources.add(path, text.as_str())).collect();
    let mut diagnostics = Diagnostics::default();
    let model = csdl::model(&sources, &ids, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources, Style::Plain));
    model
}

#[test]
fn each_declaration_has_its_file() {
    let extract = run(&Files::new(), WHOLE).unwrap();
    assert_eq!(extract.name, "v1.0");
    assert_eq!(extract.files.keys().collect::<Vec<_>>(), FILES);
    assert_eq!(extract.emptied, [""; 0]);
    let has = |file: &str, expected: &[&str]| {
        let text = &extract.files[&format!("v1.0/{file}")];
        for expected in expected {
            assert!(text.contains(expected), "{expected} is not in:\n{text}");
        }
    };
    has(
        "microsoft.graph.s.csdl",
        &["EnumType Name=\"Size\"", "Action Name=\"start\"", "Action Name=\"stop\""],
    );
    // An alias of another namespace means nothing here.
    has(
        "microsoft.graph.s.csdl",
        &["Type=\"microsoft.graph.security.case\"", "ReturnType Type=\"graph.task\""],
    );
    has(
        "microsoft.graph.t.csdl",
        &["Type=\"Collection(microsoft.graph.security.case)\"", "Type=\"graph.Size\""],
    );
    has("microsoft.graph.security.csdl", &["BaseType=\"microsoft.graph.entity\"", "Type=\"self.case\""]);
    has("microsoft.graph.security.csdl", &["Partner=\"microsoft.graph.task/cases\""]);
    has("service.csdl", &["EntityType=\"graph.task\"", "EntityType=\"microsoft.graph.security.case\""]);
    has("service.csdl", &["ActionImport Name=\"reset\" Action=\"graph.reset\""]);
    for (path, text) in &extract.files {
        assert!(!text.contains("theirs"), "{text}");
        let mut sources = Sources::default();
        let file = sources.add(path, text.as_str());
        assert_eq!(&csdl::format(&sources, file, &mut Diagnostics::default()), text);
    }
    let whole = Files::from([("whole.csdl".to_owned(), WHOLE.to_owned())]);
    assert_eq!(declarations(&model(&extract.files)), declarations(&model(&whole)));
}

#[test]
fn an_alias_stays_as_it_is_in_our_files() {
    let ours = run(&Files::new(), WHOLE).unwrap().files;
    let security = "Namespace=\"microsoft.graph.security\" Alias=\"self\"";
    let expanded = WHOLE
        .replace("\"self.", "\"microsoft.graph.security.")
        .replace("(self.", "(microsoft.graph.security.");
    for other in
        ["Namespace=\"microsoft.graph.security\" Alias=\"s\"", "Namespace=\"microsoft.graph.security\""]
    {
        let whole = expanded.replace(security, other);
        assert_ne!(whole, expanded);
        assert_eq!(run(&ours, &whole).unwrap().files, ours, "{other}");
    }
}

#[test]
fn our_descriptions_and_comments_stay_and_files_without_declarations_go() {
    let mut ours = run(&Files::new(), WHOLE).unwrap().files;
    assert_eq!(run(&ours, WHOLE).unwrap().files, ours, "a second run changes nothing");

    let described = "<EntityType Name=\"case\" BaseType=\"microsoft.graph.entity\">\n        \
        <Annotation Term=\"Org.OData.Core.V1.Description\" String=\"Ours.\" />";
    let edit = |ours: &mut Files, path: &str, from: &str, to: &str| {
        let text = ours.get_mut(path).unwrap();
        assert!(text.contains(from), "{from} is not in:\n{text}");
        *text = text.replace(from, to);
    };
    let head = "<EntityType Name=\"case\" BaseType=\"microsoft.graph.entity\">";
    edit(&mut ours, "v1.0/microsoft.graph.security.csdl", head, described);
    edit(&mut ours, "v1.0/service.csdl", "<edmx:Edmx", "<!-- Ours. -->\n<edmx:Edmx");
    // A description that was written in another file of the folder is also kept.
    ours.insert("v1.0/microsoft.graph.z.csdl".to_owned(), ours["v1.0/microsoft.graph.t.csdl"].clone());
    ours.remove("v1.0/microsoft.graph.t.csdl");
    let new = WHOLE.replace("<Property Name=\"odd\" Type=\"graph._odd\" />", "");
    let new = new.replace("<ComplexType Name=\"_odd\" />", "<ComplexType Name=\"new\" />");
    let extract = run(&ours, &new).unwrap();
    assert_eq!(extract.emptied, ["v1.0/microsoft.graph._.csdl", "v1.0/microsoft.graph.z.csdl"]);
    assert_eq!(extract.added, ["microsoft.graph.new"]);
    assert_eq!(extract.removed, ["microsoft.graph._odd", "microsoft.graph.task/odd"]);
    assert!(extract.files["v1.0/microsoft.graph.security.csdl"].contains(described));
    assert!(extract.files["v1.0/service.csdl"].contains("<!-- Ours. -->\n<edmx:Edmx"));
    assert!(extract.files.contains_key("v1.0/microsoft.graph.n.csdl"));
    let same = ["v1.0/microsoft.graph.e.csdl", "v1.0/microsoft.graph.s.csdl", "v1.0/service.csdl"];
    for path in same {
        assert_eq!(extract.files[path], ours[path], "{path}");
    }
}

#[test]
fn no_namespace_names_a_file_elsewhere() {
    for namespace in ["../../x", "/etc", "a..b", ".hidden", "C:x", "a/b", ""] {
        let whole = WHOLE.replace("\"microsoft.graph.security\"", &format!("\"{namespace}\""));
        let said = run(&Files::new(), &whole).unwrap_err();
        assert!(said.contains("whole.csdl:"), "{namespace}: {said}");
    }
}

/// Whole v1.0 has the same meaning in a folder as in one file.
#[test]
fn whole_metadata_survives_the_folder() {
    let Some(whole) = test_support::real_metadata("v1.0.csdl") else { return };
    let extract = run(&Files::new(), &whole).unwrap();
    let one = Files::from([("whole.csdl".to_owned(), whole)]);
    assert_eq!(declarations(&model(&extract.files)), declarations(&model(&one)));
    let letters = extract.files.keys().filter(|path| path.len() == "v1.0/microsoft.graph.x.csdl".len());
    assert!(letters.count() > 20, "{:?}", extract.files.keys());
}
