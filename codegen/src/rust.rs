//! Decided Rust: all items with their identifiers, before they are text.

pub(crate) mod endpoints;
mod gate;
pub(crate) mod index;
pub mod names;
mod requests;
pub(crate) mod schemas;

pub use gate::Gate;
pub use requests::{
    Address, Argument, Call, CatalogPart, Home, Info, KeyField, Listed, Parameters, PathRef, PathType,
    Request, RequestFacts, RequestInput, Response, RootPath, Step, Stream, Target,
};
pub(crate) use requests::{WRITES, bare_template};
use std::collections::BTreeMap;

use crate::made_by::MadeBy;

/// Everything generated for one version of the service: a module with its namespaces.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The version, as in URLs.
    pub version: String,
    /// The module it is in.
    pub module: String,
    /// The metadata files it comes from, as `slices.toml` names them.
    pub inputs: Vec<String>,
    /// The command that makes the files again.
    pub made_by: MadeBy,
    /// The slices, in order of their names.
    pub slices: Vec<Slice>,
    /// The namespaces, that of the service itself (with an empty path) first.
    pub namespaces: Vec<Namespace>,
    /// All requests that are known, in the order of [`crate::rust::Listed`]'s paths.
    pub catalog: Vec<Listed>,
    /// The catalog in parts that the same features have.
    pub catalog_parts: Vec<CatalogPart>,
    /// The starting points of typed paths.
    pub roots: Vec<RootPath>,
    /// The Cargo features of the version. Empty if no item needs a feature.
    pub features: Vec<Feature>,
    /// True if requests and the constants of properties need features of their own.
    pub has_kind_features: bool,
    /// Descriptions in the metadata, by CSDL name.
    pub texts: BTreeMap<String, Text>,
    /// Addresses of the pages that Microsoft's reference has of types, by CSDL name.
    pub pages: BTreeMap<String, String>,
    /// The types that are received or sent by themselves, in order of slices.
    pub schema_roots: Vec<SchemaRoot>,
    /// Documentation of the slices.
    pub overview: Overview,
}

impl Version {
    /// Requests without a known scope, as method and path.
    pub(crate) fn without_scopes(&self) -> impl Iterator<Item = String> {
        let infos = self.catalog.iter().map(Listed::info).filter(|info| info.facts.has_no_scopes());
        infos.map(|info| format!("{} {}", info.method, info.template))
    }
}

/// A slice, and the requests below its roots.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Slice {
    /// Its name.
    pub name: String,
    /// Its description, in one line.
    pub description: String,
    /// True for a slice of all declarations.
    pub is_all: bool,
    /// Paths from the service root, as `slices.toml` has them.
    pub roots: Vec<String>,
    /// Positions of its requests in the catalog.
    pub requests: Vec<usize>,
}

/// Documentation of the slices for rustdoc, in lines of Markdown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overview {
    /// With links from the module of the version.
    pub inside: Vec<String>,
    /// With links from the module that holds it.
    pub outside: Vec<String>,
}

/// The description of a declaration in the metadata.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    /// Its description, plain, in one line; empty if it has none.
    pub text: String,
    /// True if a revision deprecates the declaration.
    pub is_deprecated: bool,
}

/// A type that is received or sent by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaRoot {
    /// The slice.
    pub slice: String,
    /// The type, or that of the items.
    pub path: TypePath,
    /// True for a page of a collection.
    pub is_collection: bool,
}

/// A Cargo feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its name.
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
    /// Modules below that of the version.
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
    /// Modules below that of the version.
    pub namespace: Vec<String>,
    /// The type.
    pub ident: String,
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
    /// An abstract base and the types derived from it.
    TaggedEnum(TaggedEnum),
    /// A concrete base and the types derived from it. Values are the struct of the base, which narrows to this enum.
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
    /// Qualified names of its bases, nearest first.
    pub bases: Vec<String>,
    /// `OpenType`.
    pub is_open: bool,
    /// True for a type with an abstract base that is a tagged enum, where only `@odata.type` tells types apart.
    pub is_tagged: bool,
    /// Fields, inherited ones first.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The field.
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
    /// The features that have the type of the property.
    pub gate: Gate,
    /// True for a structural property whose field does not know the type of its value.
    pub is_nested: bool,
}

impl Field {
    /// Returns who may change the property.
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

    /// Returns true if the field holds an expansion: a navigation property. Of what has no generated type, such as
    /// `Edm.Untyped`, it is a plain field.
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
    /// By clients.
    Writable,
    /// By the service alone, or by clients on creation.
    ReadOnly,
    /// By requests to other resources.
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
    /// A primitive type, by the name that `Slot`, `Ref` and `Type` have for it.
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
    /// The language or its prelude.
    Std(&'static str),
    /// The module `edm` of the runtime.
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
    /// The concrete types, the base itself first if it is one.
    pub variants: Vec<TaggedVariant>,
    /// The struct of the base's fields: of a concrete base, the struct that its values are.
    pub base: TypePath,
    /// The base's fields, which every variant has at the same position; named as methods are.
    pub accessors: Vec<Field>,
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
    /// The struct it holds.
    pub content: TypePath,
    /// The features that have the struct.
    pub gate: Gate,
}
