//! Annotations and their expressions (section 14).

use crate::source::{Place, Placed};

/// Annotations out of line (section 5.2).
#[derive(Debug, Clone, PartialEq)]
pub struct Annotations {
    /// `Target`: a path such as `microsoft.graph.user/displayName`, as written.
    pub target: Placed<String>,
    /// `Qualifier`, applied to every annotation inside.
    pub qualifier: Option<String>,
    /// The annotations.
    pub annotations: Vec<Annotation>,
}

/// An annotation: a value for a term (section 14.2).
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// `Term`, qualified, as written.
    pub term: String,
    /// `Qualifier`.
    pub qualifier: Option<String>,
    /// The value; `None` means the term's default, which is `true` for tagging terms.
    pub value: Option<Expression>,
    /// Annotations of the annotation.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Term`.
    pub place: Place,
}

/// The type of a constant expression (section 14.3), written as an attribute or an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the CSDL name of its own expression")]
pub enum ConstantKind {
    Binary,
    Bool,
    Date,
    DateTimeOffset,
    Decimal,
    Duration,
    EnumMember,
    Float,
    Guid,
    Int,
    String,
    TimeOfDay,
    UrlRef,
}

/// The kind of a path expression (section 14.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the CSDL name of its own expression")]
pub enum PathKind {
    AnnotationPath,
    ModelElementPath,
    NavigationPropertyPath,
    PropertyPath,
    Path,
}

/// The value of an annotation (sections 14.3 and 14.4).
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A constant, its text as written.
    Constant(ConstantKind, String),
    /// A path, as written.
    Path(PathKind, String),
    /// `Null`.
    Null,
    /// `Collection`.
    Collection(Vec<Expression>),
    /// `Record`.
    Record(Record),
    /// Any other dynamic expression (`Apply`, `If`, `Cast`, `Eq`, ...): its element name,
    /// its attributes and its operands.
    Dynamic {
        /// Name of the element.
        element: String,
        /// Attributes by name, in the order written; the text of a `LabeledElementReference` is its `Name`.
        attributes: Vec<(String, String)>,
        /// Child expressions.
        operands: Vec<Expression>,
    },
}

/// A record (section 14.4.12).
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// `Type`.
    pub ty: Option<String>,
    /// `PropertyValue` elements.
    pub properties: Vec<PropertyValue>,
    /// Annotations of the record.
    pub annotations: Vec<Annotation>,
}

/// A property of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct PropertyValue {
    /// `Property`.
    pub property: String,
    /// The value; `None` means the default.
    pub value: Option<Expression>,
    /// Annotations of the property value.
    pub annotations: Vec<Annotation>,
    /// The place of the value of `Property`.
    pub place: Place,
}
