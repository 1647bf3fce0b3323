//! Metadata with every reference resolved: all declarations of the documents together. Names that stay text, such as
//! those in paths and annotations, are in full and have no alias.
//!
//! Defines the terms *type*, *property*, *operation* and *root*. Must not know XML or Rust.

mod alternate_keys;
mod annotations;
mod hierarchy;
mod primitive;
mod service;
mod signature;

use std::collections::BTreeMap;
use std::fmt;

pub use annotations::Annotations;
pub use primitive::Primitive;
pub use service::{Container, Import, Root, Schema, Term};

use crate::document::{Annotation, Facets, OnDelete, OperationKind, ReferentialConstraint};
use crate::source::Place;

/// A namespace and a name in it: `microsoft.graph.user`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QualifiedName {
    /// The namespace, never an alias.
    pub namespace: String,
    /// The simple name.
    pub name: String,
}

impl QualifiedName {
    /// Splits `microsoft.graph.user` at its last dot.
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, name) = text.rsplit_once('.')?;
        Some(Self { namespace: namespace.to_owned(), name: name.to_owned() })
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

/// A type of a [`Model`], by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub(crate) usize);

/// All declarations of a set of documents.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Types in declaration order; a [`TypeId`] is a position in it.
    pub(crate) types: Vec<Type>,
    pub(crate) by_name: BTreeMap<String, TypeId>,
    /// Actions and functions in declaration order, with overloads next to each other.
    pub operations: Vec<Operation>,
    /// Entity sets and singletons in declaration order.
    pub roots: Vec<Root>,
    /// Action and function imports in declaration order.
    pub imports: Vec<Import>,
    /// Namespace of the entity container, and its name.
    pub container: Option<QualifiedName>,
    /// The declarations of the entity container: one for each document that holds a part of the container.
    pub containers: Vec<Container>,
    /// The schemas in declaration order.
    pub schemas: Vec<Schema>,
    /// The terms in declaration order.
    pub terms: Vec<Term>,
    /// Annotations out of line that were not attached, since their target is not declared here, or since the target
    /// already has an equal annotation. Their targets are full names.
    pub loose: Vec<(String, Annotation)>,
}

impl Model {
    /// The types in declaration order.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        self.types.iter().enumerate().map(|(index, ty)| (TypeId(index), ty))
    }

    /// The type with this id.
    ///
    /// # Panics
    ///
    /// Panics if the id comes from another model.
    #[expect(clippy::indexing_slicing, reason = "ids are made with the types they name")]
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// The type with this qualified name.
    pub fn find(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(name).copied()
    }

    /// The structured type with this id. `None` for a type of another kind.
    pub fn structured(&self, id: TypeId) -> Option<&StructuredType> {
        match self.ty(id) {
            Type::Structured(structured) => Some(structured),
            Type::Enum(_) | Type::Definition(_) => None,
        }
    }

    /// The qualified names of all types, in order of their names.
    pub fn type_names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

/// A declared type.
#[derive(Debug, Clone)]
pub enum Type {
    /// An entity type or complex type.
    Structured(StructuredType),
    /// An enumeration type.
    Enum(EnumType),
    /// Another name for a primitive type.
    Definition(TypeDefinition),
}

impl Type {
    /// The qualified name.
    pub fn name(&self) -> &QualifiedName {
        match self {
            Self::Structured(ty) => &ty.name,
            Self::Enum(ty) => &ty.name,
            Self::Definition(ty) => &ty.name,
        }
    }

    /// The place of the declaration.
    pub fn place(&self) -> Place {
        match self {
            Self::Structured(ty) => ty.place,
            Self::Enum(ty) => ty.place,
            Self::Definition(ty) => ty.place,
        }
    }

    /// The annotations of the type itself, inline and out of line.
    pub fn annotations(&self) -> &Annotations {
        match self {
            Self::Structured(ty) => &ty.annotations,
            Self::Enum(ty) => &ty.annotations,
            Self::Definition(ty) => &ty.annotations,
        }
    }
}

/// The kind of a structured type: an entity type has identity, and a complex type does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StructuredKind {
    /// `EntityType`.
    Entity {
        /// `HasStream`: entities have a stream.
        has_stream: bool,
    },
    /// `ComplexType`.
    Complex,
}

impl StructuredKind {
    /// Returns `true` for an entity type.
    pub fn is_entity(self) -> bool {
        matches!(self, Self::Entity { .. })
    }
}

