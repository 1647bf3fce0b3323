//! Values for every field of every type, made from the tables alone.

use graph_models::model::{ModelInfo, Type};
use serde_json::{Map, Value, json};

/// A value for a property, none for those that lead to other entities.
fn value(ty: &Type) -> Option<Value> {
    Some(match ty {
        Type::String => json!("text"),
        Type::Boolean => json!(true),
        Type::Int32 => json!(7),
        Type::DateTimeOffset => json!("2026-01-09T11:05:42.5414467Z"),
        Type::Duration => json!("P30DT1H"),
        Type::Enum(info) => json!(info().members.first()?.0),
        Type::Object(info) => object(info()),
        _ => return None,
    })
}

/// An object with every property that is not a navigation property.
pub(crate) fn object(info: &ModelInfo) -> Value {
    let fields = info.fields.iter().filter(|field| !field.is_navigation());
    let values = fields.filter_map(|field| {
        let value = value(field.kind())?;
        Some((field.wire().to_owned(), if field.is_collection() { json!([value]) } else { value }))
    });
    Value::Object(values.collect())
}

/// An object whose tag stands at a position among its properties.
pub(crate) fn tagged(info: &ModelInfo, tag: &str, position: usize) -> String {
    let Value::Object(properties) = object(info) else { return String::new() };
    let mut entries: Vec<String> =
        properties.iter().map(|(name, value)| format!("{}: {value}", json!(name))).collect();
    entries.insert(position.min(entries.len()), format!("\"@odata.type\": {}", json!(tag)));
    format!("{{{}}}", entries.join(", "))
}

/// The same value with one more property.
pub(crate) fn with(value: &Value, name: &str, added: Value) -> Value {
    let mut properties: Map<String, Value> = value.as_object().cloned().unwrap_or_default();
    properties.insert(name.to_owned(), added);
    Value::Object(properties)
}
