//! One page per slice, for people: a description, the relations of its types, the requests, and every property with
//! its meaning. The format is Markdown with Mermaid diagrams.

mod diagram;
mod requests;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::Files;
use crate::rust::schemas::Schemas;
use crate::rust::{self, Field, OpenEnum, Struct, Structured, TypePath, Version, endpoints};
use crate::select::Slice;
use crate::text::comment;
use crate::text::markdown::{self, code, code_in_table};
use csdl::model::Model;

/// The data of a page.
struct Page<'a> {
    version: &'a Version,
    /// CSDL names by Rust type.
    names: BTreeMap<&'a TypePath, &'a str>,
    /// The structs of the slice's entity types, then those of its complex types, in declaration order.
    structs: Vec<&'a Struct>,
    by_name: BTreeMap<&'a str, &'a Struct>,
    /// The types below each base, in declaration order.
    derived: BTreeMap<&'a str, Vec<&'a Struct>>,
    /// Abstract bases.
    abstracts: BTreeSet<&'a str>,
    enums: Vec<&'a OpenEnum>,
}

impl<'a> Page<'a> {
    fn new(slice: &Slice, model: &Model, version: &'a Version, schemas: &Schemas<'a>) -> Self {
        let types: BTreeSet<_> = slice.types.iter().map(|&id| model.ty(id).name().to_string()).collect();
        let names = schemas.all.iter().map(|(_, ty)| (ty.path(), ty.csdl())).collect();
        let namespaces = &version.namespaces;
        let entities = namespaces.iter().flat_map(|namespace| &namespace.entity_types);
        let structured = entities.chain(namespaces.iter().flat_map(|namespace| &namespace.complex_types));
        let (mut structs, mut abstracts) = (Vec::new(), BTreeSet::new());
        for ty in structured {
            match ty {
                Structured::Struct(ty) if types.contains(&ty.csdl) => structs.push(ty),
                Structured::TaggedEnum(ty) => {
                    abstracts.insert(ty.csdl.as_str());
                }
                Structured::Struct(_) | Structured::KindEnum(_) => {}
            }
        }
        let mut derived: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for ty in &structs {
            for base in ty.bases.iter().filter(|base| types.contains(*base)) {
                derived.entry(base).or_default().push(*ty);
            }
        }
        let by_name = structs.iter().map(|ty| (ty.csdl.as_str(), *ty)).collect();
        let enums = namespaces.iter().flat_map(|namespace| &namespace.enums);
        let enums = enums.filter(|ty| types.contains(&ty.csdl)).collect();
        Self { version, names, structs, by_name, derived, abstracts, enums }
    }

    /// The description of a declaration, within a line.
    fn text(&self, name: &str) -> String {
        self.version.texts.get(name).map(|text| markdown::text(&text.text)).unwrap_or_default()
    }

    /// The description of a declaration, as the start of a paragraph.
    fn paragraph(&self, name: &str) -> String {
        self.version.texts.get(name).map(|text| markdown::paragraph(&text.text)).unwrap_or_default()
    }

    fn is_deprecated(&self, name: &str) -> bool {
        self.version.texts.get(name).is_some_and(|text| text.is_deprecated)
    }

    /// The CSDL name of a type.
    fn find(&self, path: &'a TypePath) -> &'a str {
        self.names.get(path).copied().unwrap_or(&path.ident)
    }

    /// The base, if the slice has a type for it. `microsoft.graph.entity` is mostly not in a slice.
    fn base(&self, ty: &Struct) -> Option<&'a Struct> {
        self.by_name.get(ty.bases.first()?.as_str()).copied()
    }

    /// All types derived from a type.
    fn derived(&self, csdl: &str) -> &[&'a Struct] {
        self.derived.get(csdl).map(Vec::as_slice).unwrap_or_default()
    }

    /// The fields of a type, without those that a base in the slice has.
    fn own_fields(&self, ty: &'a Struct) -> impl Iterator<Item = &'a Field> {
        // The fields of the base come first.
        ty.fields.iter().skip(self.base(ty).map_or(0, |base| base.fields.len()))
    }
}

/// The page of a slice, as a file.
pub(crate) fn describe(
    slice: &rust::Slice,
    selected: &Slice,
    model: &Model,
    version: &Version,
    schemas: &Schemas<'_>,
) -> Files {
    let endpoints = endpoints::of_slice(slice, version, schemas);
    let page = Page::new(selected, model, version, schemas);
    let mut text = head(slice, version);
    let roots: Vec<_> = slice.roots.iter().map(|root| code(&format!("/{root}"))).collect();
    let where_from = if roots.is_empty() { String::new() } else { format!(" below {}", roots.join(", ")) };
    text.push_str(&format!(
        "Version `{}` of Microsoft Graph: {} requests{where_from}. In Rust: the module `{}`, \
         with the feature `{}`.\nEach type that is sent or received by itself has a [JSON Schema](json/{}).\n\n\
         - [How it hangs together](#how-it-hangs-together)\n- [Requests](#requests)\n- [Types](#types)\n\
         - [Enumerations](#enumerations)\n\n",
        version.version, endpoints.len(), version.module, slice.name, slice.name,
    ));
    text.push_str(&diagram::section(&page));
    text.push_str(&requests::section(&endpoints, &endpoints::common_root(slice, &endpoints)));
    text.push_str(&types::section(&page));
    Files::from([(format!("{}.md", slice.name), text)])
}

fn head(slice: &rust::Slice, version: &Version) -> String {
    let inputs: Vec<_> = version.inputs.iter().map(|input| format!("`{}`", comment::html(input))).collect();
    format!(
        "<!-- {} from {}: do not edit. {} -->\n\n# {}\n\n",
        version.made_by.words(),
        inputs.join(", "),
        version.made_by.remedy(),
        markdown::text(&slice.description),
    )
}

/// A name without the namespace of the service itself: `security.alert`.
fn short(name: &str) -> &str {
    name.strip_prefix("microsoft.graph.").unwrap_or(name)
}

/// A link to the section of a type.
fn link(name: &str) -> String {
    let name = short(name);
    let anchor: String = name.to_lowercase().chars().filter(|character| *character != '.').collect();
    format!("[{}](#{anchor})", code_in_table(name))
}
