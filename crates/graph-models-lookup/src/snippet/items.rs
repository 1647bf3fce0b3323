//! The items of a collection that is replaced as a whole, as the argument of its call.

use serde_json::Value;

use super::AskedBody;
use super::body::Taken;
use super::program::Program;
use crate::literal::type_of;
use graph_models_codegen::rust::{Field, Kind};

impl<'v> Program<'_, 'v> {
    /// The argument for the items in a body.
    pub(super) fn items(&mut self, field: &'v Field, body: Option<&AskedBody>) -> Taken {
        let mark = self.mark();
        let value = match body {
            Some(AskedBody::Json(Value::Object(object))) if object.len() == 1 => object.get("value"),
            _ => None,
        };
        let items = value.and_then(Value::as_array);
        // An empty list does not show the type of its items.
        let is_empty = items.is_some_and(Vec::is_empty);
        if !is_empty
            && let Some(value) = value
            && let Some(items) = self.exactly(field, value)
        {
            return Taken { arguments: vec![self.variable("items", items)], ..Taken::default() };
        }
        self.back(mark);
        let ty = self.item_type(&field.kind);
        let raw = if is_empty { String::new() } else { self.raw(body) };
        Taken { arguments: vec![format!("Vec::<{ty}>::new()")], raw, ..Taken::default() }
    }

    /// The type of the items of a collection.
    fn item_type(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Primitive(primitive) => type_of(*primitive, self),
            Kind::Enum(path) | Kind::Object(path) | Kind::Hierarchy(path) => self.ty(path),
            Kind::Flags(path) => format!("FlagSet::<{}>", self.ty(path)),
        }
    }
}
