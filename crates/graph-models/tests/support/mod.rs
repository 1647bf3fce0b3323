//! Values for every field of every type, made only from the tables of types and from empty values.

use graph_models::model::{Model, Slot};
use serde_json::{Map, Value, json};

/// Returns a value for a property. Returns `None` for properties that lead to other entities.
fn value(slot: Slot<'_>) -> Option<Value> {
    Some(match slot {
        Slot::String(_) => json!("text"),
        Slot::StringList(_) => json!(["text"]),
        Slot::Boolean(_) => json!(true),
        Slot::Int32(_) => json!(7),
        Slot::DateTimeOffset(_) => json!("2026-01-09T11:05:42.5414467Z"),
        Slot::Duration(_) => json!("P30DT1H"),
        Slot::Enum(field) => json!(field.info().members().first()?.0),
        Slot::Object(field) => object(field.insert()),
        Slot::ObjectList(list) => json!([object(list.push())]),
        _ => return None,
    })
}

/// Returns an object with every property except navigation properties.
pub(crate) fn object(empty: &mut dyn Model) -> Value {
    let fields = empty.info().fields().enumerate().filter(|(_, field)| !field.is_navigation());
    let values =
        fields.filter_map(|(index, field)| Some((field.wire().to_owned(), value(empty.slot(index))?)));
    Value::Object(values.collect())
}

/// Returns an object with its tag at the given position among the properties.
pub(crate) fn tagged(empty: &mut dyn Model, tag: &str, position: usize) -> String {
    let Value::Object(properties) = object(empty) else { return String::new() };
    let mut entries: Vec<String> =
        properties.iter().map(|(name, value)| format!("{}: {value}", json!(name))).collect();
    entries.insert(position.min(entries.len()), format!("\"@odata.type\": {}", json!(tag)));
    format!("{{{}}}", entries.join(", "))
}

/// Returns a copy of the value with an additional property.
pub(crate) fn with(value: &Value, name: &str, added: Value) -> Value {
    let mut properties: Map<String, Value> = value.as_object().cloned().unwrap_or_default();
    properties.insert(name.to_owned(), added);
    Value::Object(properties)
}
