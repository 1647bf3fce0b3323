//! The elements of CSDL XML, as written: names are text, nothing is resolved.
//!
//! Section numbers are those of [OData CSDL XML 4.01]. Must not know Rust, slices, or the meaning of a name.
//!
//! [OData CSDL XML 4.01]: https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html

mod annotation;
mod navigation;
mod reference;

pub(crate) use annotation::parse_boolean;
pub use annotation::{Annotation, Annotations, ConstantKind, Expression, PathKind, PropertyValue, Record};
pub use navigation::{NavigationProperty, OnDelete, ReferentialConstraint};
pub use reference::{Include, IncludeAnnotations, Reference};

use std::fmt;

use crate::source::{Place, Placed};

/// A metadata document (section 3): the content of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// `Version` of `edmx:Edmx`.
    pub version: String,
    /// Comments before the root element: remarks on the whole file.
    pub comments: Vec<String>,
    /// References to other documents.
    pub references: Vec<Reference>,
    /// The schemas in the order written.
    pub schemas: Vec<Schema>,
    /// Elements, attributes and text that this reader does not keep. Their names allow equal ones to be counted
    /// (``attribute `sap:label` of `Property` ``), with the place of each.
    /// They are not errors: metadata may be newer than the reader.
    pub unknown: Vec<Placed<String>>,
    /// Comments and processing instructions that are not kept: comments are kept only before the root element.
    pub passed_over: Vec<Place>,
}

impl Document {
    /// The aliases of the document, each with its namespace: those of its schemas (section 5), then those of the
    /// schemas that its references include (section 3.4).
    pub fn aliases(&self) -> impl Iterator<Item = (&Placed<String>, &str)> {
        let schemas = self.schemas.iter().map(|it| (&it.alias, &it.namespace));
        let includes = self.references.iter().flat_map(|reference| &reference.includes);
        let all = schemas.chain(includes.map(|it| (&it.alias, &it.namespace)));
        all.filter_map(|(alias, namespace)| Some((alias.as_ref()?, namespace.as_str())))
    }
}

/// A schema (section 5).
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// `Namespace`.
    pub namespace: String,
    /// `Alias`; usable in place of the namespace anywhere in the document.
    pub alias: Option<Placed<String>>,
    /// Entity types.
    pub entity_types: Vec<EntityType>,
    /// Complex types.
    pub complex_types: Vec<ComplexType>,
    /// Enumeration types.
    pub enum_types: Vec<EnumType>,
    /// Type definitions.
    pub type_definitions: Vec<TypeDefinition>,
    /// Actions and functions.
    pub operations: Vec<Operation>,
    /// Terms.
    pub terms: Vec<Term>,
    /// Entity containers; at most one in a whole service.
    pub containers: Vec<EntityContainer>,
    /// Annotations out of line (section 5.2).
    pub annotations: Vec<Annotations>,
    /// The place of the value of `Namespace`.
    pub place: Place,
}

impl Schema {
    /// Returns `true` if the schema declares nothing and annotates nothing.
    pub fn is_empty(&self) -> bool {
        self.entity_types.is_empty()
            && self.complex_types.is_empty()
            && self.enum_types.is_empty()
            && self.type_definitions.is_empty()
            && self.operations.is_empty()
            && self.terms.is_empty()
            && self.containers.is_empty()
            && self.annotations.is_empty()
    }
}

/// A reference to a type: `Edm.String`, `graph.user`, `Collection(microsoft.graph.user)`.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeReference {
    /// The name as written, without `Collection( )`.
    pub name: String,
    /// True if the name is written in `Collection( )`.
    pub collection: bool,
    /// The place of the attribute value.
    pub place: Place,
}

/// The attributes and elements that `EntityType` and `ComplexType` share.
#[derive(Debug, Clone, PartialEq)]
pub struct StructuredType {
    /// `Name`.
    pub name: String,
    /// `BaseType`.
    pub base_type: Option<Placed<String>>,
    /// `Abstract`.
    pub is_abstract: bool,
    /// `OpenType`.
    pub is_open: bool,
    /// Structural properties.
    pub properties: Vec<Property>,
    /// Navigation properties.
    pub navigation_properties: Vec<NavigationProperty>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// An entity type (section 6).
#[derive(Debug, Clone, PartialEq)]
pub struct EntityType {
    /// Name, base, flags and properties.
    pub structured: StructuredType,
    /// `HasStream`: a media entity.
    pub has_stream: bool,
    /// `Key` (section 6.5).
    pub key: Option<Key>,
}

/// A key (section 6.5).
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// `PropertyRef` elements.
    pub properties: Vec<PropertyRef>,
    /// The name of the element.
    pub place: Place,
}

/// A property of a key (section 6.5).
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyRef {
    /// `Name`, a path to a property.
    pub name: Placed<String>,
    /// `Alias`: the name of the value in URLs. A path of several names needs one.
    pub alias: Option<String>,
}

