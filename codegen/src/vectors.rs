//! Turns decided Rust into test vectors: JSON that generated types must keep, and JSON that strict reading must
//! refuse.
//!
//! The vectors derive from the Rust model, not from the emitted text. An error in a table, a `match` or the runtime
//! therefore makes a test fail. This module does not know the runtime and runs nothing: the crate that compiles the
//! files brings `Type` and the module `models`, and runs the vectors.
//!
//! A vector consists of the expected result, a tab, and the JSON. The result is `=` (encoding gives an equal JSON
//! value) or a part of the error of strict reading. A line that begins with a tab continues the JSON of the line
//! before.

mod enums;
mod fields;
mod hierarchies;
mod primitives;
mod structs;

use std::collections::BTreeMap;

use crate::emit::{Files, header};
use crate::input::MadeBy;
use crate::rust::{Namespace, OpenEnum, RequestInput, Struct, Structured, TaggedEnum, TypePath, Version};

/// The vectors of all versions, one file for each version, and the module that holds the files. `is_wanted` returns
/// true for the CSDL names of types that get vectors.
pub(crate) fn files<'v>(
    versions: impl Iterator<Item = &'v Version>,
    is_wanted: impl Fn(&Version, &str) -> bool,
) -> Files {
    let mut files = Files::new();
    let mut count = 0;
    let mut modules = Vec::new();
    let mut made_by = MadeBy::default();
    for version in versions {
        made_by = version.made_by;
        let types = types(version, |name| is_wanted(version, name));
        if types.is_empty() {
            continue;
        }
        let mut text = header(
            version.made_by,
            &version.inputs,
            &format!("Test vectors of version `{}`: see `super`.", version.version),
        );
        text.push_str("\nuse crate::{Type, models};\n\npub(crate) static TYPES: &[Type] = &[\n");
        for ty in types {
            let path = format!("{}::{}", version.module, ty.path());
            count += ty.vectors.count;
            // The literal needs two `#`: the text contains `"#`, with which a tag begins, and never `"##`.
            text.push_str(&format!(
                "    Type::of::<models::{path}>(\n        \"{path}\",\n        r##\"\n{}\"##,\n    ),\n",
                ty.vectors.text
            ));
        }
        text.push_str("];\n");
        files.insert(format!("{}.rs", version.module), text);
        modules.push(version.module.as_str());
    }
    files.insert("mod.rs".to_owned(), module(made_by, &modules, count));
    files
}

/// The module of all versions.
fn module(made_by: MadeBy, modules: &[&str], count: usize) -> String {
    let mut text = header(made_by, &["slices.toml".to_owned()], "Test vectors for every generated type.");
    text.push_str(
        "//!\n//! A vector consists of the expected result, a tab, and the JSON. The result is `=` (encoding gives \
         an equal JSON\n\
         //! value) or a part of the error of strict reading. A line that begins with a tab continues the JSON; one\n\
         //! with `//` is a comment.\n\n",
    );
    for module in modules {
        text.push_str(&format!("mod {module};\n"));
    }
    let lists: Vec<_> = modules.iter().map(|module| format!("{module}::TYPES")).collect();
    text.push_str(&format!(
        "\nuse crate::Type;\n\n/// The number of vectors.\npub(crate) const COUNT: usize = {count};\n\n\
         /// The types, a list for each version.\npub(crate) static VERSIONS: &[&[Type]] = &[{}];\n",
        lists.join(", ")
    ));
    text
}

/// A type with its vectors.
struct OfType<'a> {
    ty: Declared<'a>,
    vectors: Vectors,
}

impl OfType<'_> {
    fn path(&self) -> &TypePath {
        match self.ty {
            Declared::Struct(ty) => &ty.path,
            Declared::TaggedEnum(ty) => &ty.path,
        }
    }
}

#[derive(Clone, Copy)]
enum Declared<'a> {
    Struct(&'a Struct),
    TaggedEnum(&'a TaggedEnum),
}

/// Every type of a version that can be decoded by itself, including the parameters of actions.
fn types(version: &Version, is_wanted: impl Fn(&str) -> bool) -> Vec<OfType<'_>> {
    let index = Index::new(version);
    let types = declared(version).filter(|(name, _)| is_wanted(name)).map(|(_, ty)| {
        let mut vectors = Vectors::default();
        match ty {
            Declared::Struct(ty) => structs::add(ty, &index, &mut vectors),
            Declared::TaggedEnum(ty) => hierarchies::add(ty, &index, &mut vectors),
        }
        OfType { ty, vectors }
    });
    types.collect()
}

/// The types with values, each with its CSDL name; the parameters of an action have the name of the binding type.
fn declared(version: &Version) -> impl Iterator<Item = (&str, Declared<'_>)> {
    version.namespaces.iter().flat_map(|Namespace { complex_types, entity_types, requests, .. }| {
        let types = complex_types.iter().chain(entity_types).filter_map(|ty| match ty {
            Structured::Struct(ty) => Some((ty.csdl.as_str(), Declared::Struct(ty))),
            Structured::TaggedEnum(ty) => Some((ty.csdl.as_str(), Declared::TaggedEnum(ty))),
            // Values are decoded as the struct, and narrowed only later.
            Structured::KindEnum(_) => None,
        });
        let bodies = requests.iter().filter_map(|request| match &request.input {
            RequestInput::Body(parameters) => {
                Some((request.info.binding.0.as_str(), Declared::Struct(&parameters.body)))
            }
            RequestInput::None | RequestInput::Path(_) => None,
        });
        types.chain(bodies)
    })
}