/// An entity type or complex type.
#[derive(Debug, Clone)]
pub struct StructuredType {
    /// Qualified name.
    pub name: QualifiedName,
    /// Entity or complex.
    pub kind: StructuredKind,
    /// The base type.
    pub base: Option<TypeId>,
    /// Types that name this one as their base, in declaration order.
    pub derived: Vec<TypeId>,
    /// `Abstract`.
    pub is_abstract: bool,
    /// `OpenType`, own or inherited.
    pub is_open: bool,
    /// `OpenType` as written here.
    pub declares_open: bool,
    /// The key's properties as declared here, empty if inherited or absent.
    pub key: Vec<KeyProperty>,
    /// Properties declared here: structural ones first, then navigation properties.
    pub properties: Vec<Property>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// A property of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyProperty {
    /// The path to the property: its name, or `address/city` for a property inside a complex property.
    pub path: String,
    /// The name of the value in URLs, if it differs from the path.
    pub alias: Option<String>,
}

impl KeyProperty {
    /// The name of the value in URLs: `city` in `people(city='…')`.
    pub fn name(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.path)
    }
}

/// The target of a reference to a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeTarget {
    /// A type of `Edm`.
    Primitive(Primitive),
    /// A declared type.
    Declared(TypeId),
}

impl TypeTarget {
    /// The declared type. `None` for a type of `Edm`.
    pub fn declared(self) -> Option<TypeId> {
        match self {
            Self::Declared(id) => Some(id),
            Self::Primitive(_) => None,
        }
    }
}

/// The type of a property, parameter or result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeUse {
    /// The type, or the type of the items.
    pub target: TypeTarget,
    /// True if the value is a collection.
    pub is_collection: bool,
    /// The full name of the type that [`Primitive::Untyped`] stands for here.
    pub untyped: Option<&'static str>,
    /// The place of the reference.
    pub place: Place,
}

/// The kind of a property: it holds its value, or leads to a related entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyKind {
    /// `Property`.
    Structural,
    /// `NavigationProperty`.
    Navigation {
        /// `ContainsTarget`.
        is_contained: bool,
    },
}

/// A structural or navigation property.
#[derive(Debug, Clone)]
pub struct Property {
    /// Name, as on the wire.
    pub name: String,
    /// Structural or navigation.
    pub kind: PropertyKind,
    /// Type.
    pub ty: TypeUse,
    /// `Nullable` as written.
    pub nullable: Option<bool>,
    /// `DefaultValue`.
    pub default_value: Option<String>,
    /// Facets.
    pub facets: Facets,
    /// `Partner` of a navigation property, with full names.
    pub partner: Option<String>,
    /// `ReferentialConstraint` elements of a navigation property, in declaration order.
    pub referential_constraints: Vec<ReferentialConstraint>,
    /// `OnDelete` of a navigation property.
    pub on_delete: Option<OnDelete>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

impl Property {
    /// Returns `true` for a navigation property.
    pub fn is_navigation(&self) -> bool {
        self.kind != PropertyKind::Structural
    }
}

/// An enumeration type.
#[derive(Debug, Clone)]
pub struct EnumType {
    /// Qualified name.
    pub name: QualifiedName,
    /// Underlying type.
    pub underlying: Primitive,
    /// `IsFlags`.
    pub is_flags: bool,
    /// Members in declaration order.
    pub members: Vec<Member>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// A member of an enumeration type.
#[derive(Debug, Clone)]
pub struct Member {
    /// Name, as on the wire.
    pub name: String,
    /// Value, as written or counted.
    pub value: i64,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// Another name for a primitive type.
#[derive(Debug, Clone)]
pub struct TypeDefinition {
    /// Qualified name.
    pub name: QualifiedName,
    /// The primitive type that the name stands for.
    pub underlying: Primitive,
    /// Facets.
    pub facets: Facets,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// An action or function; identified by its name, its binding type (single or collection), and, for a function, the
/// names of the other parameters.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Qualified name.
    pub name: QualifiedName,
    /// Action or function.
    pub kind: OperationKind,
    /// The binding parameter: the first one of a bound operation.
    pub binding: Option<Parameter>,
    /// All other parameters, in declaration order.
    pub parameters: Vec<Parameter>,
    /// The result; `None` if there is none.
    pub return_type: Option<ReturnType>,
    /// `IsComposable`.
    pub is_composable: bool,
    /// `EntitySetPath`, with full names.
    pub entity_set_path: Option<String>,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Name, as on the wire.
    pub name: String,
    /// Type.
    pub ty: TypeUse,
    /// `Nullable` as written.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Facets,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
    /// The place of the declaration.
    pub place: Place,
}

impl Parameter {
    /// Returns `true` if a request may leave the parameter out: `Org.OData.Core.V1.OptionalParameter`.
    pub fn is_optional(&self) -> bool {
        self.annotations.find("Org.OData.Core.V1.OptionalParameter").is_some()
    }

    /// Returns `true` if a request must give the parameter a value that is not null.
    pub fn is_required(&self) -> bool {
        self.nullable == Some(false) && !self.is_optional()
    }
}

/// The result of an operation.
#[derive(Debug, Clone)]
pub struct ReturnType {
    /// Type.
    pub ty: TypeUse,
    /// `Nullable` as written.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Facets,
    /// Annotations, inline and out of line.
    pub annotations: Annotations,
}