/// A complex type (section 9).
#[derive(Debug, Clone, PartialEq)]
pub struct ComplexType {
    /// Name, base, flags and properties.
    pub structured: StructuredType,
}

/// Facets of a type in use (section 7.2), as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// `MaxLength`: a number or `max`.
    pub max_length: Option<String>,
    /// `Precision`.
    pub precision: Option<String>,
    /// `Scale`: a number, `variable` or `floating`.
    pub scale: Option<String>,
    /// `Unicode`.
    pub unicode: Option<bool>,
    /// `SRID`.
    pub srid: Option<String>,
}

/// A structural property (section 7).
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// `Name`.
    pub name: String,
    /// `Type`.
    pub ty: TypeReference,
    /// `Nullable`; of a collection's items if the type is a collection.
    pub nullable: Option<bool>,
    /// `DefaultValue`.
    pub default_value: Option<String>,
    /// Facets.
    pub facets: Facets,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// An enumeration type (section 10).
#[derive(Debug, Clone, PartialEq)]
pub struct EnumType {
    /// `Name`.
    pub name: String,
    /// `UnderlyingType`; `Edm.Int32` if absent.
    pub underlying_type: Option<Placed<String>>,
    /// `IsFlags`.
    pub is_flags: bool,
    /// Members.
    pub members: Vec<Member>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// A member of an enumeration type (section 10.3).
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// `Name`.
    pub name: String,
    /// `Value`; one more than the member before if absent.
    pub value: Option<Placed<i64>>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// A type definition (section 11).
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDefinition {
    /// `Name`.
    pub name: String,
    /// `UnderlyingType`, a primitive type.
    pub underlying_type: Placed<String>,
    /// Facets.
    pub facets: Facets,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// The kind of an operation: with side effects or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationKind {
    /// May have side effects; invoked with `POST` (section 12.1).
    Action,
    /// Has no side effects; invoked with `GET` (section 12.3).
    Function,
}

impl fmt::Display for OperationKind {
    /// Writes `action` or `function`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Action => "action",
            Self::Function => "function",
        })
    }
}

/// An action or function (section 12). Several may share a name: overloads.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Action or function.
    pub kind: OperationKind,
    /// `Name`.
    pub name: String,
    /// `IsBound`: the first parameter, whatever its name, is the binding parameter.
    pub is_bound: bool,
    /// `IsComposable`: a function whose result can be addressed further.
    pub is_composable: bool,
    /// `EntitySetPath`.
    pub entity_set_path: Option<String>,
    /// Parameters in the order written.
    pub parameters: Vec<Parameter>,
    /// `ReturnType`.
    pub return_type: Option<ReturnType>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// A parameter (section 12.9).
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// `Name`.
    pub name: String,
    /// `Type`.
    pub ty: TypeReference,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Facets,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// The result of an operation (section 12.8).
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnType {
    /// `Type`.
    pub ty: TypeReference,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// Facets.
    pub facets: Facets,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
}

/// An entity container (section 13): the resources that a service root offers.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityContainer {
    /// `Name`.
    pub name: String,
    /// `Extends`.
    pub extends: Option<Placed<String>>,
    /// Entity sets, singletons and imports in the order written.
    pub children: Vec<ContainerChild>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// The kind of an element in an entity container.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContainerChildKind {
    /// A named collection of entities (section 13.2).
    EntitySet,
    /// A named single entity (section 13.3).
    Singleton,
    /// An unbound action (section 13.5).
    ActionImport,
    /// An unbound function (section 13.6).
    FunctionImport,
}

/// An entity set, singleton, action import or function import.
#[derive(Debug, Clone, PartialEq)]
pub struct ContainerChild {
    /// The kind of the element.
    pub kind: ContainerChildKind,
    /// `Name`.
    pub name: String,
    /// `EntityType`, `Type`, `Action` or `Function`.
    pub target: Placed<String>,
    /// `EntitySet` of an import.
    pub entity_set: Option<Placed<String>>,
    /// `IncludeInServiceDocument`.
    pub include_in_service_document: Option<bool>,
    /// Navigation property bindings (section 13.4).
    pub bindings: Vec<NavigationPropertyBinding>,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}

/// The binding of a navigation property to the entity set of its targets (section 13.4).
#[derive(Debug, Clone, PartialEq)]
pub struct NavigationPropertyBinding {
    /// `Path`.
    pub path: String,
    /// `Target`.
    pub target: String,
    /// The place of the value of `Path`.
    pub place: Place,
}

/// A term (section 14.1).
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// `Name`.
    pub name: String,
    /// `Type`.
    pub ty: TypeReference,
    /// `Nullable`.
    pub nullable: Option<bool>,
    /// `BaseTerm`.
    pub base_term: Option<String>,
    /// `DefaultValue`.
    pub default_value: Option<String>,
    /// `AppliesTo`.
    pub applies_to: Option<String>,
    /// Facets.
    pub facets: Facets,
    /// Annotations written inside the element.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Name`.
    pub place: Place,
}
