//! Encodes models as JSON. There are two writers with the same output. The serde writer is generic over the serializer
//! of serde, and never over a generated type. The text writer (`text`) writes JSON text without serde.
//!
//! The order of an object: `@odata.type`, other control information, declared properties in the order of the schema,
//! undeclared properties.
//! A decoded value is encoded as an equal JSON value.

mod around;
mod field;
mod tag;
mod text;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::model::{Content, FieldValue, Hierarchy, HierarchyInfo, Model, ModelInfo, Ref, Variant, is_held};
use crate::open_enum::{OpenEnum, member_text};
use crate::syntax::TYPE_TAG;
pub(crate) use around::{around_json, part_json};
pub(crate) use text::Writer;

/// The result of a serializer.
pub type Written<S> = Result<<S as Serializer>::Ok, <S as Serializer>::Error>;

/// Writes a model whose type is known from its context, so that no tag is needed.
///
/// # Errors
///
/// Returns an error if the serializer fails, or if an undeclared property has the name of a declared one.
pub(crate) fn write_dyn_model<S: Serializer>(model: &dyn Model, serializer: S) -> Written<S> {
    Object { model, variant: None }.serialize(serializer)
}

/// Writes a struct. Generated code calls this function: a coercion to `dyn Model` there would take longer to compile.
///
/// # Errors
///
/// Returns the errors of `write_dyn_model`.
pub fn write_model<M: Model, S: Serializer>(model: &M, serializer: S) -> Written<S> {
    write_dyn_model(model, serializer)
}

/// Writes a value of a hierarchy, with `@odata.type`.
///
/// # Errors
///
/// Returns the errors of `write_dyn_model`.
pub fn write_hierarchy<E: Hierarchy, S: Serializer>(value: &E, serializer: S) -> Written<S> {
    Object::variant(Variant::new(value)).serialize(serializer)
}

/// Writes the name of a member of an open enumeration.
///
/// # Errors
///
/// Returns an error if the serializer fails.
pub fn write_member<E: OpenEnum, S: Serializer>(value: &E, serializer: S) -> Written<S> {
    serializer.serialize_str(member_text(value))
}

/// Returns the JSON of the property at an index of the model's table, or `None` if the property is absent.
///
/// # Errors
///
/// Returns the errors of `write_dyn_model`.
pub(crate) fn property_json(model: &dyn Model, index: usize) -> serde_json::Result<Option<Value>> {
    let field = FieldValue::new(model, index);
    match field.content() {
        Content::Absent => Ok(None),
        Content::Null => Ok(Some(Value::Null)),
        Content::Odd(kept) => Ok(Some(kept.with(Value::clone))),
        Content::Value => serde_json::to_value(field).map(Some),
    }
}

/// Refuses an undeclared property with the name of a declared one. The name would be a duplicate key, and a reader
/// could not know which of the two values counts.
fn check_undeclared(info: ModelInfo, name: &str) -> Result<(), String> {
    match info.position(name) {
        Some(_) => Err(format!("{}.{name} is declared: set the field", info.name())),
        None => Ok(()),
    }
}

/// A view of an object for the serializer.
struct Object<'a> {
    model: &'a dyn Model,
    /// The hierarchy in which the value occurs, and `true` if its variant there is `Unknown`.
    variant: Option<(HierarchyInfo, bool)>,
}

impl<'a> Object<'a> {
    fn variant(variant: Variant<'a>) -> Self {
        Self { model: variant.model, variant: Some((variant.hierarchy, variant.is_unknown)) }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (info, extra) = (self.model.info(), self.model.extra());
        let mut map = serializer.serialize_map(None)?;
        if let Some(tag) = tag::of(self) {
            map.serialize_entry(TYPE_TAG, &tag)?;
        }
        extra.control().each(|name, kept| match is_held(self.model, name) {
            true => Ok(()),
            false => kept.with(|value| map.serialize_entry(name, value)),
        })?;
        for (index, name) in info.names().iter().enumerate() {
            let field = FieldValue { value: self.model.get(index), extra, index };
            if let Ref::String(Some(text)) = field.value
                && !extra.is_reshaped(index)
            {
                // Most values are strings, and a string is always written in the same form.
                map.serialize_entry(name, text)?;
                continue;
            }
            if let Some(expansion) = field.value.expansion()
                && expansion.has_more()
            {
                around::write(&mut map, name, expansion)?;
            }
            match field.content() {
                Content::Absent => {}
                Content::Null => map.serialize_entry(name, &())?,
                Content::Odd(kept) => kept.with(|value| map.serialize_entry(name, value))?,
                Content::Value => map.serialize_entry(name, &field)?,
            }
        }
        extra.undeclared().each(|name, kept| {
            check_undeclared(info, name).map_err(S::Error::custom)?;
            kept.with(|value| map.serialize_entry(name, value))
        })?;
        map.end()
    }
}
