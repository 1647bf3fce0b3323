//! Decided Rust: all items with their identifiers, before they become text.

pub(crate) mod division;
pub(crate) mod endpoints;
mod gate;
pub(crate) mod index;
mod media;
pub mod names;
mod requests;
pub(crate) mod schemas;

pub use gate::Gate;
pub(crate) use media::MediaRequest;
pub use requests::{
    Address, Argument, Call, CatalogPart, Home, Info, KeyField, Listed, Parameters, PathRef, PathType,
    Request, RequestFacts, RequestInput, Response, RootPath, Step, Stream, Target, WRITES, bare_template,
};
use std::collections::BTreeMap;
use std::fmt;

use crate::input::MadeBy;

/// Everything generated for one version of the service: a module with its namespaces.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The version, as in URLs.
    pub version: String,
    /// The module of the version.
    pub module: String,
    /// The metadata files of the version, as `slices.toml` names them.
    pub inputs: Vec<String>,
    /// The command that makes the files again.
    pub made_by: MadeBy,
    /// The slices, in order of their names.
    pub slices: Vec<Slice>,
    /// The namespaces. The namespace of the service itself (with an empty path) comes first.
    pub namespaces: Vec<Namespace>,
    /// All known requests, in the order of their paths.
    pub catalog: Vec<Listed>,
    /// The catalog in parts. The rows of a part need the same features.
    pub catalog_parts: Vec<CatalogPart>,
    /// The starting points of typed paths.
    pub roots: Vec<RootPath>,
    /// The Cargo features of the version. Empty if no item needs a feature.
    pub features: Vec<Feature>,
    /// True if requests and the constants of properties need features of their own.
    pub has_kind_features: bool,
    /// Descriptions in the metadata, by CSDL name.
    pub texts: BTreeMap<String, Text>,
    /// Addresses of the pages about types in Microsoft's reference, by CSDL name.
    pub pages: BTreeMap<String, String>,
    /// The types that are received or sent by themselves, in order of slices.
    pub schema_roots: Vec<SchemaRoot>,
    /// Documentation of the slices.
    pub overview: Overview,
}

impl Version {
    /// The names of features.
    pub(crate) fn features_at(&self, positions: &[usize]) -> Vec<&str> {
        let features = positions.iter().filter_map(|&position| self.features.get(position));
        features.map(|feature| feature.name.as_str()).collect()
    }

    /// Requests without a known scope, as method and path.
    pub(crate) fn without_scopes(&self) -> impl Iterator<Item = String> {
        let infos = self.catalog.iter().map(Listed::info).filter(|info| info.facts.has_no_scopes());
        infos.map(|info| format!("{} {}", info.method, info.template))
    }
}

/// A slice, and the requests below its roots.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slice {
    /// The name of the slice.
    pub name: String,
    /// The description of the slice, in one line.
    pub description: String,
    /// True for a slice that takes in all declarations.
    pub is_all: bool,
    /// Paths from the service root, as `slices.toml` writes them.
    pub roots: Vec<String>,
    /// Positions of the slice's requests in the catalog.
    pub requests: Vec<usize>,
}

/// Documentation of the slices for rustdoc, in lines of Markdown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overview {
    /// The documentation with links relative to the module of the version.
    pub inside: Vec<String>,
    /// The documentation with links relative to the module that contains the module of the version.
    pub outside: Vec<String>,
}

/// The description of a declaration in the metadata.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// The description in one line of plain text; empty if there is none.
    pub text: String,
    /// True if a revision deprecates the declaration.
    pub is_deprecated: bool,
}

/// A type that is received or sent by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaRoot {
    /// The slice.
    pub slice: String,
    /// The type, or the type of the items.
    pub path: TypePath,
    /// True for a page of a collection.
    pub is_collection: bool,
}

/// A Cargo feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// The name of the feature.
    pub name: String,
    /// The description, in one line.
    pub description: String,
    /// The items that the feature names, by module and identifier. The feature also enables all items that they use.
    pub items: Vec<(Vec<String>, String)>,
}

/// A namespace of CSDL: a module.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Namespace {
    /// The CSDL namespace.
    pub name: String,
    /// Modules below the module of the version.
    pub path: Vec<String>,
    /// Open enums, in declaration order.
    pub enums: Vec<OpenEnum>,
    /// Complex types, in declaration order.
    pub complex_types: Vec<Structured>,
    /// Entity types, in declaration order.
    pub entity_types: Vec<Structured>,
    /// Requests, in declaration order.
    pub requests: Vec<Request>,
    /// Typed paths.
    pub paths: Vec<PathType>,
}

/// A reference to a generated type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypePath {
    /// Modules below the module of the version.
    pub namespace: Vec<String>,
    /// The type.
    pub ident: String,
}

impl fmt::Display for TypePath {
    /// Writes the path from the module of the version: `teamwork::Tag`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.namespace.iter().try_for_each(|module| write!(f, "{module}::"))?;
        f.write_str(&self.ident)
    }
}

/// An enumeration type.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenEnum {
    /// The type.
    pub path: TypePath,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// Qualified CSDL name.
    pub csdl: String,
    /// True if values are sets of members.
    pub is_flags: bool,
    /// Members, in declaration order.
    pub variants: Vec<EnumVariant>,
}

