//! The types and fields of the generated crate in the usual style: derives of serde, schemars and std, tagged enums.

use std::collections::BTreeMap;

use graph_models_codegen::Files;
use graph_models_codegen::rust::{
    Field, Kind, Namespace, OpenEnum, RustType, Struct, Structured, TaggedEnum, TypePath,
};
use graph_models_codegen::text::comment;

const MANIFEST: &str = "[package]\nname = \"derive\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
    schemars = \"1\"\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

const DERIVES: &str =
    "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]\n";

/// The files of the crate: one module for each namespace.
pub(super) fn files<'a>(namespaces: impl IntoIterator<Item = &'a Namespace>) -> Files {
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for namespace in namespaces {
        let text = modules.entry(module(&namespace.path)).or_default();
        types(namespace, text);
    }
    let mut root = String::from(
        "#![allow(non_camel_case_types, clippy::all)]\n\n\
         #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]\n\
         pub struct Page<T> {\n    pub value: Vec<T>,\n    #[serde(rename = \"@odata.nextLink\")]\n    pub next_link: Option<String>,\n}\n\n\
         impl<T> Page<T> {\n    pub fn into_items(self) -> Vec<T> {\n        self.value\n    }\n}\n\n",
    );
    let mut files = Files::new();
    for (module, text) in modules {
        root.push_str(&format!("pub mod {module};\n"));
        files.insert(format!("src/{module}.rs"), text);
    }
    files.insert("src/lib.rs".to_owned(), root);
    files.insert("Cargo.toml".to_owned(), MANIFEST.to_owned());
    files
}

fn module(path: &[String]) -> String {
    std::iter::once("microsoft_graph").chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("_")
}

fn types(namespace: &Namespace, text: &mut String) {
    namespace.enums.iter().for_each(|ty| open_enum(ty, text));
    for ty in namespace.complex_types.iter().chain(&namespace.entity_types) {
        match ty {
            Structured::Struct(ty) => structure(ty, text),
            Structured::TaggedEnum(ty) => tagged_enum(ty, text),
            // The usual style has no second type for a value.
            Structured::KindEnum(_) => {}
        }
    }
}

/// The lines of documentation that generated code has: published crates have them, and schemars reads them.
fn docs(lines: &[String], indent: &str, text: &mut String) {
    for line in lines {
        let space = if line.is_empty() { "" } else { " " };
        text.push_str(&format!("{indent}///{space}{}\n", comment::line(line)));
    }
}

fn open_enum(ty: &OpenEnum, text: &mut String) {
    docs(&ty.docs, "", text);
    text.push_str(DERIVES);
    text.push_str("#[derive(Eq, Hash)]\n");
    text.push_str(&format!("pub enum {} {{\n", ty.path.ident));
    for variant in &ty.variants {
        docs(&variant.docs, "    ", text);
        text.push_str(&format!("    #[serde(rename = {:?})]\n    {},\n", variant.wire, variant.ident));
    }
    text.push_str("    #[serde(other)]\n    UnknownMember,\n}\n\n");
}

fn structure(ty: &Struct, text: &mut String) {
    docs(&ty.docs, "", text);
    text.push_str(DERIVES);
    text.push_str(&format!("#[derive(Default)]\npub struct {} {{\n", ty.path.ident));
    for field in &ty.fields {
        docs(&field.docs, "    ", text);
        text.push_str(&format!(
            "    #[serde(rename = {:?}, skip_serializing_if = \"Option::is_none\")]\n    pub {}: Option<{}>,\n",
            field.wire,
            field.ident,
            value(field)
        ));
    }
    text.push_str("}\n\n");
}

fn tagged_enum(ty: &TaggedEnum, text: &mut String) {
    docs(&ty.docs, "", text);
    text.push_str(DERIVES);
    text.push_str(&format!("#[serde(tag = \"@odata.type\")]\npub enum {} {{\n", ty.path.ident));
    for variant in &ty.variants {
        let name = format!("#{}", variant.csdl);
        text.push_str(&format!(
            "    #[serde(rename = {name:?})]\n    {}(Box<{}>),\n",
            variant.ident,
            path(&variant.content)
        ));
    }
    text.push_str("    #[serde(other)]\n    Unknown,\n}\n\n");
}

fn path(path: &TypePath) -> String {
    format!("crate::{}::{}", module(&path.namespace), path.ident)
}

/// The type of a field. Dates and similar values are texts, the cheapest choice in this style.
fn value(field: &Field) -> String {
    let item = match &field.kind {
        Kind::Primitive(primitive) => match primitive.rust {
            RustType::Std(name) => name.to_owned(),
            RustType::Edm("Json") => "serde_json::Value".to_owned(),
            RustType::Edm(_) => "String".to_owned(),
        },
        Kind::Enum(ty) => path(ty),
        // A set of flags is one text.
        Kind::Flags(_) => "String".to_owned(),
        Kind::Object(ty) | Kind::Hierarchy(ty) if field.is_collection() => path(ty),
        Kind::Object(ty) | Kind::Hierarchy(ty) => format!("Box<{}>", path(ty)),
    };
    if field.is_collection() { format!("Vec<{item}>") } else { item }
}
