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

const CONSTANTS: [(&str, ConstantKind); 13] = [
    ("Binary", ConstantKind::Binary),
    ("Bool", ConstantKind::Bool),
    ("Date", ConstantKind::Date),
    ("DateTimeOffset", ConstantKind::DateTimeOffset),
    ("Decimal", ConstantKind::Decimal),
    ("Duration", ConstantKind::Duration),
    ("EnumMember", ConstantKind::EnumMember),
    ("Float", ConstantKind::Float),
    ("Guid", ConstantKind::Guid),
    ("Int", ConstantKind::Int),
    ("String", ConstantKind::String),
    ("TimeOfDay", ConstantKind::TimeOfDay),
    ("UrlRef", ConstantKind::UrlRef),
];

impl ConstantKind {
    /// Finds a kind by the name of its element or attribute.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        CONSTANTS.iter().find(|(known, _)| *known == name).map(|&(_, kind)| kind)
    }

    /// The name of the element or attribute.
    pub(crate) fn name(self) -> &'static str {
        CONSTANTS.iter().find(|(_, kind)| *kind == self).map_or("", |&(name, _)| name)
    }
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

const PATHS: [(&str, PathKind); 5] = [
    ("AnnotationPath", PathKind::AnnotationPath),
    ("ModelElementPath", PathKind::ModelElementPath),
    ("NavigationPropertyPath", PathKind::NavigationPropertyPath),
    ("PropertyPath", PathKind::PropertyPath),
    ("Path", PathKind::Path),
];

impl PathKind {
    /// Finds a kind by the name of its element or attribute.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        PATHS.iter().find(|(known, _)| *known == name).map(|&(_, kind)| kind)
    }

    /// The name of the element or attribute.
    pub(crate) fn name(self) -> &'static str {
        PATHS.iter().find(|(_, kind)| *kind == self).map_or("", |&(name, _)| name)
    }
}

/// The value of an annotation (sections 14.3 and 14.4).
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A constant. Its text is as written, but a boolean is `true` or `false`, members of an enumeration have one space
    /// between them, and only a string has spaces around it.
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

impl Annotation {
    /// Returns `true` if the annotation says that a tagging term applies. Without a value, a tagging term is true.
    pub fn is_true(&self) -> bool {
        self.value.as_ref().is_none_or(|value| value.as_bool() == Some(true))
    }
}

impl Expression {
    /// The value of a constant that is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Constant(ConstantKind::Bool, text) => parse_boolean(text),
            _ => None,
        }
    }

    /// The names of the members of a constant of an enumeration, each without its type. Several members are a value of
    /// an enumeration of flags.
    pub fn enum_members(&self) -> impl Iterator<Item = &str> {
        let text = match self {
            Self::Constant(ConstantKind::EnumMember, text) => text.as_str(),
            _ => "",
        };
        text.split_whitespace().map(|member| member.rsplit_once('/').map_or(member, |(_, name)| name))
    }
}

/// Parses a boolean; `0` and `1` are booleans too, as in all of XML Schema.
pub(crate) fn parse_boolean(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
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