/// A member of an enumeration type.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant {
    /// The variant.
    pub ident: String,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// Name on the wire.
    pub wire: String,
    /// Value in CSDL.
    pub value: i64,
}

/// An entity type or complex type.
#[derive(Debug, Clone, PartialEq)]
pub enum Structured {
    /// The fields of one type.
    Struct(Struct),
    /// The enum of an abstract base and the types derived from it.
    TaggedEnum(TaggedEnum),
    /// The enum of a concrete base and the types derived from it. Values have the struct of the base, which narrows
    /// to this enum.
    KindEnum(TaggedEnum),
}

impl Structured {
    /// The type.
    pub fn path(&self) -> &TypePath {
        match self {
            Self::Struct(ty) => &ty.path,
            Self::TaggedEnum(ty) | Self::KindEnum(ty) => &ty.path,
        }
    }
}

/// A struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// The type.
    pub path: TypePath,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// Qualified CSDL name.
    pub csdl: String,
    /// Qualified names of the bases, nearest first.
    pub bases: Vec<String>,
    /// Qualified names of the concrete types in the slices that derive from this concrete type.
    pub derived: Vec<String>,
    /// `OpenType`.
    pub is_open: bool,
    /// True for a type whose abstract base is a tagged enum: only `@odata.type` tells which variant a value is.
    pub is_tagged: bool,
    /// Fields, inherited ones first.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The identifier of the field.
    pub ident: String,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// The constant that names the property.
    pub constant: String,
    /// Name on the wire.
    pub wire: String,
    /// Type of the value or of the items.
    pub kind: Kind,
    /// Further facts, in the order of [`Flag`].
    pub flags: Vec<Flag>,
    /// The gate of the field: the features that have the type of the property.
    pub gate: Gate,
    /// True for a structural property whose field holds its value without the type.
    pub is_nested: bool,
}

impl Field {
    /// Returns the way in which the property can be changed.
    pub fn access(&self) -> Access {
        let has = |flag| self.flags.contains(&flag);
        if has(Flag::Navigation) {
            Access::Navigation
        } else if has(Flag::Key) || has(Flag::ReadOnly) || has(Flag::Computed) || has(Flag::Immutable) {
            Access::ReadOnly
        } else {
            Access::Writable
        }
    }

    /// Returns true if the type of the field is `Expanded`: the property is a navigation property. A property without a
    /// generated type (`Edm.Untyped`) has a plain field.
    pub fn is_expanded(&self) -> bool {
        self.flags.contains(&Flag::Navigation) && matches!(self.kind, Kind::Object(_) | Kind::Hierarchy(_))
    }

    /// Returns true if the field holds its value without the type.
    pub fn is_erased(&self) -> bool {
        self.is_expanded() || self.is_nested
    }

    /// Returns true for a collection.
    pub fn is_collection(&self) -> bool {
        self.flags.contains(&Flag::Collection)
    }
}

/// The way in which a property can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Clients can change the property.
    Writable,
    /// Only the service can change the property, or clients can set it on creation.
    ReadOnly,
    /// Requests to other resources change the property.
    Navigation,
}

/// A fact about a field; each is one of the runtime's `model::flags`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is asked for by a method of `FieldInfo` of the same name")]
pub enum Flag {
    Key,
    Collection,
    Navigation,
    Contained,
    ReadOnly,
    Computed,
    Immutable,
    Sensitive,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A primitive type.
    Primitive(PrimitiveKind),
    /// An open enum.
    Enum(TypePath),
    /// A set of members of an open enum.
    Flags(TypePath),
    /// A struct.
    Object(TypePath),
    /// A tagged enum.
    Hierarchy(TypePath),
}

/// A primitive type: its name in the runtime and the Rust type that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrimitiveKind {
    /// Variant of `Slot`, `Ref` and `Type`.
    pub variant: &'static str,
    /// Rust type.
    pub rust: RustType,
}

/// The origin of a Rust type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RustType {
    /// A type of the language or its prelude.
    Std(&'static str),
    /// A type of the module `edm` of the runtime.
    Edm(&'static str),
}

/// A base and the types derived from it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaggedEnum {
    /// The type.
    pub path: TypePath,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// Qualified CSDL name of the base.
    pub csdl: String,
    /// The concrete types. The base itself comes first if it is concrete.
    pub variants: Vec<TaggedVariant>,
    /// The struct of the base's fields. For a concrete base, this is the struct of its values.
    pub base: TypePath,
    /// The fields of the base, which every variant has at the same position. Their identifiers are those of the
    /// methods.
    pub accessors: Vec<Field>,
    /// The types of the bases above the base, nearest first: values convert into them. Such a type is a tagged enum or
    /// a struct. The gate names the features that compile the type.
    pub above: Vec<(TypePath, Gate)>,
}

/// A concrete type of a hierarchy.
#[derive(Debug, Clone, PartialEq)]
pub struct TaggedVariant {
    /// The variant.
    pub ident: String,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// Qualified CSDL name.
    pub csdl: String,
    /// The struct that the variant holds.
    pub content: TypePath,
    /// The gate of the variant: the features that have the struct.
    pub gate: Gate,
}
