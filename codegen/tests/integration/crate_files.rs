//! The manifest and root of a generated crate: the features of slices and those of the client.

use graph_models_codegen::{CrateOptions, Features, Files, Input, Options, Runtime, crate_files, generate};

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="other"><Property Name="name" Type="Edm.String" /></ComplexType>
<ComplexType Name="thing"><Property Name="name" Type="Edm.String" /></ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// A crate with two slices: one with this name, and `things`.
fn files(slice: &str, client: Option<Runtime>) -> Files {
    let rest = "metadata = [\"x.csdl\"]\nversion = \"v1.0\"\ndescription = \"Things\"";
    let table = |name: &str, ty: &str| format!("[{name}]\n{rest}\ntypes = [\"microsoft.graph.{ty}\"]\n");
    let slices = table(slice, "thing") + &table("things", "other");
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("x.csdl", "x.csdl", METADATA);
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let output = generate(&input);
    let style = csdl::diagnostic::Style::Plain;
    assert!(!output.diagnostics.has_errors(), "{}", output.diagnostics.render(input.sources(), style));
    let runtime = Runtime::Version("0.1".to_owned());
    let options = CrateOptions { name: "things".to_owned(), version: "0.1.0".to_owned(), runtime, client };
    crate_files(&output, output.files.clone(), &options)
}

/// The features of a manifest by name, each with the features and dependencies that it enables.
fn features(files: &Files) -> Vec<String> {
    let manifest: toml::Table = toml::from_str(&files["Cargo.toml"]).unwrap();
    let features = manifest["features"].as_table().unwrap();
    features.iter().map(|(name, brings)| format!("{name} = {brings}")).collect()
}

#[test]
fn a_crate_has_the_features_of_the_client() {
    let files = files("mine", Some(Runtime::Folder("../client".to_owned())));
    assert_eq!(
        features(&files),
        [
            r#"azure = ["client", "graph-models-client/azure"]"#,
            r#"client = ["dep:graph-models-client"]"#,
            r#"default = ["mine", "things"]"#,
            "mine = []",
            r#"reqwest = ["client", "graph-models-client/reqwest"]"#,
            "things = []",
            r#"ureq = ["client", "graph-models-client/ureq"]"#,
        ]
    );
    let manifest = &files["Cargo.toml"];
    assert!(
        manifest.contains(r#"graph-models-client = { path = "../client", optional = true }"#),
        "{manifest}"
    );
    let root = &files["src/lib.rs"];
    assert!(root.contains("#[cfg(feature = \"client\")]\npub use graph_models_client as client;"), "{root}");
}

#[test]
fn a_slice_may_be_called_like_a_feature_of_the_client() {
    let client = || Some(Runtime::Version("0.1".to_owned()));
    let of_azure = features(&files("azure", client()));
    assert!(of_azure.contains(&"azure = []".to_owned()), "{of_azure:?}");
    assert!(
        of_azure.contains(&r#"client-azure = ["client", "graph-models-client/azure"]"#.to_owned()),
        "{of_azure:?}"
    );
    let files = files("client", client());
    assert!(features(&files).contains(&r#"ureq = ["client-client", "graph-models-client/ureq"]"#.to_owned()));
    assert!(files["src/lib.rs"].contains("#[cfg(feature = \"client-client\")]"));
}

#[test]
fn a_crate_without_a_client_has_none() {
    let files = files("mine", None);
    assert_eq!(features(&files), [r#"default = ["mine", "things"]"#, "mine = []", "things = []"]);
    assert!(!files["Cargo.toml"].contains("client") && !files["src/lib.rs"].contains("client"));
}
