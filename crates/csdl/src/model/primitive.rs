//! The primitive types of `Edm` that metadata of Graph can name.

/// A primitive or built-in abstract type of the namespace `Edm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the CSDL type of the same name")]
pub enum Primitive {
    Binary,
    Boolean,
    Byte,
    Date,
    DateTimeOffset,
    Decimal,
    Double,
    Duration,
    Guid,
    Int16,
    Int32,
    Int64,
    SByte,
    Single,
    Stream,
    String,
    TimeOfDay,
    /// `Edm.Untyped` and the other types whose values may be anything:
    /// `Edm.PrimitiveType`, `Edm.ComplexType`, `Edm.EntityType`, `Edm.Geography*`, `Edm.Geometry*`.
    Untyped,
}

const NAMES: [(&str, Primitive); 18] = [
    ("Edm.Binary", Primitive::Binary),
    ("Edm.Boolean", Primitive::Boolean),
    ("Edm.Byte", Primitive::Byte),
    ("Edm.Date", Primitive::Date),
    ("Edm.DateTimeOffset", Primitive::DateTimeOffset),
    ("Edm.Decimal", Primitive::Decimal),
    ("Edm.Double", Primitive::Double),
    ("Edm.Duration", Primitive::Duration),
    ("Edm.Guid", Primitive::Guid),
    ("Edm.Int16", Primitive::Int16),
    ("Edm.Int32", Primitive::Int32),
    ("Edm.Int64", Primitive::Int64),
    ("Edm.SByte", Primitive::SByte),
    ("Edm.Single", Primitive::Single),
    ("Edm.Stream", Primitive::Stream),
    ("Edm.String", Primitive::String),
    ("Edm.TimeOfDay", Primitive::TimeOfDay),
    ("Edm.Untyped", Primitive::Untyped),
];

/// The types that [`Primitive::Untyped`] stands for (section 3.3 of the Common Schema Definition Language).
const UNTYPED_NAMES: [&str; 20] = [
    "Edm.Untyped",
    "Edm.PrimitiveType",
    "Edm.ComplexType",
    "Edm.EntityType",
    "Edm.Geography",
    "Edm.GeographyPoint",
    "Edm.GeographyLineString",
    "Edm.GeographyPolygon",
    "Edm.GeographyMultiPoint",
    "Edm.GeographyMultiLineString",
    "Edm.GeographyMultiPolygon",
    "Edm.GeographyCollection",
    "Edm.Geometry",
    "Edm.GeometryPoint",
    "Edm.GeometryLineString",
    "Edm.GeometryPolygon",
    "Edm.GeometryMultiPoint",
    "Edm.GeometryMultiLineString",
    "Edm.GeometryMultiPolygon",
    "Edm.GeometryCollection",
];

impl Primitive {
    /// Finds a type by its name, `Edm.` included.
    pub fn parse(name: &str) -> Option<Self> {
        let named = NAMES.iter().find(|(candidate, _)| *candidate == name).map(|&(_, primitive)| primitive);
        named.or_else(|| UNTYPED_NAMES.contains(&name).then_some(Self::Untyped))
    }

    /// The name, `Edm.` included.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|&&(_, primitive)| primitive == self).map_or("Edm.Untyped", |&(name, _)| name)
    }

    /// The full name of a type that [`Primitive::Untyped`] stands for; `None` for any other name.
    pub fn untyped(name: &str) -> Option<&'static str> {
        UNTYPED_NAMES.into_iter().find(|&candidate| candidate == name)
    }

    /// All names, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|&(name, _)| name)
    }
}
