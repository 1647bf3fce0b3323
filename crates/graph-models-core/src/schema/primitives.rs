//! Schemas of Edm primitives.
//!
//! Patterns use only syntax that all regular expression dialects share. `format` uses only names from the draft,
//! because some validators fail on unknown ones.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::edm;
use crate::model::Type;

/// The pattern of a date. It allows 29 February in every year.
macro_rules! day {
    () => {
        "-?([1-9][0-9]{3,8}|0[0-9]{3})-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)\
         |02-(0[1-9]|[12][0-9]))"
    };
}

/// The floating-point values that JSON numbers cannot express.
const NOT_A_NUMBER: &str = "^(-?INF|NaN)$";

/// The schema of a primitive type without null. Types with a pattern are given by reference.
pub(super) fn schema(kind: Type, generator: &mut SchemaGenerator) -> Schema {
    match kind {
        Type::Boolean => json_schema!({"type": "boolean"}),
        Type::Byte => json_schema!({"type": "integer", "minimum": 0, "maximum": 255}),
        Type::SByte => json_schema!({"type": "integer", "minimum": -128, "maximum": 127}),
        Type::Int16 => json_schema!({"type": "integer", "minimum": i16::MIN, "maximum": i16::MAX}),
        Type::Int32 => {
            json_schema!({"type": "integer", "format": "int32", "minimum": i32::MIN, "maximum": i32::MAX})
        }
        // The value is a string if `IEEE754Compatible=true` (OData JSON 4.01, 3.2).
        Type::Int64 => json_schema!({
            "type": ["integer", "string"], "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX,
            "pattern": "^[+-]?[0-9]{1,19}$",
        }),
        // Infinity, negative infinity and NaN are strings (OData JSON 4.01, 7.1).
        Type::Single => json_schema!({
            "type": ["number", "string"], "format": "float", "minimum": f32::MIN, "maximum": f32::MAX,
            "pattern": NOT_A_NUMBER,
        }),
        Type::Double => {
            json_schema!({"type": ["number", "string"], "format": "double", "pattern": NOT_A_NUMBER})
        }
        Type::String => json_schema!({"type": "string"}),
        Type::Decimal => generator.subschema_for::<edm::Decimal>(),
        Type::Guid => generator.subschema_for::<edm::Guid>(),
        Type::Date => generator.subschema_for::<edm::Date>(),
        Type::TimeOfDay => generator.subschema_for::<edm::TimeOfDay>(),
        Type::DateTimeOffset => generator.subschema_for::<edm::DateTimeOffset>(),
        Type::Duration => generator.subschema_for::<edm::Duration>(),
        Type::Binary => generator.subschema_for::<edm::Binary>(),
        Type::Stream | Type::Json | Type::Enum | Type::Flags | Type::Object | Type::Hierarchy => {
            Schema::default()
        }
    }
}

macro_rules! texts {
    ($($rust:ident $schema:tt;)*) => {
        $(impl JsonSchema for edm::$rust {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(concat!("Edm.", stringify!($rust)))
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        })*
    };
}

texts! {
    Decimal {
        "description": "A number; a text where a double has not all of its digits.",
        "type": ["number", "string"], "pattern": r"^[+-]?[0-9]+(\.[0-9]+)?([Ee][+-]?[0-9]+)?$",
    };
    Guid {
        "description": "A GUID.",
        "type": "string", "format": "uuid", "pattern": "^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$",
    };
    Date {
        "description": "A day: `2024-02-29`.",
        "type": "string", "format": "date", "pattern": concat!("^", day!(), "$"),
    };
    // The format `time` requires an offset, which a time of day does not have.
    TimeOfDay {
        "description": "A time of day: `07:59:59.999`, or without seconds.",
        "type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,12})?)?$",
    };
    DateTimeOffset {
        "description": "An instant: `2024-02-29T07:59:59.123Z`.",
        "type": "string", "format": "date-time",
        "pattern": concat!("^", day!(), "[Tt]([01][0-9]|2[0-3]):[0-5][0-9]",
            r"(:([0-5][0-9]|60)(\.[0-9]{1,12})?)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"),
    };
    Duration {
        "description": "A length of time: `P30D`, `PT1H30M`.",
        "type": "string", "format": "duration", "pattern":
            r"^[+-]?P([0-9]+[YMWD])*([0-9]+[YMWD]|T([0-9]+[HM])*([0-9]+[HM]|[0-9]+(\.[0-9]{1,12})?S))$",
    };
    // Decoding accepts both base64 alphabets, with or without padding.
    Binary {
        "description": "Bytes.",
        "type": "string", "contentEncoding": "base64", "pattern": concat!(
            "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}(==)?|[A-Za-z0-9+/]{3}=?)?$|",
            "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2}(==)?|[A-Za-z0-9_-]{3}=?)?$"),
    };
}

/// Accepts any JSON, because the content of a stream is not in the payload.
impl JsonSchema for edm::Stream {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Edm.Stream")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}