/// Types by the path that fields use.
struct Index<'a> {
    enums: BTreeMap<&'a TypePath, &'a OpenEnum>,
    structs: BTreeMap<&'a TypePath, &'a Struct>,
    tagged_enums: BTreeMap<&'a TypePath, &'a TaggedEnum>,
}

impl<'a> Index<'a> {
    fn new(version: &'a Version) -> Self {
        let enums = version.namespaces.iter().flat_map(|namespace| &namespace.enums);
        let mut index = Self {
            enums: enums.map(|ty| (&ty.path, ty)).collect(),
            structs: BTreeMap::new(),
            tagged_enums: BTreeMap::new(),
        };
        for (_, ty) in declared(version) {
            match ty {
                Declared::Struct(ty) => {
                    index.structs.insert(&ty.path, ty);
                }
                Declared::TaggedEnum(ty) => {
                    index.tagged_enums.insert(&ty.path, ty);
                }
            }
        }
        index
    }
}

/// The most columns of a line.
const WIDTH: usize = 110;

/// Splits JSON into parts that can be lines. Each part ends after a comma between two values.
fn after_commas(json: &str) -> Vec<&str> {
    let (mut is_string, mut is_escaped) = (false, false);
    let is_end = |character: char| {
        let is_quote = character == '"' && !is_escaped;
        is_escaped = is_string && character == '\\' && !is_escaped;
        is_string ^= is_quote;
        character == ',' && !is_string
    };
    json.split_inclusive(is_end).collect()
}

/// Lines of vectors.
#[derive(Default)]
struct Vectors {
    text: String,
    count: usize,
}

impl Vectors {
    /// Adds a comment about the vectors that follow.
    fn about(&mut self, what: &str) {
        self.text.push_str(&format!("// {what}\n"));
    }

    /// Adds JSON that must be kept.
    fn kept(&mut self, json: &str) {
        self.refused("=", json);
    }

    /// Adds JSON that strict reading must refuse, with a part of the error.
    fn refused(&mut self, error: &str, json: &str) {
        self.text.extend([error, "\t"]);
        let mut width = error.len() + 1;
        for part in after_commas(json) {
            if width + part.len() > WIDTH && !self.text.ends_with("\n\t") {
                self.text.push_str("\n\t");
                width = 1;
            }
            self.text.push_str(part);
            width += part.len();
        }
        self.text.push('\n');
        self.count += 1;
    }
}

/// Names with the JSON of their values, in the order in which they are written.
type Entries<'a> = Vec<(&'a str, String)>;

fn object(entries: &[(&str, String)]) -> String {
    let members: Vec<_> = entries.iter().map(|(name, json)| format!("{}:{json}", text(name))).collect();
    format!("{{{}}}", members.join(","))
}

fn array(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// Names and ASCII text as JSON; nothing in them needs to be escaped.
fn text(text: &str) -> String {
    format!("\"{text}\"")
}

/// The error for a value that is not of the property's type.
fn mismatch(csdl: &str, name: &str) -> String {
    format!("{csdl}.{name}: expected")
}

/// The error for a duplicate key.
fn duplicate(csdl: &str, name: &str) -> String {
    format!("{csdl}.{name}: the key stands twice")
}

/// `@odata.type`.
const TAG: &str = "@odata.type";

/// The name of a type that no metadata has.
const UNKNOWN: &str = "microsoft.graph.typeOfTheFuture";

/// The tag as services write it.
fn tag(csdl: &str) -> (&'static str, String) {
    (TAG, format!("\"#{csdl}\""))
}

#[cfg(test)]
mod tests {
    use crate::{Input, Options, generate};

    const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="shape" Abstract="true">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String"/>
      </EntityType>
      <EntityType Name="circle" BaseType="microsoft.graph.shape"><Property Name="radius" Type="Edm.Byte"/></EntityType>
      <EntityContainer Name="service"><EntitySet Name="shapes" EntityType="microsoft.graph.shape"/></EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

    /// Each vector is counted and has a tab, and the vectors have all properties of all types.
    #[test]
    fn every_line_is_a_vector() {
        let slices =
            "[a]\nversion = \"v1.0\"\nmetadata = [\"m\"]\ndescription = \"\"\nroots = [\"shapes\"]\n";
        let mut input = Input::new("slices.toml", slices);
        input.add_metadata("m", "m", METADATA);
        input.set_options(Options { vectors: true, ..Options::default() });
        let output = generate(&input);
        let text = output.vectors.get("v1_0.rs").expect("a file a version");
        assert!(text.contains("models::v1_0::Shape>") && text.contains("models::v1_0::Circle>"), "{text}");
        let vectors: Vec<_> = text.lines().filter(|line| line.trim_start().contains('\t')).collect();
        let module = output.vectors.get("mod.rs").expect("the module");
        assert!(module.contains(&format!("COUNT: usize = {};", vectors.len())), "{module}");
        for part in [
            "microsoft.graph.circle.radius: expected\t{\"radius\":256}",
            "\"#microsoft.graph.circle\"",
            "microsoft.graph.shape.@odata.type: expected",
        ] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }
}
