//! Types that are written as JSON text without serde.

use crate::edm;
use crate::encode::Writer;
use crate::generated::Generated;
use crate::model::{Expanded, Kind, Reflected, for_each_primitive};
use crate::open_enum::{FlagSet, Joined, OpenEnum};

/// A type that [`to_string`](crate::to_string) and [`to_vec`](crate::to_vec) write: generated types, pages of them and
/// patches, the Edm primitives, and lists and options of all of these.
///
/// For your own types that hold such values, use `serde_json`: generated types implement `Serialize` too, and write the
/// same JSON with it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not written as JSON by this crate",
    note = "types of Microsoft Graph, pages, lists and options of them are; for types that hold them use `serde_json`"
)]
pub trait ToJson {
    /// Writes the value.
    #[doc(hidden)]
    fn write_json(&self, writer: &mut Writer);
}

impl<T: Generated> ToJson for T
where
    T::Info: Kind<T>,
{
    fn write_json(&self, writer: &mut Writer) {
        match T::Info::reflect(self) {
            Reflected::Object(model) => writer.model(model),
            Reflected::Variant(variant) => writer.variant(variant),
            Reflected::Member(name) => writer.string(name),
        }
    }
}

impl<T, R> ToJson for Expanded<T, R> {
    fn write_json(&self, writer: &mut Writer) {
        writer.expansion(&self.erased);
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write_json(&self, writer: &mut Writer) {
        writer.list(self, |writer, item| item.write_json(writer));
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, writer: &mut Writer) {
        self.as_slice().write_json(writer);
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write_json(writer),
            None => writer.null(),
        }
    }
}

impl<E: OpenEnum> ToJson for FlagSet<E> {
    fn write_json(&self, writer: &mut Writer) {
        writer.members(&Joined(self, E::type_info()));
    }
}

impl ToJson for str {
    fn write_json(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

macro_rules! by_serde {
    ($($one:ident $many:ident $rust:ty),*) => {
        $(
            impl ToJson for $rust {
                fn write_json(&self, writer: &mut Writer) {
                    writer.serialized(self);
                }
            }
        )*
    };
}

for_each_primitive!(by_serde);
