//! Writes values of primitive types.

use super::Writer;
use crate::edm::{self, widen};
use crate::syntax::Scalar;

/// A primitive type that can be written as JSON.
pub(super) trait Primitive {
    fn write(&self, writer: &mut Writer);
}

impl Primitive for bool {
    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl Primitive for String {
    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

macro_rules! integers {
    ($($rust:ty)*) => {
        $(impl Primitive for $rust {
            fn write(&self, writer: &mut Writer) {
                writer.raw(itoa::Buffer::new().format(*self));
                    }
        })*
    };
}

integers!(u8 i8 i16 i32 i64);

/// JSON has no numbers for infinity and NaN, so they are written as strings (OData JSON 4.01, 7.1).
impl Primitive for f64 {
    fn write(&self, writer: &mut Writer) {
        match *self {
            Self::INFINITY => writer.quoted("INF"),
            Self::NEG_INFINITY => writer.quoted("-INF"),
            number if number.is_nan() => writer.quoted("NaN"),
            number => writer.serialized(&number),
        }
    }
}

impl Primitive for f32 {
    fn write(&self, writer: &mut Writer) {
        widen(*self).write(writer);
    }
}

impl Primitive for edm::Decimal {
    fn write(&self, writer: &mut Writer) {
        match self.to_scalar() {
            Scalar::Unsigned(number) => writer.raw(itoa::Buffer::new().format(number)),
            Scalar::Signed(number) => writer.raw(itoa::Buffer::new().format(number)),
            Scalar::Text(text) | Scalar::OutOfRange(text) => writer.quoted(text),
            Scalar::Float(number) => writer.serialized(&number),
            Scalar::Bool(value) => value.write(writer),
        }
    }
}

impl Primitive for edm::DateTimeOffset {
    fn write(&self, writer: &mut Writer) {
        self.with_text(|text| writer.quoted(text));
    }
}

macro_rules! shown {
    ($($rust:ident)*) => {
        $(impl Primitive for edm::$rust {
            fn write(&self, writer: &mut Writer) {
                writer.shown(self);
            }
        })*
    };
}

shown!(Guid Date TimeOfDay Duration Binary);

impl Primitive for edm::Json {
    fn write(&self, writer: &mut Writer) {
        writer.json(self);
    }
}

impl Primitive for edm::Stream {
    fn write(&self, writer: &mut Writer) {
        writer.json(&self.0);
    }
}
